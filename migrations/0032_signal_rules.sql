alter table signals force row level security;
--> statement-breakpoint
alter table signal_naboklager force row level security;
--> statement-breakpoint
grant select, update (status, reason, waiting_until, case_id, decided_at, decided_by) on signals to bo_godt_app;
--> statement-breakpoint
grant select on signal_naboklager to bo_godt_app;
--> statement-breakpoint
grant select, insert, update (status) on signals to bo_godt_gate;
--> statement-breakpoint
grant select, insert on signal_naboklager to bo_godt_gate;
--> statement-breakpoint
-- Who complained is told apart by a key, so that no name comes within the gate's reach.
grant select (status, closed_as, complainant_key, due_on) on naboklager to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- How many complaints, of how many complainants, within how many days: as the process is set up, which it says when it
-- connects.
create function signal_rule(setting text) returns int language sql stable parallel safe
return coalesce(nullif(current_setting('bo_godt.signal_' || setting, true), ''),
  case setting when 'complaints' then '3' when 'complainants' then '2' else '90' end)::int;
--> statement-breakpoint
-- Complaints about a household that count and that no signal of it has rested on: after a decision it takes new ones.
create function unrested_complaints(household uuid) returns table (naboklage_id uuid, complainant_key text)
language sql stable set search_path from current as $$
  select n.id, n.complainant_key from naboklager n
  where n.respondent_tenancy_id = household and n.received_at > clock() - make_interval(days => signal_rule('days'))
    and n.closed_as is distinct from 'withdrawn' and n.closed_as is distinct from 'no_basis'
    and not exists (
      select from signal_naboklager l join signals s on s.id = l.signal_id
      where l.naboklage_id = n.id and s.tenancy_id = household)
$$;
--> statement-breakpoint
-- A complaint that reaches a household joins the signal that nobody has decided on yet; without one, those that no
-- signal has rested on may raise the next.
create function raise_signal() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  household constant uuid := new.respondent_tenancy_id;
  raised uuid;
begin
  -- Shared by the complaints of the moment, and not with a decision, which is about what the signal then rests on.
  select s.id into raised from signals s where s.tenancy_id = household and s.status in ('open', 'waiting') for key share;
  if not found then
    -- One after the other: each sees those before it, and together they raise one signal.
    perform pg_advisory_xact_lock(hashtextextended(current_schema() || ' signal ' || household, 0));
    insert into signals (department_id, tenancy_id)
    select new.department_id, household from unrested_complaints(household) u
    having count(*) >= signal_rule('complaints') and count(distinct u.complainant_key) >= signal_rule('complainants')
      and not exists (select from signals s where s.tenancy_id = household and s.status in ('open', 'waiting'))
    returning id into raised;
    insert into signal_naboklager (signal_id, naboklage_id)
    select raised, u.naboklage_id from unrested_complaints(household) u where raised is not null;
    select s.id into raised from signals s where s.tenancy_id = household and s.status in ('open', 'waiting');
  end if;
  insert into signal_naboklager (signal_id, naboklage_id) select raised, new.id where raised is not null
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
revoke all on function raise_signal, unrested_complaints from public;
--> statement-breakpoint
grant execute on function raise_signal to bo_godt_owner;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
create trigger naboklager_signal_when_filed after insert on naboklager for each row
when (new.respondent_tenancy_id is not null and new.status <> 'draft')
execute function raise_signal();
--> statement-breakpoint
create trigger naboklager_signal_when_changed after update on naboklager for each row
when (new.respondent_tenancy_id is not null and new.status not in ('draft', 'closed')
  and (old.status in ('draft', 'closed') or (old.respondent_tenancy_id, old.complainant_key)
    is distinct from (new.respondent_tenancy_id, new.complainant_key)))
execute function raise_signal();
--> statement-breakpoint
-- What was asked for in vain is in the trail if it exists, and an answer is given again as long as it may be seen.
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
$$;
--> statement-breakpoint
set local role bo_godt_gate;
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
$$;
--> statement-breakpoint
set local role bo_godt_owner;
