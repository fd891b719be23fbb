CREATE UNLOGGED TABLE "tenancy_import_rows" (
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"department_id" text NOT NULL,
	"key" text NOT NULL,
	"person_key" text,
	"address" text NOT NULL,
	"dwelling" text NOT NULL,
	"moved_in_on" date NOT NULL,
	"moved_out_on" date,
	"name" text NOT NULL,
	"birth_year" smallint,
	"phone" text,
	"protected_address" boolean NOT NULL,
	"address_key" text GENERATED ALWAYS AS (folded(address)) STORED,
	"dwelling_key" text GENERATED ALWAYS AS (folded(dwelling)) STORED,
	"name_key" text GENERATED ALWAYS AS (folded(name)) STORED,
	"lead" boolean DEFAULT false NOT NULL,
	"tenancy" uuid,
	"is_new_tenancy" boolean DEFAULT false NOT NULL,
	"resident" uuid,
	"is_new_resident" boolean DEFAULT false NOT NULL,
	"lease_fields" text[] DEFAULT '{}' NOT NULL,
	"person_fields" text[] DEFAULT '{}' NOT NULL,
	"succeeds" uuid,
	"restricted" boolean DEFAULT false NOT NULL,
	"protection_kept" boolean DEFAULT false NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "tenancy_import_rows_import_id_line_pk" PRIMARY KEY("import_id","line")
);
--> statement-breakpoint
ALTER TABLE "tenancy_import_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tenancy_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" text DEFAULT actor_organisation() NOT NULL,
	"dry_run" boolean NOT NULL,
	"rows" integer NOT NULL,
	"state" text DEFAULT 'reading' NOT NULL,
	"staged" integer DEFAULT 0 NOT NULL,
	"applied" integer DEFAULT 0 NOT NULL,
	"counts" json,
	"error_count" integer DEFAULT 0 NOT NULL,
	"errors" json DEFAULT '[]'::json NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "tenancy_imports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "residents" ADD COLUMN "external_key" text;--> statement-breakpoint
ALTER TABLE "tenancies" ADD COLUMN "external_key" text;--> statement-breakpoint
ALTER TABLE "tenancy_imports" ADD CONSTRAINT "tenancy_imports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tenancy_imports_organisation_id_id_index" ON "tenancy_imports" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "residents_external_key" ON "residents" USING btree ("tenancy_id","external_key") WHERE external_key is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "tenancies_external_key" ON "tenancies" USING btree ("department_id","external_key") WHERE external_key is not null;--> statement-breakpoint
CREATE POLICY "gate" ON "tenancy_import_rows" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "own" ON "tenancy_import_rows" AS PERMISSIVE FOR ALL TO "bo_godt_app" USING (recorded_by = (select actor_id())) WITH CHECK (recorded_by = (select actor_id()));--> statement-breakpoint
CREATE POLICY "gate" ON "tenancy_imports" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "landlord_reads" ON "tenancy_imports" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (organisation_id = (select actor_organisation()) and (select actor_role()) = 'drift');--> statement-breakpoint
CREATE POLICY "landlord_begins" ON "tenancy_imports" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (organisation_id = (select actor_organisation()) and (select actor_role()) = 'drift' and recorded_by = (select actor_id()));--> statement-breakpoint
CREATE POLICY "landlord_goes_on" ON "tenancy_imports" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING (organisation_id = (select actor_organisation()) and (select actor_role()) = 'drift') WITH CHECK (organisation_id = (select actor_organisation()) and (select actor_role()) = 'drift');