CREATE TABLE "basis_reviews" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"case_id" uuid NOT NULL,
	"entry_id" uuid NOT NULL,
	"organisation_id" text NOT NULL,
	"consent_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"raised_at" timestamp with time zone DEFAULT clock() NOT NULL,
	"outcome" text,
	"legal_basis" text,
	"reason" text,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	CONSTRAINT "basis_reviews_decided_whole" CHECK (num_nonnulls("basis_reviews"."outcome", "basis_reviews"."decided_at", "basis_reviews"."decided_by") in (0, 3)),
	CONSTRAINT "basis_reviews_kept_on_another" CHECK (coalesce("basis_reviews"."legal_basis" in ('contract', 'public_task'), false) = ("basis_reviews"."outcome" is not distinct from 'kept'))
);
--> statement-breakpoint
ALTER TABLE "basis_reviews" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE TABLE "reviewed_entries" (
	"entry_id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"legal_basis" text,
	"decided_at" timestamp with time zone DEFAULT clock() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reviewed_entries" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "basis_reviews" ADD CONSTRAINT "basis_reviews_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "basis_reviews" ADD CONSTRAINT "basis_reviews_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "organisations"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "basis_reviews" ADD CONSTRAINT "basis_reviews_consent_id_consents_id_fk" FOREIGN KEY ("consent_id") REFERENCES "consents"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
ALTER TABLE "reviewed_entries" ADD CONSTRAINT "reviewed_entries_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "cases"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE INDEX "basis_reviews_case_id_index" ON "basis_reviews" USING btree ("case_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "basis_reviews_pending_index" ON "basis_reviews" USING btree ("entry_id") WHERE outcome is null;
--> statement-breakpoint
CREATE INDEX "reviewed_entries_case_id_index" ON "reviewed_entries" USING btree ("case_id");
