CREATE TABLE "signal_naboklager" (
	"signal_id" uuid NOT NULL,
	"naboklage_id" uuid NOT NULL,
	CONSTRAINT "signal_naboklager_signal_id_naboklage_id_pk" PRIMARY KEY("signal_id","naboklage_id")
);
--> statement-breakpoint
ALTER TABLE "signal_naboklager" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "signals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"department_id" text NOT NULL,
	"tenancy_id" uuid NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"waiting_until" date,
	"reason" text,
	"case_id" uuid,
	"raised_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid
);
--> statement-breakpoint
ALTER TABLE "signals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "signal_naboklager" ADD CONSTRAINT "signal_naboklager_signal_id_signals_id_fk" FOREIGN KEY ("signal_id") REFERENCES "signals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal_naboklager" ADD CONSTRAINT "signal_naboklager_naboklage_id_naboklager_id_fk" FOREIGN KEY ("naboklage_id") REFERENCES "naboklager"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_department_id_departments_id_fk" FOREIGN KEY ("department_id") REFERENCES "departments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_tenancy_id_tenancies_id_fk" FOREIGN KEY ("tenancy_id") REFERENCES "tenancies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "signal_naboklager_naboklage_id_index" ON "signal_naboklager" USING btree ("naboklage_id");--> statement-breakpoint
CREATE INDEX "signals_department_id_id_index" ON "signals" USING btree ("department_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "signals_one_at_a_time" ON "signals" USING btree ("tenancy_id") WHERE status in ('open', 'waiting');--> statement-breakpoint
CREATE POLICY "gate" ON "signal_naboklager" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "landlord_reads" ON "signal_naboklager" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from signals s where s.id = signal_id));--> statement-breakpoint
CREATE POLICY "gate" ON "signals" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "landlord_reads" ON "signals" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from tenancies t where t.id = tenancy_id));--> statement-breakpoint
CREATE POLICY "landlord_decides" ON "signals" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING (exists (select from tenancies t where t.id = tenancy_id)) WITH CHECK (decided_by = (select actor_id()));