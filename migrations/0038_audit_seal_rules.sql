do $$
declare
  name text;
begin
  foreach name in array array['audit_leaves', 'audit_nodes', 'audit_checkpoints', 'audit_salts'] loop
    execute format('alter table %I force row level security', name);
    -- A salt is removed with its event when the event is erased; otherwise all of it is written once.
    execute format('create trigger %I before update %s on %I for each row execute function refuse_change()',
      name || '_append_only', case when name = 'audit_salts' then '' else 'or delete' end, name);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()',
      name || '_no_truncate', name);
    execute format('alter table %I enable always trigger %I', name, name || '_append_only');
    execute format('alter table %I enable always trigger %I', name, name || '_no_truncate');
  end loop;
end $$;
--> statement-breakpoint
grant select on audit_events to bo_godt_sealer;
--> statement-breakpoint
grant select, insert on audit_leaves, audit_nodes, audit_checkpoints to bo_godt_sealer;
--> statement-breakpoint
grant insert on audit_salts to bo_godt_sealer;
--> statement-breakpoint
grant select on audit_leaves, audit_salts, audit_nodes, audit_checkpoints to bo_godt_app;
--> statement-breakpoint
grant select (event_id) on audit_leaves to bo_godt_gate;
--> statement-breakpoint
grant select (size, complete_below) on audit_checkpoints to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- For how many seconds the oldest event without a seal has waited; 0 when there is none. Asked often, so it must never
-- hash the whole trail, whatever the planner thinks.
create function seal_delay() returns double precision
language sql stable security definer set search_path from current set enable_hashjoin = off as $$
  with low as materialized (
    select coalesce((select c.complete_below from audit_checkpoints c order by c.size desc limit 1),
      '00000000-0000-0000-0000-000000000000') as id)
  select coalesce(extract(epoch from now() - uuid_extract_timestamp((
    select e.id from audit_events e
    where e.id >= (select id from low)
      and not exists (select from audit_leaves l where l.event_id = e.id and l.event_id >= (select id from low))
    order by e.id limit 1))), 0)::double precision
$$;
--> statement-breakpoint
revoke all on function seal_delay() from public;
--> statement-breakpoint
grant execute on function seal_delay() to bo_godt_app, bo_godt_sealer;
--> statement-breakpoint
set local role bo_godt_owner;
