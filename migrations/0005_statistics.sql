-- What the statistics role may read, and all that it may read: households per landlord and category group.
-- One tenancy counts once per landlord and period, in the group of its gravest naboklage; a period goes by when
-- a record was made. Counts of 1 to 4 are hidden here, so that they never leave the database.
set local role bo_godt_gate;
--> statement-breakpoint
create view naboklage_counts as
with recorded as (
  select n.respondent_tenancy_id as tenancy_id, d.organisation_id as landlord_id, g.group_id, g.gravity,
    to_char(n.recorded_at at time zone 'Europe/Copenhagen', 'YYYY-"Q"Q') as period
  from naboklager n
  join departments d on d.id = n.department_id
  join category_groups g on g.category = n.category
  where n.respondent_tenancy_id is not null
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
from generate_series(timestamp '2025-01-01', (clock() at time zone 'Europe/Copenhagen') - interval '3 months',
  interval '3 months') q
where q + interval '3 months' <= clock() at time zone 'Europe/Copenhagen';
--> statement-breakpoint
grant select on naboklage_counts, closed_quarters to bo_godt_statistics;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
alter table category_groups force row level security;
--> statement-breakpoint
grant select on category_groups to bo_godt_gate;
--> statement-breakpoint
-- Reference data is written by operators' commands, as the role that sees past the policies.
grant insert, update on organisations, departments, category_groups to bo_godt_gate;
