-- What is kept no longer is removed by a role of its own, which nobody logs in as. It removes rows and empties what must
-- stay of a case; it reads when things ended and what they hang on, and no text but what tells that a household is named.
do $$
declare
  name text;
begin
  foreach name in array array['retention_rules', 'retention_holds', 'erasures', 'thinned_periods', 'audit_shipments'] loop
    execute format('alter table %I force row level security', name);
  end loop;
  foreach name in array array['retention_rules', 'erasures', 'audit_shipments'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      name || '_append_only', name);
    execute format('alter table %I enable always trigger %I', name, name || '_append_only');
  end loop;
end $$;
--> statement-breakpoint
grant select on retention_rules, retention_holds, erasures to bo_godt_app;
--> statement-breakpoint
grant insert (id, kind, keep, legal_basis) on retention_rules to bo_godt_app;
--> statement-breakpoint
grant insert (id, case_id, resident_id, reason), update (lifted_at, lifted_by, lift_reason) on retention_holds
  to bo_godt_app;
--> statement-breakpoint
grant select (id) on retention_holds to bo_godt_gate;
--> statement-breakpoint
grant insert on retention_rules to bo_godt_gate;
--> statement-breakpoint
grant insert on audit_shipments to bo_godt_sealer;
--> statement-breakpoint
grant select on retention_rules, retention_holds, erasures, thinned_periods, audit_shipments, publications,
  publication_outcomes to bo_godt_eraser;
--> statement-breakpoint
grant insert on erasures, thinned_periods to bo_godt_eraser;
--> statement-breakpoint
grant select (id, action_id), delete on action_due_dates to bo_godt_eraser;
--> statement-breakpoint
grant select (id, case_id, recorded_at), delete on agreed_actions to bo_godt_eraser;
--> statement-breakpoint
grant select (id, occurred_at, action, subject_ids, case_id), delete,
  insert (actor_id, organisation_id, role, action, purpose, decision, subject_ids, request_id)
  on audit_events to bo_godt_eraser;
--> statement-breakpoint
grant select (index, event_id) on audit_leaves to bo_godt_eraser;
--> statement-breakpoint
grant select (leaf_index), delete on audit_salts to bo_godt_eraser;
--> statement-breakpoint
grant select (id, case_id), delete on case_entries, case_moves, disclosures, emergency_accesses to bo_godt_eraser;
--> statement-breakpoint
grant select (id, case_id, recorded_at), delete on case_themes to bo_godt_eraser;
--> statement-breakpoint
grant select (case_id, naboklage_id), delete on case_naboklager to bo_godt_eraser;
--> statement-breakpoint
grant select (case_id, resident_id), delete on case_residents to bo_godt_eraser;
--> statement-breakpoint
grant select (case_id), delete on case_team to bo_godt_eraser;
--> statement-breakpoint
grant select (id, tenancy_id, recorded_at, closed_at), update (problem, theme, outcome), delete on cases
  to bo_godt_eraser;
--> statement-breakpoint
grant select (id, tenancy_id, ended_at), delete on conflicts to bo_godt_eraser;
--> statement-breakpoint
grant select (id, case_id, resident_id, recorded_at, withdrawal_recorded_at), delete on consents to bo_godt_eraser;
--> statement-breakpoint
grant select (item_id), delete on discussions to bo_godt_eraser;
--> statement-breakpoint
grant select (user_id, key, resource_id, recorded_at), delete on idempotency_keys to bo_godt_eraser;
--> statement-breakpoint
grant select (id, meeting_id, case_id), delete on meeting_items to bo_godt_eraser;
--> statement-breakpoint
grant select (id, held_on), delete on meetings to bo_godt_eraser;
--> statement-breakpoint
grant select (id, naboklage_id, former, former_respondent_tenancy_id), delete on naboklage_changes to bo_godt_eraser;
--> statement-breakpoint
grant select (naboklage_id, kind, recorded_at), delete on naboklage_steps to bo_godt_eraser;
--> statement-breakpoint
-- To lock a row one must be allowed to change something of it; an id is what others refer to, and does not change.
grant select (id, status, respondent_tenancy_id, complainant_tenancy_id, received_at, changed_at), update (id), delete
  on naboklager to bo_godt_eraser;
--> statement-breakpoint
grant select (id, subject_id, case_id, organisation_id, raised_at, acknowledged_at), delete on notices
  to bo_godt_eraser;
--> statement-breakpoint
grant select (session_id), delete on refresh_tokens to bo_godt_eraser;
--> statement-breakpoint
grant select (id, tenancy_id), delete on residents to bo_godt_eraser;
--> statement-breakpoint
grant delete on retention_holds to bo_godt_eraser;
--> statement-breakpoint
grant select (id, started_at, expires_at, ended_at), delete on sessions to bo_godt_eraser;
--> statement-breakpoint
grant select (signal_id, naboklage_id), delete on signal_naboklager to bo_godt_eraser;
--> statement-breakpoint
grant select (id, tenancy_id, case_id), delete on signals to bo_godt_eraser;
--> statement-breakpoint
grant select (id, resident_id, recorded_at), delete on subject_access_requests to bo_godt_eraser;
--> statement-breakpoint
grant select (id, request_id, naboklage_id), delete on subject_access_reviews to bo_godt_eraser;
--> statement-breakpoint
grant select (request_id, subject_ids, recorded_at), delete on subject_access_bundles to bo_godt_eraser;
--> statement-breakpoint
grant select (id, request_id), delete on subject_access_moves to bo_godt_eraser;
--> statement-breakpoint
grant select (id, moved_out_on), delete on tenancies to bo_godt_eraser;
--> statement-breakpoint
grant select (id, record_id, case_id, recorded_at), delete on webhook_deliveries to bo_godt_eraser;
--> statement-breakpoint
-- Versions and the trail are never changed, by nobody. That role alone removes them, where it has been granted to.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' and current_user = 'bo_godt_eraser' then
    return old;
  end if;
  raise exception 'the trail is append-only' using errcode = '42501';
end $$;
--> statement-breakpoint
-- How long things are kept by default, and why. The kinds with days follow from what callers were promised
-- (Idempotency-Key, the log of webhooks) and from how the jobs' tables are kept.
set local role bo_godt_gate;
--> statement-breakpoint
insert into retention_rules (kind, keep, legal_basis) values
  ('idempotency_answer', 'P1D', 'Databeskyttelsesforordningens art. 5, stk. 1, litra e: kun til at svare ens på en gentagelse'),
  ('webhook_delivery', 'P30D', 'Databeskyttelsesforordningens art. 5, stk. 1, litra e: kun til fejlsøgning'),
  ('job', 'P14D', 'Databeskyttelsesforordningens art. 5, stk. 1, litra e: kun id''er, og kun til fejlsøgning'),
  ('session', 'P1M', 'Databeskyttelsesforordningens art. 32: kun til at opdage misbrug af adgang'),
  ('notice', 'P1Y', 'Databeskyttelsesforordningens art. 5, stk. 1, litra e'),
  ('naboklage', 'P2Y', 'Databeskyttelsesforordningens art. 6, stk. 1, litra c og f: udlejers pligter efter almenlejeloven; gentagelser'),
  ('naboklage_draft', 'P6M', 'Databeskyttelsesforordningens art. 5, stk. 1, litra c: en klage, der ikke blev til noget'),
  ('case', 'P3Y', 'Databeskyttelsesforordningens art. 6, stk. 1, litra a og e; forældelseslovens § 3'),
  ('consent', 'P5Y', 'Databeskyttelsesforordningens art. 7, stk. 1: det skal kunne påvises, at der er givet samtykke'),
  ('meeting', 'P3Y', 'Databeskyttelsesforordningens art. 5, stk. 1, litra e: som sagerne'),
  ('access_bundle', 'P6M', 'Databeskyttelsesforordningens art. 5, stk. 1, litra c: en kopi af det, der stadig er et andet sted'),
  ('access_request', 'P3Y', 'Databeskyttelsesforordningens art. 12 og 15; forældelseslovens § 3'),
  ('conflict', 'P5Y', 'Forvaltningslovens § 3; som revisionssporet'),
  ('household', 'P1Y', 'Databeskyttelsesforordningens art. 5, stk. 1, litra e: ingen opgave angår husstanden længere'),
  ('audit_event', 'P5Y', 'Databeskyttelsesforordningens art. 5, stk. 2, og art. 32; straffelovens § 93');
--> statement-breakpoint
set local role bo_godt_owner;
