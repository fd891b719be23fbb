-- Households per landlord and category group. One tenancy counts once per landlord and period, in the group of its
-- gravest naboklage; a period goes by when the complaint was received by the database's clock, so that a draft counts
-- when it is written down. Counts of 1 to 4 are hidden here, so that they never leave the database.
set local role bo_godt_gate;
--> statement-breakpoint
create view naboklage_counts as
with recorded as (
  select n.respondent_tenancy_id as tenancy_id, d.organisation_id as landlord_id, g.group_id, g.gravity,
    to_char(n.received_at at time zone 'Europe/Copenhagen', 'YYYY-"Q"Q') as period
  from naboklager n
  join departments d on d.id = n.department_id
  join category_groups g on g.category = n.category
  where n.respondent_tenancy_id is not null and n.received_at is not null
), gravest as (
  select distinct on (period, landlord_id, tenancy_id) period, landlord_id, group_id
  from recorded order by period, landlord_id, tenancy_id, gravity desc
), counted as (
  select period, landlord_id, group_id, count(*)::int as households from gravest group by 1, 2, 3
)
select period, landlord_id, group_id, nullif(households, least(households, 4)) as households,
  households <= 4 as hidden
from counted;
--> statement-breakpoint
-- A period is open until it has ended in Denmark, by the database's clock.
create view closed_quarters as
select to_char(q, 'YYYY-"Q"Q') as period
from generate_series(timestamp '2025-01-01', clock() at time zone 'Europe/Copenhagen', interval '3 months') q
where q + interval '3 months' <= clock() at time zone 'Europe/Copenhagen';
--> statement-breakpoint
-- Every landlord and group of every closed quarter, so that nothing is told by what is missing.
create view naboklage_cells as
select q.period, o.id as landlord_id, o.name as landlord, g.group_id, g.label as group_label, g.gravity,
  case when c.hidden then null else coalesce(c.households, 0) end as households, coalesce(c.hidden, false) as hidden
from closed_quarters q
cross join (select id, name from organisations where party = 'drift') o
cross join (select distinct group_id, label, gravity from category_groups) g
left join naboklage_counts c on c.period = q.period and c.landlord_id = o.id and c.group_id = g.group_id;
--> statement-breakpoint
grant select on naboklage_cells, closed_quarters to bo_godt_statistics;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
alter table category_groups force row level security;
--> statement-breakpoint
grant select on category_groups to bo_godt_gate;
--> statement-breakpoint
-- Reference data is written by operators' commands, as the role that sees past the policies.
grant insert, update on organisations, departments, category_groups to bo_godt_gate;
--> statement-breakpoint
-- The application checks at its start that all migrations are applied.
grant select on migrations to bo_godt_app;
