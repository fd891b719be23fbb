do $$
declare
  name text;
begin
  foreach name in array array['case_themes', 'publications', 'publication_outcomes', 'published_tables',
    'publication_proofs', 'publication_truths'] loop
    execute format('alter table %I force row level security', name);
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      name || '_immutable', name);
    execute format('alter table %I enable always trigger %I', name, name || '_immutable');
  end loop;
end $$;
--> statement-breakpoint
alter table count_groups force row level security;
--> statement-breakpoint
alter table case_themes add foreign key (case_id) references cases (id);
--> statement-breakpoint
grant select on publications, publication_outcomes, published_tables, publication_proofs to bo_godt_app;
--> statement-breakpoint
grant insert on publications to bo_godt_app;
--> statement-breakpoint
-- Reference data is written by operators' commands, as the role that sees past the policies.
grant select, insert, update on count_groups to bo_godt_gate;
--> statement-breakpoint
grant select, insert on case_themes, publication_outcomes, published_tables, publication_proofs, publication_truths
  to bo_godt_gate;
--> statement-breakpoint
grant select on publications, department_population to bo_godt_gate;
--> statement-breakpoint
grant select (theme, recorded_at) on cases to bo_godt_gate;
--> statement-breakpoint
grant select (id, naboklage_id, recorded_at, former_category, former_respondent_tenancy_id) on naboklage_changes
  to bo_godt_gate;
--> statement-breakpoint
grant select (naboklage_id, recorded_at) on naboklage_steps to bo_godt_gate;
--> statement-breakpoint
grant select (outcome, recorded_at) on case_moves to bo_godt_gate;
--> statement-breakpoint
grant select (method, recorded_at) on agreed_actions to bo_godt_gate;
--> statement-breakpoint
grant select (response, recorded_at, withdrawal_recorded_at, invalidated_at) on consents to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
create function keep_case_theme() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  insert into case_themes (case_id, theme) values (new.id, new.theme);
  return null;
end $$;
--> statement-breakpoint
-- The end of the Danish quarter of an instant: what was recorded in it is counted as it stood then.
create function quarter_end(at timestamptz) returns timestamptz language sql stable parallel safe
return (date_trunc('quarter', at at time zone 'Europe/Copenhagen') + interval '3 months') at time zone 'Europe/Copenhagen';
--> statement-breakpoint
-- `2026` or `2026-Q3`, from and until by Danish time.
create function period_starts(period text) returns timestamptz language sql stable parallel safe
return make_timestamptz(left(period, 4)::int, coalesce(nullif(substr(period, 7), '')::int * 3 - 2, 1), 1, 0, 0, 0, 'Europe/Copenhagen');
--> statement-breakpoint
create function period_ends(period text) returns timestamptz language sql stable parallel safe
return ((period_starts(period) at time zone 'Europe/Copenhagen')
  + case when length(period) > 4 then interval '3 months' else interval '1 year' end) at time zone 'Europe/Copenhagen';
--> statement-breakpoint
create function period_is_closed(period text) returns boolean language sql stable parallel safe
return period_ends(period) <= clock();
--> statement-breakpoint
create view counted_complaints as
select n.id, n.received_at,
  case when c.id is null then n.respondent_tenancy_id else c.former_respondent_tenancy_id end as household,
  case when c.id is null then n.category else c.former_category end as category
from naboklager n
left join lateral (
  select c.id, c.former_respondent_tenancy_id, c.former_category from naboklage_changes c
  where c.naboklage_id = n.id and c.recorded_at >= quarter_end(n.received_at) order by c.id limit 1
) c on true
where n.received_at is not null;
--> statement-breakpoint
create view counted_themes as
select k.tenancy_id as household, k.recorded_at,
  (select t.theme from case_themes t where t.case_id = k.id and t.recorded_at < quarter_end(k.recorded_at)
    order by t.id desc limit 1) as theme
from cases k;
--> statement-breakpoint
-- An answer that is found never to have counted is not counted, unless its quarter has ended by then.
create view counted_answers as
select k.tenancy_id as household, a.answer, a.recorded_at
from consents c
join cases k on k.id = c.case_id
cross join lateral (values (c.response, c.recorded_at), ('withdrawn', c.withdrawal_recorded_at)) a (answer, recorded_at)
where a.recorded_at is not null and (c.invalidated_at is null or c.invalidated_at >= quarter_end(a.recorded_at));
--> statement-breakpoint
-- The date on which the last of so many working days after another has come; at most fifteen of forty days are none.
create function working_days_after(since date, days int, closed_on date[]) returns date language sql stable parallel safe
return (
  select d::date from generate_series(since + 1, since + 40, interval '1 day') d
  where extract(isodow from d) < 6 and d::date <> all (closed_on) order by d offset days - 1 limit 1
);
--> statement-breakpoint
-- A first step within ten working days counts when it is taken; one that is not, on the day after.
create function counted_response_times(closed_on date[])
returns table (household uuid, response text, recorded_at timestamptz)
language sql stable security definer set search_path from current as $$
  select c.household, case when s.late then 'late' else 'within' end,
    case when s.late then s.overdue_at else s.taken_at end
  from counted_complaints c
  cross join lateral (
    select (working_days_after((c.received_at at time zone 'Europe/Copenhagen')::date, 10, closed_on) + 1)::timestamp
        at time zone 'Europe/Copenhagen' as overdue_at,
      (select min(s.recorded_at) from naboklage_steps s where s.naboklage_id = c.id) as taken_at
  ) d
  cross join lateral (select d.overdue_at, d.taken_at, coalesce(d.taken_at >= d.overdue_at, true) as late) s
$$;
--> statement-breakpoint
-- All that is counted: of which household, as what, and when it was recorded.
create function counted_records(closed_on date[])
returns table (table_id text, household uuid, code text, recorded_at timestamptz)
language sql stable security definer set search_path from current as $$
  select 'naboklager', c.household, c.category, c.received_at from counted_complaints c
  union all select 'cases-opened', t.household, t.theme, t.recorded_at from counted_themes t
  union all select 'cases-closed', k.tenancy_id, m.outcome, m.recorded_at
    from case_moves m join cases k on k.id = m.case_id where m.kind = 'closure'
  union all select 'consents', a.household, a.answer, a.recorded_at from counted_answers a
  union all select 'actions', k.tenancy_id, a.method, a.recorded_at
    from agreed_actions a join cases k on k.id = a.case_id
  union all select 'response-time', r.household, r.response, r.recorded_at from counted_response_times(closed_on) r
$$;
--> statement-breakpoint
-- The household is the unit: it counts once per table and period, in its gravest group or else its latest.
create function households_counted(period text, closed_on date[])
returns table (table_id text, department_id text, group_id text, households int)
language sql stable security definer set search_path from current as $$
  select h.table_id, t.department_id, h.group_id, count(*)::int
  from (
    select distinct on (r.table_id, r.household) r.table_id, r.household, g.group_id
    from counted_records(closed_on) r
    join count_groups g on g.table_id = r.table_id and g.code = r.code
    where r.recorded_at >= period_starts(period) and r.recorded_at < period_ends(period)
    order by r.table_id, r.household, g.gravity desc nulls last, r.recorded_at desc, g.position
  ) h
  join tenancies t on t.id = h.household
  group by 1, 2, 3
$$;
--> statement-breakpoint
create view counted_groups as
select distinct table_id, group_id as id, label, position from count_groups;
--> statement-breakpoint
create view counted_landlords as
select id, name as label from organisations where party = 'drift';
--> statement-breakpoint
-- How many live in a department by the newest version of a year; none where it is not known.
create view counted_departments as
select d.id, d.name as label, d.organisation_id as landlord, d.position, p.year, p.households, p.residents
from departments d
left join (select distinct on (department_id, year) department_id, year, households, residents
  from department_population order by department_id, year, id desc) p on p.department_id = d.id;
--> statement-breakpoint
create view counted_releases as
select p.period, t.release
from publication_truths t
join publications p on p.id = t.publication_id;
--> statement-breakpoint
create view counted_publications as
select p.id, p.period, o.publication_id is not null as settled
from publications p
left join publication_outcomes o on o.publication_id = p.id;
--> statement-breakpoint
-- Keeps what became of a publication, unless another process has, or others have been published since `seen` were.
create function store_publication(target uuid, seen int, outcome jsonb) returns void
language plpgsql security definer set search_path from current as $$
begin
  perform pg_advisory_xact_lock(hashtext(current_schema() || '.publications'));
  if exists (select from publication_outcomes o where o.publication_id = target) then
    return;
  end if;
  if (select count(*) from publication_outcomes) <> seen then
    raise exception 'another publication came in between' using errcode = '40001';
  end if;
  insert into publication_outcomes (publication_id, status, rule_version, content_hash)
  values (target, outcome ->> 'status', outcome ->> 'ruleVersion', outcome ->> 'contentHash');
  insert into published_tables (publication_id, position, table_id, period, content, reason)
  select target, t.n, t.it ->> 'id', p.period, nullif(t.it ->> 'content', '')::json, t.it ->> 'reason'
  from publications p
  cross join lateral jsonb_array_elements(outcome -> 'tables') with ordinality t (it, n)
  where p.id = target;
  insert into publication_proofs (publication_id, table_id, proof, bounds)
  select target, t ->> 'id', t -> 'proof', t -> 'bounds'
  from jsonb_array_elements(outcome -> 'tables') t where t ? 'proof';
  insert into publication_truths (publication_id, table_id, release)
  select target, t ->> 'id', t -> 'release' from jsonb_array_elements(outcome -> 'tables') t where t ? 'release';
end $$;
--> statement-breakpoint
revoke all on function keep_case_theme, counted_response_times, counted_records, households_counted, store_publication
  from public;
--> statement-breakpoint
grant execute on function keep_case_theme to bo_godt_owner;
--> statement-breakpoint
grant execute on function store_publication to bo_godt_jobs;
--> statement-breakpoint
-- Counts and what they are laid out by: all that the role of statistics can read.
grant execute on function households_counted to bo_godt_statistics;
--> statement-breakpoint
grant select on counted_groups, counted_landlords, counted_departments, counted_releases, counted_publications
  to bo_godt_statistics;
--> statement-breakpoint
set local role bo_godt_statistics;
--> statement-breakpoint
-- The oldest publication that is asked for and not made, with all that it takes to make it; null when there is none.
create function publication_to_make(closed_on date[]) returns jsonb
language sql stable security definer set search_path from current as $$
  select jsonb_build_object(
    'id', p.id,
    'period', p.period,
    'seen', (select count(*) from counted_publications s where s.settled),
    'landlords', (select jsonb_agg(jsonb_build_object('id', l.id, 'label', l.label) order by l.id) from counted_landlords l),
    'departments', (
      select jsonb_agg(jsonb_build_object('id', d.id, 'label', d.label, 'landlord', d.landlord,
        'households', coalesce(y.households, 0), 'residents', coalesce(y.residents, 0)) order by d.position)
      from (select distinct id, label, landlord, position from counted_departments) d
      left join counted_departments y on y.id = d.id and y.year = left(p.period, 4)::int),
    'groups', (
      select jsonb_object_agg(t.table_id, t.groups) from (
        select g.table_id, jsonb_agg(jsonb_build_object('id', g.id, 'label', g.label) order by g.position) as groups
        from counted_groups g group by 1) t),
    'counts', coalesce((
      select jsonb_agg(jsonb_build_object('table', h.table_id, 'department', h.department_id, 'group', h.group_id,
        'households', h.households))
      from households_counted(p.period, closed_on) h), '[]'),
    'earlier', coalesce((
      select jsonb_agg(r.release) from counted_releases r where left(r.period, 4) = left(p.period, 4)), '[]'))
  from counted_publications p
  where not p.settled
  order by p.id limit 1
$$;
--> statement-breakpoint
revoke all on function publication_to_make from public;
--> statement-breakpoint
grant execute on function publication_to_make to bo_godt_jobs;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
insert into case_themes (case_id, theme, recorded_at) select id, theme, recorded_at from cases;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
create trigger cases_theme_is_kept after insert or update of theme on cases
for each row execute function keep_case_theme();
--> statement-breakpoint
alter table cases enable always trigger cases_theme_is_kept;
--> statement-breakpoint
create function wake_publishing() returns trigger language plpgsql as $$
begin
  perform pg_notify(current_schema() || '.publications', '');
  return null;
end $$;
--> statement-breakpoint
create trigger publications_wake after insert on publications
for each statement execute function wake_publishing();
--> statement-breakpoint
CREATE POLICY "coordinator_publishes" ON "publications" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'helhedsplan' and requested_by = (select actor_id())
        and period_is_closed(period));--> statement-breakpoint
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
$$;
--> statement-breakpoint
set local role bo_godt_owner;
