-- The second factor (RFC 6238). A session that began without one that its role asks for is good for what every role may:
-- to set it up, and to see one's own.
alter table recovery_codes force row level security;
--> statement-breakpoint
grant select, insert, update, delete on recovery_codes to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
create or replace function enter(session uuid, roles text[]) returns void
language plpgsql security definer set search_path from current as $$
declare
  actor record;
begin
  select u.id, u.role, u.organisation_id, s.limited,
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
drop function login_account(text);
--> statement-breakpoint
create function login_account(account text) returns table (id uuid, password_hash text, role text, totp_secret text)
language sql stable security definer set search_path from current as $$
  select u.id, u.password_hash, u.role, u.totp_secret from users u
  where lower(u.username) = lower(account) and u.disabled_at is null and u.password_hash is not null
$$;
--> statement-breakpoint
drop function start_session(uuid, uuid, text, interval, text);
--> statement-breakpoint
create function start_session(account uuid, session uuid, refresh_hash text, lifetime interval, request text,
  limited boolean default false) returns void
language sql security definer set search_path from current as $$
  insert into sessions (id, user_id, expires_at, limited) values (session, account, clock() + lifetime, start_session.limited);
  insert into refresh_tokens (hash, session_id) values (refresh_hash, session);
  select record_session_event(session, 'session.create', request)
$$;
--> statement-breakpoint
-- A code is good once (RFC 6238 § 5.2), in however many requests at once it comes.
create function use_second_factor(account uuid, step bigint) returns boolean
language plpgsql security definer set search_path from current as $$
begin
  update users u set totp_last_step = step
  where u.id = account and u.totp_secret is not null and coalesce(u.totp_last_step, 0) < step;
  return found;
end $$;
--> statement-breakpoint
create function use_recovery_code(account uuid, code_hash text, request text) returns boolean
language plpgsql security definer set search_path from current as $$
begin
  update recovery_codes c set used_at = clock() where c.hash = code_hash and c.user_id = account and c.used_at is null;
  if found then
    insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, request_id)
    select u.id, u.organisation_id, u.role, 'second_factor.recover', 'identity', 'allowed', array[u.id], request
    from users u where u.id = account;
    return true;
  end if;
  return false;
end $$;
--> statement-breakpoint
create function my_second_factor() returns table (password_hash text, secret text, pending text)
language sql stable security definer set search_path from current as $$
  select u.password_hash, u.totp_secret, u.totp_pending from users u where u.id = actor_id()
$$;
--> statement-breakpoint
create function propose_second_factor(secret text) returns void
language sql security definer set search_path from current as $$
  update users u set totp_pending = secret where u.id = actor_id()
$$;
--> statement-breakpoint
-- What was pending takes the place of what was there; earlier recovery codes are good for nothing.
create function confirm_second_factor(secret text, step bigint, code_hashes text[], session uuid) returns void
language plpgsql security definer set search_path from current as $$
begin
  update users u set totp_secret = u.totp_pending, totp_pending = null, totp_last_step = step
  where u.id = actor_id() and u.totp_pending = secret;
  perform require_found(found);
  delete from recovery_codes c where c.user_id = actor_id();
  insert into recovery_codes (hash, user_id) select unnest(code_hashes), actor_id();
  update sessions s set limited = false where s.id = session and s.user_id = actor_id();
end $$;
--> statement-breakpoint
-- An invitation is how one who has lost the device and the recovery codes begins anew.
create or replace function activate_account(token_hash text, chosen text, request text) returns uuid
language plpgsql security definer set search_path from current as $$
declare
  activated uuid;
begin
  update invitations i set used_at = clock() from users u
  where i.hash = token_hash and i.used_at is null and i.expires_at > clock()
    and u.id = i.user_id and u.disabled_at is null
  returning u.id into activated;
  if not found then
    return null;
  end if;
  update invitations i set used_at = clock() where i.user_id = activated and i.used_at is null;
  update sessions s set ended_at = clock() where s.user_id = activated and s.ended_at is null;
  update users u set password_hash = chosen, totp_secret = null, totp_pending = null where u.id = activated;
  delete from recovery_codes c where c.user_id = activated;
  insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, request_id)
  select u.id, u.organisation_id, u.role, 'account.activate', 'identity', 'allowed', array[u.id], request
  from users u where u.id = activated;
  return activated;
end $$;
--> statement-breakpoint
revoke all on function login_account, start_session, use_second_factor, use_recovery_code, my_second_factor,
  propose_second_factor, confirm_second_factor from public;
--> statement-breakpoint
grant execute on function login_account, start_session, use_second_factor, use_recovery_code, my_second_factor,
  propose_second_factor, confirm_second_factor to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
