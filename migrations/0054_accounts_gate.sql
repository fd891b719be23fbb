-- Administrators see accounts and never cases. Who they make an administrator or a data protection officer, another of
-- them must have approved.
set local role bo_godt_gate;
--> statement-breakpoint
-- The rows that an administrator manages; whoever is not one has none. `password_hash` stays inside.
create view administered_users with (security_barrier) as
select u.id, u.username, u.name, u.role, u.organisation_id, u.email, u.disabled_at, u.disabled_reason, u.recorded_at,
  u.password_hash is not null as activated,
  (select p.role from role_proposals p where p.user_id = u.id and p.decided_at is null) as proposed_role,
  (select max(s.started_at) from sessions s where s.user_id = u.id) as last_login_at,
  (select max(i.expires_at) from invitations i where i.user_id = u.id and i.used_at is null) as invited_until,
  (select count(*)::int from cases c where c.key_person_id = u.id and c.closed_at is null) as key_person_of
from users u where (select actor_role()) = 'admin'
with check option;
--> statement-breakpoint
create view my_sessions with (security_barrier) as
select s.id, s.started_at, s.expires_at,
  (select max(t.issued_at) from refresh_tokens t where t.session_id = s.id) as last_used_at
from sessions s
where s.user_id = (select actor_id()) and s.ended_at is null and s.expires_at > clock();
--> statement-breakpoint
-- The last word of four eyes: nobody is an administrator or an officer but by an approval of this very transaction. An
-- operator's command acts for nobody in a session.
create function require_four_eyes() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  if new.role in ('dpo', 'admin') and new.disabled_at is null and actor_id() is not null
    and (tg_op = 'INSERT' or old.role <> new.role or old.disabled_at is not null)
    and not exists (
      select from role_proposals p
      where p.user_id = new.id and p.role = new.role and p.approved and p.xmin = pg_current_xact_id()::xid)
  then
    raise exception 'Det kræver to administratorer at give den rolle.' using errcode = 'BG403';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Whoever may open an account as its user is as good as its user: of the two roles above, only the one who approved it.
create function may_invite(invited uuid) returns boolean
language sql stable security definer set search_path from current as $$
  select exists (
    select from users u
    where u.id = invited and u.disabled_at is null and actor_role() = 'admin' and (
      u.role not in ('dpo', 'admin') or exists (
        select from role_proposals p
        where p.user_id = u.id and p.role = u.role and p.approved and p.decided_by = actor_id()
          and p.decided_at > clock() - interval '1 day')))
$$;
--> statement-breakpoint
-- Sessions end with the account. Whoever leaves an organisation leaves its cases: what they wrote stays theirs in name,
-- and what they carried is asked a successor for.
create function user_leaves() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  if new.disabled_at is not null then
    update sessions s set ended_at = clock() where s.user_id = new.id and s.ended_at is null;
    update invitations i set used_at = clock() where i.user_id = new.id and i.used_at is null;
  end if;
  if old.organisation_id is distinct from new.organisation_id then
    delete from case_team t where t.user_id = new.id;
    delete from user_departments d where d.user_id = new.id;
  end if;
  insert into notices (recipient_id, kind, matter, subject_id, case_id)
  select u.id, 'key_person_gone', c.id || ' ' || new.id, c.id, c.id
  from cases c join case_team t on t.case_id = c.id join users u on u.id = t.user_id
  where c.key_person_id = new.id and c.closed_at is null and u.id <> new.id and u.disabled_at is null
    and u.organisation_id = c.organisation_id
    and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
  on conflict do nothing;
  insert into notices (recipient_id, kind, matter, subject_id)
  select a.id, 'successor_wanted', new.id::text, new.id from users a
  where a.role = 'admin' and a.disabled_at is null
    and exists (select from cases c where c.key_person_id = new.id and c.closed_at is null)
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
-- A successor of the same organisation carries on what the one who left carried, and confirms the consents anew. A case
-- in which the successor is partial waits for another. Answers how many were handed over.
create function hand_over_all(leaver uuid, successor uuid, why text) returns int
language plpgsql security definer set search_path from current as $$
declare
  handed uuid[];
begin
  perform require_allowed(actor_role() = 'admin', 'Din rolle har ikke adgang til denne handling.');
  perform from users u where u.id in (leaver, successor) order by u.id for update;
  handed := array(
    select c.id from cases c join users s on s.id = successor and s.organisation_id = c.organisation_id
    where c.key_person_id = leaver and c.closed_at is null
      and not exists (select from barred_records b where b.user_id = s.id and b.id = c.id)
    order by c.id for update of c);
  update cases c set key_person_id = successor, reconfirmation_due = true where c.id = any (handed);
  insert into case_team (case_id, user_id) select h, successor from unnest(handed) h on conflict do nothing;
  insert into case_moves (id, case_id, kind, reason, key_person_id, recorded_by)
  select uuidv7(), h, 'handover', why, successor, actor_id() from unnest(handed) h;
  return cardinality(handed);
end $$;
--> statement-breakpoint
-- Before there is an actor, like signing in: whoever holds the token chooses the password. Earlier sessions end.
create function activate_account(token_hash text, chosen text, request text) returns uuid
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
  update users u set password_hash = chosen where u.id = activated;
  insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, request_id)
  select u.id, u.organisation_id, u.role, 'account.activate', 'identity', 'allowed', array[u.id], request
  from users u where u.id = activated;
  return activated;
end $$;
--> statement-breakpoint
-- One's own password, once the old one has been verified; every other session ends.
create function my_password_hash() returns text
language sql stable security definer set search_path from current as $$
  select u.password_hash from users u where u.id = actor_id()
$$;
--> statement-breakpoint
create function change_my_password(old_hash text, chosen text, kept_session uuid) returns void
language plpgsql security definer set search_path from current as $$
begin
  update users u set password_hash = chosen where u.id = actor_id() and u.password_hash = old_hash;
  perform require_found(found);
  update sessions s set ended_at = clock()
  where s.user_id = actor_id() and s.id <> kept_session and s.ended_at is null;
end $$;
--> statement-breakpoint
create function end_my_session(session uuid) returns void
language plpgsql security definer set search_path from current as $$
begin
  update sessions s set ended_at = clock() where s.id = session and s.user_id = actor_id() and s.ended_at is null;
  perform require_found(found);
end $$;
--> statement-breakpoint
-- Nobody carries a case of an organisation that they have left.
create or replace view keyed_cases with (security_barrier) as
select c.id as case_id from cases c
where c.key_person_id = (select actor_id()) and c.organisation_id = (select actor_organisation())
  and c.id <> all ((select actor_barred())::uuid[]);
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
$$;
--> statement-breakpoint
revoke all on function require_four_eyes, may_invite, user_leaves, hand_over_all, activate_account, my_password_hash,
  change_my_password, end_my_session from public;
--> statement-breakpoint
grant execute on function may_invite, hand_over_all, activate_account, my_password_hash, change_my_password,
  end_my_session to bo_godt_app;
--> statement-breakpoint
grant execute on function require_four_eyes, user_leaves to bo_godt_owner;
--> statement-breakpoint
grant select, insert (id, username, name, role, organisation_id, email, disabled_at, disabled_reason),
  update (name, role, organisation_id, email, disabled_at, disabled_reason) on administered_users to bo_godt_app;
--> statement-breakpoint
grant select on my_sessions to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
alter table invitations force row level security;
--> statement-breakpoint
alter table role_proposals force row level security;
--> statement-breakpoint
CREATE POLICY "admin_invites" ON "invitations" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'admin' and invited_by = (select actor_id()) and may_invite(user_id));
--> statement-breakpoint
create trigger users_four_eyes before insert or update on users
for each row execute function require_four_eyes();
--> statement-breakpoint
alter table users enable always trigger users_four_eyes;
--> statement-breakpoint
create trigger users_leave after update on users
for each row when (old.disabled_at is null and new.disabled_at is not null
  or old.organisation_id is distinct from new.organisation_id)
execute function user_leaves();
--> statement-breakpoint
alter table users enable always trigger users_leave;
--> statement-breakpoint
grant select, insert, update on invitations to bo_godt_gate;
--> statement-breakpoint
grant insert (hash, user_id, expires_at) on invitations to bo_godt_app;
--> statement-breakpoint
grant select on role_proposals to bo_godt_gate;
--> statement-breakpoint
grant select, insert (id, user_id, role, reason), update (decided_at, decided_by, approved) on role_proposals to bo_godt_app;
--> statement-breakpoint
grant insert, delete on user_departments to bo_godt_app;
--> statement-breakpoint
grant delete on user_departments to bo_godt_gate;
--> statement-breakpoint
grant insert, delete on case_team to bo_godt_gate;
--> statement-breakpoint
grant insert on case_moves to bo_godt_gate;
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
$$;
