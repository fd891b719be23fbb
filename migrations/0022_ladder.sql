CREATE TABLE "naboklage_changes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"naboklage_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"former" json NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id()
);
--> statement-breakpoint
ALTER TABLE "naboklage_changes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "naboklage_steps" (
	"naboklage_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"kind" text NOT NULL,
	"taken_on" date NOT NULL,
	"note" text,
	"outcome" text,
	"override_reason" text,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "naboklage_steps_naboklage_id_position_pk" PRIMARY KEY("naboklage_id","position")
);
--> statement-breakpoint
ALTER TABLE "naboklage_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "naboklager_respondent_tenancy_id_index";--> statement-breakpoint
ALTER TABLE "naboklager" ADD COLUMN "complainant_key" text GENERATED ALWAYS AS (coalesce(complainant_tenancy_id::text, md5(folded(complainant_name)))) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "naboklager" ADD COLUMN "closed_as" text;--> statement-breakpoint
ALTER TABLE "naboklager" ADD COLUMN "status_before_closure" text;--> statement-breakpoint
ALTER TABLE "naboklager" ADD COLUMN "change_reason" text;--> statement-breakpoint
ALTER TABLE "naboklage_changes" ADD CONSTRAINT "naboklage_changes_naboklage_id_naboklager_id_fk" FOREIGN KEY ("naboklage_id") REFERENCES "naboklager"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "naboklage_steps" ADD CONSTRAINT "naboklage_steps_naboklage_id_naboklager_id_fk" FOREIGN KEY ("naboklage_id") REFERENCES "naboklager"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "naboklage_changes_naboklage_id_id_index" ON "naboklage_changes" USING btree ("naboklage_id","id");--> statement-breakpoint
CREATE INDEX "naboklager_open" ON "naboklager" USING btree ("department_id","id") WHERE status <> 'closed';--> statement-breakpoint
CREATE INDEX "naboklager_respondent_tenancy_id_id_index" ON "naboklager" USING btree ("respondent_tenancy_id","id");--> statement-breakpoint
CREATE POLICY "gate" ON "naboklage_changes" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "landlord_reads" ON "naboklage_changes" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from naboklager n where n.id = naboklage_id));--> statement-breakpoint
CREATE POLICY "gate" ON "naboklage_steps" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "landlord_reads" ON "naboklage_steps" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from naboklager n where n.id = naboklage_id));--> statement-breakpoint
CREATE POLICY "landlord_adds" ON "naboklage_steps" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (exists (select from naboklager n where n.id = naboklage_id) and recorded_by = (select actor_id()));