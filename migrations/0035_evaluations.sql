CREATE TABLE "evaluation_comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"year" smallint NOT NULL,
	"goal_id" text NOT NULL,
	"text" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "evaluation_comments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "evaluation_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"year" smallint NOT NULL,
	"kind" text NOT NULL,
	"content" text NOT NULL,
	"content_hash" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "evaluation_moves_hash_of_content" CHECK ("evaluation_moves"."content_hash" = encode(sha256(convert_to("evaluation_moves"."content", 'UTF8')), 'hex'))
);
--> statement-breakpoint
ALTER TABLE "evaluation_moves" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "evaluation_comments" ADD CONSTRAINT "evaluation_comments_goal_id_goals_id_fk" FOREIGN KEY ("goal_id") REFERENCES "goals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evaluation_comments_year_goal_id_id_index" ON "evaluation_comments" USING btree ("year","goal_id","id");--> statement-breakpoint
CREATE INDEX "evaluation_moves_year_kind_id_index" ON "evaluation_moves" USING btree ("year","kind","id");--> statement-breakpoint
CREATE UNIQUE INDEX "evaluation_moves_approved_once" ON "evaluation_moves" USING btree ("year") WHERE kind = 'approval';--> statement-breakpoint
CREATE POLICY "gate" ON "evaluation_comments" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "evaluation_comments" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = any ('{helhedsplan,board,dpo}'::text[]));--> statement-breakpoint
CREATE POLICY "coordinator_records" ON "evaluation_comments" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'helhedsplan' and recorded_by = (select actor_id()));--> statement-breakpoint
CREATE POLICY "gate" ON "evaluation_moves" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "evaluation_moves" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = any ('{helhedsplan,board,dpo}'::text[]));--> statement-breakpoint
CREATE POLICY "coordinator_presents" ON "evaluation_moves" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (kind = 'presentation' and (select actor_role()) = 'helhedsplan' and recorded_by = (select actor_id()));--> statement-breakpoint
CREATE POLICY "board_approves" ON "evaluation_moves" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (kind = 'approval' and (select actor_role()) = 'board' and recorded_by = (select actor_id()));