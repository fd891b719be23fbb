CREATE TABLE "directory_entries" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"external_id" text,
	"given_name" text,
	"family_name" text,
	"switched_off_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "directory_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "service_accounts" DROP CONSTRAINT "service_accounts_scopes_are_of_services";--> statement-breakpoint
ALTER TABLE "directory_entries" ADD CONSTRAINT "directory_entries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_entries" ADD CONSTRAINT "directory_entries_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "directory_entries_external_id_index" ON "directory_entries" USING btree ("organisation_id","external_id") WHERE removed_at is null;--> statement-breakpoint
ALTER TABLE "service_accounts" ADD CONSTRAINT "service_accounts_scopes_are_of_services" CHECK ("service_accounts"."scopes" <@ '{reference.read,naboklager.file,tenancies.manage,tenancies.import,indicators.read,indicators.write,statistics.read,accounts.provision}' and "service_accounts"."scopes" <> '{}');--> statement-breakpoint
CREATE POLICY "gate" ON "directory_entries" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);