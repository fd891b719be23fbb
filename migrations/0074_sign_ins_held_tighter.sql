-- Sessions and sign-ins, held tighter (ASVS 5.0: 7.3.1, 7.4.5, 16.3.1).
set local role bo_godt_gate;
--> statement-breakpoint
-- A session that nobody has used for a while is over: the refresh that comes too late ends it, and is told as its end.
create function rotate_refresh_token(old_hash text, new_hash text, request text, idle interval)
returns table (session_id uuid, user_id uuid)
language plpgsql security definer set search_path from current as $$
declare
  token record;
begin
  select t.session_id, t.used_at, t.issued_at, s.user_id into token
  from refresh_tokens t join sessions s on s.id = t.session_id join users u on u.id = s.user_id
  where t.hash = old_hash and s.ended_at is null and s.expires_at > clock() and u.disabled_at is null
  for update of t, s;
  if not found then
    return;
  end if;
  if token.used_at is not null or token.issued_at < clock() - idle then
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
-- Whose account it was is known; who tried is not. It stands in the trail as a sign-in that was denied.
create function record_failed_sign_in(account uuid, request text) returns void
language sql security definer set search_path from current as $$
  insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, request_id)
  select u.id, u.organisation_id, u.role, 'session.create', 'identity', 'denied', array[u.id], request
  from users u where u.id = account
$$;
--> statement-breakpoint
create function end_sessions_of(account uuid) returns void
language sql security definer set search_path from current as $$
  update sessions s set ended_at = clock()
  where s.user_id = account and s.ended_at is null and actor_role() = 'admin'
$$;
--> statement-breakpoint
revoke all on function rotate_refresh_token(text, text, text, interval), record_failed_sign_in, end_sessions_of from public;
--> statement-breakpoint
grant execute on function rotate_refresh_token(text, text, text, interval), record_failed_sign_in, end_sessions_of to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
