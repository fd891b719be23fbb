-- The trail is kept by month. Its key is the id alone, as before: it is made of the time of writing, so what an event says
-- of when it happened decides nothing, and a lookup by id goes to one month. What was written until now is the first part,
-- as it lies; nothing is copied.
--
-- Only the whole, `audit_events`, has policies and grants. A part has row-level security and no policy, so that nobody who
-- goes around the whole sees anything: not even its owner.
alter table audit_events rename to audit_events_first;
--> statement-breakpoint
do $$
declare
  name text;
begin
  for name in select indexname from pg_indexes where schemaname = current_schema() and tablename = 'audit_events_first' loop
    execute format('alter index %I rename to %I', name, replace(name, 'audit_events_', 'audit_events_first_'));
  end loop;
  for name in select policyname from pg_policies where schemaname = current_schema() and tablename = 'audit_events_first' loop
    execute format('drop policy %I on audit_events_first', name);
  end loop;
end $$;
--> statement-breakpoint
revoke all on audit_events_first from bo_godt_app, bo_godt_gate, bo_godt_insight, bo_godt_sealer;
--> statement-breakpoint
drop trigger audit_events_append_only on audit_events_first;
--> statement-breakpoint
drop trigger audit_events_emergency on audit_events_first;
--> statement-breakpoint
drop trigger audit_events_are_told on audit_events_first;
--> statement-breakpoint
create table audit_events (like audit_events_first including defaults, primary key (id)) partition by range (id);
--> statement-breakpoint
alter table audit_events enable row level security, force row level security;
--> statement-breakpoint
create index audit_events_subject_ids_index on audit_events using gin (subject_ids);
--> statement-breakpoint
create index audit_events_actor_id_occurred_at_id_index on audit_events (actor_id, occurred_at, id);
--> statement-breakpoint
create index audit_events_case_id_occurred_at_id_index on audit_events (case_id, occurred_at, id);
--> statement-breakpoint
create index audit_events_action_occurred_at_id_index on audit_events (action, occurred_at, id);
--> statement-breakpoint
create index audit_events_denied_index on audit_events (occurred_at, id) where decision = 'denied';
--> statement-breakpoint
create index audit_events_occurred_at_id_index on audit_events (occurred_at, id);
--> statement-breakpoint
create index audit_events_request_id_index on audit_events (request_id);
--> statement-breakpoint
create policy gate on audit_events to bo_godt_gate using (true) with check (true);
--> statement-breakpoint
create policy insight on audit_events for select to bo_godt_insight using ((select actor_role()) = 'dpo');
--> statement-breakpoint
create policy sealer on audit_events for select to bo_godt_sealer using (true);
--> statement-breakpoint
create policy officer_reads on audit_events for select to bo_godt_app using ((select actor_role()) = 'dpo');
--> statement-breakpoint
create policy everyone_adds on audit_events for insert to bo_godt_app with check (actor_id = (select actor_id()));
--> statement-breakpoint
grant select, insert on audit_events to bo_godt_gate;
--> statement-breakpoint
grant select on audit_events to bo_godt_app, bo_godt_sealer;
--> statement-breakpoint
grant insert (action, purpose, decision, request_id, subject_ids, consent_ids, case_id) on audit_events to bo_godt_app;
--> statement-breakpoint
grant select (occurred_at, organisation_id, decision, subject_ids, case_id, consent_ids) on audit_events
  to bo_godt_insight;
--> statement-breakpoint
create trigger audit_events_append_only before update or delete on audit_events
for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_events_no_truncate before truncate on audit_events
for each statement execute function refuse_change();
--> statement-breakpoint
create trigger audit_events_emergency before insert on audit_events for each row
when (new.decision = 'allowed' and current_setting('bo_godt.actor_emergencies', true) <> '{}')
execute function mark_emergency();
--> statement-breakpoint
create trigger audit_events_are_told after insert on audit_events for each row
when (new.decision = 'allowed' and new.action not like '%.read' and new.action not like '%.list')
execute function queue_webhook_deliveries();
--> statement-breakpoint
alter table audit_events enable always trigger audit_events_append_only, enable always trigger audit_events_no_truncate,
  enable always trigger audit_events_emergency;
--> statement-breakpoint
-- The lowest id (UUID version 7) that is made at this moment or later.
create function first_id_at(moment timestamptz) returns uuid language sql immutable parallel safe
return (lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') || '70008000000000000000')::uuid;
--> statement-breakpoint
-- When a month begins in Denmark.
create function start_of_month(day date) returns timestamptz language sql stable parallel safe
return date_trunc('month', day::timestamp) at time zone 'Europe/Copenhagen';
--> statement-breakpoint
-- Adds an empty part to the trail. What a part has of its own is all here: row-level security, and that it can't be emptied.
-- Until it is attached nobody can reach it; that waits for no writer, and no writer for it.
create function add_audit_part(name text, bound text) returns void
language plpgsql set search_path from current as $$
begin
  execute format('create table %I (like audit_events including defaults)', name);
  execute format('alter table %I enable row level security, force row level security', name);
  execute format('create trigger audit_events_no_truncate before truncate on %I
    for each statement execute function refuse_change()', name);
  execute format('alter table %I enable always trigger audit_events_no_truncate', name);
  execute format('alter table audit_events attach partition %I %s', name, bound);
end $$;
--> statement-breakpoint
create function add_audit_month(month date) returns void
language plpgsql set search_path from current as $$
begin
  perform add_audit_part('audit_events_' || to_char(month, 'YYYY_MM'), format('for values from (%L) to (%L)',
    first_id_at(start_of_month(month)), first_id_at(start_of_month((month + interval '1 month')::date))));
end $$;
--> statement-breakpoint
-- Makes the months that begin soon, where they are not made yet. Called for, not by, bo_godt_jobs: a part belongs to the owner.
-- A month of which there are events elsewhere, in the part for what has no month, is left to lie there: none is ever moved.
create function add_audit_months() returns int
language plpgsql security definer set search_path from current set lock_timeout = '2s' as $$
declare
  month date;
  made int := 0;
begin
  perform pg_advisory_xact_lock(hashtext('bo_godt.audit_months'), hashtext(current_schema()));
  for month in select (date_trunc('month', now() at time zone 'Europe/Copenhagen') + n * interval '1 month')::date
    from generate_series(1, 3) n loop
    continue when to_regclass('audit_events_' || to_char(month, 'YYYY_MM')) is not null;
    begin
      perform add_audit_month(month);
      made := made + 1;
    exception when check_violation or invalid_object_definition then
      raise warning 'the trail of % lies elsewhere', to_char(month, 'YYYY-MM');
    end;
  end loop;
  return made;
end $$;
--> statement-breakpoint
revoke all on function add_audit_part, add_audit_month, add_audit_months from public;
--> statement-breakpoint
grant execute on function add_audit_months to bo_godt_jobs;
--> statement-breakpoint
-- The first part ends with this month, or with that of an event from a clock that was ahead.
do $$
declare
  latest timestamptz;
begin
  alter table audit_events_first no force row level security;
  select uuid_extract_timestamp(id) into latest from audit_events_first order by id desc limit 1;
  alter table audit_events_first force row level security;
  execute format('alter table audit_events attach partition audit_events_first for values from (minvalue) to (%L)',
    first_id_at(start_of_month(((greatest(latest, now()) at time zone 'Europe/Copenhagen') + interval '1 month')::date)));
end $$;
--> statement-breakpoint
-- For what is written when its month was not made in time: nothing is ever refused for want of a part.
select add_audit_part('audit_events_other', 'default');
--> statement-breakpoint
select add_audit_months();
--> statement-breakpoint
drop function events_about(uuid[]);
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- Its answer is of the type of the whole.
create function events_about(subjects uuid[]) returns setof audit_events
language sql stable security definer set search_path from current set enable_seqscan = off as $$
  select * from audit_events e where e.subject_ids && subjects and actor_role() = 'dpo'
$$;
--> statement-breakpoint
revoke all on function events_about from public;
--> statement-breakpoint
grant execute on function events_about to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
