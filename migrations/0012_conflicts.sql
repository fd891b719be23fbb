CREATE TABLE "conflicts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"tenancy_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" uuid
);
--> statement-breakpoint
ALTER TABLE "conflicts" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "conflicts" ADD CONSTRAINT "conflicts_tenancy_id_tenancies_id_fk" FOREIGN KEY ("tenancy_id") REFERENCES "tenancies"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "conflicts_in_force_index" ON "conflicts" USING btree ("user_id","tenancy_id") WHERE ended_at is null;
--> statement-breakpoint
CREATE INDEX "naboklager_complainant_tenancy_id_index" ON "naboklager" USING btree ("complainant_tenancy_id");
