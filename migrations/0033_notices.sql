CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"recipient_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"matter" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"case_id" uuid,
	"due_on" date,
	"organisation_id" text,
	"raised_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"read_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" uuid,
	"mail_batch" uuid,
	"mailed_at" timestamp with time zone,
	CONSTRAINT "notices_once" UNIQUE("recipient_id","kind","matter")
);
--> statement-breakpoint
ALTER TABLE "notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "email" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "mail_wanted" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_recipient_id_users_id_fk" FOREIGN KEY ("recipient_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notices_recipient_id_id_index" ON "notices" USING btree ("recipient_id","id");--> statement-breakpoint
CREATE INDEX "notices_kind_matter_index" ON "notices" USING btree ("kind","matter");--> statement-breakpoint
CREATE INDEX "notices_not_mailed" ON "notices" USING btree ("recipient_id") WHERE mailed_at is null;--> statement-breakpoint
CREATE POLICY "gate" ON "notices" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);