-- The first count, which was made anew for each who asked, gives way to publications.
set local role bo_godt_gate;
--> statement-breakpoint
drop view naboklage_cells, naboklage_counts, closed_quarters;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
CREATE TABLE "case_themes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"theme" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_themes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "count_groups" (
	"table_id" text NOT NULL,
	"code" text NOT NULL,
	"group_id" text NOT NULL,
	"label" text NOT NULL,
	"position" smallint NOT NULL,
	"gravity" smallint,
	CONSTRAINT "count_groups_table_id_code_pk" PRIMARY KEY("table_id","code")
);
--> statement-breakpoint
ALTER TABLE "count_groups" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "publication_outcomes" (
	"publication_id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"rule_version" text NOT NULL,
	"content_hash" text NOT NULL,
	"published_at" timestamp with time zone DEFAULT clock() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "publication_outcomes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "publication_proofs" (
	"publication_id" uuid NOT NULL,
	"table_id" text NOT NULL,
	"proof" jsonb NOT NULL,
	"bounds" jsonb NOT NULL,
	CONSTRAINT "publication_proofs_publication_id_table_id_pk" PRIMARY KEY("publication_id","table_id")
);
--> statement-breakpoint
ALTER TABLE "publication_proofs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "publication_truths" (
	"publication_id" uuid NOT NULL,
	"table_id" text NOT NULL,
	"release" jsonb NOT NULL,
	CONSTRAINT "publication_truths_publication_id_table_id_pk" PRIMARY KEY("publication_id","table_id")
);
--> statement-breakpoint
ALTER TABLE "publication_truths" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "publications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"period" text NOT NULL,
	"requested_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"requested_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "publications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "published_tables" (
	"publication_id" uuid NOT NULL,
	"position" smallint NOT NULL,
	"table_id" text NOT NULL,
	"period" text NOT NULL,
	"content" json,
	"reason" text,
	CONSTRAINT "published_tables_publication_id_table_id_pk" PRIMARY KEY("publication_id","table_id"),
	CONSTRAINT "published_tables_or_refused" CHECK (num_nonnulls("published_tables"."content", "published_tables"."reason") = 1)
);
--> statement-breakpoint
ALTER TABLE "published_tables" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP POLICY "gate" ON "category_groups" CASCADE;--> statement-breakpoint
DROP TABLE "category_groups" CASCADE;--> statement-breakpoint
ALTER TABLE "naboklage_changes" ADD COLUMN "former_category" text GENERATED ALWAYS AS (former ->> 'category') STORED;--> statement-breakpoint
ALTER TABLE "naboklage_changes" ADD COLUMN "former_respondent_tenancy_id" uuid GENERATED ALWAYS AS ((former ->> 'respondentTenancyId')::uuid) STORED;--> statement-breakpoint
ALTER TABLE "publication_outcomes" ADD CONSTRAINT "publication_outcomes_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_proofs" ADD CONSTRAINT "publication_proofs_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publication_truths" ADD CONSTRAINT "publication_truths_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_tables" ADD CONSTRAINT "published_tables_publication_id_publications_id_fk" FOREIGN KEY ("publication_id") REFERENCES "publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_themes_case_id_id_index" ON "case_themes" USING btree ("case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "publications_period_index" ON "publications" USING btree ("period");--> statement-breakpoint
CREATE INDEX "published_tables_table_id_period_index" ON "published_tables" USING btree ("table_id","period");--> statement-breakpoint
CREATE POLICY "gate" ON "case_themes" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "gate" ON "count_groups" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "gate" ON "publication_outcomes" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "publication_outcomes" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = any ('{helhedsplan,board,dpo}'::text[]));--> statement-breakpoint
CREATE POLICY "gate" ON "publication_proofs" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "officer_reads" ON "publication_proofs" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo');--> statement-breakpoint
CREATE POLICY "gate" ON "publication_truths" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "gate" ON "publications" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "publications" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = any ('{helhedsplan,board,dpo}'::text[]));--> statement-breakpoint
CREATE POLICY "gate" ON "published_tables" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "published_tables" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = any ('{helhedsplan,board,dpo}'::text[]));