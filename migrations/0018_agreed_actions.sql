CREATE TABLE "action_due_dates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"action_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "action_due_dates" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "agreed_actions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"organisation_id" text DEFAULT actor_organisation() NOT NULL,
	"author_id" uuid DEFAULT actor_id() NOT NULL,
	"title" text NOT NULL,
	"method" text NOT NULL,
	"activity_id" text,
	"community" text,
	"responsible_user_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"data_category" text NOT NULL,
	"resident_ids" uuid[] NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"completed_on" date,
	"completion_note" text,
	"drop_reason" text,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	CONSTRAINT "agreed_actions_bridging" CHECK (num_nonnulls("agreed_actions"."activity_id", "agreed_actions"."community") = case "agreed_actions"."method" when 'bridging' then 1 else 0 end),
	CONSTRAINT "agreed_actions_settled" CHECK (("agreed_actions"."status" = 'open') = ("agreed_actions"."settled_at" is null)),
	CONSTRAINT "agreed_actions_completed_by_now" CHECK ("agreed_actions"."completed_on" <= ("agreed_actions"."settled_at" at time zone 'Europe/Copenhagen')::date)
);
--> statement-breakpoint
ALTER TABLE "agreed_actions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "action_due_dates" ADD CONSTRAINT "action_due_dates_action_id_agreed_actions_id_fk" FOREIGN KEY ("action_id") REFERENCES "agreed_actions"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agreed_actions" ADD CONSTRAINT "agreed_actions_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agreed_actions" ADD CONSTRAINT "agreed_actions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agreed_actions" ADD CONSTRAINT "agreed_actions_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agreed_actions" ADD CONSTRAINT "agreed_actions_activity_id_activities_id_fk" FOREIGN KEY ("activity_id") REFERENCES "activities"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "agreed_actions" ADD CONSTRAINT "agreed_actions_responsible_user_id_users_id_fk" FOREIGN KEY ("responsible_user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "action_due_dates_action_id_index" ON "action_due_dates" USING btree ("action_id");
--> statement-breakpoint
CREATE INDEX "agreed_actions_case_id_id_index" ON "agreed_actions" USING btree ("case_id","id");
--> statement-breakpoint
CREATE INDEX "agreed_actions_responsible_user_id_status_due_on_index" ON "agreed_actions" USING btree ("responsible_user_id","status","due_on");
