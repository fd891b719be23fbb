-- A party's own system is told apart from its staff: in what a resident is given, and in what is unusual. Its end is told of.
set local role bo_godt_gate;
--> statement-breakpoint
-- A system keeps no hours. All else that is unusual of a person is so of it too.
create or replace function unusual_access(since timestamptz, before timestamptz, days_off date[], night_from int, night_to int,
  thresholds jsonb)
returns table (rule text, actor_id uuid, found int, first_at timestamptz, last_at timestamptz, looks int, event_ids uuid[])
language sql stable security definer set search_path from current as $$
  with looks as materialized (
    select e.id, e.actor_id, e.role, e.organisation_id, e.action, e.decision, e.subject_ids, e.emergency_access_ids,
      e.occurred_at, e.occurred_at at time zone 'Europe/Copenhagen' as local
    from audit_events e
    where actor_role() = 'dpo' and e.occurred_at >= since and e.occurred_at < before and e.subject_ids <> '{}'
      and e.purpose = any ('{tenancy_administration,complaint_handling,casework,consent_administration,emergency_access}')
      and e.action <> 'tenancy.import'
  ), named as materialized (
    select l.id as event_id, s.id from looks l cross join unnest(l.subject_ids) s (id)
  ), residents_named as materialized (
    select n.event_id, r.id as resident_id from named n join residents r on r.id = n.id
    union select n.event_id, r.id from named n join residents r on r.tenancy_id = n.id
  ), namesakes as materialized (
    select r.id as resident_id, u.id as user_id, u.organisation_id
    from residents r join users u on folded(u.name) = folded(r.name)
  ), on_cases as materialized (
    select n.event_id, t.user_id is not null as member
    from named n join looks l on l.id = n.event_id join cases c on c.id = n.id
    left join case_team t on t.case_id = c.id and t.user_id = l.actor_id
  ), case_roles as materialized (
    select distinct c.resident_id, t.user_id from case_residents c join case_team t on t.case_id = c.case_id
  ), departments_of as materialized (
    -- A complaint that was transferred has belonged to more than one, and is left out.
    select t.id, t.department_id from tenancies t
    union all select r.id, t.department_id from residents r join tenancies t on t.id = r.tenancy_id
    union all select c.id, c.department_id from cases c
    union all select n.id, n.department_id from naboklager n
      where not exists (select from naboklage_changes x where x.naboklage_id = n.id and x.kind = 'transfer')
  ), matches (rule, day, what, event_id) as (
    select 'many_persons', l.local::date, r.resident_id, l.id
    from looks l join residents_named r on r.event_id = l.id
    where l.decision = 'allowed' and not exists (select from on_cases o where o.event_id = l.id)
      and not exists (select from case_roles c where c.resident_id = r.resident_id and c.user_id = l.actor_id)
    union all
    select 'other_departments', null, l.id, l.id
    from looks l join named n on n.event_id = l.id join departments_of d on d.id = n.id
    where l.role = 'drift'
      and not exists (select from user_departments o where o.user_id = l.actor_id and o.department_id = d.department_id)
      and not exists (select from on_cases o where o.event_id = l.id and o.member)
    union all
    select 'off_hours', null, l.id, l.id
    from looks l cross join extract(hour from l.local) h
    where not exists (select from service_accounts a where a.user_id = l.actor_id) and (l.local::date = any (days_off)
      or case when night_from < night_to then h >= night_from and h < night_to else h >= night_from or h < night_to end)
    union all
    select case when k.user_id = l.actor_id then 'own_name' else 'colleague' end, null, l.id, l.id
    from looks l join residents_named r on r.event_id = l.id join namesakes k on k.resident_id = r.resident_id
    where k.user_id = l.actor_id or k.organisation_id = l.organisation_id
    union all
    select 'emergency', null, a.id, l.id
    from looks l cross join lateral (
      select unnest(l.emergency_access_ids)
      union select e.id from emergency_accesses e where l.action = 'emergency.open' and e.id = any (l.subject_ids)) a (id)
  )
  select m.rule, l.actor_id, count(distinct m.what)::int, min(l.occurred_at), max(l.occurred_at),
    count(distinct l.id)::int, (array_agg(distinct l.id order by l.id desc))[1:100]
  from matches m join looks l on l.id = m.event_id
  group by m.rule, l.actor_id, m.day
  having count(distinct m.what) >= (thresholds ->> m.rule)::int
$$;
--> statement-breakpoint
-- When, why and by which organisation, and by which system of it where it was one: a line for each day, and no person's name.
create function looks_told_about(subjects uuid[])
returns table (looked_on date, purpose text, organisation_id text, system text, times int)
language sql stable security definer set search_path from current as $$
  select (e.occurred_at at time zone 'Europe/Copenhagen')::date as looked_on, e.purpose, e.organisation_id, u.name, count(*)::int
  from events_about(subjects) e left join users u on u.id = e.actor_id and u.kind = 'service'
  where e.decision = 'allowed' group by 1, 2, 3, 4
$$;
--> statement-breakpoint
-- Administrators hear of an end a month before it, and once for each that was decided.
create function ending_services()
returns table (recipient_id uuid, kind text, matter text, subject_id uuid, case_id uuid, due_on date)
language sql stable security definer set search_path from current as $$
  select u.id, 'service_expires', a.user_id || ' ' || a.expires_at, a.user_id, null::uuid,
    (a.expires_at at time zone 'Europe/Copenhagen')::date
  from service_accounts a join users s on s.id = a.user_id and s.disabled_at is null
  join users u on u.role = 'admin' and u.disabled_at is null
  where a.expires_at <= clock() + interval '30 days' and a.expires_at > clock()
$$;
--> statement-breakpoint
create or replace function raise_due_notices(untouched_since date) returns void
language sql security definer set search_path from current as $$
  insert into notices (recipient_id, kind, matter, subject_id, case_id, due_on)
  select d.recipient_id, d.kind, d.matter, d.subject_id, d.case_id, d.due_on from due_matters(untouched_since) d
  union all
  select d.recipient_id, d.kind, d.matter, d.subject_id, d.case_id, d.due_on from ending_services() d
  on conflict do nothing
$$;
--> statement-breakpoint
revoke all on function looks_told_about, ending_services from public;
--> statement-breakpoint
grant execute on function looks_told_about to bo_godt_insight;
--> statement-breakpoint
set local role bo_godt_insight;
--> statement-breakpoint
create or replace function told_looks(resident uuid) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('on', l.looked_on, 'purpose', l.purpose,
      'organisationId', l.organisation_id, 'system', l.system, 'times', l.times)
      order by l.looked_on, l.purpose, l.organisation_id, l.system nulls first), '[]')
  from looks_told_about(records_about(resident)) l
$$;
--> statement-breakpoint
set local role bo_godt_owner;
