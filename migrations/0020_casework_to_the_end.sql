CREATE TABLE "case_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"outcome" text,
	"closed_on" date,
	"key_person_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_moves" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "case_entries" ADD COLUMN "correction_reason" text;
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "paused_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "closed_at" timestamp with time zone;
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "closed_on" date;
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "outcome" text;
--> statement-breakpoint
ALTER TABLE "case_moves" ADD CONSTRAINT "case_moves_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "case_moves" ADD CONSTRAINT "case_moves_key_person_id_users_id_fk" FOREIGN KEY ("key_person_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "case_moves" ADD CONSTRAINT "case_moves_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "case_moves_case_id_id_index" ON "case_moves" USING btree ("case_id","id");
--> statement-breakpoint
CREATE UNIQUE INDEX "case_entries_supersedes_index" ON "case_entries" USING btree ("supersedes") WHERE supersedes is not null;
--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_closed_since_opening" CHECK ("cases"."closed_on" between ("cases"."recorded_at" at time zone 'Europe/Copenhagen')::date
        and ("cases"."closed_at" at time zone 'Europe/Copenhagen')::date);
--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_closed_whole" CHECK (num_nonnulls("cases"."closed_at", "cases"."closed_on", "cases"."outcome") in (0, 3));
--> statement-breakpoint
CREATE POLICY "gate" ON "case_moves" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "owner_reads" ON "case_moves" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from visible_cases v where v.case_id = case_moves.case_id and v.owned));
--> statement-breakpoint
CREATE POLICY "owner_adds" ON "case_moves" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (exists (select from visible_cases v where v.case_id = case_moves.case_id and v.owned) and recorded_by = (select actor_id()));
--> statement-breakpoint
ALTER POLICY "team_agrees" ON "agreed_actions" TO bo_godt_app WITH CHECK (exists (select from cases c where c.id = case_id and c.closed_at is null) and organisation_id = (select actor_organisation())
        and author_id = (select actor_id())
        and resident_ids <@ array(select p.resident_id from case_people p where p.case_id = agreed_actions.case_id)
        and would_see(responsible_user_id, case_id, resident_ids, data_category));
--> statement-breakpoint
ALTER POLICY "landlord_links" ON "case_naboklager" TO bo_godt_app WITH CHECK (exists (select from cases c where c.id = case_id and c.closed_at is null) and exists (select from naboklager n where n.id = naboklage_id)
        and recorded_by = (select actor_id()));
--> statement-breakpoint
ALTER POLICY "team_adds" ON "case_residents" TO bo_godt_app WITH CHECK (exists (select from cases c where c.id = case_id and c.closed_at is null) and recorded_by = (select actor_id()));
--> statement-breakpoint
ALTER POLICY "key_person_records" ON "consents" TO bo_godt_app WITH CHECK (exists (select from cases c
  where c.id = case_id and c.key_person_id = (select actor_id()) and c.closed_at is null) and recorded_by = (select actor_id())
        and exists (select from case_people p where p.case_id = consents.case_id and p.resident_id = consents.resident_id));
