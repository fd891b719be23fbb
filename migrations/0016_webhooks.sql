CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"webhook_id" uuid NOT NULL,
	"organisation_id" text NOT NULL,
	"event" text NOT NULL,
	"record_id" uuid,
	"case_id" uuid,
	"occurred_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT clock(),
	"taken_until" timestamp with time zone,
	"last_attempt_at" timestamp with time zone,
	"status_code" smallint,
	"error" text,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_secrets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"webhook_id" uuid NOT NULL,
	"secret" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "webhook_secrets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" text NOT NULL,
	"url" text NOT NULL,
	"events" text[] NOT NULL,
	"description" text,
	"disabled_at" timestamp with time zone,
	"disabled_reason" text,
	"failing_since" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "webhooks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_webhook_id_id_index" ON "webhook_deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_pending_index" ON "webhook_deliveries" USING btree ("webhook_id","next_attempt_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "webhook_secrets_webhook_id_id_index" ON "webhook_secrets" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE POLICY "gate" ON "webhook_deliveries" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "admin_reads" ON "webhook_deliveries" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "admin_tests" ON "webhook_deliveries" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'admin' and event = 'webhook.test');--> statement-breakpoint
CREATE POLICY "admin_repeats" ON "webhook_deliveries" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING ((select actor_role()) = 'admin') WITH CHECK ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "gate" ON "webhook_secrets" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "admin_sees_when" ON "webhook_secrets" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "admin_adds" ON "webhook_secrets" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "gate" ON "webhooks" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "admin_reads" ON "webhooks" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "admin_registers" ON "webhooks" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'admin' and recorded_by = (select actor_id()));--> statement-breakpoint
CREATE POLICY "admin_changes" ON "webhooks" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING ((select actor_role()) = 'admin') WITH CHECK ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "admin_removes" ON "webhooks" AS PERMISSIVE FOR DELETE TO "bo_godt_app" USING ((select actor_role()) = 'admin');