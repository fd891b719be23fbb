-- News of what happens and of dates that are reached, raised by the database: once for each matter and recipient, by
-- however many processes at once. Who gets it is someone who may act on it now.
alter table notices force row level security;
--> statement-breakpoint
grant select, insert, update on notices to bo_godt_gate;
--> statement-breakpoint
grant select (status, due_on, changed_at) on naboklager to bo_godt_gate;
--> statement-breakpoint
grant select (organisation_id, responsible_user_id, due_on, data_category, resident_ids, status) on agreed_actions
  to bo_godt_gate;
--> statement-breakpoint
grant select (id, case_id, kind, key_person_id) on case_moves to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- Of what its recipient may no longer see there are no ids; but of a withdrawal there are, for it is what ended the
-- sight of the case, and the organisation has to say that it knows: unless the reader is shut out of it. Who has said
-- so is told to the key person.
create view my_notices with (security_barrier) as
select n.id, n.kind,
  case when (n.kind = 'consent_withdrawn' and n.case_id <> all ((select actor_barred())::uuid[]))
    or still_visible(n.subject_id) then n.subject_id end as subject_id,
  case when (n.kind = 'consent_withdrawn' and n.case_id <> all ((select actor_barred())::uuid[]))
    or still_visible(n.case_id) then n.case_id end as case_id,
  n.due_on, n.raised_at, n.read_at, n.acknowledged_at, n.acknowledged_by,
  n.organisation_id is not null as must_acknowledge,
  (select json_agg(json_build_object('organisationId', o.organisation_id, 'acknowledgedAt', rfc3339(o.acknowledged_at))
      order by o.organisation_id)
    from (select x.organisation_id, min(x.acknowledged_at) as acknowledged_at from notices x
      where x.kind = n.kind and x.matter = n.matter and x.organisation_id is not null
      group by x.organisation_id) o
    where n.organisation_id is null) as acknowledgements
from notices n where n.recipient_id = (select actor_id());
--> statement-breakpoint
-- Any member acknowledges for the organisation, once: the first who did stands.
create function acknowledge_notice(notice uuid) returns boolean
language sql security definer set search_path from current as $$
  update notices n set acknowledged_at = clock(), acknowledged_by = actor_id()
  from notices mine
  where mine.id = notice and mine.recipient_id = actor_id() and n.kind = mine.kind and n.matter = mine.matter
    and n.organisation_id = mine.organisation_id and n.acknowledged_at is null;
  select n.organisation_id is not null from notices n where n.id = notice and n.recipient_id = actor_id()
$$;
--> statement-breakpoint
-- What is due by the database's clock, a branch for each kind. The date of the matter is part of it, so that a moved
-- date is a new one.
create function due_matters(untouched_since date)
returns table (recipient_id uuid, kind text, matter text, subject_id uuid, case_id uuid, due_on date)
language sql stable security definer set search_path from current as $$
  with keyed as (
    select c.id as case_id, c.key_person_id as user_id
    from cases c join users u on u.id = c.key_person_id
    where c.closed_at is null and u.disabled_at is null and u.organisation_id = c.organisation_id
      and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
  ), doers as (
    select a.id, a.case_id, a.due_on, u.id as user_id
    from agreed_actions a
    join cases c on c.id = a.case_id
    join users u on u.id = a.responsible_user_id
    join case_team t on t.case_id = c.id and t.user_id = u.id
    where a.status = 'open' and c.closed_at is null and u.disabled_at is null
      and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
      and (u.organisation_id = c.organisation_id or exists (
        select from consents_in_force f where f.case_id = c.id and u.organisation_id = any (f.recipient_organisation_ids)))
      and (u.organisation_id = a.organisation_id or not exists (
        select from unnest(a.resident_ids) r (id) where not exists (
          select from consents_in_force f
          where f.case_id = c.id and f.resident_id = r.id and a.data_category = any (f.data_categories)
            and u.organisation_id = any (f.recipient_organisation_ids))))
  ), staff as (
    select n.id, n.status, n.due_on, (n.changed_at at time zone 'Europe/Copenhagen')::date as touched_on,
      u.id as user_id
    from naboklager n
    join departments d on d.id = n.department_id
    join user_departments a on a.department_id = d.id
    join users u on u.id = a.user_id and u.organisation_id = d.organisation_id
    where n.status not in ('draft', 'closed') and u.role = 'drift' and u.disabled_at is null
      and not exists (select from barred_records b where b.user_id = u.id and b.id = n.id)
  )
  select k.user_id, case when f.review_on <= today() + 7 then 'consent_review_7_days' else 'consent_review_30_days' end,
    f.id || ' ' || f.review_on, f.id, f.case_id, f.review_on
  from consents_in_force f join keyed k on k.case_id = f.case_id where f.review_on <= today() + 30
  union all
  select k.user_id, 'reconfirmation_due', c.id || ' ' || m.id, c.id, c.id, null
  from keyed k join cases c on c.id = k.case_id cross join lateral (
    select x.id from case_moves x where x.case_id = c.id and x.kind = 'handover' order by x.id desc limit 1) m
  where c.reconfirmation_due
  union all
  select d.user_id, case when d.due_on < today() then 'action_overdue' else 'action_due' end,
    d.id || ' ' || d.due_on, d.id, d.case_id, d.due_on
  from doers d where d.due_on <= today() + 3
  union all
  select s.user_id, case when s.due_on < today() then 'demand_overdue' else 'demand_due' end,
    s.id || ' ' || s.due_on, s.id, null, s.due_on
  from staff s where s.due_on <= today() + 7
  union all
  select s.user_id, 'naboklage_untouched', s.id || ' ' || s.touched_on, s.id, null, null
  from staff s where s.touched_on <= untouched_since
$$;
--> statement-breakpoint
create function raise_due_notices(untouched_since date) returns void
language sql security definer set search_path from current as $$
  insert into notices (recipient_id, kind, matter, subject_id, case_id, due_on)
  select d.recipient_id, d.kind, d.matter, d.subject_id, d.case_id, d.due_on from due_matters(untouched_since) d
  on conflict do nothing
$$;
--> statement-breakpoint
-- A withdrawal is told to the key person and to the team's members from each organisation that the consent let in
-- until then.
create function notice_withdrawal() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  insert into notices (recipient_id, kind, matter, subject_id, case_id, organisation_id)
  select u.id, 'consent_withdrawn', new.id::text, new.id, c.id,
    case when u.organisation_id <> c.organisation_id then u.organisation_id end
  from cases c join case_team t on t.case_id = c.id join users u on u.id = t.user_id
  where c.id = new.case_id and u.disabled_at is null
    and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
    and (u.id = c.key_person_id or (
      u.organisation_id <> c.organisation_id and u.organisation_id = any (new.recipient_organisation_ids)
      and new.invalidated_at is null and new.review_on > today()
      and not exists (
        select from consents later
        where later.case_id = new.case_id and later.resident_id = new.resident_id and later.invalidated_at is null
          and (later.given_at, later.sequence) > (new.given_at, new.sequence))))
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
-- A handover is told to the one who carries the case from then on.
create function notice_handover() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  insert into notices (recipient_id, kind, matter, subject_id, case_id)
  values (new.key_person_id, 'reconfirmation_due', new.case_id || ' ' || new.id, new.case_id, new.case_id)
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
-- An emergency access is loud: it is told at once to the key person and to the data protection officers.
create function notice_emergency() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  insert into notices (recipient_id, kind, matter, subject_id, case_id)
  select u.id, 'emergency_access', new.id::text, new.id, new.case_id
  from cases c join users u on u.role = 'dpo' or u.id = c.key_person_id
  where c.id = new.case_id and u.disabled_at is null
    and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
-- A signal is told to the staff of the household's department.
create function notice_signal() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  insert into notices (recipient_id, kind, matter, subject_id)
  select u.id, 'signal_raised', new.id::text, new.id
  from user_departments a join users u on u.id = a.user_id
  where a.department_id = new.department_id and u.role = 'drift' and u.disabled_at is null
    and not exists (select from barred_records b where b.user_id = u.id and b.id = new.tenancy_id)
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
-- Wakes the streams of those who have news; each channel has the schema in its name.
create function announce_notices() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  perform pg_notify(current_schema() || '_notices', r.recipient_id::text)
  from (select distinct recipient_id from raised) r;
  return null;
end $$;
--> statement-breakpoint
-- Mail says that there is news, and how many. News that waits for a mail is counted in one batch, which keeps its id
-- until it is sent: what is sent again after a crash is the same message.
create function open_mail_batches() returns setof uuid
language sql security definer set search_path from current as $$
  with due as (
    select n.recipient_id, uuidv7() as batch
    from notices n join users u on u.id = n.recipient_id
    where n.mailed_at is null and n.read_at is null and u.email is not null and u.mail_wanted and u.disabled_at is null
      and not exists (select from notices o
        where o.recipient_id = n.recipient_id and o.mailed_at is null and o.mail_batch is not null)
    group by n.recipient_id
  )
  update notices n set mail_batch = d.batch from due d
  where n.recipient_id = d.recipient_id and n.mailed_at is null and n.read_at is null and n.mail_batch is null;
  select distinct n.mail_batch from notices n where n.mailed_at is null and n.mail_batch is not null
$$;
--> statement-breakpoint
create function mail_batch(batch uuid) returns table (email text, news int)
language sql stable security definer set search_path from current as $$
  select u.email, count(*)::int from notices n join users u on u.id = n.recipient_id
  where n.mail_batch = batch and n.mailed_at is null and u.email is not null and u.mail_wanted
    and u.disabled_at is null
  group by u.email
$$;
--> statement-breakpoint
create function close_mail_batch(batch uuid) returns void
language sql security definer set search_path from current as $$
  update notices n set mailed_at = clock() where n.mail_batch = batch and n.mailed_at is null
$$;
--> statement-breakpoint
create function wants_mail() returns boolean
language sql stable security definer set search_path from current as $$
  select u.mail_wanted from users u where u.id = actor_id()
$$;
--> statement-breakpoint
create function want_mail(wanted boolean) returns void
language sql security definer set search_path from current as $$
  update users u set mail_wanted = wanted where u.id = actor_id()
$$;
--> statement-breakpoint
revoke all on function acknowledge_notice, due_matters, raise_due_notices, notice_withdrawal, notice_handover,
  notice_emergency, notice_signal, announce_notices,
  open_mail_batches, mail_batch, close_mail_batch, wants_mail, want_mail from public;
--> statement-breakpoint
grant execute on function acknowledge_notice, wants_mail, want_mail to bo_godt_app;
--> statement-breakpoint
grant execute on function raise_due_notices, open_mail_batches, mail_batch, close_mail_batch to bo_godt_jobs;
--> statement-breakpoint
grant execute on function notice_withdrawal, notice_handover, notice_emergency, notice_signal, announce_notices
  to bo_godt_owner;
--> statement-breakpoint
grant select, update (read_at) on my_notices to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
create trigger consents_withdrawal_is_told after update of withdrawal_received_at on consents
for each row when (old.withdrawal_received_at is null and new.withdrawal_received_at is not null)
execute function notice_withdrawal();
--> statement-breakpoint
create trigger case_moves_handover_is_told after insert on case_moves
for each row when (new.kind = 'handover') execute function notice_handover();
--> statement-breakpoint
create trigger emergency_accesses_are_told after insert on emergency_accesses
for each row execute function notice_emergency();
--> statement-breakpoint
create trigger signals_are_told after insert on signals
for each row execute function notice_signal();
--> statement-breakpoint
create trigger notices_are_announced after insert on notices
referencing new table as raised for each statement execute function announce_notices();
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
$$;
--> statement-breakpoint
set local role bo_godt_owner;
