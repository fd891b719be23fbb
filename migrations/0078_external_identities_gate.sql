-- Signing in with the parties' own identity providers. What the process has verified of a provider is handed in, with what
-- the operator lets that provider speak for; whom it stands for, and whether it still may, is decided here at each sign-in.
alter table user_identities force row level security;
--> statement-breakpoint
alter table oidc_flows force row level security;
--> statement-breakpoint
grant select, insert, update on user_identities to bo_godt_gate;
--> statement-breakpoint
grant select, insert, delete on oidc_flows to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
create function begin_oidc_flow(flow text, provider text, redirect_uri text, verifier text, state text, nonce text,
  lifetime interval) returns void
language sql security definer set search_path from current as $$
  delete from oidc_flows f where f.expires_at < clock();
  insert into oidc_flows (hash, provider, redirect_uri, verifier, state, nonce, expires_at)
  values (flow, provider, redirect_uri, verifier, state, nonce, clock() + lifetime)
$$;
--> statement-breakpoint
-- Taken once, by however many requests at once.
create function take_oidc_flow(flow text) returns table (provider text, redirect_uri text, verifier text, state text, nonce text)
language sql security definer set search_path from current as $$
  delete from oidc_flows f where f.hash = flow and f.expires_at > clock()
  returning f.provider, f.redirect_uri, f.verifier, f.state, f.nonce
$$;
--> statement-breakpoint
-- A provider speaks for the people of its organisations, and of the roles outside organisations that are named for it.
create function speaks_for(organisation text, role text, organisations text[], roles text[]) returns boolean
language sql immutable set search_path from current as $$
  select case when organisation is null then role = any (roles) else organisation = any (organisations) end
$$;
--> statement-breakpoint
create function record_identity_event(account uuid, action text, decision text, request text) returns void
language sql security definer set search_path from current as $$
  insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, request_id)
  select u.id, u.organisation_id, u.role, record_identity_event.action, 'identity', record_identity_event.decision,
    array[u.id], request
  from users u where u.id = account
$$;
--> statement-breakpoint
-- Whoever holds an invitation opens the account with the identity that they have just proved to be theirs, instead of a
-- password. Earlier sessions end, as when a password is chosen; a password that there is stays.
create function link_identity(by_issuer text, by_subject text, organisations text[], roles text[], token_hash text,
  request text) returns text
language plpgsql security definer set search_path from current as $$
declare
  invited record;
begin
  select u.id, u.role, u.organisation_id into invited
  from invitations i join users u on u.id = i.user_id
  where i.hash = token_hash and i.used_at is null and i.expires_at > clock() and u.disabled_at is null
  for update of i, u;
  if not found then
    return 'invitation_spent';
  end if;
  if not speaks_for(invited.organisation_id, invited.role, organisations, roles) then
    perform record_identity_event(invited.id, 'account.link', 'denied', request);
    return 'elsewhere';
  end if;
  insert into user_identities (id, user_id, issuer, subject, origin)
  values (uuidv7(), invited.id, by_issuer, by_subject, 'invitation')
  on conflict (issuer, subject) where unlinked_at is null do nothing;
  if not found and not exists (
    select from user_identities i
    where i.issuer = by_issuer and i.subject = by_subject and i.user_id = invited.id and i.unlinked_at is null)
  then
    perform record_identity_event(invited.id, 'account.link', 'denied', request);
    return 'anothers';
  end if;
  update invitations i set used_at = clock() where i.user_id = invited.id and i.used_at is null;
  update sessions s set ended_at = clock() where s.user_id = invited.id and s.ended_at is null;
  perform record_identity_event(invited.id, 'account.link', 'allowed', request);
  return 'linked';
end $$;
--> statement-breakpoint
-- Begins a session of whom an identity stands for. With a token's hash, the session is that of the token, and there is one
-- for each token, whoever asks first: once it has ended, the token is refused for good.
create function sign_in_by_identity(by_issuer text, by_subject text, organisations text[], roles text[], invitation text,
  session uuid, refresh_hash text, of_token text, ends_at timestamptz, factor_roles text[], request text)
returns table (outcome text, user_id uuid, session_id uuid)
language plpgsql security definer set search_path from current as $$
declare
  held record;
begin
  if invitation is not null then
    outcome := link_identity(by_issuer, by_subject, organisations, roles, invitation, request);
    if outcome <> 'linked' then
      return next;
      return;
    end if;
  end if;
  -- Held until the session is there: whoever disables, moves or unlinks meanwhile waits, and then ends it too.
  select i.id as identity, u.id, u.role, u.organisation_id, u.disabled_at into held
  from user_identities i join users u on u.id = i.user_id
  where i.issuer = by_issuer and i.subject = by_subject and i.unlinked_at is null
  for share of i, u;
  if not found then
    outcome := 'unknown';
    return next;
    return;
  end if;
  if held.disabled_at is not null or not speaks_for(held.organisation_id, held.role, organisations, roles) then
    perform record_identity_event(held.id, 'session.create', 'denied', request);
    outcome := case when held.disabled_at is null then 'elsewhere' else 'disabled' end;
    return next;
    return;
  end if;
  outcome := 'signed_in';
  user_id := held.id;
  session_id := session;
  insert into sessions (id, user_id, expires_at, limited, identity_id, token_hash)
  values (session, held.id, ends_at, held.role = any (factor_roles), held.identity, of_token)
  on conflict (token_hash) where token_hash is not null do nothing;
  if not found then
    session_id := (select s.id from sessions s where s.token_hash = of_token and s.user_id = held.id);
    return next;
    return;
  end if;
  if refresh_hash is not null then
    insert into refresh_tokens (hash, session_id) values (refresh_hash, session);
  end if;
  perform record_session_event(session, 'session.create', request);
  return next;
end $$;
--> statement-breakpoint
-- The identity stays with the provider of before: what it opened ends, and whether it opens anything is asked anew.
create function provider_sessions_end() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  update sessions s set ended_at = clock()
  where s.user_id = new.id and s.identity_id is not null and s.ended_at is null;
  return null;
end $$;
--> statement-breakpoint
create function unlinked_sessions_end() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  update sessions s set ended_at = clock() where s.identity_id = new.id and s.ended_at is null;
  return null;
end $$;
--> statement-breakpoint
create function unlink_identity(account uuid, identity uuid) returns void
language plpgsql security definer set search_path from current as $$
begin
  perform require_allowed(actor_role() = 'admin', 'Din rolle har ikke adgang til denne handling.');
  update user_identities i set unlinked_at = clock()
  where i.id = identity and i.user_id = account and i.unlinked_at is null;
  perform require_found(found);
end $$;
--> statement-breakpoint
create view administered_identities with (security_barrier) as
select i.id, i.user_id, i.issuer, i.origin, i.linked_at
from user_identities i where (select actor_role()) = 'admin' and i.unlinked_at is null;
--> statement-breakpoint
-- An account is opened by a password or by an identity.
create or replace view administered_users with (security_barrier) as
select u.id, u.username, u.name, u.role, u.organisation_id, u.email, u.disabled_at, u.disabled_reason, u.recorded_at,
  u.password_hash is not null
    or exists (select from user_identities i where i.user_id = u.id and i.unlinked_at is null) as activated,
  (select p.role from role_proposals p where p.user_id = u.id and p.decided_at is null) as proposed_role,
  (select max(s.started_at) from sessions s where s.user_id = u.id) as last_login_at,
  (select max(i.expires_at) from invitations i where i.user_id = u.id and i.used_at is null) as invited_until,
  (select count(*)::int from cases c where c.key_person_id = u.id and c.closed_at is null) as key_person_of
from users u where (select actor_role()) = 'admin'
with check option;
--> statement-breakpoint
-- The session of a provider's token is never renewed.
create or replace view my_sessions with (security_barrier) as
select s.id, s.started_at, s.expires_at,
  coalesce((select max(t.issued_at) from refresh_tokens t where t.session_id = s.id), s.started_at) as last_used_at
from sessions s
where s.user_id = (select actor_id()) and s.ended_at is null and s.expires_at > clock();
--> statement-breakpoint
revoke all on function begin_oidc_flow, take_oidc_flow, speaks_for, record_identity_event, link_identity,
  sign_in_by_identity, provider_sessions_end, unlinked_sessions_end, unlink_identity from public;
--> statement-breakpoint
grant execute on function begin_oidc_flow, take_oidc_flow, sign_in_by_identity, unlink_identity to bo_godt_app;
--> statement-breakpoint
grant execute on function provider_sessions_end, unlinked_sessions_end to bo_godt_owner;
--> statement-breakpoint
grant select on administered_identities to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
create trigger users_leave_provider after update on users
for each row when (old.organisation_id is distinct from new.organisation_id or old.role <> new.role)
execute function provider_sessions_end();
--> statement-breakpoint
alter table users enable always trigger users_leave_provider;
--> statement-breakpoint
create trigger user_identities_unlink after update on user_identities
for each row when (old.unlinked_at is null and new.unlinked_at is not null)
execute function unlinked_sessions_end();
--> statement-breakpoint
alter table user_identities enable always trigger user_identities_unlink;
