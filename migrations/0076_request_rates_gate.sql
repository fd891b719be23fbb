-- Requests are counted before there is an actor, so through a function alone.
alter table request_windows force row level security;
--> statement-breakpoint
grant select, insert, update, delete on request_windows to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- Hands out an eighth of what is left of a key's minute, and at least one while there is any. Transactions begin in another
-- order than they get hold of the row, so a window that began a moment after this one did is its window all the same.
create function take_requests(bucket text, allowed int) returns table (granted int, remaining int, ms_left int)
language sql security definer set search_path from current as $$
  with asked as (
    insert into request_windows as w (key, taken) values (bucket, greatest(1, allowed / 8))
    on conflict (key) do update set (started_at, taken) = (
      select case when within then w.started_at else clock() end,
        case when within then greatest(w.taken, least(allowed, w.taken + greatest(1, (allowed - w.taken) / 8)))
          else greatest(1, allowed / 8) end
      from (select w.started_at > clock() - interval '1 minute' and w.started_at < clock() + interval '1 minute') o (within))
    returning old.key is null as is_new, new.started_at, new.taken,
      new.taken - case when old.started_at = new.started_at then old.taken else 0 end as granted),
  removed as (
    delete from request_windows w where w.ctid = any (array(
      select o.ctid from request_windows o
      where (select a.is_new from asked a) and o.started_at < clock() - interval '1 minute'
      order by o.started_at limit 20 for update skip locked)))
  select a.granted, greatest(0, allowed - a.taken),
    floor(1000 * extract(epoch from a.started_at + interval '1 minute' - clock()))::int
  from asked a
$$;
--> statement-breakpoint
revoke all on function take_requests from public;
--> statement-breakpoint
grant execute on function take_requests to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
