-- What a reader asks of a case is asked once for all that the answer holds of it, and not for row after row.
set local role bo_godt_gate;
--> statement-breakpoint
-- What U sees of the entries of a visible case: those of O, all of them in an emergency, and those that every resident
-- concerned has agreed to. `agreed` holds, by category, the consent of each resident that names O and covers it.
create view entry_sight with (security_barrier) as
select v.case_id, v.owned, v.emergency,
  (select jsonb_object_agg(a.category, a.consents) from (
    select c.category, jsonb_object_agg(n.resident_id, n.id) as consents
    from consents_naming_us n cross join unnest(n.data_categories) c (category)
    where n.case_id = v.case_id group by c.category) a) as agreed,
  case when v.owned then '{}' else array(select n.id from consents_naming_us n where n.case_id = v.case_id) end
    as rests_on
from visible_cases v;
--> statement-breakpoint
-- The entries that U sees, each with the consents that it is shown on: another organisation's on those that cover it,
-- one's own, on another's case, on those that open the case. A newer version is seen by whoever sees the older.
create view visible_entries with (security_barrier) as
select e.id, e.case_id, e.organisation_id, e.author_id, e.kind, e.data_category, e.resident_ids, e.legal_basis, e.text,
  e.occurred_at, e.recorded_at, e.version, e.supersedes, e.correction_reason,
  exists (select from case_entries newer where newer.supersedes = e.id) as superseded,
  case when e.organisation_id = (select actor_organisation()) then s.rests_on
    else array(select a.value::uuid from jsonb_each_text(s.agreed -> e.data_category) a
      where a.key = any (e.resident_ids::text[])) end as rests_on
from entry_sight s join case_entries e on e.case_id = s.case_id
where e.organisation_id = (select actor_organisation()) or s.emergency
  or s.agreed -> e.data_category ?& e.resident_ids::text[];
--> statement-breakpoint
-- A case with all that is shown of it.
create view shown_cases with (security_barrier) as
select c.id, c.reference, c.organisation_id, c.tenancy_id, c.department_id, c.theme, c.problem, c.key_person_id,
  c.reconfirmation_due, c.recorded_at, c.paused_at, c.closed_at, c.closed_on, c.outcome,
  d.consented, d.rests_on, d.subject_ids, d.consents, d.team, d.residents, d.naboklager
from case_details d join cases c on c.id = d.case_id;
--> statement-breakpoint
grant select on entry_sight, visible_entries, shown_cases to bo_godt_app;
--> statement-breakpoint
-- Who the user is, is looked up and set by the same statement; nothing in it is governed by what it sets.
create or replace function enter(session uuid, roles text[]) returns void
language plpgsql security definer set search_path from current as $$
declare
  actor record;
begin
  select u.id, u.role, u.organisation_id,
    exists (select from conflicts k where k.user_id = u.id and k.ended_at is null) as conflicted,
    exists (select from emergency_accesses e where e.user_id = u.id and e.expires_at > clock()) as in_emergency,
    set_config('bo_godt.actor_id', u.id::text, true),
    set_config('bo_godt.actor_role', u.role, true),
    set_config('bo_godt.actor_organisation', coalesce(u.organisation_id, ''), true),
    set_config('bo_godt.actor_departments',
      array(select d.department_id from user_departments d where d.user_id = u.id)::text, true),
    set_config('bo_godt.actor_barred', '{}', true),
    set_config('bo_godt.actor_emergencies', '{}', true)
  into actor
  from sessions s join users u on u.id = s.user_id
  where s.id = session and s.ended_at is null and s.expires_at > clock() and u.disabled_at is null;
  if not found then
    raise exception 'no such session' using errcode = 'BG401';
  end if;
  -- Asked for only where there is one: for everyone else it costs the look at an index.
  if actor.conflicted then
    perform set_config('bo_godt.actor_barred',
      array(select b.id from barred_records b where b.user_id = actor.id)::text, true);
  end if;
  if actor.in_emergency then
    perform set_config('bo_godt.actor_emergencies', coalesce(jsonb_object_agg(e.case_id, e.id), '{}')::text, true)
    from emergencies_in_force e where e.user_id = actor.id and e.organisation_id = actor.organisation_id;
  end if;
  if actor.role <> all (roles) then
    raise exception 'Din rolle har ikke adgang til denne handling.' using errcode = 'BG403';
  end if;
end $$;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
grant select on case_entries to bo_godt_gate;
--> statement-breakpoint
ALTER POLICY "team_reads" ON "case_entries" TO bo_godt_app USING (exists (select from my_cases m where m.case_id = case_entries.case_id));
--> statement-breakpoint
ALTER POLICY "consent" ON "case_entries" TO bo_godt_app USING (exists (select from entry_sight s where s.case_id = case_entries.case_id
        and (organisation_id = (select actor_organisation()) or s.emergency
          or s.agreed -> data_category ?& resident_ids::text[])));
