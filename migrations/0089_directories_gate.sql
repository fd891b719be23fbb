-- An organisation's own directory keeps the accounts of the organisation's own staff, by its own system: never others',
-- and never those of the board, an officer or an administrator, who belong to no organisation.
alter table directory_entries force row level security;
--> statement-breakpoint
grant select, insert, update on directory_entries to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- What a person may not, whatever role, is for systems alone.
create or replace function enter(session uuid, roles text[], permission text) returns void
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
  elsif permission = 'accounts.provision' then
    raise exception 'Kun organisationens eget brugerkatalog har adgang til denne handling.' using errcode = 'BG403';
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
create function provisions() returns boolean
language sql stable parallel safe
return coalesce(actor_scopes() @> '{accounts.provision}', false);
--> statement-breakpoint
create function directory_users() returns table (id uuid, username text, name text, email text, active boolean,
  recorded_at timestamptz, external_id text, given_name text, family_name text)
language sql stable security definer set search_path from current as $$
  select u.id, u.username, u.name, u.email, u.disabled_at is null, u.recorded_at, e.external_id, e.given_name, e.family_name
  from users u left join directory_entries e on e.user_id = u.id and e.organisation_id = u.organisation_id
  where provisions() and u.kind = 'person' and u.organisation_id = actor_organisation() and e.removed_at is null
$$;
--> statement-breakpoint
create function lock_directory_user(account uuid) returns void
language plpgsql security definer set search_path from current as $$
begin
  perform require_found(exists (select from directory_users() d where d.id = account));
  perform from users u where u.id = account for update;
end $$;
--> statement-breakpoint
create function keep_directory_entry(account uuid, external_id text, given_name text, family_name text, off_at timestamptz)
returns void
language sql set search_path from current as $$
  insert into directory_entries (user_id, organisation_id, external_id, given_name, family_name, switched_off_at)
  select account, actor_organisation(), keep_directory_entry.external_id, keep_directory_entry.given_name,
    keep_directory_entry.family_name, off_at
  on conflict (user_id) do update
  set organisation_id = excluded.organisation_id, external_id = excluded.external_id, given_name = excluded.given_name,
    family_name = excluded.family_name, switched_off_at = excluded.switched_off_at, removed_at = null
$$;
--> statement-breakpoint
create function add_directory_user(account uuid, username text, name text, email text, external_id text, given_name text,
  family_name text, active boolean) returns void
language plpgsql security definer set search_path from current as $$
declare
  off_at timestamptz := case when not active then clock() end;
begin
  perform require_allowed(provisions(), 'Kun en organisations eget brugerkatalog opretter dens brugere.');
  insert into users (id, username, name, role, organisation_id, email, disabled_at, disabled_reason)
  select account, add_directory_user.username, add_directory_user.name, o.party, o.id, add_directory_user.email, off_at,
    case when not active then 'Slået fra i brugerkataloget' end
  from organisations o where o.id = actor_organisation();
  perform keep_directory_entry(account, external_id, given_name, family_name, off_at);
end $$;
--> statement-breakpoint
-- What an administrator has switched off stays off until an administrator switches it on.
create function change_directory_user(account uuid, username text, name text, email text, external_id text, given_name text,
  family_name text, active boolean) returns void
language plpgsql security definer set search_path from current as $$
declare
  before record;
  off_at timestamptz;
begin
  perform lock_directory_user(account);
  select u.disabled_at, u.disabled_reason, e.switched_off_at into before
  from users u left join directory_entries e on e.user_id = u.id and e.organisation_id = u.organisation_id
  where u.id = account;
  perform require_allowed(not active or before.disabled_at is null or before.disabled_at = before.switched_off_at,
    'Kontoen er slået fra af en administrator, som også slår den til igen.');
  off_at := case when active then null when before.disabled_at is null then clock() else before.switched_off_at end;
  update users u set username = change_directory_user.username, name = change_directory_user.name,
    email = change_directory_user.email,
    disabled_at = case when not active then coalesce(before.disabled_at, off_at) end,
    disabled_reason = case when not active then coalesce(before.disabled_reason, 'Slået fra i brugerkataloget') end
  where u.id = account;
  perform keep_directory_entry(account, external_id, given_name, family_name, off_at);
end $$;
--> statement-breakpoint
create function remove_directory_user(account uuid) returns void
language plpgsql security definer set search_path from current as $$
begin
  perform lock_directory_user(account);
  update users u set disabled_at = clock(), disabled_reason = 'Slettet i brugerkataloget'
  where u.id = account and u.disabled_at is null;
  perform keep_directory_entry(account, null, null, null, null);
  update directory_entries e set removed_at = clock() where e.user_id = account;
end $$;
--> statement-breakpoint
revoke all on function directory_users, lock_directory_user, keep_directory_entry, add_directory_user, change_directory_user,
  remove_directory_user from public;
--> statement-breakpoint
grant execute on function directory_users, lock_directory_user, add_directory_user, change_directory_user, remove_directory_user to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
