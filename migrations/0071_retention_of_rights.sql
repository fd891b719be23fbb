ALTER TABLE "retention_rules" DROP CONSTRAINT "retention_rules_keep";
--> statement-breakpoint
ALTER TABLE "reviewed_entries" ADD COLUMN "sealed" boolean GENERATED ALWAYS AS (legal_basis is null) STORED;
--> statement-breakpoint
ALTER TABLE "retention_rules" ADD CONSTRAINT "retention_rules_keep" CHECK ("retention_rules"."keep" ~ '^P[1-9][0-9]{0,2}[YM]$' or "retention_rules"."kind" = any ('{idempotency_answer,webhook_delivery,job,sealed_entry}'));
