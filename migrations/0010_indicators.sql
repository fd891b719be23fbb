CREATE TABLE "activities" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hours_per_week" smallint NOT NULL,
	"purpose" text[] NOT NULL,
	"target_groups" text[] NOT NULL,
	"position" smallint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "activities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agreement_parties" (
	"position" smallint PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agreement_parties" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agreement_revisions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"decided_on" date NOT NULL,
	"text" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "agreement_revisions_not_in_future" CHECK ("agreement_revisions"."decided_on" <= ("agreement_revisions"."recorded_at" at time zone 'Europe/Copenhagen')::date)
);
--> statement-breakpoint
ALTER TABLE "agreement_revisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agreements" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agreements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "goals" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"position" smallint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "goals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "indicator_baselines" (
	"indicator_id" text NOT NULL,
	"position" smallint NOT NULL,
	"department_id" text,
	"label" text NOT NULL,
	"value" numeric,
	"status" text NOT NULL,
	"pending_text" text,
	"source" text NOT NULL,
	CONSTRAINT "indicator_baselines_indicator_id_position_pk" PRIMARY KEY("indicator_id","position"),
	CONSTRAINT "indicator_baselines_pending_has_no_value" CHECK (("indicator_baselines"."status" = 'pending') = ("indicator_baselines"."value" is null))
);
--> statement-breakpoint
ALTER TABLE "indicator_baselines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "indicator_comparators" (
	"indicator_id" text NOT NULL,
	"position" smallint NOT NULL,
	"label" text NOT NULL,
	"value" numeric NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "indicator_comparators_indicator_id_position_pk" PRIMARY KEY("indicator_id","position")
);
--> statement-breakpoint
ALTER TABLE "indicator_comparators" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "indicators" (
	"id" text PRIMARY KEY NOT NULL,
	"goal_id" text NOT NULL,
	"name" text NOT NULL,
	"unit" text NOT NULL,
	"better" text,
	"source" text NOT NULL,
	"baseline_year" smallint,
	"position" smallint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "indicators" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "observations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"indicator_id" text NOT NULL,
	"department_id" text,
	"year" smallint NOT NULL,
	"value" numeric,
	"status" text NOT NULL,
	"source" text NOT NULL,
	"note" text,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "observations_pending_has_no_value" CHECK (("observations"."status" = 'pending') = ("observations"."value" is null)),
	CONSTRAINT "observations_not_in_future" CHECK ("observations"."year" <= extract(year from "observations"."recorded_at" at time zone 'Europe/Copenhagen'))
);
--> statement-breakpoint
ALTER TABLE "observations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "indicator_baselines" ADD CONSTRAINT "indicator_baselines_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "indicators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_baselines" ADD CONSTRAINT "indicator_baselines_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_comparators" ADD CONSTRAINT "indicator_comparators_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "indicators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_goal_id_goals_id_fk" FOREIGN KEY ("goal_id") REFERENCES "goals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "indicators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "observations_indicator_id_department_id_year_id_index" ON "observations" USING btree ("indicator_id","department_id","year","id");--> statement-breakpoint
CREATE POLICY "gate" ON "activities" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signed_in" ON "activities" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_id()) is not null);--> statement-breakpoint
CREATE POLICY "gate" ON "agreement_parties" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signed_in" ON "agreement_parties" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_id()) is not null);--> statement-breakpoint
CREATE POLICY "gate" ON "agreement_revisions" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signed_in" ON "agreement_revisions" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_id()) is not null);--> statement-breakpoint
CREATE POLICY "coordinator_records" ON "agreement_revisions" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'helhedsplan' and recorded_by = (select actor_id()));--> statement-breakpoint
CREATE POLICY "gate" ON "agreements" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signed_in" ON "agreements" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_id()) is not null);--> statement-breakpoint
CREATE POLICY "gate" ON "goals" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signed_in" ON "goals" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_id()) is not null);--> statement-breakpoint
CREATE POLICY "gate" ON "indicator_baselines" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signed_in" ON "indicator_baselines" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_id()) is not null);--> statement-breakpoint
CREATE POLICY "gate" ON "indicator_comparators" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signed_in" ON "indicator_comparators" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_id()) is not null);--> statement-breakpoint
CREATE POLICY "gate" ON "indicators" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signed_in" ON "indicators" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_id()) is not null);--> statement-breakpoint
CREATE POLICY "gate" ON "observations" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "signed_in" ON "observations" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_id()) is not null);--> statement-breakpoint
CREATE POLICY "coordinator_records" ON "observations" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'helhedsplan' and recorded_by = (select actor_id()));