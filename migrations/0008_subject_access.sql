CREATE TABLE "subject_access_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resident_id" uuid NOT NULL,
	"received_on" date NOT NULL,
	"due_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "subject_access_not_in_future" CHECK ("subject_access_requests"."received_on" <= ("subject_access_requests"."recorded_at" at time zone 'Europe/Copenhagen')::date)
);
--> statement-breakpoint
ALTER TABLE "subject_access_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "subject_access_requests" ADD CONSTRAINT "subject_access_requests_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "subject_access_requests_resident_id_index" ON "subject_access_requests" USING btree ("resident_id");--> statement-breakpoint
CREATE POLICY "insight" ON "audit_events" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "case_entries" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "case_residents" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "cases" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "consents" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "residents" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "tenancies" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "naboklager" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "gate" ON "subject_access_requests" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "officer_reads" ON "subject_access_requests" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "officer_records" ON "subject_access_requests" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'dpo' and recorded_by = (select actor_id()));