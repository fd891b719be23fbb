CREATE TABLE "emergency_accesses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"user_id" uuid DEFAULT actor_id() NOT NULL,
	"organisation_id" text DEFAULT actor_organisation() NOT NULL,
	"reason" text NOT NULL,
	"legal_basis" text NOT NULL,
	"granted_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"expires_at" timestamp with time zone DEFAULT (clock() + interval '24 hours') NOT NULL,
	"outcome" text,
	"review_note" text,
	"reviewed_at" timestamp with time zone,
	"reviewed_by" uuid,
	CONSTRAINT "emergency_accesses_reviewed_whole" CHECK (num_nonnulls("emergency_accesses"."outcome", "emergency_accesses"."review_note", "emergency_accesses"."reviewed_at", "emergency_accesses"."reviewed_by") in (0, 4))
);
--> statement-breakpoint
ALTER TABLE "emergency_accesses" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit_events" ADD COLUMN "emergency_access_ids" uuid[] DEFAULT '{}' NOT NULL;
--> statement-breakpoint
ALTER TABLE "emergency_accesses" ADD CONSTRAINT "emergency_accesses_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "emergency_accesses" ADD CONSTRAINT "emergency_accesses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "emergency_accesses" ADD CONSTRAINT "emergency_accesses_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "emergency_accesses_user_id_expires_at_index" ON "emergency_accesses" USING btree ("user_id","expires_at");
--> statement-breakpoint
CREATE INDEX "emergency_accesses_case_id_index" ON "emergency_accesses" USING btree ("case_id");
