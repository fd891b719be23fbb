CREATE TABLE "audit_checkpoints" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"signed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"complete_below" uuid NOT NULL,
	CONSTRAINT "audit_checkpoints_size_unique" UNIQUE("size")
);
--> statement-breakpoint
ALTER TABLE "audit_checkpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_leaves" (
	"index" bigint PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"leaf" text NOT NULL,
	CONSTRAINT "audit_leaves_event_unique" UNIQUE("event_id")
);
--> statement-breakpoint
ALTER TABLE "audit_leaves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_nodes" (
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_nodes_level_index_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
ALTER TABLE "audit_nodes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_salts" (
	"leaf_index" bigint PRIMARY KEY NOT NULL,
	"salt" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_salts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "sealer" ON "audit_events" AS PERMISSIVE FOR SELECT TO "bo_godt_sealer" USING (true);--> statement-breakpoint
CREATE POLICY "gate" ON "audit_checkpoints" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sealer" ON "audit_checkpoints" AS PERMISSIVE FOR ALL TO "bo_godt_sealer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "officer_reads" ON "audit_checkpoints" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "gate" ON "audit_leaves" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sealer" ON "audit_leaves" AS PERMISSIVE FOR ALL TO "bo_godt_sealer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "officer_reads" ON "audit_leaves" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "gate" ON "audit_nodes" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sealer" ON "audit_nodes" AS PERMISSIVE FOR ALL TO "bo_godt_sealer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "officer_reads" ON "audit_nodes" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "gate" ON "audit_salts" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "sealer" ON "audit_salts" AS PERMISSIVE FOR ALL TO "bo_godt_sealer" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "officer_reads" ON "audit_salts" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');