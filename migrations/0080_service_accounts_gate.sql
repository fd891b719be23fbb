-- A party's own system is let in by a secret, for what its role and its scopes both hold, until it expires; it is nobody's
-- colleague. All that was there before knows nothing of scopes, and lets no system in.
alter table service_accounts force row level security;
--> statement-breakpoint
alter table service_secrets force row level security;
--> statement-breakpoint
grant select, insert, update on service_accounts to bo_godt_gate;
--> statement-breakpoint
grant select, insert (user_id, scopes, requests_per_minute, expires_at),
  update (scopes, requests_per_minute, expires_at) on service_accounts to bo_godt_app;
--> statement-breakpoint
grant select, update on service_secrets to bo_godt_gate;
--> statement-breakpoint
grant select (id, service_id, hint, issued_at, issued_by, expires_at, revoked_at, last_used_at),
  insert (id, service_id, hash, hint), update (expires_at, revoked_at) on service_secrets to bo_godt_app;
--> statement-breakpoint
grant select (kind) on users to bo_godt_app;
--> statement-breakpoint
-- What a system may, where it is one that asks; null for a person.
create function actor_scopes() returns text[]
language sql stable parallel safe
return nullif(current_setting('bo_godt.actor_scopes', true), '')::text[];
--> statement-breakpoint
CREATE POLICY "system_reads_own" ON "naboklager" AS RESTRICTIVE FOR SELECT TO "bo_godt_app" USING ((select actor_scopes()) is null or recorded_by = (select actor_id()));
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- The same as before, and of a system: that its secret lasts, and that what is asked for is among its scopes.
create function enter(session uuid, roles text[], permission text) returns void
language plpgsql security definer set search_path from current as $$
declare
  actor record;
  held text[];
begin
  select u.id, u.role, u.kind, u.organisation_id, s.limited,
    exists (select from conflicts k where k.user_id = u.id and k.ended_at is null) as conflicted,
    exists (select from emergency_accesses e where e.user_id = u.id and e.expires_at > clock()) as in_emergency,
    set_config('bo_godt.actor_id', u.id::text, true),
    set_config('bo_godt.actor_role', u.role, true),
    set_config('bo_godt.actor_organisation', coalesce(u.organisation_id, ''), true),
    set_config('bo_godt.actor_departments',
      array(select d.department_id from user_departments d where d.user_id = u.id)::text, true),
    set_config('bo_godt.actor_barred', '{}', true),
    set_config('bo_godt.actor_emergencies', '{}', true)
  into actor
  from sessions s join users u on u.id = s.user_id
  where s.id = session and s.ended_at is null and s.expires_at > clock() and u.disabled_at is null;
  if not found then
    raise exception 'no such session' using errcode = 'BG401';
  end if;
  if actor.kind <> 'person' then
    select array(select unnest(s.scopes) intersect select unnest(a.scopes) order by 1) into held
    from sessions s
    join service_secrets k on k.id = s.secret_id and k.service_id = s.user_id
    join service_accounts a on a.user_id = s.user_id
    where s.id = session and a.expires_at > clock() and k.revoked_at is null and coalesce(k.expires_at > clock(), true);
    if not found then
      raise exception 'no such secret' using errcode = 'BG401';
    end if;
    perform set_config('bo_godt.actor_scopes', held::text, true);
    if coalesce(permission <> 'me.read' and permission <> all (held), true) then
      raise exception 'Maskinadgangen omfatter ikke denne handling.' using errcode = 'BG403';
    end if;
  end if;
  -- Asked for only where there is one: for everyone else it costs the look at an index.
  if actor.conflicted then
    perform set_config('bo_godt.actor_barred',
      array(select b.id from barred_records b where b.user_id = actor.id)::text, true);
  end if;
  if actor.in_emergency then
    perform set_config('bo_godt.actor_emergencies', coalesce(jsonb_object_agg(e.case_id, e.id), '{}')::text, true)
    from emergencies_in_force e where e.user_id = actor.id and e.organisation_id = actor.organisation_id;
  end if;
  if actor.limited and not roles @> array['drift', 'socialafdeling', 'helhedsplan', 'board', 'dpo', 'admin'] then
    raise exception 'no second factor' using errcode = 'BG402';
  end if;
  if actor.role <> all (roles) then
    raise exception 'Din rolle har ikke adgang til denne handling.' using errcode = 'BG403';
  end if;
end $$;
--> statement-breakpoint
-- Who does not say what it is for lets no system in.
create or replace function enter(session uuid, roles text[]) returns void
language plpgsql security definer set search_path from current as $$
begin
  perform enter(session, roles, null);
end $$;
--> statement-breakpoint
-- The event of a refusal. Answers whether the caller may make this kind of call at all.
create function record_refusal(session uuid, roles text[], permission text, action text, purpose text, request text, ids uuid[])
returns boolean
language plpgsql security definer set search_path from current as $$
begin
  perform enter(session, array['drift', 'socialafdeling', 'helhedsplan', 'board', 'dpo', 'admin'], 'me.read');
  insert into audit_events (action, purpose, decision, request_id, subject_ids, case_id)
  values (action, purpose, 'denied', request, array(select e.id from existing(ids) e),
    (select c.id from cases c where c.id = any (ids) limit 1));
  return actor_role() = any (roles)
    and (actor_scopes() is null or coalesce(permission = 'me.read' or permission = any (actor_scopes()), false));
end $$;
--> statement-breakpoint
create or replace function record_refusal(session uuid, roles text[], action text, purpose text, request text, ids uuid[])
returns boolean
language sql security definer set search_path from current as $$
  select record_refusal(session, roles, null, action, purpose, request, ids)
$$;
--> statement-breakpoint
-- Client credentials (RFC 6749 § 4.4), before there is an actor. No row for a secret that does not count, and no session in
-- it where more is asked for than there is. One that asks each minute goes on in the session that it has: one for each
-- secret and each choice of scopes.
create function issue_service_token(client uuid, secret_hash text, wanted text[], session uuid, lifetime int, request text)
returns table (session_id uuid, scopes text[], seconds int)
language plpgsql security definer set search_path from current as $$
#variable_conflict use_column
declare
  held record;
  granted text[];
  begun uuid;
begin
  update service_secrets k set last_used_at = clock() from service_accounts a, users u
  where k.hash = secret_hash and k.service_id = client and a.user_id = client and u.id = client
    and u.disabled_at is null and a.expires_at > clock()
    and k.revoked_at is null and coalesce(k.expires_at > clock(), true)
  returning k.id, a.scopes, least(a.expires_at, k.expires_at, clock() + make_interval(secs => lifetime)) as until into held;
  if not found then
    perform record_failed_sign_in(a.user_id, request) from service_accounts a where a.user_id = client;
    return;
  end if;
  granted := array(select distinct w from unnest(coalesce(wanted, held.scopes)) w order by w);
  if granted = '{}' or not granted <@ held.scopes then
    return query select null::uuid, null::text[], null::int;
    return;
  end if;
  update sessions s set expires_at = held.until
  where s.id = (select max(x.id::text)::uuid from sessions x
    where x.user_id = client and x.secret_id = held.id and x.scopes = granted and x.ended_at is null)
  returning s.id into begun;
  if begun is null then
    insert into sessions (id, user_id, expires_at, secret_id, scopes) values (session, client, held.until, held.id, granted);
    begun := session;
    perform record_session_event(begun, 'session.create', request);
  else
    perform record_session_event(begun, 'session.refresh', request);
  end if;
  return query select begun, granted, greatest(floor(extract(epoch from held.until - clock()))::int, 0);
end $$;
--> statement-breakpoint
-- How often a system may ask; null for a person, who may as often as people do. Before there is an actor.
create function service_rate(account uuid) returns int
language sql stable security definer set search_path from current as $$
  select a.requests_per_minute from service_accounts a where a.user_id = account
$$;
--> statement-breakpoint
-- Both kinds of accounts; the last column tells them apart.
create or replace view administered_users with (security_barrier) as
select u.id, u.username, u.name, u.role, u.organisation_id, u.email, u.disabled_at, u.disabled_reason, u.recorded_at,
  u.password_hash is not null
    or exists (select from user_identities i where i.user_id = u.id and i.unlinked_at is null) as activated,
  (select p.role from role_proposals p where p.user_id = u.id and p.decided_at is null) as proposed_role,
  (select max(s.started_at) from sessions s where s.user_id = u.id) as last_login_at,
  (select max(i.expires_at) from invitations i where i.user_id = u.id and i.used_at is null) as invited_until,
  (select count(*)::int from cases c where c.key_person_id = u.id and c.closed_at is null) as key_person_of,
  u.kind
from users u where (select actor_role()) = 'admin'
with check option;
--> statement-breakpoint
grant insert (kind) on administered_users to bo_godt_app;
--> statement-breakpoint
-- A system is invited to nothing: it has no password to choose.
create or replace function may_invite(invited uuid) returns boolean
language sql stable security definer set search_path from current as $$
  select exists (
    select from users u
    where u.id = invited and u.kind = 'person' and u.disabled_at is null and actor_role() = 'admin' and (
      u.role not in ('dpo', 'admin') or exists (
        select from role_proposals p
        where p.user_id = u.id and p.role = u.role and p.approved and p.decided_by = actor_id()
          and p.decided_at > clock() - interval '1 day')))
$$;
--> statement-breakpoint
-- What a system is, it is for good: another role or organisation is another system, with secrets of its own.
create function user_kind_stays() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  if new.kind <> old.kind or new.role <> old.role or new.organisation_id is distinct from old.organisation_id then
    raise exception 'En maskinadgang skifter hverken rolle eller organisation: opret en ny.' using errcode = 'BG422';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- One whose role takes two administrators is let do no more than those two have agreed to.
create function service_account_rules() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  account record;
begin
  select u.kind, u.role into account from users u where u.id = new.user_id;
  if account.kind is distinct from 'service' then
    raise exception 'not a service account' using errcode = 'BG404';
  end if;
  if tg_op = 'UPDATE' then
    if account.role = 'admin' and not new.scopes <@ old.scopes then
      raise exception 'Det kræver to administratorer at give den rolle mere adgang: opret en ny maskinadgang.'
        using errcode = 'BG403';
    end if;
    if new.expires_at <> old.expires_at then
      new.granted_at := clock();
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Two secrets at a time, and an end that was decided is not put off.
create function service_secret_rules() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  if tg_op = 'INSERT' then
    perform from service_accounts a where a.user_id = new.service_id for update;
    if (select count(*) from service_secrets k
        where k.service_id = new.service_id and k.revoked_at is null and coalesce(k.expires_at > clock(), true)) > 1 then
      raise exception 'Der er allerede to nøgler. Tilbagekald den ene først.' using errcode = 'BG422';
    end if;
  elsif old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at
    or old.expires_at is not null and coalesce(new.expires_at > old.expires_at, true) then
    raise exception 'Det, der er sluttet, begynder ikke igen.' using errcode = 'BG422';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Whom a record names as a colleague is a person; the column that names them is the trigger's argument.
create function require_person() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  if exists (select from users u where u.id = (to_jsonb(new) ->> tg_argv[0])::uuid and u.kind <> 'person') then
    raise exception 'En maskinadgang er ikke en medarbejder.' using errcode = 'BG422';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Nobody reads the news of a system.
create function systems_hear_no_news() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  return case when exists (select from users u where u.id = new.recipient_id and u.kind <> 'person') then null else new end;
end $$;
--> statement-breakpoint
revoke all on function enter(uuid, text[], text), record_refusal(uuid, text[], text, text, text, text, uuid[]),
  issue_service_token, service_rate, user_kind_stays, service_account_rules, service_secret_rules, require_person, systems_hear_no_news
  from public;
--> statement-breakpoint
grant execute on function enter(uuid, text[], text), record_refusal(uuid, text[], text, text, text, text, uuid[]),
  issue_service_token, service_rate to bo_godt_app;
--> statement-breakpoint
grant execute on function user_kind_stays, service_account_rules, service_secret_rules, require_person, systems_hear_no_news
  to bo_godt_owner;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
create trigger users_kind_stays before update on users
for each row when (old.kind <> new.kind or old.kind = 'service') execute function user_kind_stays();
--> statement-breakpoint
alter table users enable always trigger users_kind_stays;
--> statement-breakpoint
create trigger service_accounts_rules before insert or update on service_accounts
for each row execute function service_account_rules();
--> statement-breakpoint
alter table service_accounts enable always trigger service_accounts_rules;
--> statement-breakpoint
create trigger service_secrets_rules before insert or update on service_secrets
for each row execute function service_secret_rules();
--> statement-breakpoint
alter table service_secrets enable always trigger service_secrets_rules;
--> statement-breakpoint
create trigger case_team_of_persons before insert or update of user_id on case_team
for each row execute function require_person('user_id');
--> statement-breakpoint
alter table case_team enable always trigger case_team_of_persons;
--> statement-breakpoint
create trigger cases_carried_by_persons before insert or update of key_person_id on cases
for each row execute function require_person('key_person_id');
--> statement-breakpoint
alter table cases enable always trigger cases_carried_by_persons;
--> statement-breakpoint
create trigger agreed_actions_of_persons before insert or update of responsible_user_id on agreed_actions
for each row execute function require_person('responsible_user_id');
--> statement-breakpoint
alter table agreed_actions enable always trigger agreed_actions_of_persons;
--> statement-breakpoint
create trigger consents_withdrawn_to_persons before update of withdrawal_received_by on consents
for each row when (new.withdrawal_received_by is not null) execute function require_person('withdrawal_received_by');
--> statement-breakpoint
alter table consents enable always trigger consents_withdrawn_to_persons;
--> statement-breakpoint
create trigger conflicts_of_persons before insert on conflicts
for each row execute function require_person('user_id');
--> statement-breakpoint
alter table conflicts enable always trigger conflicts_of_persons;
--> statement-breakpoint
create trigger user_identities_of_persons before insert on user_identities
for each row execute function require_person('user_id');
--> statement-breakpoint
alter table user_identities enable always trigger user_identities_of_persons;
--> statement-breakpoint
create trigger notices_for_persons before insert on notices
for each row execute function systems_hear_no_news();
--> statement-breakpoint
alter table notices enable always trigger notices_for_persons;
