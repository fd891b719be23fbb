CREATE TABLE "audit_shipments" (
	"size" bigint PRIMARY KEY NOT NULL,
	"shipped_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_shipments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "erasures" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "erasures_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"record_id" uuid NOT NULL,
	"erased_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"keep" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "erasures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "retention_holds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid,
	"resident_id" uuid,
	"reason" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	"lift_reason" text,
	CONSTRAINT "retention_holds_on_one" CHECK (num_nonnulls("retention_holds"."case_id", "retention_holds"."resident_id") = 1),
	CONSTRAINT "retention_holds_lifted_whole" CHECK (num_nonnulls("retention_holds"."lifted_at", "retention_holds"."lifted_by", "retention_holds"."lift_reason") in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "retention_holds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "retention_rules" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"keep" text NOT NULL,
	"legal_basis" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id(),
	CONSTRAINT "retention_rules_keep" CHECK ("retention_rules"."keep" ~ '^P[1-9][0-9]{0,2}[YM]$' or "retention_rules"."kind" = any ('{idempotency_answer,webhook_delivery,job}'))
);
--> statement-breakpoint
ALTER TABLE "retention_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "thinned_periods" (
	"period" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "thinned_periods" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "retention_holds" ADD CONSTRAINT "retention_holds_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_holds" ADD CONSTRAINT "retention_holds_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "residents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "erasures_once" ON "erasures" USING btree ("record_id","kind");--> statement-breakpoint
CREATE INDEX "retention_holds_case_id_index" ON "retention_holds" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "retention_holds_resident_id_index" ON "retention_holds" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "retention_rules_kind_id_index" ON "retention_rules" USING btree ("kind","id");--> statement-breakpoint
CREATE POLICY "gate" ON "audit_shipments" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sealer" ON "audit_shipments" AS PERMISSIVE FOR ALL TO "bo_godt_sealer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "gate" ON "erasures" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "officer_reads" ON "erasures" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "gate" ON "retention_holds" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "officer_reads" ON "retention_holds" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "officer_places" ON "retention_holds" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'dpo' and recorded_by = (select actor_id()));--> statement-breakpoint
CREATE POLICY "officer_lifts" ON "retention_holds" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING ((select actor_role()) = 'dpo') WITH CHECK (lifted_by = (select actor_id()));--> statement-breakpoint
CREATE POLICY "gate" ON "retention_rules" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "officer_reads" ON "retention_rules" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "officer_changes" ON "retention_rules" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'dpo' and recorded_by = (select actor_id()) and kind <> all ('{idempotency_answer,webhook_delivery,job}'));--> statement-breakpoint
CREATE POLICY "gate" ON "thinned_periods" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "action_due_dates" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "agreed_actions" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "audit_checkpoints" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "audit_events" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "audit_leaves" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "audit_nodes" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "audit_salts" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "case_entries" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "case_moves" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "case_naboklager" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "case_residents" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "case_team" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "cases" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "conflicts" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "consents" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "emergency_accesses" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "evaluation_comments" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "evaluation_moves" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "departments" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "organisations" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "residents" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "tenancies" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "invitations" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "login_attempts" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "refresh_tokens" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "role_proposals" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "sessions" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "user_departments" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "users" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "activities" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "agreement_parties" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "agreement_revisions" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "agreements" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "goals" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "indicator_baselines" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "indicator_comparators" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "indicators" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "observations" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "disclosures" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "discussions" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "meeting_items" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "meetings" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "naboklage_changes" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "naboklage_steps" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "naboklager" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "notices" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "subject_access_bundles" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "subject_access_moves" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "subject_access_requests" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "subject_access_reviews" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "signal_naboklager" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "signals" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "case_themes" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "count_groups" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "department_population" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "publication_outcomes" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "publication_proofs" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "publication_truths" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "publications" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "published_tables" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "webhook_deliveries" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "webhook_secrets" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "webhooks" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);--> statement-breakpoint
ALTER POLICY "gate" ON "idempotency_keys" TO bo_godt_eraser,bo_godt_gate USING (true) WITH CHECK (true);