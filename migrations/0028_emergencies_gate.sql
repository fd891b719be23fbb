-- The actor's emergency accesses in force, by the case that each opens. Set by enter() for one transaction.
create function actor_emergencies() returns jsonb language sql stable parallel safe
return nullif(current_setting('bo_godt.actor_emergencies', true), '')::jsonb;
--> statement-breakpoint
create function require_new(condition boolean, rule text) returns void language plpgsql as $$
begin
  if condition is not true then
    raise exception '%', rule using errcode = 'BG423';
  end if;
end $$;
--> statement-breakpoint
alter table emergency_accesses force row level security;
--> statement-breakpoint
-- One at a time for each user and case.
alter table emergency_accesses add constraint emergency_accesses_never_overlap exclude using gist (
  case_id with =, user_id with =, organisation_id with =, tstzrange(granted_at, expires_at) with &&);
--> statement-breakpoint
grant select (id, case_id, user_id, organisation_id, expires_at) on emergency_accesses to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- It ends after 24 hours, and rests while a consent names the organisation: then what the tenant agreed to holds.
create view emergencies_in_force as
select e.id, e.case_id, e.user_id, e.organisation_id
from emergency_accesses e
where e.expires_at > clock() and not exists (
  select from consents_in_force f where f.case_id = e.case_id and e.organisation_id = any (f.recipient_organisation_ids));
--> statement-breakpoint
-- U sees C when U is on the team, and O = W, or some consent in force on C names O, or U has an emergency access in
-- force, which opens all of the case but who complained, and no act on it but U's own entries.
create or replace view visible_cases with (security_barrier) as
select c.id as case_id,
  c.organisation_id = (select actor_organisation()) as owned,
  (select d.organisation_id from departments d where d.id = c.department_id) = (select actor_organisation())
    as landlord,
  exists (select from consents_in_force f where f.case_id = c.id) as consented,
  (select actor_emergencies()) ? c.id::text as emergency
from my_cases m join cases c on c.id = m.case_id
where c.organisation_id = (select actor_organisation())
  or exists (select from consents_naming_us n where n.case_id = c.id)
  or (select actor_emergencies()) ? c.id::text;
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
      'recipientOrganisationIds', f.recipient_organisation_ids, 'dataCategories', f.data_categories,
      'givenAt', rfc3339(f.given_at), 'reviewOn', f.review_on) order by f.given_at, f.id)
      filter (where f.named or v.owned), '[]') as consents
  from (
    select *, (select actor_organisation()) = any (x.recipient_organisation_ids) as named
    from consents_in_force x where x.case_id = v.case_id) f) k;
--> statement-breakpoint
create or replace view withdrawable_consents with (security_barrier) as
select c.id, c.case_id, c.resident_id, c.response, c.given_at, c.invalidated_at, c.withdrawal_received_at,
  c.withdrawal_received_by, c.withdrawal_channel, c.withdrawal_reason, c.withdrawal_recorded_at,
  c.withdrawal_recorded_by
from consents c
where c.case_id <> all ((select actor_barred())::uuid[])
  and (exists (select from cases k where k.id = c.case_id and k.organisation_id = (select actor_organisation()))
    or (c.response = 'given' and exists (select from visible_cases v where v.case_id = c.case_id and not v.emergency)));
--> statement-breakpoint
create or replace function enter(session uuid, roles text[]) returns void
language plpgsql security definer set search_path from current as $$
declare
  actor record;
  barred uuid[] := '{}';
  emergencies jsonb := '{}';
begin
  select u.id, u.role, u.organisation_id,
    array(select d.department_id from user_departments d where d.user_id = u.id) as departments,
    exists (select from conflicts k where k.user_id = u.id and k.ended_at is null) as conflicted,
    exists (select from emergency_accesses e where e.user_id = u.id and e.expires_at > clock()) as in_emergency
  into actor
  from sessions s join users u on u.id = s.user_id
  where s.id = session and s.ended_at is null and s.expires_at > clock() and u.disabled_at is null;
  if not found then
    raise exception 'no such session' using errcode = 'BG401';
  end if;
  -- Asked for only where there is one: for everyone else it costs the look at an index.
  if actor.conflicted then
    barred := array(select b.id from barred_records b where b.user_id = actor.id);
  end if;
  if actor.in_emergency then
    emergencies := (select coalesce(jsonb_object_agg(e.case_id, e.id), '{}') from emergencies_in_force e
      where e.user_id = actor.id and e.organisation_id = actor.organisation_id);
  end if;
  perform set_config('bo_godt.actor_id', actor.id::text, true),
    set_config('bo_godt.actor_role', actor.role, true),
    set_config('bo_godt.actor_organisation', coalesce(actor.organisation_id, ''), true),
    set_config('bo_godt.actor_departments', actor.departments::text, true),
    set_config('bo_godt.actor_barred', barred::text, true),
    set_config('bo_godt.actor_emergencies', emergencies::text, true);
  if actor.role <> all (roles) then
    raise exception 'Din rolle har ikke adgang til denne handling.' using errcode = 'BG403';
  end if;
end $$;
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
$$;
--> statement-breakpoint
create or replace function consents_cover(target uuid, concerned uuid[], category text) returns boolean
language sql stable security definer set search_path from current as $$
  select exists (select from visible_cases v where v.case_id = target and not v.emergency) and not exists (
    select from unnest(concerned) r (id) where not exists (
      select from consents_in_force f
      where f.case_id = target and f.resident_id = r.id and category = any (f.data_categories)))
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
$$;
--> statement-breakpoint
-- Every read under an emergency access is marked as such, whoever wrote the statement that reads.
create function mark_emergency() returns trigger language plpgsql as $$
begin
  new.emergency_access_ids := array(select e.value::uuid from jsonb_each_text(actor_emergencies()) e
    where e.key::uuid = any (new.subject_ids || new.case_id));
  return new;
end $$;
--> statement-breakpoint
create trigger audit_events_emergency before insert on audit_events for each row
when (new.decision = 'allowed' and current_setting('bo_godt.actor_emergencies', true) <> '{}')
execute function mark_emergency();
--> statement-breakpoint
alter table audit_events enable always trigger audit_events_emergency;
--> statement-breakpoint
grant select, insert (id, case_id, reason, legal_basis), update (outcome, review_note, reviewed_at, reviewed_by)
  on emergency_accesses to bo_godt_app;
--> statement-breakpoint
CREATE POLICY "gate" ON "emergency_accesses" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "concerned_read" ON "emergency_accesses" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo' or exists (select from keyed_cases k where k.case_id = emergency_accesses.case_id) or (user_id = (select actor_id()) and case_id <> all ((select actor_barred())::uuid[])));
--> statement-breakpoint
CREATE POLICY "team_opens" ON "emergency_accesses" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (exists (select from my_cases m where m.case_id = emergency_accesses.case_id)
        and not exists (select from visible_cases v where v.case_id = emergency_accesses.case_id));
--> statement-breakpoint
CREATE POLICY "officer_reviews" ON "emergency_accesses" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING ((select actor_role()) = 'dpo' and reviewed_at is null) WITH CHECK (true);
--> statement-breakpoint
ALTER POLICY "team_agrees" ON "agreed_actions" TO bo_godt_app WITH CHECK (exists (select from cases c where c.id = case_id and c.closed_at is null) and exists (select from visible_cases v where v.case_id = agreed_actions.case_id and not v.emergency) and organisation_id = (select actor_organisation())
        and author_id = (select actor_id())
        and resident_ids <@ array(select p.resident_id from case_people p where p.case_id = agreed_actions.case_id)
        and would_see(responsible_user_id, case_id, resident_ids, data_category));
--> statement-breakpoint
ALTER POLICY "carriers_move" ON "agreed_actions" TO bo_godt_app USING (exists (select from cases c where c.id = case_id) and (organisation_id = (select actor_organisation())
        or responsible_user_id = (select actor_id())
        or exists (select from keyed_cases k where k.case_id = agreed_actions.case_id))) WITH CHECK (exists (select from visible_cases v where v.case_id = agreed_actions.case_id and not v.emergency));
--> statement-breakpoint
ALTER POLICY "consent" ON "case_entries" TO bo_godt_app USING (organisation_id = (select actor_organisation())
        or not exists (select from unnest(resident_ids) r (id) where not exists (
          select from consents_naming_me n where n.case_id = case_entries.case_id and n.resident_id = r.id
            and case_entries.data_category = any (n.data_categories)))
        or (select actor_emergencies()) ? case_id::text);
--> statement-breakpoint
ALTER POLICY "landlord_links" ON "case_naboklager" TO bo_godt_app WITH CHECK (exists (select from cases c where c.id = case_id and c.closed_at is null) and exists (select from visible_cases v where v.case_id = case_naboklager.case_id and not v.emergency)
        and exists (select from naboklager n where n.id = naboklage_id)
        and recorded_by = (select actor_id()));
--> statement-breakpoint
ALTER POLICY "team_adds" ON "case_residents" TO bo_godt_app WITH CHECK (exists (select from cases c where c.id = case_id and c.closed_at is null) and exists (select from visible_cases v where v.case_id = case_residents.case_id and not v.emergency) and recorded_by = (select actor_id()));
--> statement-breakpoint
ALTER POLICY "team_changes" ON "cases" TO bo_godt_app USING (exists (select from visible_cases v where v.case_id = cases.id)) WITH CHECK (exists (select from visible_cases v where v.case_id = cases.id and not v.emergency));
