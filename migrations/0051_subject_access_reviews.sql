CREATE TABLE "subject_access_bundles" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"content" text NOT NULL,
	"content_hash" text NOT NULL,
	"subject_ids" uuid[] NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "subject_access_bundles_hash_of_content" CHECK ("subject_access_bundles"."content_hash" = encode(sha256(convert_to("subject_access_bundles"."content", 'UTF8')), 'hex'))
);
--> statement-breakpoint
ALTER TABLE "subject_access_bundles" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "subject_access_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"due_on" date,
	"content_hash" text,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "subject_access_moves_whole" CHECK (("subject_access_moves"."reason" is null, "subject_access_moves"."due_on" is null, "subject_access_moves"."content_hash" is null) = case "subject_access_moves"."kind"
        when 'extension' then (false, false, true) when 'refusal' then (false, true, true) else (true, true, false) end)
);
--> statement-breakpoint
ALTER TABLE "subject_access_moves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "subject_access_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"request_id" uuid NOT NULL,
	"naboklage_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"given" json NOT NULL,
	"redactions" json NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "subject_access_reviews" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "subject_access_bundles" ADD CONSTRAINT "subject_access_bundles_request_id_subject_access_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "subject_access_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_access_moves" ADD CONSTRAINT "subject_access_moves_request_id_subject_access_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "subject_access_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_access_reviews" ADD CONSTRAINT "subject_access_reviews_request_id_subject_access_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "subject_access_requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subject_access_reviews" ADD CONSTRAINT "subject_access_reviews_naboklage_id_naboklager_id_fk" FOREIGN KEY ("naboklage_id") REFERENCES "naboklager"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "subject_access_extended_once" ON "subject_access_moves" USING btree ("request_id") WHERE kind = 'extension';--> statement-breakpoint
CREATE UNIQUE INDEX "subject_access_settled_once" ON "subject_access_moves" USING btree ("request_id") WHERE kind <> 'extension';--> statement-breakpoint
CREATE INDEX "subject_access_reviews_request_id_naboklage_id_id_index" ON "subject_access_reviews" USING btree ("request_id","naboklage_id","id");--> statement-breakpoint
DROP POLICY "insight" ON "audit_events" CASCADE;--> statement-breakpoint
CREATE POLICY "insight" ON "agreed_actions" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "case_moves" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "emergency_accesses" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "disclosures" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "meetings" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "naboklage_changes" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "naboklage_steps" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "subject_access_requests" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "insight" ON "webhook_deliveries" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "gate" ON "subject_access_bundles" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "officer_reads" ON "subject_access_bundles" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "gate" ON "subject_access_moves" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "officer_reads" ON "subject_access_moves" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "officer_extends" ON "subject_access_moves" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (kind = 'extension' and (select actor_role()) = 'dpo' and recorded_by = (select actor_id()) and exists (select from subject_access_requests q where q.id = request_id
        and today() <= q.due_on and subject_access_moves.due_on > q.due_on
        and subject_access_moves.due_on <= (q.received_on + interval '3 months')::date));--> statement-breakpoint
CREATE POLICY "officer_releases" ON "subject_access_moves" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (kind = 'release' and (select actor_role()) = 'dpo' and recorded_by = (select actor_id()) and content_hash = (
        select b.content_hash from subject_access_bundles b where b.request_id = subject_access_moves.request_id));--> statement-breakpoint
CREATE POLICY "officer_refuses" ON "subject_access_moves" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (kind = 'refusal' and (select actor_role()) = 'dpo' and recorded_by = (select actor_id()));--> statement-breakpoint
CREATE POLICY "gate" ON "subject_access_reviews" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "insight" ON "subject_access_reviews" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "officer_reads" ON "subject_access_reviews" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "landlord_reads" ON "subject_access_reviews" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from naboklager n where n.id = naboklage_id));
