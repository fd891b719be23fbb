-- What is kept of reviews, restrictions, rectifications and former versions goes with what it is about; an entry that is to
-- be erased goes by itself; and what is restricted is held.
grant select (id, case_id, entry_id, consent_id), delete on basis_reviews to bo_godt_eraser;
--> statement-breakpoint
-- Whether there is a basis, and not which.
grant select (entry_id, case_id, sealed, decided_at), delete on reviewed_entries to bo_godt_eraser;
--> statement-breakpoint
grant select (id, case_id, resident_id, subject_id), delete on rectifications to bo_godt_eraser;
--> statement-breakpoint
grant select (rectification_id), delete on rectification_log to bo_godt_eraser;
--> statement-breakpoint
grant select (id, case_id, resident_id, lifted_at), delete on restrictions to bo_godt_eraser;
--> statement-breakpoint
grant select (id, record_id), delete on former_versions to bo_godt_eraser;
--> statement-breakpoint
grant select (entry_id) on discussions to bo_godt_eraser;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
insert into retention_rules (kind, keep, legal_basis) values
  ('sealed_entry', 'P1D', 'Databeskyttelsesforordningens art. 17, stk. 1, litra b: samtykket er ophørt, og det er afgjort, at notatet slettes');
--> statement-breakpoint
set local role bo_godt_eraser;
--> statement-breakpoint
create or replace view held_records as
with held as (select h.case_id, h.resident_id from retention_holds h where h.lifted_at is null
  union all
  select r.case_id, case when r.case_id is null then r.resident_id end from restrictions r where r.lifted_at is null
), households as (
  select r.tenancy_id as id from held h join residents r on r.id = h.resident_id
), held_cases as (
  select c.id, c.tenancy_id from cases c where c.id in (select h.case_id from held h)
    or c.tenancy_id in (select h.id from households h)
)
select c.id from held_cases c
union select k.id from consents k join held_cases c on c.id = k.case_id
union select e.id from case_entries e join held_cases c on c.id = e.case_id
union select l.naboklage_id from case_naboklager l join held_cases c on c.id = l.case_id
union select n.id from naboklager n join households h on n.respondent_tenancy_id = h.id or n.complainant_tenancy_id = h.id
union select t.id from (select c.tenancy_id from held_cases c union select h.id from households h) t (id)
union select r.id from residents r
  join (select c.tenancy_id from held_cases c union select h.id from households h) t (id) on t.id = r.tenancy_id;
--> statement-breakpoint
create or replace view ended_records (kind, id, ended_at, touches) as
select 'idempotency_answer', md5(i.user_id || i.key)::uuid, i.recorded_at, '{}'::uuid[] from idempotency_keys i
union all select 'webhook_delivery', d.id, d.recorded_at, '{}' from webhook_deliveries d
union all select 'session', s.id, least(s.ended_at, s.expires_at), '{}' from sessions s
union all select 'notice', n.id, case when n.organisation_id is null then n.raised_at else n.acknowledged_at end,
  array[n.subject_id, n.case_id] from notices n
union all select 'naboklage', n.id,
  (select max(s.recorded_at) from naboklage_steps s where s.naboklage_id = n.id and s.kind = 'closure'), array[n.id]
  from naboklager n where n.status = 'closed'
union all select 'naboklage_draft', n.id, n.changed_at, array[n.id] from naboklager n where n.status = 'draft'
union all select 'sealed_entry', d.entry_id, d.decided_at, array[d.entry_id, d.case_id] from reviewed_entries d
  where d.sealed
union all select 'case', c.id, c.closed_at, array[c.id] from cases c
  where not exists (select from erasures e where e.kind = 'case' and e.record_id = c.id)
union all select 'consent', k.id, c.closed_at, array[k.id] from consents k join cases c on c.id = k.case_id
  where exists (select from erasures e where e.kind = 'case' and e.record_id = c.id)
union all select 'meeting', m.id, (m.held_on + 1)::timestamp at time zone 'Europe/Copenhagen', '{}' from meetings m
  where not exists (select from meeting_items i where i.meeting_id = m.id)
union all select 'access_request', q.id, q.recorded_at, array[q.resident_id] from subject_access_requests q
union all select 'access_bundle', b.request_id, b.recorded_at, b.subject_ids from subject_access_bundles b
union all select 'conflict', k.id, k.ended_at, array[k.tenancy_id] from conflicts k
union all select 'household', t.id, t.moved_out_on::timestamp at time zone 'Europe/Copenhagen', array[t.id]
  from tenancies t
  where not exists (select from naboklager n where n.respondent_tenancy_id = t.id)
    and not exists (select from naboklager n where n.complainant_tenancy_id = t.id)
    and not exists (select from naboklage_changes x where x.former_respondent_tenancy_id = t.id)
    and not exists (select from naboklage_changes x where (x.former -> 'complainant' ->> 'tenancyId')::uuid = t.id)
    and not exists (select from cases c where c.tenancy_id = t.id)
    and not exists (select from residents r join subject_access_requests q on q.resident_id = r.id
      where r.tenancy_id = t.id)
-- What tells that events were erased is kept: without it, nobody could tell an erasure from a theft.
union all select 'audit_event', e.id, e.occurred_at, array_append(e.subject_ids, e.case_id) from audit_events e
  where e.action <> 'audit_event.erase'
    and not exists (select from erasures x where x.kind = 'audit_event' and x.record_id = e.id)
    and exists (select from audit_leaves l
    where l.event_id = e.id and l.index < (select max(s.size) from audit_shipments s));
--> statement-breakpoint
create or replace function erasure_kinds() returns table (kind text, root text, at_once integer, listed boolean)
language sql immutable as $$
  values ('idempotency_answer', 'idempotency_keys', 1000, false),
    ('webhook_delivery', 'webhook_deliveries', 1000, false),
    ('session', 'sessions', 1000, false),
    ('notice', 'notices', 1000, false),
    ('naboklage', 'naboklager', 100, true),
    ('naboklage_draft', 'naboklager', 100, true),
    ('sealed_entry', 'case_entries', 100, true),
    ('case', 'cases', 50, true),
    ('consent', 'consents', 100, true),
    ('meeting', 'meetings', 100, true),
    ('access_bundle', 'subject_access_bundles', 100, false),
    ('access_request', 'subject_access_requests', 100, true),
    ('conflict', 'conflicts', 100, true),
    ('household', 'tenancies', 100, true),
    ('audit_event', 'audit_events', 1000, true)
$$;
--> statement-breakpoint
create or replace function erasure_parts() returns table (kind text, part text, condition text, key text)
language sql immutable as $$
  values ('idempotency_answer', 'idempotency_keys', 'md5(user_id || key)::uuid = any ($1)', null),
    ('webhook_delivery', 'webhook_deliveries', 'id = any ($1)', null),
    ('session', 'refresh_tokens', 'session_id = any ($1)', null),
    ('session', 'sessions', 'id = any ($1)', null),
    ('notice', 'notices', 'id = any ($1)', null),
    ('naboklage', 'case_naboklager', 'naboklage_id = any ($1)', null),
    ('naboklage', 'signal_naboklager', 'naboklage_id = any ($1)', null),
    ('naboklage', 'signals', 'not exists (select from signal_naboklager l where l.signal_id = signals.id)', 'id'),
    ('naboklage', 'naboklage_steps', 'naboklage_id = any ($1)', null),
    ('naboklage', 'naboklage_changes', 'naboklage_id = any ($1)', null),
    ('naboklage', 'subject_access_reviews', 'naboklage_id = any ($1)', 'id'),
    ('naboklage', 'subject_access_bundles', 'subject_ids && $1', null),
    ('naboklage', 'rectification_log', 'rectification_id in (select r.id from rectifications r where r.subject_id = any ($1))', null),
    ('naboklage', 'rectifications', 'subject_id = any ($1)', 'id'),
    ('naboklage', 'naboklager', 'id = any ($1)', 'id'),
    ('sealed_entry', 'discussions', 'entry_id = any ($1)', null),
    ('sealed_entry', 'basis_reviews', 'entry_id = any ($1)', 'id'),
    ('sealed_entry', 'reviewed_entries', 'entry_id = any ($1)', null),
    ('sealed_entry', 'rectification_log', 'rectification_id in (select r.id from rectifications r where r.subject_id = any ($1))', null),
    ('sealed_entry', 'rectifications', 'subject_id = any ($1)', 'id'),
    ('sealed_entry', 'subject_access_bundles', 'subject_ids && $1', null),
    ('sealed_entry', 'case_entries', 'id = any ($1)', 'id'),
    ('case', 'basis_reviews', 'case_id = any ($1)', 'id'),
    ('case', 'reviewed_entries', 'case_id = any ($1)', null),
    ('case', 'rectification_log', 'rectification_id in (select r.id from rectifications r where r.case_id = any ($1))', null),
    ('case', 'rectifications', 'case_id = any ($1)', 'id'),
    ('case', 'restrictions', 'case_id = any ($1)', 'id'),
    ('case', 'former_versions', 'record_id = any ($1)', 'id'),
    ('case', 'retention_holds', 'case_id = any ($1)', 'id'),
    ('case', 'disclosures', 'case_id = any ($1)', 'id'),
    ('case', 'discussions', 'item_id in (select i.id from meeting_items i where i.case_id = any ($1))', null),
    ('case', 'meeting_items', 'case_id = any ($1)', 'id'),
    ('case', 'action_due_dates', 'action_id in (select a.id from agreed_actions a where a.case_id = any ($1))', 'id'),
    ('case', 'agreed_actions', 'case_id = any ($1)', 'id'),
    ('case', 'case_entries', 'case_id = any ($1)', 'id'),
    ('case', 'case_moves', 'case_id = any ($1)', 'id'),
    ('case', 'case_themes', 'case_id = any ($1)', null),
    ('case', 'case_team', 'case_id = any ($1)', null),
    ('case', 'case_residents', 'case_id = any ($1)', null),
    ('case', 'case_naboklager', 'case_id = any ($1)', null),
    ('case', 'emergency_accesses', 'case_id = any ($1)', 'id'),
    ('case', 'signal_naboklager', 'signal_id in (select s.id from signals s where s.case_id = any ($1))', null),
    ('case', 'signals', 'case_id = any ($1)', 'id'),
    ('case', 'subject_access_bundles', 'subject_ids && $1', null),
    ('case', 'cases', 'id = any ($1) and not exists (select from consents k where k.case_id = cases.id)', 'id'),
    ('consent', 'subject_access_bundles', 'subject_ids && $1', null),
    ('consent', 'basis_reviews', 'consent_id = any ($1)', 'id'),
    ('consent', 'consents', 'id = any ($1)', 'id'),
    ('consent', 'cases', 'not exists (select from consents k where k.case_id = cases.id)
      and exists (select from erasures e where e.kind = ''case'' and e.record_id = cases.id)', 'id'),
    ('meeting', 'meetings', 'id = any ($1)', 'id'),
    ('access_bundle', 'subject_access_bundles', 'request_id = any ($1)', null),
    ('access_request', 'subject_access_reviews', 'request_id = any ($1)', 'id'),
    ('access_request', 'subject_access_bundles', 'request_id = any ($1)', null),
    ('access_request', 'subject_access_moves', 'request_id = any ($1)', 'id'),
    ('access_request', 'subject_access_requests', 'id = any ($1)', 'id'),
    ('conflict', 'conflicts', 'id = any ($1)', 'id'),
    ('household', 'conflicts', 'tenancy_id = any ($1)', 'id'),
    ('household', 'signal_naboklager', 'signal_id in (select s.id from signals s where s.tenancy_id = any ($1))', null),
    ('household', 'signals', 'tenancy_id = any ($1)', 'id'),
    ('household', 'retention_holds',
      'resident_id in (select r.id from residents r where r.tenancy_id = any ($1))', 'id'),
    ('household', 'rectification_log', 'rectification_id in (select q.id from rectifications q join residents r
      on r.id = q.resident_id where r.tenancy_id = any ($1))', null),
    ('household', 'rectifications', 'resident_id in (select r.id from residents r where r.tenancy_id = any ($1))', 'id'),
    ('household', 'restrictions', 'resident_id in (select r.id from residents r where r.tenancy_id = any ($1))', 'id'),
    ('household', 'former_versions', 'record_id in (select r.id from residents r where r.tenancy_id = any ($1))', 'id'),
    ('household', 'residents', 'tenancy_id = any ($1)', 'id'),
    ('household', 'tenancies', 'id = any ($1)', 'id')
$$;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
ALTER POLICY "officer_changes" ON "retention_rules" TO bo_godt_app WITH CHECK ((select actor_role()) = 'dpo' and recorded_by = (select actor_id()) and kind <> all ('{idempotency_answer,webhook_delivery,job,sealed_entry}'));
