DROP INDEX "audit_events_actor_id_id_index";--> statement-breakpoint
DROP INDEX "audit_events_case_id_id_index";--> statement-breakpoint
DROP INDEX "audit_events_occurred_at_index";--> statement-breakpoint
CREATE INDEX "audit_events_actor_id_occurred_at_id_index" ON "audit_events" USING btree ("actor_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "audit_events_case_id_occurred_at_id_index" ON "audit_events" USING btree ("case_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "audit_events_action_occurred_at_id_index" ON "audit_events" USING btree ("action","occurred_at","id");--> statement-breakpoint
CREATE INDEX "audit_events_purpose_occurred_at_id_index" ON "audit_events" USING btree ("purpose","occurred_at","id");--> statement-breakpoint
CREATE INDEX "audit_events_denied_index" ON "audit_events" USING btree ("occurred_at","id") WHERE decision = 'denied';--> statement-breakpoint
CREATE INDEX "audit_events_occurred_at_id_index" ON "audit_events" USING btree ("occurred_at","id");