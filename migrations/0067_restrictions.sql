CREATE TABLE "restrictions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"resident_id" uuid NOT NULL,
	"case_id" uuid,
	"reason" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"recorded_by" uuid DEFAULT actor_id() NOT NULL,
	"told_to" text,
	"told_at" timestamp with time zone,
	"told_by" uuid,
	"told_through" text,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	"lifting_reason" text,
	CONSTRAINT "restrictions_told_whole" CHECK (num_nonnulls("restrictions"."told_to", "restrictions"."told_at", "restrictions"."told_by", "restrictions"."told_through") in (0, 4)),
	CONSTRAINT "restrictions_told_after_it_began" CHECK ("restrictions"."told_at" >= "restrictions"."recorded_at" - interval '10 seconds'),
	CONSTRAINT "restrictions_lifted_whole" CHECK (num_nonnulls("restrictions"."lifted_at", "restrictions"."lifted_by", "restrictions"."lifting_reason") in (0, 3)),
	CONSTRAINT "restrictions_told_before_lifting" CHECK ("restrictions"."lifted_at" is null or "restrictions"."told_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "restrictions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_resident_id_residents_id_fk" FOREIGN KEY ("resident_id") REFERENCES "residents"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "restrictions" ADD CONSTRAINT "restrictions_of_own_case" FOREIGN KEY ("case_id","resident_id") REFERENCES "case_residents"("case_id","resident_id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE UNIQUE INDEX "restrictions_in_force_index" ON "restrictions" USING btree ("resident_id",coalesce(case_id, resident_id)) WHERE lifted_at is null;
--> statement-breakpoint
CREATE INDEX "restrictions_case_id_index" ON "restrictions" USING btree ("case_id");
