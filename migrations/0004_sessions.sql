-- Signing in happens before there is an actor, so through functions alone: the application's role never reads
-- sessions, refresh tokens or attempts, nor a password hash but for the account that is being signed in to.
set local role bo_godt_gate;
--> statement-breakpoint
create function login_account(account text) returns table (id uuid, password_hash text)
language sql stable security definer set search_path from current as $$
  select u.id, u.password_hash from users u
  where lower(u.username) = lower(account) and u.disabled_at is null and u.password_hash is not null
$$;
--> statement-breakpoint
-- Counts an attempt before the password is looked at, so that parallel guesses are counted too. Answers the
-- seconds to wait, or null. A window of attempts passes by itself: nobody is locked out for good.
create function begin_login_attempt(keys text[], limits int[], attempt_window interval) returns int
language sql security definer set search_path from current as $$
  delete from login_attempts a where a.window_started_at + attempt_window < clock();
  with attempted as (
    insert into login_attempts as a (key, attempts) select k, 1 from unnest(keys) k order by k
    on conflict (key) do update set attempts = a.attempts + 1
    returning a.key, a.attempts, a.window_started_at)
  select ceil(max(extract(epoch from a.window_started_at + attempt_window - clock())))::int
  from unnest(keys, limits) k (key, allowed) join attempted a on a.key = k.key and a.attempts > k.allowed
$$;
--> statement-breakpoint
create function forgive_login_attempt(keys text[]) returns void
language sql security definer set search_path from current as $$
  update login_attempts a set attempts = a.attempts - 1 where a.key = any (keys)
$$;
--> statement-breakpoint
create function record_session_event(session uuid, action text, request text) returns void
language sql security definer set search_path from current as $$
  insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, request_id)
  select u.id, u.organisation_id, u.role, record_session_event.action, 'identity', 'allowed', array[u.id], request
  from sessions s join users u on u.id = s.user_id where s.id = session
$$;
--> statement-breakpoint
create function start_session(account uuid, session uuid, refresh_hash text, lifetime interval, request text)
returns void
language sql security definer set search_path from current as $$
  insert into sessions (id, user_id, expires_at) values (session, account, clock() + lifetime);
  insert into refresh_tokens (hash, session_id) values (refresh_hash, session);
  select record_session_event(session, 'session.create', request)
$$;
--> statement-breakpoint
-- Exchanges a refresh token for the next. One that was used before has been stolen from someone: its session
-- ends, for the thief and the user alike (RFC 9700 § 4.14.2).
create function rotate_refresh_token(old_hash text, new_hash text, request text)
returns table (session_id uuid, user_id uuid)
language plpgsql security definer set search_path from current as $$
declare
  token record;
begin
  select t.session_id, t.used_at, s.user_id into token
  from refresh_tokens t join sessions s on s.id = t.session_id join users u on u.id = s.user_id
  where t.hash = old_hash and s.ended_at is null and s.expires_at > clock() and u.disabled_at is null
  for update of t, s;
  if not found then
    return;
  end if;
  if token.used_at is not null then
    update sessions s set ended_at = clock() where s.id = token.session_id;
    perform record_session_event(token.session_id, 'session.end', request);
    return;
  end if;
  update refresh_tokens t set used_at = clock() where t.hash = old_hash;
  insert into refresh_tokens (hash, session_id) values (new_hash, token.session_id);
  perform record_session_event(token.session_id, 'session.refresh', request);
  return query select token.session_id, token.user_id;
end $$;
--> statement-breakpoint
create function end_session(refresh_hash text, request text) returns void
language plpgsql security definer set search_path from current as $$
declare
  ended uuid;
begin
  update sessions s set ended_at = clock()
  from refresh_tokens t where t.hash = refresh_hash and s.id = t.session_id and s.ended_at is null
  returning s.id into ended;
  if found then
    perform record_session_event(ended, 'session.end', request);
  end if;
end $$;
--> statement-breakpoint
revoke all on function login_account, begin_login_attempt, forgive_login_attempt, record_session_event,
  start_session, rotate_refresh_token, end_session from public;
--> statement-breakpoint
grant execute on function login_account, begin_login_attempt, forgive_login_attempt, start_session,
  rotate_refresh_token, end_session to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
grant insert, update on sessions to bo_godt_gate;
--> statement-breakpoint
grant select, insert, update on refresh_tokens to bo_godt_gate;
--> statement-breakpoint
grant select, insert, update, delete on login_attempts to bo_godt_gate;
--> statement-breakpoint
-- Accounts are made by operators' commands.
grant insert, update on users to bo_godt_gate;
--> statement-breakpoint
grant insert on user_departments to bo_godt_gate;
