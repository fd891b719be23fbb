set local role bo_godt_gate;
--> statement-breakpoint
-- For how many seconds the oldest event without a seal has waited; 0 when there is none. Asked often, so it looks at no
-- more than the newest events, and a scalar sub-select looks them up one by one: no plan may read the whole tree,
-- whatever is thought of its size.
create or replace function seal_delay() returns double precision
language sql stable security definer set search_path from current set enable_seqscan = off as $$
  select coalesce(extract(epoch from now() - uuid_extract_timestamp((
    select n.id from (
      select e.id from audit_events e
      where e.id >= coalesce((select c.complete_below from audit_checkpoints c order by c.size desc limit 1),
        '00000000-0000-0000-0000-000000000000')
      order by e.id desc limit 10000) n
    where (select true from audit_leaves l where l.event_id = n.id) is null
    order by n.id limit 1))), 0)::double precision
$$;
--> statement-breakpoint
set local role bo_godt_owner;
