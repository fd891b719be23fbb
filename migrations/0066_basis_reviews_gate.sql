-- An entry that stands on consent alone, and whose consent has ended, waits for a decision: kept on another basis, or
-- erased. One that is to be erased is sealed from everyone meanwhile.
alter table basis_reviews force row level security;
--> statement-breakpoint
alter table reviewed_entries force row level security;
--> statement-breakpoint
grant select on basis_reviews to bo_godt_app;
--> statement-breakpoint
grant update (outcome, legal_basis, reason, decided_at, decided_by) on basis_reviews to bo_godt_app;
--> statement-breakpoint
grant select, insert on basis_reviews, reviewed_entries to bo_godt_gate;
--> statement-breakpoint
grant update (outcome, decided_at, decided_by) on basis_reviews to bo_godt_gate;
--> statement-breakpoint
grant select on reviewed_entries to bo_godt_insight;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- The cases whose consents the actor carries: as their key person, or as one of the owner's team while the key person
-- has left or is shut out by a conflict.
create view carried_cases with (security_barrier) as
select v.case_id
from visible_cases v join cases c on c.id = v.case_id
where v.owned and (c.key_person_id = (select actor_id()) or not exists (
  select from users u
  where u.id = c.key_person_id and u.disabled_at is null and u.organisation_id = c.organisation_id
    and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)));
--> statement-breakpoint
-- As before, and `sealed` holds the entries that are to be erased, which nobody reads any more; `kept` the basis that
-- others stand on since theirs has ended.
create or replace view entry_sight with (security_barrier) as
select v.case_id, v.owned, v.emergency,
  (select jsonb_object_agg(a.category, a.consents) from (
    select c.category, jsonb_object_agg(n.resident_id, n.id) as consents
    from consents_naming_us n cross join unnest(n.data_categories) c (category)
    where n.case_id = v.case_id group by c.category) a) as agreed,
  case when v.owned then '{}' else array(select n.id from consents_naming_us n where n.case_id = v.case_id) end
    as rests_on,
  array(select d.entry_id from reviewed_entries d where d.case_id = v.case_id and d.legal_basis is null) as sealed,
  (select jsonb_object_agg(d.entry_id, d.legal_basis) from reviewed_entries d where d.case_id = v.case_id) as kept
from visible_cases v;
--> statement-breakpoint
create or replace view visible_entries with (security_barrier) as
select e.id, e.case_id, e.organisation_id, e.author_id, e.kind, e.data_category, e.resident_ids,
  coalesce(s.kept ->> e.id::text, e.legal_basis) as legal_basis, e.text,
  e.occurred_at, e.recorded_at, e.version, e.supersedes, e.correction_reason,
  exists (select from case_entries newer where newer.supersedes = e.id) as superseded,
  case when e.organisation_id = (select actor_organisation()) then s.rests_on
    else array(select a.value::uuid from jsonb_each_text(s.agreed -> e.data_category) a
      where a.key = any (e.resident_ids::text[])) end as rests_on
from entry_sight s join case_entries e on e.case_id = s.case_id
where e.id <> all (s.sealed) and (e.organisation_id = (select actor_organisation()) or s.emergency
  or s.agreed -> e.data_category ?& e.resident_ids::text[]);
--> statement-breakpoint
-- A correction stands on what the entry stands on by now.
create or replace view own_entries with (security_barrier) as
select e.id, e.case_id, e.version, e.kind, e.data_category, e.resident_ids,
  coalesce(s.kept ->> e.id::text, e.legal_basis) as legal_basis, e.occurred_at
from entry_sight s join case_entries e on e.case_id = s.case_id
where e.organisation_id = (select actor_organisation()) and e.id <> all (s.sealed);
--> statement-breakpoint
-- All versions of an entry, those before and those after it.
create function versions_of(entry uuid) returns setof uuid
language sql stable set search_path from current as $$
  with recursive earlier (id, supersedes) as (
    select e.id, e.supersedes from case_entries e where e.id = entry
    union all select e.id, e.supersedes from earlier l join case_entries e on e.id = l.supersedes
  ), later (id) as (
    select entry union all select e.id from later l join case_entries e on e.supersedes = l.id
  )
  select id from earlier union select id from later
$$;
--> statement-breakpoint
-- Days to decide within: as the process is set up, which it says when it connects.
create function basis_review_days() returns int language sql stable parallel safe
return coalesce(nullif(current_setting('bo_godt.basis_review_days', true), ''), '30')::int;
--> statement-breakpoint
-- After any answer of a resident and whatever ends one: entries about the resident that stand on consent, and no longer
-- on one of each resident that covers them, are to be decided on; those that do again, no more.
create function review_bases() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  entry record;
begin
  for entry in
    select e.id, e.organisation_id, p.id as pending, not exists (
      select from unnest(e.resident_ids) r (id) where not exists (
        select from consents_in_force f where f.case_id = e.case_id and f.resident_id = r.id
          and e.data_category = any (f.data_categories))) as covered
    from case_entries e left join basis_reviews p
      on p.case_id = e.case_id and p.outcome is null and p.entry_id in (select versions_of(e.id))
    where e.case_id = new.case_id and new.resident_id = any (e.resident_ids) and e.legal_basis = 'consent'
      and not exists (select from case_entries newer where newer.supersedes = e.id)
      and not exists (select from reviewed_entries d where d.entry_id = e.id)
  loop
    if not entry.covered and entry.pending is null then
      insert into basis_reviews (case_id, entry_id, organisation_id, consent_id, due_on)
      values (new.case_id, entry.id, entry.organisation_id, new.id, today() + basis_review_days());
    elsif entry.covered then
      update basis_reviews r set outcome = 'consent_renewed', decided_at = clock(),
        decided_by = coalesce(actor_id(), new.recorded_by)
      where r.id = entry.pending;
    end if;
  end loop;
  return null;
end $$;
--> statement-breakpoint
create function settle_basis() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  insert into reviewed_entries (entry_id, case_id, legal_basis)
  select v.id, new.case_id, new.legal_basis from versions_of(new.entry_id) v (id);
  return null;
end $$;
--> statement-breakpoint
revoke all on function versions_of, review_bases, settle_basis from public;
--> statement-breakpoint
grant execute on function review_bases, settle_basis to bo_godt_owner;
--> statement-breakpoint
grant select on carried_cases to bo_godt_app;
--> statement-breakpoint
-- As before, but that an entry is to be erased is told to nobody.
create or replace function organisations_to_tell(event text, record uuid) returns setof text
language sql stable set search_path from current as $$
  select o from cases c join departments d on d.id = c.department_id cross join organisations_on_case(c.id) o
  where c.id = record and case event
    -- One who is new on a case has not agreed to anything on it yet.
    when 'case.resident_added' then o in (c.organisation_id, d.organisation_id)
    when 'case.naboklage_linked' then o = d.organisation_id
      or all_agree(c.id, o, array(select r.resident_id from case_residents r where r.case_id = c.id), 'complaints')
    else event like 'case.%' end
  union
  select o from consents k join cases c on c.id = k.case_id cross join organisations_on_case(c.id) o
  where k.id = record and event like 'consent.%' and (o = c.organisation_id
    or (k.response = 'given' and o = any (k.recipient_organisation_ids)))
  union
  select o from consents k cross join organisations_on_team(k.case_id) o
  where k.id = record and event = 'consent.withdrawn' and o = any (k.recipient_organisation_ids)
    and k.response = 'given' and k.invalidated_at is null and k.review_on > today()
    and not exists (
      select from consents later
      where later.case_id = k.case_id and later.resident_id = k.resident_id and later.invalidated_at is null
        and (later.given_at, later.sequence) > (k.given_at, k.sequence))
  union
  select o from case_entries e cross join organisations_on_case(e.case_id) o
  where e.id = record and event like 'entry.%'
    and (o = e.organisation_id or all_agree(e.case_id, o, e.resident_ids, e.data_category))
    and not exists (select from reviewed_entries d where d.entry_id = e.id and d.legal_basis is null)
  union
  select o from agreed_actions a cross join organisations_on_case(a.case_id) o
  where a.id = record and event like 'action.%'
    and (o = a.organisation_id or all_agree(a.case_id, o, a.resident_ids, a.data_category))
  union
  select d.organisation_id from naboklager n join departments d on d.id = n.department_id
  where n.id = record and event like 'naboklage.%'
$$;
--> statement-breakpoint
-- Who carries the consents of a case now: its key person, or the owner's team while there is none who can.
create function carriers_of(target uuid) returns setof uuid
language sql stable set search_path from current as $$
  select x.id from (
    select u.id, rank() over (order by u.id <> c.key_person_id) as place
    from cases c join case_team t on t.case_id = c.id
    join users u on u.id = t.user_id and u.organisation_id = c.organisation_id
    where c.id = target and u.disabled_at is null
      and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)) x
  where x.place = 1
$$;
--> statement-breakpoint
revoke all on function carriers_of from public;
--> statement-breakpoint
create or replace function due_matters(untouched_since date)
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
  union all
  select * from due_accesses()
  union all
  select u, case when r.due_on < today() then 'basis_review_overdue' else 'basis_review_due' end,
    r.id || ' ' || r.due_on, r.id, r.case_id, r.due_on
  from basis_reviews r cross join carriers_of(r.case_id) u
  where r.outcome is null and r.due_on <= today() + 7
$$;
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
  union all select r.id from basis_reviews r where r.id = any (ids)
$$;
--> statement-breakpoint
set local role bo_godt_owner;
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
    or exists (select from basis_reviews r where r.id = record)
$$;
--> statement-breakpoint
create trigger consents_review_bases after insert or update of withdrawal_received_at, invalidated_at on consents
for each row execute function review_bases();
--> statement-breakpoint
alter table consents enable always trigger consents_review_bases;
--> statement-breakpoint
create trigger basis_reviews_settled after update on basis_reviews for each row
when (new.outcome in ('kept', 'to_be_erased')) execute function settle_basis();
--> statement-breakpoint
alter table basis_reviews enable always trigger basis_reviews_settled;
--> statement-breakpoint
CREATE POLICY "sealed" ON "case_entries" AS RESTRICTIVE FOR SELECT TO "bo_godt_insight" USING (not exists (select from reviewed_entries d where d.entry_id = case_entries.id and d.legal_basis is null));
--> statement-breakpoint
CREATE POLICY "gate" ON "basis_reviews" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "carrier_reads" ON "basis_reviews" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from carried_cases k where k.case_id = basis_reviews.case_id));
--> statement-breakpoint
CREATE POLICY "carrier_decides" ON "basis_reviews" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING (exists (select from carried_cases k where k.case_id = basis_reviews.case_id) and outcome is null) WITH CHECK (decided_by = (select actor_id()));
--> statement-breakpoint
CREATE POLICY "gate" ON "reviewed_entries" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "insight" ON "reviewed_entries" AS PERMISSIVE FOR SELECT TO "bo_godt_insight" USING ((select actor_role()) = 'dpo');
--> statement-breakpoint
ALTER POLICY "consent" ON "case_entries" TO bo_godt_app USING (exists (select from entry_sight s where s.case_id = case_entries.case_id
        and case_entries.id <> all (s.sealed) and (organisation_id = (select actor_organisation()) or s.emergency
          or s.agreed -> data_category ?& resident_ids::text[])));
