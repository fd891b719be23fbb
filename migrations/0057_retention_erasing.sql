set local role bo_godt_eraser;
--> statement-breakpoint
-- One at a time erases, and while it does, nothing new is held back or asked to be counted.
create function wait_for_erasing() returns void language sql as $$
  select pg_advisory_xact_lock(hashtext('bo_godt.erasing'), hashtext(current_schema()))
$$;
--> statement-breakpoint
-- The event is proved by its leaf from then on: only one whose seal is known to be kept elsewhere may go.
create function require_shipped_seal() returns trigger language plpgsql as $$
begin
  if not exists (select from audit_leaves l
    where l.event_id = old.id and l.index < (select max(s.size) from audit_shipments s)) then
    raise exception 'an event is erased when its seal is kept outside of the database' using errcode = '42501';
  end if;
  return old;
end $$;
--> statement-breakpoint
create function require_event_gone() returns trigger language plpgsql as $$
begin
  if current_user <> 'bo_godt_eraser' or exists (
    select from audit_leaves l join audit_events e on e.id = l.event_id where l.index = old.leaf_index) then
    raise exception 'a salt goes with its event' using errcode = '42501';
  end if;
  return old;
end $$;
--> statement-breakpoint
-- The periods whose counts the record is part of, and that are not published yet; there are none before 2025. A year that
-- nobody publishes does not keep it for ever; one that is being published at this moment does.
create function periods_to_publish(span tstzrange, waits boolean) returns text[] language sql stable as $$
  select coalesce(array_agg(w.period order by w.period), '{}') from (
    select y::text as period
    from generate_series(extract(year from lower(span) at time zone 'Europe/Copenhagen')::int,
      extract(year from upper(span) at time zone 'Europe/Copenhagen')::int) y
    where waits and y >= 2025 and not exists (
      select from publications p join publication_outcomes o on o.publication_id = p.id where p.period = y::text)
    union
    select p.period from publications p
    where span && tstzrange(period_starts(p.period), period_ends(p.period))
      and not exists (select from publication_outcomes o where o.publication_id = p.id)) w
$$;
--> statement-breakpoint
create function quarters_and_years(span tstzrange) returns setof text language sql stable as $$
  select p.period
  from generate_series(date_trunc('quarter', lower(span) at time zone 'Europe/Copenhagen'),
    upper(span) at time zone 'Europe/Copenhagen', interval '3 months') q
  cross join lateral (values (to_char(q, 'YYYY"-Q"Q')), (to_char(q, 'YYYY'))) p (period)
  where p.period >= '2025'
$$;
--> statement-breakpoint
-- From when to when a record is counted in statistics; nothing when it is in none.
create function counted_span(kind text, record uuid) returns tstzrange language sql stable as $$
  select case kind
    when 'naboklage' then (
      select tstzrange(n.received_at, greatest(n.received_at, (
        select max(s.recorded_at) from naboklage_steps s where s.naboklage_id = n.id)), '[]')
      from naboklager n where n.id = record and n.received_at is not null)
    when 'case' then (
      select tstzrange(c.recorded_at, greatest(c.closed_at, c.recorded_at,
        (select max(t.recorded_at) from case_themes t where t.case_id = c.id),
        (select max(a.recorded_at) from agreed_actions a where a.case_id = c.id)), '[]')
      from cases c where c.id = record)
    when 'consent' then (
      select tstzrange(k.recorded_at, greatest(k.recorded_at, k.withdrawal_recorded_at), '[]')
      from consents k where k.id = record)
  end
$$;
--> statement-breakpoint
-- What a hold touches: the case, or each case and complaint about the person's household; and all that is of these.
create view held_records as
with held as (select h.case_id, h.resident_id from retention_holds h where h.lifted_at is null
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
-- Since when a record is not needed any more, and whose hold keeps it. A case that consents still prove something of is
-- emptied and stays until they go; consents go after it. What copies a record for a short time is held by nobody.
create view ended_records (kind, id, ended_at, touches) as
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
  where e.action <> 'audit_event.erase' and exists (select from audit_leaves l
    where l.event_id = e.id and l.index < (select max(s.size) from audit_shipments s));
--> statement-breakpoint
-- A rule that shortens takes effect after a week, in which it can be put right: what is erased does not come back. So the
-- longest counts of those that were the newest at some moment of the week.
create view retention_in_force as
select distinct on (r.kind) r.kind, r.keep
from retention_rules r
where not exists (select from retention_rules later
  where later.kind = r.kind and later.id > r.id and later.recorded_at <= clock() - interval '7 days')
order by r.kind, r.keep::interval desc, r.id desc;
--> statement-breakpoint
create view records_past_keeping as
select e.kind, e.id, e.ended_at, r.keep, e.touches && h.ids as held,
  periods_to_publish(counted_span(e.kind, e.id), e.ended_at > clock() - r.keep::interval - interval '1 year') as waits_for
from retention_in_force r
join ended_records e on e.kind = r.kind and e.ended_at <= clock() - r.keep::interval
cross join (select array(select id from held_records)) h (ids);
--> statement-breakpoint
-- The kinds in the order in which they go, and how many in one transaction. What is listed is erased again after a
-- restore; of the rest the schedule itself takes care.
create function erasure_kinds() returns table (kind text, root text, at_once integer, listed boolean)
language sql immutable as $$
  values ('idempotency_answer', 'idempotency_keys', 1000, false),
    ('webhook_delivery', 'webhook_deliveries', 1000, false),
    ('session', 'sessions', 1000, false),
    ('notice', 'notices', 1000, false),
    ('naboklage', 'naboklager', 100, true),
    ('naboklage_draft', 'naboklager', 100, true),
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
-- What goes with a record of a kind, in the order in which foreign keys let it; `key` is the id by which others may know
-- it. A table that refers to one of these belongs here: a test asks for it.
create function erasure_parts() returns table (kind text, part text, condition text, key text)
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
    ('household', 'tenancies', 'id = any ($1)', 'id'),
    ('audit_event', 'audit_events', 'id = any ($1)', null),
    ('audit_event', 'audit_salts',
      'leaf_index in (select l.index from audit_leaves l where l.event_id = any ($1))', null)
$$;
--> statement-breakpoint
create function parts_of(kind text) returns table (part text, condition text, key text, n bigint)
language sql stable as $$
  select p.part, p.condition, p.key, p.n from erasure_parts() with ordinality p (kind, part, condition, key, n)
  where p.kind = case parts_of.kind when 'naboklage_draft' then 'naboklage' else parts_of.kind end
  order by p.n
$$;
--> statement-breakpoint
-- Removes these, with all that goes with them and every copy; lists them; and tells the trail, in one transaction.
create function erase(kind text, ids uuid[], keep text, erased_at timestamptz default clock()) returns void
language plpgsql set search_path from current as $$
declare
  how record;
  it record;
  removed uuid[];
  gone uuid[] := ids;
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
  if how.listed then
    insert into erasures (kind, record_id, keep, erased_at)
    select erase.kind, i.id, erase.keep, erase.erased_at from unnest(ids) i (id)
    on conflict do nothing;
  end if;
  insert into audit_events (actor_id, role, action, purpose, decision, subject_ids, request_id)
  values ('00000000-0000-0000-0000-000000000000', 'system', kind || '.erase', 'retention', 'allowed', ids,
    uuidv7()::text);
end $$;
--> statement-breakpoint
-- Erases some of what is due of a kind, and answers how many: none when nothing is, or another process is at it. What was
-- due is looked at again when it is locked: someone may just have reopened it.
create function erase_due(kind text) returns integer
language plpgsql security definer set search_path from current as $$
declare
  how record;
  due uuid[];
  kept_for text;
begin
  if not pg_try_advisory_xact_lock(hashtext('bo_godt.erasing'), hashtext(current_schema())) then
    return 0;
  end if;
  select * into how from erasure_kinds() k where k.kind = erase_due.kind;
  due := array(select r.id from records_past_keeping r
    where r.kind = how.kind and not r.held and r.waits_for = '{}' limit how.at_once);
  if how.root in ('cases', 'naboklager') then
    execute format('select from %I where id = any ($1) order by id for update', how.root) using due;
    due := array(select r.id from records_past_keeping r
      where r.kind = how.kind and r.id = any (due) and not r.held and r.waits_for = '{}');
  end if;
  if due = '{}' then
    return 0;
  end if;
  select f.keep into kept_for from retention_in_force f where f.kind = how.kind;
  perform erase(how.kind, due, kept_for);
  return cardinality(due);
end $$;
--> statement-breakpoint
-- What was erased since the list was last taken out of the database.
create function erasures_after(last bigint) returns setof erasures
language sql stable security definer set search_path from current as $$
  select e.* from erasures e where e.position > last order by e.position limit 10000
$$;
--> statement-breakpoint
-- After a restore from an older backup: erases again what is here again, whatever rules and holds the backup knows.
-- Answers how many it was. An event whose seal the backup does not know to be kept elsewhere waits for its time.
create function erase_again(kind text, ids uuid[], keep text, erased_at timestamptz) returns integer
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
    here := array(select l.event_id from audit_leaves l
      where l.event_id = any (here) and l.index < (select max(s.size) from audit_shipments s));
  end if;
  if here <> '{}' then
    perform erase(kind, here, keep, erased_at);
  end if;
  return cardinality(here);
end $$;
--> statement-breakpoint
-- What is due, for the officer who asks: how many of each kind, the ids of the oldest, what goes with those, which periods
-- can't be counted then, and what keeps the others.
create function retention_due() returns table (kind text, keep text, due integer, held integer, waiting jsonb, ids uuid[],
  goes_with jsonb, no_longer_counted text[])
language plpgsql stable security definer set search_path from current as $$
declare
  it record;
  n integer;
begin
  if actor_role() is distinct from 'dpo' then
    return;
  end if;
  for kind, keep in
    select k.kind, f.keep from erasure_kinds() with ordinality k (kind, root, at_once, listed, n)
    join retention_in_force f on f.kind = k.kind order by k.n
  loop
    select count(*) filter (where not r.held and r.waits_for = '{}'),
      count(*) filter (where r.held) into due, held
    from records_past_keeping r where r.kind = retention_due.kind;
    waiting := coalesce((select jsonb_agg(jsonb_build_object('period', w.period, 'count', w.n) order by w.period) from (
      select p as period, count(*) as n from records_past_keeping r cross join unnest(r.waits_for) p
      where r.kind = retention_due.kind and not r.held group by p) w), '[]');
    ids := array(select r.id from records_past_keeping r
      where r.kind = retention_due.kind and not r.held and r.waits_for = '{}'
      order by r.ended_at, r.id limit 1000);
    no_longer_counted := array(
      select distinct q from unnest(ids) i (id) cross join lateral quarters_and_years(counted_span(retention_due.kind, i.id)) q
      where not exists (select from publications p where p.period = q) order by q);
    goes_with := '[]';
    for it in select p.part, min(p.condition) as condition from parts_of(retention_due.kind) p
      where p.part <> (select k.root from erasure_kinds() k where k.kind = retention_due.kind)
        and p.condition like '%$1%' group by p.part order by min(p.n)
    loop
      execute format('select count(*) from %I where %s', it.part, it.condition) into n using ids;
      if n > 0 then
        goes_with := goes_with || jsonb_build_object('part', it.part, 'count', n);
      end if;
    end loop;
    return next;
  end loop;
end $$;
--> statement-breakpoint
-- A count that would be too small is not made: what counted in the period has been erased.
create function refuse_thinned_period() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  perform wait_for_erasing();
  if exists (select from thinned_periods t where t.period = new.period) then
    raise exception 'Noget, der talte med i perioden, er slettet, så den kan ikke længere opgøres.'
      using errcode = 'BG423';
  end if;
  return new;
end $$;
--> statement-breakpoint
create function hold_when_nothing_is_erased() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  perform wait_for_erasing();
  return new;
end $$;
--> statement-breakpoint
revoke all on function wait_for_erasing, erase, erase_due, erasures_after, erase_again, retention_due, refuse_thinned_period,
  hold_when_nothing_is_erased from public;
--> statement-breakpoint
grant execute on function erase_due, erasures_after to bo_godt_jobs;
--> statement-breakpoint
grant execute on function retention_due to bo_godt_app;
--> statement-breakpoint
grant execute on function erase_again, refuse_thinned_period, hold_when_nothing_is_erased to bo_godt_owner;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
create trigger audit_events_erased_when_sealed before delete on audit_events
  for each row execute function require_shipped_seal();
--> statement-breakpoint
alter table audit_events enable always trigger audit_events_erased_when_sealed;
--> statement-breakpoint
create trigger audit_salts_go_with_events before delete on audit_salts
  for each row execute function require_event_gone();
--> statement-breakpoint
alter table audit_salts enable always trigger audit_salts_go_with_events;
--> statement-breakpoint
create trigger publications_of_whole_periods before insert on publications
  for each row execute function refuse_thinned_period();
--> statement-breakpoint
create trigger retention_holds_wait before insert on retention_holds
  for each row execute function hold_when_nothing_is_erased();
--> statement-breakpoint
create or replace function still_visible(record uuid) returns boolean
language sql stable set search_path from current as $$
  select record is null
    or exists (select from cases r where r.id = record)
    or exists (select from naboklager r where r.id = record)
    or exists (select from tenancies r where r.id = record)
    or exists (select from residents r where r.id = record)
    or exists (select from case_entries r where r.id = record)
    or exists (select from consents r where r.id = record)
    or exists (select from conflicts r where r.id = record)
    or exists (select from webhooks r where r.id = record)
    or exists (select from webhook_deliveries r where r.id = record)
    or exists (select from agreed_actions r where r.id = record)
    or exists (select from meetings r where r.id = record and not agenda_hides(r.id))
    or exists (select from meeting_items r where r.id = record)
    or exists (select from emergency_accesses r where r.id = record)
    or exists (select from signals r where r.id = record)
    or exists (select from subject_access_requests r where r.id = record)
    or exists (select from my_notices r where r.id = record)
    or exists (select from publications r where r.id = record)
    or exists (select from role_proposals r where r.id = record)
    or exists (select from administered_users r where r.id = record)
    or exists (select from retention_holds r where r.id = record)
$$;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
create or replace function existing(ids uuid[]) returns table (id uuid)
language sql stable security definer set search_path from current as $$
  select r.id from cases r where r.id = any (ids)
  union all select r.id from naboklager r where r.id = any (ids)
  union all select r.id from tenancies r where r.id = any (ids)
  union all select r.id from residents r where r.id = any (ids)
  union all select r.id from case_entries r where r.id = any (ids)
  union all select r.id from consents r where r.id = any (ids)
  union all select r.id from users r where r.id = any (ids)
  union all select r.id from conflicts r where r.id = any (ids)
  union all select r.id from webhooks r where r.id = any (ids)
  union all select r.id from webhook_deliveries r where r.id = any (ids)
  union all select r.id from agreed_actions r where r.id = any (ids)
  union all select r.id from meetings r where r.id = any (ids)
  union all select r.id from meeting_items r where r.id = any (ids)
  union all select r.id from emergency_accesses r where r.id = any (ids)
  union all select r.id from signals r where r.id = any (ids)
  union all select r.id from subject_access_requests r where r.id = any (ids)
  union all select r.id from publications r where r.id = any (ids)
  union all select r.id from role_proposals r where r.id = any (ids)
  union all select r.id from retention_holds r where r.id = any (ids)
$$;
--> statement-breakpoint
set local role bo_godt_owner;
