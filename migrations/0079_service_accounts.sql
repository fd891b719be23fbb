CREATE TABLE "service_accounts" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"scopes" text[] NOT NULL,
	"requests_per_minute" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"granted_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	CONSTRAINT "service_accounts_scopes_are_of_services" CHECK ("service_accounts"."scopes" <@ '{reference.read,naboklager.file,tenancies.manage,indicators.read,indicators.write,statistics.read}' and "service_accounts"."scopes" <> '{}'),
	CONSTRAINT "service_accounts_rate" CHECK ("service_accounts"."requests_per_minute" between 1 and 6000),
	CONSTRAINT "service_accounts_expire_within_a_year" CHECK ("service_accounts"."expires_at" > "service_accounts"."granted_at" and "service_accounts"."expires_at" <= "service_accounts"."granted_at" + interval '1 year')
);
--> statement-breakpoint
ALTER TABLE "service_accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "service_secrets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"service_id" uuid NOT NULL,
	"hash" text NOT NULL,
	"hint" text NOT NULL,
	"issued_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"issued_by" uuid DEFAULT actor_id() NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "service_secrets_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
ALTER TABLE "service_secrets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "secret_id" uuid;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "scopes" text[];--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "kind" text DEFAULT 'person' NOT NULL;--> statement-breakpoint
ALTER TABLE "service_accounts" ADD CONSTRAINT "service_accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_secrets" ADD CONSTRAINT "service_secrets_service_id_service_accounts_user_id_fk" FOREIGN KEY ("service_id") REFERENCES "service_accounts"("user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "service_secrets_service_id_index" ON "service_secrets" USING btree ("service_id");--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_services_are_no_persons" CHECK ("users"."kind" = 'person' or ("users"."kind" = 'service' and "users"."role" <> 'dpo'
        and num_nonnulls("users"."password_hash", "users"."totp_secret", "users"."totp_pending", "users"."email") = 0));--> statement-breakpoint
CREATE POLICY "gate" ON "service_accounts" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "admin_reads" ON "service_accounts" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "admin_makes" ON "service_accounts" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'admin' and recorded_by = (select actor_id()));--> statement-breakpoint
CREATE POLICY "admin_changes" ON "service_accounts" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING ((select actor_role()) = 'admin') WITH CHECK ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "gate" ON "service_secrets" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "admin_reads" ON "service_secrets" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "admin_issues" ON "service_secrets" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'admin' and issued_by = (select actor_id()));--> statement-breakpoint
CREATE POLICY "admin_ends" ON "service_secrets" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING ((select actor_role()) = 'admin' and revoked_at is null) WITH CHECK ((select actor_role()) = 'admin');