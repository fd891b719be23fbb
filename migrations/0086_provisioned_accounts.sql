-- Accounts that a provider's claims make, and local accounts that are the last resort.
set local role bo_godt_gate;
--> statement-breakpoint
-- Makes the account that a rule of the operator's gives someone whom nobody has met. Never one of the roles that take two
-- administrators, nowhere that the provider does not speak for, and not again for an identity that was unlinked.
create function provision_account(by_issuer text, by_subject text, organisations text[], roles text[], account jsonb,
  request text) returns text
language plpgsql security definer set search_path from current as $$
declare
  made uuid := uuidv7();
  given_role text := account ->> 'role';
  organisation text := account ->> 'organisationId';
  placed text[] := array(select jsonb_array_elements_text(account -> 'departmentIds'));
begin
  if exists (select from user_identities i where i.issuer = by_issuer and i.subject = by_subject) then
    return 'unknown';
  end if;
  if given_role in ('dpo', 'admin') or not speaks_for(organisation, given_role, organisations, roles)
    or organisation is not null
      and not exists (select from organisations o where o.id = organisation and o.party = given_role)
    or exists (select from unnest(placed) g (id) where not exists (
      select from departments d where d.id = g.id and d.organisation_id = organisation and given_role = 'drift'))
  then
    return 'misplaced';
  end if;
  insert into users (id, username, name, role, organisation_id)
  select made, n.username, account ->> 'name', given_role, organisation
  from jsonb_array_elements_text(account -> 'usernames') with ordinality n (username, place)
  where not exists (select from users u where lower(u.username) = lower(n.username))
  order by n.place limit 1;
  insert into user_identities (id, user_id, issuer, subject, origin) values (uuidv7(), made, by_issuer, by_subject, 'claim_rule');
  insert into user_departments (user_id, department_id) select made, unnest(placed);
  perform record_identity_event(made, 'account.provision', 'allowed', request);
  return 'provisioned';
exception when unique_violation then
  -- A request of the same person at the same time was first: what it made is found.
  return 'provisioned';
end $$;
--> statement-breakpoint
-- Where local accounts are switched off, an administrator's is for the day that the provider is down. It is loud: an event
-- of its own, and a notice to every officer.
create function start_break_glass_session(account uuid, session uuid, refresh_hash text, lifetime interval, request text,
  limited boolean) returns void
language sql security definer set search_path from current as $$
  select start_session(account, session, refresh_hash, lifetime, request, limited);
  select record_session_event(session, 'session.break_glass', request);
  insert into notices (recipient_id, kind, matter, subject_id)
  select u.id, 'break_glass', session::text, account from users u where u.role = 'dpo' and u.disabled_at is null
$$;
--> statement-breakpoint
create function activate_account(token_hash text, chosen text, request text, roles text[]) returns uuid
language sql security definer set search_path from current as $$
  select activate_account(token_hash, chosen, request)
  where exists (
    select from invitations i join users u on u.id = i.user_id where i.hash = token_hash and u.role = any (roles))
$$;
--> statement-breakpoint
revoke all on function provision_account, start_break_glass_session, activate_account(text, text, text, text[]) from public;
--> statement-breakpoint
grant execute on function provision_account, start_break_glass_session, activate_account(text, text, text, text[])
  to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
