-- Figures of the delaftale are about areas, not about anyone: every signed-in role reads them, the coordinator adds, and
-- nothing that was entered is changed or removed.
do $$
declare
  name text;
begin
  foreach name in array array['agreements', 'agreement_parties', 'activities', 'agreement_revisions', 'goals',
    'indicators', 'indicator_baselines', 'indicator_comparators', 'observations'] loop
    execute format('alter table %I force row level security', name);
    execute format('grant select on %I to bo_godt_app', name);
  end loop;
end $$;
--> statement-breakpoint
grant insert on agreement_revisions, observations to bo_godt_app;
--> statement-breakpoint
-- Reference data is written by operators' commands, as the role that sees past the policies.
grant select, insert, update on agreements, agreement_parties, activities, goals, indicators, indicator_baselines,
  indicator_comparators to bo_godt_gate;
--> statement-breakpoint
create function refuse_change_of_figures() returns trigger language plpgsql as $$
begin
  raise exception 'versions of a figure are kept' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger observations_immutable before update or delete on observations
for each row execute function refuse_change_of_figures();
--> statement-breakpoint
create trigger agreement_revisions_immutable before update or delete on agreement_revisions
for each row execute function refuse_change_of_figures();
--> statement-breakpoint
alter table observations enable always trigger observations_immutable;
--> statement-breakpoint
alter table agreement_revisions enable always trigger agreement_revisions_immutable;
