CREATE TABLE "department_population" (
	"id" uuid PRIMARY KEY NOT NULL,
	"department_id" text NOT NULL,
	"year" smallint NOT NULL,
	"dwellings" integer NOT NULL,
	"households" integer NOT NULL,
	"residents" integer NOT NULL,
	"source" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "population_not_negative" CHECK (least("department_population"."dwellings", "department_population"."households", "department_population"."residents") >= 0),
	CONSTRAINT "population_households_in_dwellings" CHECK ("department_population"."households" <= "department_population"."dwellings"),
	CONSTRAINT "population_residents_in_households" CHECK ("department_population"."residents" >= "department_population"."households"),
	CONSTRAINT "population_not_in_future" CHECK ("department_population"."year" <= extract(year from "department_population"."recorded_at" at time zone 'Europe/Copenhagen'))
);
--> statement-breakpoint
ALTER TABLE "department_population" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "department_population_department_id_year_id_index" ON "department_population" USING btree ("department_id","year","id");--> statement-breakpoint
CREATE POLICY "gate" ON "department_population" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "readers" ON "department_population" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = any ('{helhedsplan,board,dpo}'::text[]));--> statement-breakpoint
CREATE POLICY "coordinator_records" ON "department_population" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'helhedsplan' and recorded_by = (select actor_id()));