-- The trail tells that an event is to be erased, and when that is sealed, and the seal is known to be kept outside of the
-- database, the event goes: so that whoever verifies the trail finds no leaf without an event that is not told of.
alter table erasures add column event_id uuid, add column happened_at timestamptz;
--> statement-breakpoint
create index erasures_of_events on erasures (happened_at) where kind = 'audit_event';
--> statement-breakpoint
grant insert (id) on audit_events to bo_godt_eraser;
--> statement-breakpoint
set local role bo_godt_eraser;
--> statement-breakpoint
create or replace function require_shipped_seal() returns trigger language plpgsql as $$
begin
  if not exists (select from erasures x
    join audit_leaves telling on telling.event_id = x.event_id
    join audit_leaves own on own.event_id = x.record_id
    where x.kind = 'audit_event' and x.record_id = old.id
      and greatest(telling.index, own.index) < (select max(s.size) from audit_shipments s)) then
    raise exception 'an event is erased when the trail tells so, and that is sealed and kept elsewhere' using errcode = '42501';
  end if;
  return old;
end $$;
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
-- As before, but of events only what the trail tells: they go by `erase_told_events`.
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
    ('naboklage', 'naboklager', 'id = any ($1)', 'id'),
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
    ('household', 'residents', 'tenancy_id = any ($1)', 'id'),
    ('household', 'tenancies', 'id = any ($1)', 'id')
$$;
--> statement-breakpoint
create or replace function erase(kind text, ids uuid[], keep text, erased_at timestamptz default clock()) returns void
language plpgsql set search_path from current as $$
declare
  how record;
  it record;
  removed uuid[];
  gone uuid[] := ids;
  telling uuid := uuidv7();
begin
  select k.listed, k.kind <> 'audit_event' and k.listed as copied into how
  from erasure_kinds() k where k.kind = erase.kind;
  if how.copied then
    insert into thinned_periods (period)
    select distinct q from unnest(ids) i (id) cross join lateral quarters_and_years(counted_span(kind, i.id)) q
    where not exists (select from publications p where p.period = q)
    on conflict do nothing;
  end if;
  if kind = 'case' then
    update cases c set problem = '', theme = 'other', outcome = case when c.closed_at is not null then 'other' end
    where c.id = any (ids);
  end if;
  for it in select * from parts_of(kind) loop
    execute format('with gone as (delete from %I where %s returning %s as id) select array_agg(id) from gone',
      it.part, it.condition, coalesce(it.key, 'null::uuid')) into removed using ids;
    gone := gone || removed;
  end loop;
  if how.copied then
    delete from notices n where n.subject_id = any (gone) or n.case_id = any (gone);
    delete from webhook_deliveries d where d.record_id = any (gone) or d.case_id = any (gone);
    delete from idempotency_keys i where i.resource_id = any (gone);
  end if;
  insert into audit_events (id, actor_id, role, action, purpose, decision, subject_ids, request_id)
  values (telling, '00000000-0000-0000-0000-000000000000', 'system', kind || '.erase', 'retention', 'allowed', ids,
    telling::text);
  if how.listed then
    insert into erasures (kind, record_id, keep, erased_at, event_id, happened_at)
    select erase.kind, i.id, erase.keep, erase.erased_at, telling,
      (select e.occurred_at from audit_events e where erase.kind = 'audit_event' and e.id = i.id)
    from unnest(ids) i (id)
    on conflict do nothing;
  end if;
end $$;
--> statement-breakpoint
-- Removes some of the events that the trail tells to be erased, with the salts that open their leaves, and answers how many.
create function erase_told_events() returns integer
language plpgsql security definer set search_path from current as $$
declare
  due uuid[];
begin
  if not pg_try_advisory_xact_lock(hashtext('bo_godt.erasing'), hashtext(current_schema())) then
    return 0;
  end if;
  due := array(
    select e.id
    from retention_in_force f join audit_events e on e.occurred_at <= clock() - f.keep::interval
    join erasures x on x.record_id = e.id and x.kind = 'audit_event'
    join audit_leaves l on l.event_id = x.event_id and l.index < (select max(s.size) from audit_shipments s)
    where f.kind = 'audit_event'
      and not array_append(e.subject_ids, e.case_id) && (select array(select h.id from held_records h))
    limit 1000);
  delete from audit_events e where e.id = any (due);
  delete from audit_salts s where s.leaf_index in (select l.index from audit_leaves l where l.event_id = any (due));
  return cardinality(due);
end $$;
--> statement-breakpoint
-- As before, but an event that is here again is told of again, and goes when that is sealed.
create or replace function erase_again(kind text, ids uuid[], keep text, erased_at timestamptz) returns integer
language plpgsql security definer set search_path from current as $$
declare
  here uuid[];
begin
  perform wait_for_erasing();
  execute format('select array(select r.id from %I r where r.id = any ($1))',
    (select k.root from erasure_kinds() k where k.kind = erase_again.kind and k.listed)) into here using ids;
  if kind = 'case' then
    here := array(select h.id from unnest(here) h (id)
      where not exists (select from erasures e where e.kind = 'case' and e.record_id = h.id));
  elsif kind = 'audit_event' then
    here := array(select h.id from unnest(here) h (id)
      where not exists (select from erasures e where e.kind = 'audit_event' and e.record_id = h.id));
  end if;
  if here <> '{}' then
    perform erase(kind, here, keep, erased_at);
  end if;
  return cardinality(here);
end $$;
--> statement-breakpoint
revoke all on function erase_told_events from public;
--> statement-breakpoint
grant execute on function erase_told_events to bo_godt_jobs;
--> statement-breakpoint
set local role bo_godt_owner;
