-- What an officer looks for by action, purpose or request is indexed when a month has ended: nothing is written there any
-- more, so no request pays for it. In the month that goes on it is sought event by event, the newest first.
DROP INDEX "audit_events_action_occurred_at_id_index";--> statement-breakpoint
DROP INDEX "audit_events_request_id_index";
--> statement-breakpoint
create function index_ended_audit_months() returns int
language plpgsql security definer set search_path from current set lock_timeout = '2s' as $$
declare
  part text;
  columns text;
  made int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('bo_godt.audit_months'), hashtext(current_schema()));
  for part in
    select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'audit_events'::regclass and to_regclass(c.relname || '_request_id_idx') is null
      and substring(pg_get_expr(c.relpartbound, c.oid) from $re$TO \('(.+)'\)$re$)::uuid <= first_id_at(now())
  loop
    foreach columns in array array['action, occurred_at, id', 'purpose, occurred_at, id', 'request_id'] loop
      execute format('create index on %I (%s)', part, columns);
    end loop;
    made := made + 1;
  end loop;
  return made;
end $$;
--> statement-breakpoint
revoke all on function index_ended_audit_months from public;
--> statement-breakpoint
grant execute on function index_ended_audit_months to bo_godt_jobs;
