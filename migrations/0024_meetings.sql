CREATE TABLE "disclosures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"organisation_id" text NOT NULL,
	"data_category" text NOT NULL,
	"consent_ids" uuid[] NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "disclosures" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "discussions" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"entry_id" uuid NOT NULL,
	"action_ids" uuid[] NOT NULL,
	"present_organisation_ids" text[] NOT NULL,
	"participant_user_ids" uuid[] NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "discussions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "meeting_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meeting_items" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" text DEFAULT actor_organisation() NOT NULL,
	"held_on" date NOT NULL,
	"place" text,
	"invited_organisation_ids" text[] NOT NULL,
	"cancelled_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "meetings" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "meetings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_item_id_meeting_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "meeting_items"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "residents"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "discussions" ADD CONSTRAINT "discussions_item_id_meeting_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "meeting_items"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "discussions" ADD CONSTRAINT "discussions_entry_id_case_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "case_entries"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "discussions" ADD CONSTRAINT "discussions_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting_items" ADD CONSTRAINT "meeting_items_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "meetings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting_items" ADD CONSTRAINT "meeting_items_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meeting_items" ADD CONSTRAINT "meeting_items_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "disclosures_meeting_id_id_index" ON "disclosures" USING btree ("meeting_id","id");
--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_items_meeting_id_case_id_index" ON "meeting_items" USING btree ("meeting_id","case_id");
--> statement-breakpoint
CREATE INDEX "meeting_items_case_id_index" ON "meeting_items" USING btree ("case_id");
