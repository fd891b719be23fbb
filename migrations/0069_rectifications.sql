CREATE TABLE "former_versions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"record_id" uuid NOT NULL,
	"former" json NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id()
);
--> statement-breakpoint
ALTER TABLE "former_versions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "rectification_log" (
	"rectification_id" uuid NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "rectification_log_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"organisation_id" text,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "rectification_log_rectification_id_position_pk" PRIMARY KEY("rectification_id","position")
);
--> statement-breakpoint
ALTER TABLE "rectification_log" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "rectifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resident_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"case_id" uuid,
	"organisation_id" text NOT NULL,
	"claim" text NOT NULL,
	"received_on" date NOT NULL,
	"due_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	"outcome" text,
	"reason" text,
	"statement" text,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	CONSTRAINT "rectifications_not_in_future" CHECK ("rectifications"."received_on" <= ("rectifications"."recorded_at" at time zone 'Europe/Copenhagen')::date),
	CONSTRAINT "rectifications_decided_whole" CHECK (num_nonnulls("rectifications"."outcome", "rectifications"."decided_at", "rectifications"."decided_by") in (0, 3)),
	CONSTRAINT "rectifications_refused_with_reason" CHECK (num_nonnulls("rectifications"."reason", "rectifications"."statement") = case "rectifications"."outcome" when 'refused' then 2 else 0 end)
);
--> statement-breakpoint
ALTER TABLE "rectifications" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "rectification_log" ADD CONSTRAINT "rectification_log_rectification_id_rectifications_id_fk" FOREIGN KEY ("rectification_id") REFERENCES "rectifications"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rectification_log" ADD CONSTRAINT "rectification_log_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rectifications" ADD CONSTRAINT "rectifications_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "residents"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rectifications" ADD CONSTRAINT "rectifications_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "rectifications" ADD CONSTRAINT "rectifications_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "former_versions_record_id_id_index" ON "former_versions" USING btree ("record_id","id");
--> statement-breakpoint
CREATE INDEX "rectifications_resident_id_index" ON "rectifications" USING btree ("resident_id");
--> statement-breakpoint
CREATE INDEX "rectifications_subject_id_index" ON "rectifications" USING btree ("subject_id");
