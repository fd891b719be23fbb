-- The records that the actor is shut out of by a conflict of interest. Set by enter() for one transaction; outside a
-- scope it is null, and what compares with null lets nothing through.
create function actor_barred() returns uuid[] language sql stable parallel safe
return nullif(current_setting('bo_godt.actor_barred', true), '')::uuid[];
--> statement-breakpoint
alter table conflicts force row level security;
--> statement-breakpoint
grant select (id, user_id, tenancy_id, ended_at) on conflicts to bo_godt_gate;
--> statement-breakpoint
grant select (complainant_tenancy_id) on naboklager to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- Only the landlord's staff know who complained: for others a case that vanished when a complaint was linked would
-- tell that the household complained.
create view conflicts_in_force as
select k.user_id, k.tenancy_id, u.role = 'drift' as knows_complainants
from conflicts k join users u on u.id = k.user_id where k.ended_at is null;
--> statement-breakpoint
-- A complaint concerns a household that is its respondent or its complainant.
create view barred_complaints as
select k.user_id, n.id as naboklage_id
from conflicts_in_force k join naboklager n on n.respondent_tenancy_id = k.tenancy_id
  or (k.knows_complainants and n.complainant_tenancy_id = k.tenancy_id);
--> statement-breakpoint
-- All that a conflict shuts its user out of: the tenancy with its residents, its complaints and its cases with what
-- they have taken up, and cases that took up such a complaint.
create view barred_records as
select k.user_id, k.tenancy_id as id from conflicts_in_force k
union all select b.user_id, b.naboklage_id from barred_complaints b
union all select k.user_id, c.id from conflicts_in_force k join cases c on c.tenancy_id = k.tenancy_id
union all select b.user_id, l.case_id from barred_complaints b join case_naboklager l on l.naboklage_id = b.naboklage_id
union all select k.user_id, l.naboklage_id
  from conflicts_in_force k join cases c on c.tenancy_id = k.tenancy_id join case_naboklager l on l.case_id = c.id;
--> statement-breakpoint
create or replace view my_cases with (security_barrier) as
select t.case_id from case_team t
where t.user_id = (select actor_id()) and t.case_id <> all ((select actor_barred())::uuid[]);
--> statement-breakpoint
create or replace view keyed_cases with (security_barrier) as
select c.id as case_id from cases c
where c.key_person_id = (select actor_id()) and c.id <> all ((select actor_barred())::uuid[]);
--> statement-breakpoint
create or replace view withdrawable_consents with (security_barrier) as
select c.id, c.case_id, c.resident_id, c.response, c.given_at, c.invalidated_at, c.withdrawal_received_at,
  c.withdrawal_received_by, c.withdrawal_channel, c.withdrawal_reason, c.withdrawal_recorded_at,
  c.withdrawal_recorded_by
from consents c
where c.case_id <> all ((select actor_barred())::uuid[])
  and (exists (select from cases k where k.id = c.case_id and k.organisation_id = (select actor_organisation()))
    or (c.response = 'given' and exists (select from visible_cases v where v.case_id = c.case_id)));
--> statement-breakpoint
create or replace function enter(session uuid, roles text[]) returns void
language plpgsql security definer set search_path from current as $$
declare
  actor record;
  barred uuid[] := '{}';
begin
  select u.id, u.role, u.organisation_id,
    array(select d.department_id from user_departments d where d.user_id = u.id) as departments
  into actor
  from sessions s join users u on u.id = s.user_id
  where s.id = session and s.ended_at is null and s.expires_at > clock() and u.disabled_at is null;
  if not found then
    raise exception 'no such session' using errcode = 'BG401';
  end if;
  -- Asked for only where there is a conflict: for everyone else it costs the look at an index.
  if exists (select from conflicts k where k.user_id = actor.id and k.ended_at is null) then
    barred := array(select b.id from barred_records b where b.user_id = actor.id);
  end if;
  perform set_config('bo_godt.actor_id', actor.id::text, true),
    set_config('bo_godt.actor_role', actor.role, true),
    set_config('bo_godt.actor_organisation', coalesce(actor.organisation_id, ''), true),
    set_config('bo_godt.actor_departments', actor.departments::text, true),
    set_config('bo_godt.actor_barred', barred::text, true);
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
$$;
--> statement-breakpoint
create or replace function department_of_household(tenancy uuid, household uuid[]) returns text
language sql stable security definer set search_path from current as $$
  select t.department_id from tenancies t
  where t.id = tenancy and t.id <> all (actor_barred())
    and (actor_role() <> 'drift' or t.department_id = any (actor_departments()))
    and household <@ array(select r.id from residents r where r.tenancy_id = t.id)
$$;
--> statement-breakpoint
create or replace function lookup_tenancy(department text, address text, dwelling text, resident_name text, at date)
returns table (tenancy_id uuid, resident_id uuid)
language sql stable security definer set search_path from current as $$
  select t.id, r.id from tenancies t join residents r on r.tenancy_id = t.id
  where t.department_id = department and folded(t.address) = folded(lookup_tenancy.address)
    and (lookup_tenancy.dwelling is null or folded(t.dwelling) = folded(lookup_tenancy.dwelling))
    and folded(r.name) = folded(resident_name)
    and t.id <> all (actor_barred())
    and t.moved_in_on <= at and coalesce(t.moved_out_on >= at, true)
  order by t.moved_in_on desc limit 1
$$;
--> statement-breakpoint
-- Whether the key person of a case is shut out of it: told to the owner's team alone, who may then take it over.
create function key_person_barred(target uuid) returns boolean
language sql stable security definer set search_path from current as $$
  select exists (select from visible_cases v join cases c on c.id = v.case_id
    join barred_records b on b.user_id = c.key_person_id and b.id = c.id
    where v.case_id = target and v.owned)
$$;
--> statement-breakpoint
revoke all on function key_person_barred from public;
--> statement-breakpoint
grant execute on function key_person_barred to bo_godt_app;
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
$$;
--> statement-breakpoint
grant select, insert, update (ended_at, ended_by) on conflicts to bo_godt_app;
--> statement-breakpoint
CREATE POLICY "conflict" ON "cases" AS RESTRICTIVE FOR INSERT TO "bo_godt_app" WITH CHECK (tenancy_id <> all ((select actor_barred())::uuid[]));
--> statement-breakpoint
CREATE POLICY "conflict" ON "tenancies" AS RESTRICTIVE FOR ALL TO "bo_godt_app" USING (id <> all ((select actor_barred())::uuid[]));
--> statement-breakpoint
CREATE POLICY "conflict" ON "naboklager" AS RESTRICTIVE FOR ALL TO "bo_godt_app" USING (not (array[id, respondent_tenancy_id, complainant_tenancy_id] && (select actor_barred())::uuid[]));
--> statement-breakpoint
CREATE POLICY "gate" ON "conflicts" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "colleagues_read" ON "conflicts" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'admin'
  or exists (select from users u where u.id = user_id and u.organisation_id = (select actor_organisation())));
--> statement-breakpoint
CREATE POLICY "colleagues_record" ON "conflicts" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (recorded_by = (select actor_id()) and ((select actor_role()) = 'admin'
  or exists (select from users u where u.id = user_id and u.organisation_id = (select actor_organisation()))));
--> statement-breakpoint
CREATE POLICY "colleagues_end" ON "conflicts" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING (user_id <> (select actor_id()) and ((select actor_role()) = 'admin'
  or exists (select from users u where u.id = user_id and u.organisation_id = (select actor_organisation())))) WITH CHECK (true);
