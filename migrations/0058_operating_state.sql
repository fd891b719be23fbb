grant select (signed_at) on audit_checkpoints to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- How the work goes that nobody asks for: what waits, and for how long. For those who look after the system, so it is made
-- of counts and seconds alone. Ages go by the clock that what they are of was written by.
create function operating_state() returns table (unsealed int, seal_delay double precision, checkpoint_size bigint,
  checkpoint_age double precision, months_ahead int, webhooks_waiting int, webhooks_late double precision,
  mails_waiting int, mails_late double precision)
language sql stable security definer set search_path from current set enable_seqscan = off as $$
  with newest as (
    select c.size, c.complete_below, extract(epoch from now() - c.signed_at) as age
    from audit_checkpoints c order by c.size desc limit 1
  ), late_webhooks as (
    select count(*) as waiting, extract(epoch from clock() - min(d.next_attempt_at)) as late
    from webhook_deliveries d join webhooks h on h.id = d.webhook_id
    where d.status = 'pending' and h.disabled_at is null
  ), late_mails as (
    select count(*) as waiting, extract(epoch from clock() - min(n.raised_at)) as late
    from notices n join users u on u.id = n.recipient_id
    where n.mailed_at is null and n.read_at is null and u.email is not null and u.mail_wanted and u.disabled_at is null
  )
  select (
      select count(*)::int from (
        select e.id from audit_events e
        where e.id >= coalesce((select complete_below from newest), '00000000-0000-0000-0000-000000000000')
        order by e.id desc limit 10000) n
      where (select true from audit_leaves l where l.event_id = n.id) is null),
    seal_delay(), (select size from newest), (select age::double precision from newest), (
      select count(*)::int from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'audit_events'::regclass
        and substring(pg_get_expr(c.relpartbound, c.oid) from $re$FROM \('([^']+)'\)$re$)::uuid > first_id_at(now())),
    w.waiting::int, greatest(0, coalesce(w.late, 0))::double precision,
    m.waiting::int, greatest(0, coalesce(m.late, 0))::double precision
  from late_webhooks w cross join late_mails m
$$;
--> statement-breakpoint
revoke all on function operating_state from public;
--> statement-breakpoint
grant execute on function operating_state to bo_godt_jobs;
--> statement-breakpoint
set local role bo_godt_owner;
