CREATE TABLE "invitations" (
	"hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"invited_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"invited_by" uuid DEFAULT actor_id() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "role_proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text NOT NULL,
	"reason" text NOT NULL,
	"proposed_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"proposed_by" uuid DEFAULT actor_id() NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"approved" boolean,
	CONSTRAINT "role_proposals_decided_whole" CHECK (num_nulls("role_proposals"."decided_at", "role_proposals"."decided_by", "role_proposals"."approved") in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "role_proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "disabled_reason" text;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_proposals" ADD CONSTRAINT "role_proposals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_proposals" ADD CONSTRAINT "role_proposals_proposed_by_users_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_proposals" ADD CONSTRAINT "role_proposals_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invitations_user_id_index" ON "invitations" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "role_proposals_open_index" ON "role_proposals" USING btree ("user_id") WHERE decided_at is null;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_parties_have_organisations" CHECK (("users"."role" in ('drift', 'socialafdeling', 'helhedsplan')) = ("users"."organisation_id" is not null));--> statement-breakpoint
CREATE POLICY "admin_reads" ON "user_departments" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "admin_assigns" ON "user_departments" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "admin_removes" ON "user_departments" AS PERMISSIVE FOR DELETE TO "bo_godt_app" USING ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "gate" ON "invitations" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "gate" ON "role_proposals" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "admin_reads" ON "role_proposals" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'admin');--> statement-breakpoint
CREATE POLICY "admin_proposes" ON "role_proposals" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'admin' and proposed_by = (select actor_id()) and decided_at is null);--> statement-breakpoint
CREATE POLICY "admin_decides" ON "role_proposals" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING ((select actor_role()) = 'admin' and decided_at is null) WITH CHECK (decided_by = (select actor_id())
        and (not approved or (select actor_id()) not in (proposed_by, user_id)));