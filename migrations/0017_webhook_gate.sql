-- Webhooks: what the trail says was done is told to the parties' own systems, as far as the one rule goes.
alter table webhooks force row level security;
--> statement-breakpoint
alter table webhook_secrets force row level security;
--> statement-breakpoint
alter table webhook_deliveries force row level security;
--> statement-breakpoint
grant select, insert, delete on webhooks to bo_godt_app;
--> statement-breakpoint
grant update (url, events, description, disabled_at, disabled_reason, failing_since) on webhooks to bo_godt_app;
--> statement-breakpoint
-- A secret is written and never read back.
grant select (id, webhook_id, recorded_at), insert (id, webhook_id, secret) on webhook_secrets to bo_godt_app;
--> statement-breakpoint
-- What a delivery is about is not the administrator's to know.
grant select (id, webhook_id, organisation_id, event, occurred_at, status, attempts, next_attempt_at, taken_until,
  last_attempt_at, status_code, error), insert (id, webhook_id, organisation_id, event),
  update (status, attempts, next_attempt_at, error) on webhook_deliveries to bo_godt_app;
--> statement-breakpoint
grant select, update on webhooks to bo_godt_gate;
--> statement-breakpoint
grant select, delete on webhook_secrets to bo_godt_gate;
--> statement-breakpoint
grant select, insert, update, delete on webhook_deliveries to bo_godt_gate;
--> statement-breakpoint
grant select (organisation_id, resident_ids, data_category) on case_entries to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- What an act is told as; most acts are told to nobody.
create function webhook_event(action text) returns text language sql immutable parallel safe return case
  when action = 'case.create' then 'case.created'
  when action in ('case.change', 'case.add_member', 'case.remove_member') then 'case.changed'
  when action = 'case.add_resident' then 'case.resident_added'
  when action = 'case.link_naboklage' then 'case.naboklage_linked'
  when action = 'consent.record' then 'consent.recorded'
  when action = 'consent.withdraw' then 'consent.withdrawn'
  when action = 'consent.invalidate' then 'consent.invalidated'
  when action = 'consent.confirm_in_writing' then 'consent.confirmed'
  when action = 'entry.create' then 'entry.created'
  when action = 'naboklage.create' then 'naboklage.created'
  when action = 'naboklage.change' then 'naboklage.changed'
end;
--> statement-breakpoint
-- The organisations that have staff on the team of a case, but for those whom a conflict of interest shuts out.
create function organisations_on_team(target uuid) returns setof text
language sql stable set search_path from current as $$
  select u.organisation_id from case_team t join users u on u.id = t.user_id
  where t.case_id = target
    and not exists (select from barred_records b where b.user_id = t.user_id and b.id = target)
$$;
--> statement-breakpoint
-- The organisations that a case is open to: the owner, and of those that a consent in force names the ones whose
-- staff see it. Emergency access is a person's, and tells no system.
create function organisations_on_case(target uuid) returns setof text
language sql stable set search_path from current as $$
  select c.organisation_id from cases c where c.id = target
  union
  select o from organisations_on_team(target) o
  where exists (select from consents_in_force f
    where f.case_id = target and o = any (f.recipient_organisation_ids))
$$;
--> statement-breakpoint
-- Whether each resident has agreed that the organisation sees this category.
create function all_agree(target uuid, organisation text, concerned uuid[], category text) returns boolean
language sql stable set search_path from current as $$
  select not exists (
    select from unnest(concerned) r (id) where not exists (
      select from consents_in_force f
      where f.case_id = target and f.resident_id = r.id and organisation = any (f.recipient_organisation_ids)
        and category = any (f.data_categories)))
$$;
--> statement-breakpoint
-- The one rule (contract, "Who sees what") for what an event is about: the organisations that it may be told to now.
create function organisations_to_tell(event text, record uuid) returns setof text
language sql stable set search_path from current as $$
  select o from cases c cross join organisations_on_case(c.id) o
  where c.id = record and (event in ('case.created', 'case.changed')
    -- One who is new on a case has not agreed to anything on it yet.
    or (event = 'case.resident_added' and (o = c.organisation_id
      or o = (select d.organisation_id from departments d where d.id = c.department_id)))
    or (event = 'case.naboklage_linked' and (o = (select d.organisation_id from departments d where d.id = c.department_id)
      or all_agree(c.id, o, array(select r.resident_id from case_residents r where r.case_id = c.id), 'complaints'))))
  union
  select o from consents k join cases c on c.id = k.case_id cross join organisations_on_case(c.id) o
  where k.id = record and event like 'consent.%' and (o = c.organisation_id
    or (k.response = 'given' and o = any (k.recipient_organisation_ids)))
  union
  -- A withdrawal is told to those whose sight it ended.
  select o from consents k cross join organisations_on_team(k.case_id) o
  where k.id = record and event = 'consent.withdrawn' and o = any (k.recipient_organisation_ids)
  union
  select o from case_entries e cross join organisations_on_case(e.case_id) o
  where e.id = record and event like 'entry.%'
    and (o = e.organisation_id or all_agree(e.case_id, o, e.resident_ids, e.data_category))
  union
  select d.organisation_id from naboklager n join departments d on d.id = n.department_id
  where n.id = record and event like 'naboklage.%'
$$;
--> statement-breakpoint
-- As before; and says for the rest of the transaction that what is answered was done earlier.
create or replace function claim_idempotency_key(claimed text, fingerprint text) returns table (same boolean)
language plpgsql security definer set search_path from current as $$
begin
  delete from idempotency_keys i where i.recorded_at < clock() - interval '24 hours';
  insert into idempotency_keys (key, fingerprint) values (claimed, claim_idempotency_key.fingerprint)
  on conflict do nothing;
  if not found then
    perform set_config('bo_godt.replayed', 'true', true);
    return query select i.fingerprint = claim_idempotency_key.fingerprint
      from idempotency_keys i where i.user_id = actor_id() and i.key = claimed;
  end if;
end $$;
--> statement-breakpoint
-- Writes what is to be told in the transaction of the act itself. By convention the first of an event's subjects is
-- the record that was acted on.
create function queue_webhook_deliveries() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  told text := webhook_event(new.action);
begin
  if exists (select from webhooks h where told = any (h.events) and h.disabled_at is null)
    and coalesce(current_setting('bo_godt.replayed', true), '') <> 'true' then
    insert into webhook_deliveries (webhook_id, organisation_id, event, record_id, case_id, occurred_at)
    select h.id, h.organisation_id, told, new.subject_ids[1], new.case_id, new.occurred_at
    from webhooks h
    where told = any (h.events) and h.disabled_at is null
      and h.organisation_id in (select organisations_to_tell(told, new.subject_ids[1]));
  end if;
  return null;
end $$;
--> statement-breakpoint
-- The newest first; one that was replaced is valid for a day more, so that receivers can change over.
create function webhook_signing_secrets(hook uuid) returns text[]
language sql stable set search_path from current as $$
  select array(
    select s.secret from webhook_secrets s
    where s.webhook_id = hook and not exists (
      select from webhook_secrets later
      where later.webhook_id = hook and later.id > s.id and later.recorded_at <= clock() - interval '24 hours')
    order by s.id desc)
$$;
--> statement-breakpoint
-- Hands out what is due, each to one process alone, and no more than two at a time of one receiver, so that a slow
-- one holds nobody up. What its organisation may no longer see is withheld here, at the last moment. The receivers are
-- locked by a statement of its own, so that the next one sees what other processes have taken.
create function take_webhook_deliveries(capacity int, hold interval)
returns table (id uuid, attempt smallint, url text, secrets text[], event text, record_id uuid, case_id uuid,
  occurred_at timestamptz, at timestamptz, withheld boolean)
language plpgsql security definer set search_path from current as $$
#variable_conflict use_column
declare
  receivers uuid[] := array(
    select h.id from webhooks h
    where h.disabled_at is null and exists (
      select from webhook_deliveries d
      where d.webhook_id = h.id and d.status = 'pending' and d.next_attempt_at <= clock())
    for update skip locked);
begin
  return query
  with due as materialized (
    select d.id, h.url, d.event in ('webhook.test', 'consent.withdrawn')
      or d.organisation_id in (select organisations_to_tell(d.event, d.record_id)) as seen
    from webhooks h cross join lateral (
      select x.id, x.event, x.organisation_id, x.record_id, x.next_attempt_at
      from webhook_deliveries x
      where x.webhook_id = h.id and x.status = 'pending' and x.next_attempt_at <= clock()
        and (x.taken_until is null or x.taken_until <= clock())
      order by x.next_attempt_at, x.id
      limit (select greatest(0, 2 - count(*)) from webhook_deliveries y
        where y.webhook_id = h.id and y.status = 'pending' and y.taken_until > clock())
    ) d
    where h.id = any (receivers)
    order by d.next_attempt_at, d.id limit capacity
  )
  update webhook_deliveries d set
    attempts = case when due.seen then d.attempts + 1 else d.attempts end,
    taken_until = case when due.seen then clock() + hold end,
    next_attempt_at = case when due.seen then d.next_attempt_at end,
    status = case when due.seen then 'pending' else 'withheld' end
  from due where d.id = due.id
  returning d.id, d.attempts, due.url, webhook_signing_secrets(d.webhook_id), d.event, d.record_id, d.case_id,
    d.occurred_at, clock(), not due.seen;
end $$;
--> statement-breakpoint
-- What became of an attempt. Ten are made over more than a day, each after 2.5 times as long as the one before, give
-- or take a tenth so that receivers are not met by all at once. A receiver that answers 410, or nothing but failures
-- for five days, is called no more.
create function settle_webhook_delivery(delivery uuid, attempt smallint, answered smallint, failure text) returns void
language plpgsql security definer set search_path from current as $$
declare
  hook uuid := (select d.webhook_id from webhook_deliveries d where d.id = delivery);
  gone boolean := answered is not distinct from 410;
begin
  perform from webhooks h where h.id = hook for update;
  update webhook_deliveries d set taken_until = null, last_attempt_at = clock(), status_code = answered,
    error = failure,
    status = case when failure is null then 'delivered' when gone or attempt >= 10 then 'failed' else 'pending' end,
    next_attempt_at = case when failure is not null and not gone and attempt < 10
      then clock() + interval '40 seconds' * (2.5 ^ (attempt - 1) * (0.9 + 0.2 * random())) end
  where d.id = delivery and d.attempts = attempt and d.status = 'pending';
  if not found then
    return;
  end if;
  update webhooks h set
    failing_since = case when failure is not null then coalesce(h.failing_since, clock()) end,
    disabled_at = case when gone or (failure is not null and h.failing_since <= clock() - interval '5 days')
      then coalesce(h.disabled_at, clock()) else h.disabled_at end,
    disabled_reason = case when h.disabled_at is not null then h.disabled_reason when gone then 'gone'
      when failure is not null and h.failing_since <= clock() - interval '5 days' then 'failing' end
  where h.id = hook and (failure is not null or h.failing_since is not null);
end $$;
--> statement-breakpoint
-- The log is kept for 30 days, and a replaced secret for as long as it is valid.
create function purge_webhook_log() returns void
language sql security definer set search_path from current as $$
  delete from webhook_deliveries d where d.recorded_at < clock() - interval '30 days';
  delete from webhook_secrets s where exists (
    select from webhook_secrets later
    where later.webhook_id = s.webhook_id and later.id > s.id and later.recorded_at <= clock() - interval '24 hours');
$$;
--> statement-breakpoint
revoke all on function organisations_on_team, organisations_on_case, all_agree, organisations_to_tell, queue_webhook_deliveries,
  webhook_signing_secrets, take_webhook_deliveries, settle_webhook_delivery, purge_webhook_log from public;
--> statement-breakpoint
grant execute on function queue_webhook_deliveries to bo_godt_owner;
--> statement-breakpoint
grant execute on function take_webhook_deliveries, settle_webhook_delivery, purge_webhook_log to bo_godt_jobs;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
-- Reads, which are most of the trail, cost no call of a function.
create trigger audit_events_are_told after insert on audit_events for each row
when (new.decision = 'allowed' and new.action not like '%.read' and new.action not like '%.list')
execute function queue_webhook_deliveries();
--> statement-breakpoint
-- What is new to be sent wakes the processes that send.
create function wake_webhooks() returns trigger language plpgsql as $$
begin
  perform pg_notify(current_schema() || '.webhooks', '');
  return null;
end $$;
--> statement-breakpoint
create trigger webhook_deliveries_wake after insert or update on webhook_deliveries for each row
when (new.status = 'pending' and new.attempts = 0) execute function wake_webhooks();
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
$$;
--> statement-breakpoint
set local role bo_godt_owner;
