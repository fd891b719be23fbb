-- While the processing of a resident's data is restricted (GDPR art. 18) it is read by those who hold it, and neither
-- changed nor shown to further organisations. What protects the resident goes on: a withdrawal, an emergency access and
-- its review, a handover, a complaint's handling (art. 18(2)).
alter table restrictions force row level security;
--> statement-breakpoint
grant select, insert (id, resident_id, case_id, reason),
  update (told_to, told_at, told_by, told_through, lifted_at, lifted_by, lifting_reason) on restrictions to bo_godt_app;
--> statement-breakpoint
grant select (id, resident_id, case_id, lifted_at) on restrictions to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
create view restricted_cases as
select r.case_id from restrictions r where r.case_id is not null and r.lifted_at is null
union all
select m.case_id from restrictions r join case_residents m on m.resident_id = r.resident_id
where r.case_id is null and r.lifted_at is null;
--> statement-breakpoint
-- As before: what the consent says of its recipients is `given_to`; the organisations that it opens the case to are none
-- while the case is restricted. Whatever asks for these is closed by it, and the status of the case is not.
create or replace view consents_in_force as
select c.id, c.case_id, c.resident_id,
  case when exists (select from restricted_cases x where x.case_id = c.case_id) then '{}'
    else c.recipient_organisation_ids end as recipient_organisation_ids,
  c.data_categories, c.given_at, c.review_on, c.recipient_organisation_ids as given_to
from consents c
where c.response = 'given' and c.withdrawal_received_at is null and c.invalidated_at is null
  and c.review_on > today()
  and not exists (
    select from consents later
    where later.case_id = c.case_id and later.resident_id = c.resident_id and later.invalidated_at is null
      and (later.given_at, later.sequence) > (c.given_at, c.sequence));
--> statement-breakpoint
create or replace view case_sight as
select v.case_id, v.owned, k.consented, k.consent_ids, k.consents,
  case when v.owned then '{}' else k.naming end as rests_on,
  array(select r.resident_id from case_residents r
    where r.case_id = v.case_id and (v.owned or v.landlord or v.emergency or r.resident_id = any (k.agreed))) as resident_ids,
  array(select l.naboklage_id from case_naboklager l
    where l.case_id = v.case_id and (v.landlord or v.emergency
      or array(select r.resident_id from case_residents r where r.case_id = v.case_id) <@ k.agreed_on_complaints)
    ) as naboklage_ids
from visible_cases v cross join lateral (
  select count(*) > 0 as consented,
    coalesce(array_agg(f.id) filter (where f.named), '{}') as naming,
    coalesce(array_agg(f.resident_id) filter (where f.named), '{}') as agreed,
    coalesce(array_agg(f.resident_id) filter (where f.named and 'complaints' = any (f.data_categories)), '{}')
      as agreed_on_complaints,
    coalesce(array_agg(f.id) filter (where f.named or v.owned), '{}') as consent_ids,
    coalesce(json_agg(json_build_object('id', f.id, 'residentId', f.resident_id,
      'recipientOrganisationIds', f.given_to, 'dataCategories', f.data_categories,
      'givenAt', rfc3339(f.given_at), 'reviewOn', f.review_on) order by f.given_at, f.id)
      filter (where f.named or v.owned), '[]') as consents
  from (
    select *, (select actor_organisation()) = any (x.recipient_organisation_ids) as named
    from consents_in_force x where x.case_id = v.case_id) f) k;
--> statement-breakpoint
-- A withdrawal may reach whoever the tenant let in, also while a restriction keeps them from seeing the case.
create or replace view withdrawable_consents with (security_barrier) as
select c.id, c.case_id, c.resident_id, c.response, c.given_at, c.invalidated_at, c.withdrawal_received_at,
  c.withdrawal_received_by, c.withdrawal_channel, c.withdrawal_reason, c.withdrawal_recorded_at,
  c.withdrawal_recorded_by
from consents c
where c.case_id <> all ((select actor_barred())::uuid[])
  and (exists (select from cases k where k.id = c.case_id and k.organisation_id = (select actor_organisation()))
    or (c.response = 'given' and exists (
      select from my_cases m join consents_in_force f on f.case_id = m.case_id
      where m.case_id = c.case_id and (select actor_organisation()) = any (f.given_to))));
--> statement-breakpoint
-- The restrictions that the actor's own team has to do with.
create view own_restrictions with (security_barrier) as
select r.id
from restrictions r
where exists (
  select from visible_cases v join case_residents m on m.case_id = v.case_id
  where v.owned and m.resident_id = r.resident_id and coalesce(r.case_id = v.case_id, true));
--> statement-breakpoint
-- After the policies have had their say, so that whoever does not see the case is not told that it is restricted.
create function refuse_restricted() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  target uuid;
begin
  if tg_table_name = 'residents' then
    if exists (select from restrictions r
      where r.resident_id = new.id and r.case_id is null and r.lifted_at is null) then
      raise exception 'processing is restricted' using errcode = 'BG424';
    end if;
    return null;
  end if;
  if tg_table_name = 'cases' then
    target := new.id;
  else
    target := new.case_id;
  end if;
  if exists (select from restricted_cases x where x.case_id = target) then
    raise exception 'processing is restricted' using errcode = 'BG424';
  end if;
  return null;
end $$;
--> statement-breakpoint
-- A restriction and its end are told to those who carry the cases that it is about.
create function notice_restriction() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  insert into notices (recipient_id, kind, matter, subject_id, case_id)
  select u.id, case tg_op when 'INSERT' then 'processing_restricted' else 'restriction_lifted' end,
    new.id || ' ' || c.id, new.id, c.id
  from case_residents m join cases c on c.id = m.case_id join users u on u.id = c.key_person_id
  where m.resident_id = new.resident_id and coalesce(m.case_id = new.case_id, true)
    and u.disabled_at is null and u.organisation_id = c.organisation_id
    and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
revoke all on function refuse_restricted, notice_restriction from public;
--> statement-breakpoint
grant execute on function refuse_restricted, notice_restriction to bo_godt_owner;
--> statement-breakpoint
grant select on own_restrictions to bo_godt_app;
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
  union all select r.id from restrictions r where r.id = any (ids)
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
    or exists (select from restrictions r where r.id = record)
$$;
--> statement-breakpoint
create trigger cases_restricted
after update of theme, problem, paused_at, closed_at, closed_on, outcome on cases
for each row when (current_user <> 'bo_godt_eraser') execute function refuse_restricted();
--> statement-breakpoint
create trigger consents_restricted after insert on consents
for each row when (new.response = 'given') execute function refuse_restricted();
--> statement-breakpoint
create trigger agreed_actions_restricted after insert or update on agreed_actions
for each row execute function refuse_restricted();
--> statement-breakpoint
-- That an address is protected may be recorded all the same.
create trigger residents_restricted after update on residents for each row
when ((old.name, old.birth_year, old.phone) is distinct from (new.name, new.birth_year, new.phone))
execute function refuse_restricted();
--> statement-breakpoint
create trigger basis_reviews_restricted after update on basis_reviews
for each row when (new.outcome in ('kept', 'to_be_erased')) execute function refuse_restricted();
--> statement-breakpoint
do $$
declare
  name text;
begin
  foreach name in array array['case_residents', 'case_naboklager', 'case_entries'] loop
    execute format('create trigger %I after insert on %I for each row execute function refuse_restricted()',
      name || '_restricted', name);
  end loop;
  foreach name in array array['cases', 'case_residents', 'case_naboklager', 'case_entries', 'consents',
    'agreed_actions', 'residents', 'basis_reviews'] loop
    execute format('alter table %I enable always trigger %I', name, name || '_restricted');
  end loop;
end $$;
--> statement-breakpoint
create trigger restrictions_are_told after insert or update of lifted_at on restrictions
for each row when (new.lifted_at is null or new.lifted_by is not null) execute function notice_restriction();
--> statement-breakpoint
CREATE POLICY "gate" ON "restrictions" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "concerned_read" ON "restrictions" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo' or exists (select from own_restrictions o where o.id = restrictions.id) or (case_id is null and exists (select from residents r where r.id = resident_id)));
--> statement-breakpoint
CREATE POLICY "officer_restricts" ON "restrictions" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'dpo');
--> statement-breakpoint
CREATE POLICY "officer_lifts" ON "restrictions" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING ((select actor_role()) = 'dpo' and lifted_at is null) WITH CHECK (true);
