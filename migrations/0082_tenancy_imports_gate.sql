-- A landlord's register is read in from a file: compared with what there is and applied as sets, as the one who sends it,
-- under the policies, constraints and triggers that single changes are under.
alter table tenancy_imports force row level security;
--> statement-breakpoint
alter table tenancy_import_rows force row level security;
--> statement-breakpoint
grant select, insert (id, dry_run, rows), update (state, staged, applied, counts, error_count, errors, ended_at)
  on tenancy_imports to bo_godt_app;
--> statement-breakpoint
grant select, insert, update, delete on tenancy_import_rows to bo_godt_app;
--> statement-breakpoint
grant update (external_key) on tenancies, residents to bo_godt_app;
--> statement-breakpoint
grant select (id) on tenancy_imports to bo_godt_gate;
--> statement-breakpoint
grant select (import_id, line, department_id, key, address_key, dwelling_key, moved_in_on, moved_out_on, lead, recorded_by)
  on tenancy_import_rows to bo_godt_gate;
--> statement-breakpoint
-- One import of a landlord at a time. The lock lasts as long as the transaction that does all of it, so it tells whether
-- that is still at work: with a process that was killed it is gone.
create function lock_tenancy_import() returns boolean language sql set search_path from current as $$
  select pg_try_advisory_xact_lock(hashtext('bo_godt.tenancy_import'),
    hashtext(current_schema() || ' ' || actor_organisation()))
$$;
--> statement-breakpoint
create function tenancy_import_runs(organisation text) returns boolean
language sql stable set search_path from current as $$
  select exists (
    select from pg_locks l
    where l.locktype = 'advisory' and l.granted and l.objsubid = 2
      and l.database = (select d.oid from pg_database d where d.datname = current_database())
      and l.classid::bigint = hashtext('bo_godt.tenancy_import')::bigint & 4294967295
      and l.objid::bigint = hashtext(current_schema() || ' ' || organisation)::bigint & 4294967295)
$$;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- Rows about a household that their sender is shut out of, which the sender is told no more of than that the dwelling is
-- taken: what a single tenancy that is recorded there is told.
create function barred_import_rows(import uuid) returns setof int
language sql stable security definer set search_path from current as $$
  select s.line from tenancies t join tenancy_import_rows s on s.department_id = t.department_id
    and (s.key = t.external_key or s.address_key = folded(t.address) and s.dwelling_key = folded(t.dwelling)
      and daterange(s.moved_in_on, s.moved_out_on) && daterange(t.moved_in_on, t.moved_out_on))
  where t.id = any (actor_barred()) and s.import_id = import and s.lead and s.recorded_by = actor_id()
$$;
--> statement-breakpoint
-- The household of an open case has changed, in a file or by hand: whoever carries the case is told, once for all that
-- changed at a time.
create function notice_household() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  household uuid;
begin
  if tg_table_name = 'tenancies' then
    household := new.id;
  else
    household := new.tenancy_id;
  end if;
  insert into notices (recipient_id, kind, matter, subject_id, case_id)
  select u, 'household_changed', c.id || ' ' || now(), c.id, c.id
  from cases c cross join carriers_of(c.id) u
  where c.tenancy_id = household and c.closed_at is null
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
revoke all on function barred_import_rows, notice_household from public;
--> statement-breakpoint
grant execute on function barred_import_rows to bo_godt_app;
--> statement-breakpoint
grant execute on function notice_household to bo_godt_owner;
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
  union all select r.id from role_proposals r where r.id = any (ids)
  union all select r.id from retention_holds r where r.id = any (ids)
  union all select r.id from basis_reviews r where r.id = any (ids)
  union all select r.id from restrictions r where r.id = any (ids)
  union all select r.id from rectifications r where r.id = any (ids)
  union all select r.id from tenancy_imports r where r.id = any (ids)
$$;
--> statement-breakpoint
set local role bo_godt_eraser;
--> statement-breakpoint
-- Households that moved out before this day are kept no longer: a file does not bring them back.
create function households_kept_since() returns date
language sql stable security definer set search_path from current as $$
  select ((clock() - f.keep::interval) at time zone 'Europe/Copenhagen')::date
  from retention_in_force f where f.kind = 'household'
$$;
--> statement-breakpoint
revoke all on function households_kept_since from public;
--> statement-breakpoint
grant execute on function households_kept_since to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
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
    or exists (select from role_proposals r where r.id = record)
    or exists (select from administered_users r where r.id = record)
    or exists (select from retention_holds r where r.id = record)
    or exists (select from basis_reviews r where r.id = record)
    or exists (select from restrictions r where r.id = record)
    or exists (select from rectifications r where r.id = record)
    or exists (select from tenancy_imports r where r.id = record)
$$;
--> statement-breakpoint
create trigger tenancies_changes_are_told after update on tenancies for each row
when ((old.address, old.dwelling, old.moved_in_on, old.moved_out_on)
  is distinct from (new.address, new.dwelling, new.moved_in_on, new.moved_out_on)) execute function notice_household();
--> statement-breakpoint
alter table tenancies enable always trigger tenancies_changes_are_told;
--> statement-breakpoint
create trigger residents_changes_are_told after update on residents for each row
when (old.name is distinct from new.name) execute function notice_household();
--> statement-breakpoint
alter table residents enable always trigger residents_changes_are_told;
--> statement-breakpoint
create trigger residents_are_told after insert on residents for each row execute function notice_household();
--> statement-breakpoint
alter table residents enable always trigger residents_are_told;
