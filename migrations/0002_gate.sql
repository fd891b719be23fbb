-- The one rule (contract, "Who sees what"), once, as views that every policy shares. They belong to
-- bo_godt_gate, who sees past the policies, and each is narrowed to the actor: what the application's role
-- may read of them, it may know.
set local role bo_godt_gate;
--> statement-breakpoint
-- In force: given, not withdrawn, not invalidated, before its review date, and the resident's latest answer on
-- the case. A withdrawn answer and a refusal are answers too: an earlier consent does not revive behind them.
create view consents_in_force as
select c.id, c.case_id, c.resident_id, c.recipient_organisation_ids, c.data_categories, c.given_at, c.review_on
from consents c
where c.response = 'given' and c.withdrawal_received_at is null and c.invalidated_at is null
  and c.review_on > today()
  and not exists (
    select from consents later
    where later.case_id = c.case_id and later.resident_id = c.resident_id and later.invalidated_at is null
      and (later.given_at, later.sequence) > (c.given_at, c.sequence));
--> statement-breakpoint
create view consents_naming_us as
select f.id, f.case_id, f.resident_id, f.data_categories
from consents_in_force f where (select actor_organisation()) = any (f.recipient_organisation_ids);
--> statement-breakpoint
create view my_cases with (security_barrier) as
select t.case_id from case_team t where t.user_id = (select actor_id());
--> statement-breakpoint
create view keyed_cases with (security_barrier) as
select c.id as case_id from cases c where c.key_person_id = (select actor_id());
--> statement-breakpoint
create view consents_naming_me with (security_barrier) as
select n.id, n.case_id, n.resident_id, n.data_categories
from consents_naming_us n join my_cases m on m.case_id = n.case_id;
--> statement-breakpoint
-- U sees C when U is on the team, and O = W or some consent in force on C names O. What a reader does not ask
-- for of this view costs nothing: the policies ask for the row alone.
create view visible_cases with (security_barrier) as
select c.id as case_id,
  c.organisation_id = (select actor_organisation()) as owned,
  (select d.organisation_id from departments d where d.id = c.department_id) = (select actor_organisation())
    as landlord,
  exists (select from consents_in_force f where f.case_id = c.id) as consented
from my_cases m join cases c on c.id = m.case_id
where c.organisation_id = (select actor_organisation())
  or exists (select from consents_naming_us n where n.case_id = c.id);
--> statement-breakpoint
-- What U sees beside a visible case, as ids. U may read the consents in force: all of them for the owner's team,
-- else those that name O. U sees a resident of C when O = W, or O is the landlord, or that resident's consent names
-- O. U sees a linked naboklage when O is the landlord, or every resident's consent names O and covers complaints.
create view case_sight as
select v.case_id, v.owned, k.consented, k.consent_ids, k.consents,
  case when v.owned then '{}' else k.naming end as rests_on,
  array(select r.resident_id from case_residents r
    where r.case_id = v.case_id and (v.owned or v.landlord or r.resident_id = any (k.agreed))) as resident_ids,
  array(select l.naboklage_id from case_naboklager l
    where l.case_id = v.case_id and (v.landlord
      or array(select r.resident_id from case_residents r where r.case_id = v.case_id) <@ k.agreed_on_complaints)
    ) as naboklage_ids
from visible_cases v cross join lateral (
  select count(*) > 0 as consented,
    coalesce(array_agg(f.id) filter (where f.named), '{}') as naming,
    coalesce(array_agg(f.resident_id) filter (where f.named), '{}') as agreed,
    coalesce(array_agg(f.resident_id) filter (where f.named and 'complaints' = any (f.data_categories)), '{}')
      as agreed_on_complaints,
    coalesce(array_agg(f.id) filter (where f.named or v.owned), '{}') as consent_ids,
    coalesce(json_agg(json_build_object('id', f.id, 'residentId', f.resident_id,
      'recipientOrganisationIds', f.recipient_organisation_ids, 'dataCategories', f.data_categories,
      'givenAt', rfc3339(f.given_at), 'reviewOn', f.review_on) order by f.given_at, f.id)
      filter (where f.named or v.owned), '[]') as consents
  from (
    select *, (select actor_organisation()) = any (x.recipient_organisation_ids) as named
    from consents_in_force x where x.case_id = v.case_id) f) k;
--> statement-breakpoint
create view case_consents with (security_barrier) as
select c.id, c.case_id from consents c join case_sight s on s.case_id = c.case_id and c.id = any (s.consent_ids);
--> statement-breakpoint
create view case_people with (security_barrier) as
select s.case_id, p.id as resident_id, p.name
from case_sight s join residents p on p.id = any (s.resident_ids);
--> statement-breakpoint
-- All that is shown beside a case, with its reader's rights looked up once. Of a linked naboklage the complainant
-- and the description are not in it.
create view case_details with (security_barrier) as
select s.case_id, s.consented, s.rests_on, s.resident_ids || s.naboklage_ids || s.consent_ids as subject_ids,
  s.consents,
  (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'organisationId', u.organisation_id)
      order by u.name, u.id), '[]')
    from case_team t join users u on u.id = t.user_id where t.case_id = s.case_id) as team,
  (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id), '[]')
    from residents p where p.id = any (s.resident_ids)) as residents,
  (select coalesce(json_agg(json_build_object('id', n.id, 'category', n.category,
      'occurredAt', rfc3339(n.occurred_at), 'sharedSummary', n.shared_summary) order by n.occurred_at, n.id), '[]')
    from naboklager n where n.id = any (s.naboklage_ids)) as naboklager
from case_sight s;
--> statement-breakpoint
-- A withdrawal may reach anyone who sees the case, and any of the owner's staff; it may be recorded once.
create view withdrawable_consents with (security_barrier) as
select c.id, c.case_id, c.resident_id, c.response, c.given_at, c.invalidated_at, c.withdrawal_received_at,
  c.withdrawal_received_by, c.withdrawal_channel, c.withdrawal_reason, c.withdrawal_recorded_at,
  c.withdrawal_recorded_by
from consents c
where exists (select from cases k where k.id = c.case_id and k.organisation_id = (select actor_organisation()))
  or (c.response = 'given' and exists (select from visible_cases v where v.case_id = c.case_id));
--> statement-breakpoint
-- Opens the scope of one transaction: who the session's user is now, and what the user may. A statement of
-- its own, before any that it should govern.
create function enter(session uuid, roles text[]) returns void
language plpgsql security definer set search_path from current as $$
declare
  actor record;
begin
  select u.id, u.role, u.organisation_id,
    array(select d.department_id from user_departments d where d.user_id = u.id) as departments
  into actor
  from sessions s join users u on u.id = s.user_id
  where s.id = session and s.ended_at is null and s.expires_at > clock() and u.disabled_at is null;
  if not found then
    raise exception 'no such session' using errcode = 'BG401';
  end if;
  perform set_config('bo_godt.actor_id', actor.id::text, true),
    set_config('bo_godt.actor_role', actor.role, true),
    set_config('bo_godt.actor_organisation', coalesce(actor.organisation_id, ''), true),
    set_config('bo_godt.actor_departments', actor.departments::text, true);
  if actor.role <> all (roles) then
    raise exception 'Din rolle har ikke adgang til denne handling.' using errcode = 'BG403';
  end if;
end $$;
--> statement-breakpoint
-- Which of these ids are ids of records: a refusal names what was asked for only if it exists.
create function existing(ids uuid[]) returns table (id uuid)
language sql stable security definer set search_path from current as $$
  select r.id from cases r where r.id = any (ids)
  union all select r.id from naboklager r where r.id = any (ids)
  union all select r.id from tenancies r where r.id = any (ids)
  union all select r.id from residents r where r.id = any (ids)
  union all select r.id from case_entries r where r.id = any (ids)
  union all select r.id from consents r where r.id = any (ids)
  union all select r.id from users r where r.id = any (ids)
$$;
--> statement-breakpoint
-- The event of a refusal. Answers whether the caller's role may make this kind of call at all.
create function record_refusal(session uuid, roles text[], action text, purpose text, request text, ids uuid[])
returns boolean
language plpgsql security definer set search_path from current as $$
begin
  perform enter(session, array['drift', 'socialafdeling', 'helhedsplan', 'board', 'dpo', 'admin']);
  insert into audit_events (action, purpose, decision, request_id, subject_ids, case_id)
  values (action, purpose, 'denied', request, array(select e.id from existing(ids) e),
    (select c.id from cases c where c.id = any (ids) limit 1));
  return actor_role() = any (roles);
end $$;
--> statement-breakpoint
-- Claims an Idempotency-Key, or tells of the request that did. A concurrent one is waited for.
create function claim_idempotency_key(claimed text, fingerprint text) returns table (same boolean)
language plpgsql security definer set search_path from current as $$
begin
  delete from idempotency_keys i where i.recorded_at < clock() - interval '24 hours';
  insert into idempotency_keys (key, fingerprint) values (claimed, claim_idempotency_key.fingerprint)
  on conflict do nothing;
  if not found then
    return query select i.fingerprint = claim_idempotency_key.fingerprint
      from idempotency_keys i where i.user_id = actor_id() and i.key = claimed;
  end if;
end $$;
--> statement-breakpoint
create function keep_answer(claimed text, answer text, resource uuid) returns void
language sql security definer set search_path from current as $$
  update idempotency_keys i set answer = keep_answer.answer, resource_id = resource
  where i.user_id = actor_id() and i.key = claimed
$$;
--> statement-breakpoint
-- The department of a tenancy that the actor may open a case on: drift in the own departments; the other parties
-- know a tenancy's id from the lookup alone. Null when there is none, or when a resident is not of the household.
create function department_of_household(tenancy uuid, household uuid[]) returns text
language sql stable security definer set search_path from current as $$
  select t.department_id from tenancies t
  where t.id = tenancy and (actor_role() <> 'drift' or t.department_id = any (actor_departments()))
    and household <@ array(select r.id from residents r where r.tenancy_id = t.id)
$$;
--> statement-breakpoint
-- Whether each resident has a consent in force on the case that covers the category.
create function consents_cover(target uuid, concerned uuid[], category text) returns boolean
language sql stable security definer set search_path from current as $$
  select exists (select from visible_cases v where v.case_id = target) and not exists (
    select from unnest(concerned) r (id) where not exists (
      select from consents_in_force f
      where f.case_id = target and f.resident_id = r.id and category = any (f.data_categories)))
$$;
--> statement-breakpoint
-- One must know whom one asks for: address and full name both match, or there is no answer.
create function lookup_tenancy(department text, address text, dwelling text, resident_name text, at date)
returns table (tenancy_id uuid, resident_id uuid)
language sql stable security definer set search_path from current as $$
  select t.id, r.id from tenancies t join residents r on r.tenancy_id = t.id
  where t.department_id = department and folded(t.address) = folded(lookup_tenancy.address)
    and (lookup_tenancy.dwelling is null or folded(t.dwelling) = folded(lookup_tenancy.dwelling))
    and folded(r.name) = folded(resident_name)
    and t.moved_in_on <= at and coalesce(t.moved_out_on >= at, true)
  order by t.moved_in_on desc limit 1
$$;
--> statement-breakpoint
grant select on my_cases, keyed_cases, consents_naming_me, visible_cases, case_people, case_consents, case_details,
  withdrawable_consents to bo_godt_app;
--> statement-breakpoint
grant update (withdrawal_received_at, withdrawal_received_by, withdrawal_channel, withdrawal_reason,
  withdrawal_recorded_at, withdrawal_recorded_by) on withdrawable_consents to bo_godt_app;
--> statement-breakpoint
revoke all on function enter, existing, record_refusal, claim_idempotency_key, keep_answer, lookup_tenancy,
  department_of_household, consents_cover from public;
--> statement-breakpoint
grant execute on function enter, record_refusal, claim_idempotency_key, keep_answer, lookup_tenancy,
  department_of_household, consents_cover
  to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
-- The household of a dwelling: one at a time.
alter table tenancies
  add constraint tenancies_end_after_start check (moved_out_on >= moved_in_on),
  add constraint tenancies_never_overlap exclude using gist (
    department_id with =, folded(address) with =, folded(dwelling) with =,
    daterange(moved_in_on, moved_out_on) with &&);
--> statement-breakpoint
-- Whether the actor may still see a record, whatever kind it is: asked before an answer is given again.
create function still_visible(record uuid) returns boolean
language sql stable set search_path from current as $$
  select record is null
    or exists (select from cases r where r.id = record)
    or exists (select from naboklager r where r.id = record)
    or exists (select from tenancies r where r.id = record)
    or exists (select from residents r where r.id = record)
    or exists (select from case_entries r where r.id = record)
    or exists (select from consents r where r.id = record)
$$;
--> statement-breakpoint
-- The trail is only ever added to, by anyone and in any replication role.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the trail is append-only' using errcode = '42501';
end $$;
--> statement-breakpoint
create trigger audit_events_append_only before update or delete on audit_events
for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_events_no_truncate before truncate on audit_events
for each statement execute function refuse_change();
--> statement-breakpoint
alter table audit_events enable always trigger audit_events_append_only;
--> statement-breakpoint
alter table audit_events enable always trigger audit_events_no_truncate;
--> statement-breakpoint
-- Entries are immutable, and of a consent only what became of it may be written.
create trigger case_entries_immutable before update or delete on case_entries
for each row execute function refuse_change();
--> statement-breakpoint
do $$
declare
  name text;
begin
  for name in select tablename from pg_tables where schemaname = current_schema() and tablename <> 'migrations' loop
    execute format('alter table %I force row level security', name);
  end loop;
end $$;
--> statement-breakpoint
grant select on organisations, departments, tenancies, residents, users, user_departments, sessions,
  cases, case_residents, case_team, case_naboklager, consents, idempotency_keys to bo_godt_gate;
--> statement-breakpoint
grant select (id, department_id, respondent_tenancy_id, category, occurred_at, shared_summary, received_at,
  recorded_at) on naboklager to bo_godt_gate;
--> statement-breakpoint
grant select (id, case_id) on case_entries to bo_godt_gate;
--> statement-breakpoint
grant update (withdrawal_received_at, withdrawal_received_by, withdrawal_channel, withdrawal_reason,
  withdrawal_recorded_at, withdrawal_recorded_by) on consents to bo_godt_gate;
--> statement-breakpoint
grant insert, update, delete on idempotency_keys to bo_godt_gate;
--> statement-breakpoint
grant insert, select on audit_events to bo_godt_gate;
--> statement-breakpoint
grant select on organisations, departments, tenancies, residents, naboklager, user_departments, cases, case_team,
  case_entries, consents, idempotency_keys, audit_events to bo_godt_app;
--> statement-breakpoint
grant select (id, username, name, role, organisation_id, disabled_at) on users to bo_godt_app;
--> statement-breakpoint
grant insert on tenancies, residents, naboklager, cases, case_residents, case_team, case_naboklager, case_entries,
  consents to bo_godt_app;
--> statement-breakpoint
grant insert (action, purpose, decision, request_id, subject_ids, consent_ids, case_id) on audit_events to bo_godt_app;
--> statement-breakpoint
grant delete on case_team to bo_godt_app;
--> statement-breakpoint
grant update (address, dwelling, moved_in_on, moved_out_on) on tenancies to bo_godt_app;
--> statement-breakpoint
grant update (name, birth_year, phone, protected_address) on residents to bo_godt_app;
--> statement-breakpoint
grant update (respondent_tenancy_id, place, complainant_name, complainant_contact, complainant_tenancy_id,
  complainant_withheld, category, occurred_at, description, shared_summary, demanded_on, due_on, changed_at) on naboklager
  to bo_godt_app;
--> statement-breakpoint
grant update (theme, problem) on cases to bo_godt_app;
--> statement-breakpoint
grant update (invalidated_at, invalidated_by, invalidation_reason, confirmed_in_writing_on) on consents to bo_godt_app;
--> statement-breakpoint
grant usage on sequence naboklage_numbers, case_numbers to bo_godt_app;
