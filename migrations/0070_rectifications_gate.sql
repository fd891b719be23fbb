-- A resident asks that something be corrected (GDPR art. 16). Who wrote it decides; what it said before stays readable;
-- and those who had been shown what was wrong are told (art. 19).
alter table rectifications force row level security;
--> statement-breakpoint
alter table rectification_log force row level security;
--> statement-breakpoint
alter table former_versions force row level security;
--> statement-breakpoint
grant select, insert (id, resident_id, subject_kind, subject_id, claim, received_on, due_on),
  update (outcome, reason, statement, decided_at, decided_by) on rectifications to bo_godt_app;
--> statement-breakpoint
grant select on rectification_log, former_versions to bo_godt_app;
--> statement-breakpoint
grant select on rectifications to bo_godt_gate;
--> statement-breakpoint
grant select, insert on rectification_log to bo_godt_gate;
--> statement-breakpoint
grant select (record_id, recorded_at), insert on former_versions to bo_godt_gate;
--> statement-breakpoint
grant select (version, supersedes, recorded_at) on case_entries to bo_godt_gate;
--> statement-breakpoint
grant select (kind) on naboklage_changes to bo_godt_gate;
--> statement-breakpoint
create trigger rectification_log_append_only before update or delete on rectification_log
for each row execute function refuse_change();
--> statement-breakpoint
alter table rectification_log enable always trigger rectification_log_append_only;
--> statement-breakpoint
create trigger former_versions_immutable before update or delete on former_versions
for each row execute function refuse_change();
--> statement-breakpoint
alter table former_versions enable always trigger former_versions_immutable;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
create function keep_former() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  insert into former_versions (record_id, former)
  values (old.id, case tg_table_name
    when 'cases' then json_build_object('theme', to_jsonb(old) -> 'theme', 'problem', to_jsonb(old) -> 'problem')
    else json_build_object('name', to_jsonb(old) -> 'name', 'birthYear', to_jsonb(old) -> 'birth_year',
      'phone', to_jsonb(old) -> 'phone', 'protectedAddress', to_jsonb(old) -> 'protected_address') end);
  return null;
end $$;
--> statement-breakpoint
-- Who wrote a record about a resident, and the case that it is of; no row when it is not about them.
create function author_of(about text, record uuid, resident uuid) returns table (organisation_id text, case_id uuid)
language sql stable set search_path from current as $$
  select d.organisation_id, null::uuid
  from residents r join tenancies t on t.id = r.tenancy_id join departments d on d.id = t.department_id
  where about = 'resident' and r.id = record and r.id = resident
  union all
  select c.organisation_id, c.id from cases c join case_residents m on m.case_id = c.id
  where about = 'case' and c.id = record and m.resident_id = resident
  union all
  select e.organisation_id, e.case_id from case_entries e
  where about = 'entry' and e.id = record and resident = any (e.resident_ids)
    and not exists (select from reviewed_entries d where d.entry_id = e.id and d.legal_basis is null)
  union all
  select d.organisation_id, null from naboklager n join residents r on r.tenancy_id = n.respondent_tenancy_id
  join departments d on d.id = n.department_id
  where about = 'naboklage' and n.id = record and r.id = resident
$$;
--> statement-breakpoint
-- Who may see to a request: the officers, and of the organisation that decides the staff who see the record.
create function rectifiers(target uuid) returns setof uuid
language sql stable set search_path from current as $$
  select u.id
  from rectifications q join residents r on r.id = q.resident_id join tenancies t on t.id = r.tenancy_id
  join users u on u.role = 'dpo' or u.organisation_id = q.organisation_id
  where q.id = target and u.disabled_at is null and (u.role = 'dpo' or (
    case when q.case_id is null
      then exists (select from user_departments d where d.user_id = u.id and d.department_id = t.department_id)
      else exists (select from case_team m where m.user_id = u.id and m.case_id = q.case_id) end
    and not exists (select from barred_records b
      where b.user_id = u.id and b.id in (q.case_id, q.subject_id, r.tenancy_id))))
$$;
--> statement-breakpoint
-- Whether a record says something else than when it was contested.
create function corrected_since(kind text, record uuid, since timestamptz) returns boolean
language sql stable set search_path from current as $$
  select case kind
    when 'entry' then exists (select from case_entries e
      where e.id in (select versions_of(record)) and e.supersedes is not null and e.recorded_at >= since)
    when 'naboklage' then exists (select from naboklage_changes h
      where h.naboklage_id = record and h.kind = 'change' and h.recorded_at >= since)
    else exists (select from former_versions f where f.record_id = record and f.recorded_at >= since) end
$$;
--> statement-breakpoint
-- The organisations that were shown a record on a consent, with the case on which they were.
create function recipients_of(kind text, record uuid, author text)
returns table (organisation_id text, actor_id uuid, case_id uuid)
language sql stable set search_path from current as $$
  select distinct v.organisation_id, v.actor_id, v.case_id from audit_events v
  where v.subject_ids && case kind when 'entry' then array(select versions_of(record)) else array[record] end
    and v.decision = 'allowed' and v.consent_ids <> '{}' and v.organisation_id <> author
$$;
--> statement-breakpoint
-- Who decides is found and not given; what is not about the resident does not exist.
create function address_rectification() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  select a.organisation_id, a.case_id into new.organisation_id, new.case_id
  from author_of(new.subject_kind, new.subject_id, new.resident_id) a;
  perform require_found(new.organisation_id is not null);
  return new;
end $$;
--> statement-breakpoint
create function notice_rectification() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  insert into rectification_log (rectification_id, kind) values (new.id, 'received');
  insert into notices (recipient_id, kind, matter, subject_id, case_id, due_on)
  select u, 'rectification_requested', new.id::text, new.id, new.case_id, new.due_on from rectifiers(new.id) u
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
-- What is said to be corrected has been. Each organisation that had been shown it is told, by those who looked or are on
-- the team of the case by now, and acknowledges; the one who decided is told that they have.
create function settle_rectification() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  insert into rectification_log (rectification_id, kind) values (new.id, new.outcome);
  if new.outcome = 'refused' then
    return null;
  end if;
  perform require(corrected_since(new.subject_kind, new.subject_id, new.recorded_at),
    'Oplysningen er ikke rettet, siden der blev bedt om det. Ret den først.');
  with told as (
    insert into notices (recipient_id, kind, matter, subject_id, case_id, organisation_id)
    select distinct on (u.id) u.id, 'record_corrected', new.id::text, new.id, k.case_id, k.organisation_id
    from recipients_of(new.subject_kind, new.subject_id, new.organisation_id) k
    join users u on u.organisation_id = k.organisation_id and u.disabled_at is null
    where (u.id = k.actor_id or exists (select from case_team t where t.user_id = u.id and t.case_id = k.case_id))
      and not exists (select from barred_records b where b.user_id = u.id and b.id = k.case_id)
    order by u.id, k.case_id desc
    on conflict do nothing
    returning organisation_id
  )
  insert into rectification_log (rectification_id, kind, organisation_id)
  select distinct new.id, 'told', t.organisation_id from told t;
  insert into notices (recipient_id, kind, matter, subject_id, case_id)
  select new.decided_by, 'record_corrected', new.id::text, new.id, new.case_id
  where exists (select from rectification_log l where l.rectification_id = new.id and l.kind = 'told')
  on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
revoke all on function keep_former, author_of, rectifiers, corrected_since, recipients_of, address_rectification,
  notice_rectification, settle_rectification from public;
--> statement-breakpoint
grant execute on function keep_former, address_rectification, notice_rectification, settle_rectification
  to bo_godt_owner;
--> statement-breakpoint
create or replace function due_matters(untouched_since date)
returns table (recipient_id uuid, kind text, matter text, subject_id uuid, case_id uuid, due_on date)
language sql stable security definer set search_path from current as $$
  with keyed as (
    select c.id as case_id, c.key_person_id as user_id
    from cases c join users u on u.id = c.key_person_id
    where c.closed_at is null and u.disabled_at is null and u.organisation_id = c.organisation_id
      and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
  ), doers as (
    select a.id, a.case_id, a.due_on, u.id as user_id
    from agreed_actions a
    join cases c on c.id = a.case_id
    join users u on u.id = a.responsible_user_id
    join case_team t on t.case_id = c.id and t.user_id = u.id
    where a.status = 'open' and c.closed_at is null and u.disabled_at is null
      and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
      and (u.organisation_id = c.organisation_id or exists (
        select from consents_in_force f where f.case_id = c.id and u.organisation_id = any (f.recipient_organisation_ids)))
      and (u.organisation_id = a.organisation_id or not exists (
        select from unnest(a.resident_ids) r (id) where not exists (
          select from consents_in_force f
          where f.case_id = c.id and f.resident_id = r.id and a.data_category = any (f.data_categories)
            and u.organisation_id = any (f.recipient_organisation_ids))))
  ), staff as (
    select n.id, n.status, n.due_on, (n.changed_at at time zone 'Europe/Copenhagen')::date as touched_on,
      u.id as user_id
    from naboklager n
    join departments d on d.id = n.department_id
    join user_departments a on a.department_id = d.id
    join users u on u.id = a.user_id and u.organisation_id = d.organisation_id
    where n.status not in ('draft', 'closed') and u.role = 'drift' and u.disabled_at is null
      and not exists (select from barred_records b where b.user_id = u.id and b.id = n.id)
  )
  select k.user_id, case when f.review_on <= today() + 7 then 'consent_review_7_days' else 'consent_review_30_days' end,
    f.id || ' ' || f.review_on, f.id, f.case_id, f.review_on
  from consents_in_force f join keyed k on k.case_id = f.case_id where f.review_on <= today() + 30
  union all
  select k.user_id, 'reconfirmation_due', c.id || ' ' || m.id, c.id, c.id, null
  from keyed k join cases c on c.id = k.case_id cross join lateral (
    select x.id from case_moves x where x.case_id = c.id and x.kind = 'handover' order by x.id desc limit 1) m
  where c.reconfirmation_due
  union all
  select d.user_id, case when d.due_on < today() then 'action_overdue' else 'action_due' end,
    d.id || ' ' || d.due_on, d.id, d.case_id, d.due_on
  from doers d where d.due_on <= today() + 3
  union all
  select s.user_id, case when s.due_on < today() then 'demand_overdue' else 'demand_due' end,
    s.id || ' ' || s.due_on, s.id, null, s.due_on
  from staff s where s.due_on <= today() + 7
  union all
  select s.user_id, 'naboklage_untouched', s.id || ' ' || s.touched_on, s.id, null, null
  from staff s where s.touched_on <= untouched_since
  union all
  select * from due_accesses()
  union all
  select u, case when r.due_on < today() then 'basis_review_overdue' else 'basis_review_due' end,
    r.id || ' ' || r.due_on, r.id, r.case_id, r.due_on
  from basis_reviews r cross join carriers_of(r.case_id) u
  where r.outcome is null and r.due_on <= today() + 7
  union all
  select u, case when q.due_on < today() then 'rectification_overdue' else 'rectification_due' end,
    q.id || ' ' || q.due_on, q.id, q.case_id, q.due_on
  from rectifications q cross join rectifiers(q.id) u
  where q.outcome is null and q.due_on <= today() + 7
$$;
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
  union all select r.id from retention_holds r where r.id = any (ids)
  union all select r.id from basis_reviews r where r.id = any (ids)
  union all select r.id from restrictions r where r.id = any (ids)
  union all select r.id from rectifications r where r.id = any (ids)
$$;
--> statement-breakpoint
set local role bo_godt_owner;
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
    or exists (select from retention_holds r where r.id = record)
    or exists (select from basis_reviews r where r.id = record)
    or exists (select from restrictions r where r.id = record)
    or exists (select from rectifications r where r.id = record)
$$;
--> statement-breakpoint
create trigger rectifications_addressed before insert on rectifications
for each row execute function address_rectification();
--> statement-breakpoint
alter table rectifications enable always trigger rectifications_addressed;
--> statement-breakpoint
create trigger rectifications_are_told after insert on rectifications
for each row execute function notice_rectification();
--> statement-breakpoint
create trigger rectifications_settled after update of outcome on rectifications
for each row execute function settle_rectification();
--> statement-breakpoint
alter table rectifications enable always trigger rectifications_settled;
--> statement-breakpoint
-- What is emptied to be erased is not kept.
create trigger cases_keep_former after update on cases for each row
when (current_user <> 'bo_godt_eraser' and (old.theme, old.problem) is distinct from (new.theme, new.problem))
execute function keep_former();
--> statement-breakpoint
alter table cases enable always trigger cases_keep_former;
--> statement-breakpoint
create trigger residents_keep_former after update on residents for each row
when ((old.name, old.birth_year, old.phone, old.protected_address)
  is distinct from (new.name, new.birth_year, new.phone, new.protected_address)) execute function keep_former();
--> statement-breakpoint
alter table residents enable always trigger residents_keep_former;
--> statement-breakpoint
CREATE POLICY "gate" ON "former_versions" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "seen_with_record" ON "former_versions" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from cases c where c.id = record_id)
        or exists (select from residents r where r.id = record_id));
--> statement-breakpoint
CREATE POLICY "gate" ON "rectification_log" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "concerned_read" ON "rectification_log" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from rectifications r where r.id = rectification_id));
--> statement-breakpoint
CREATE POLICY "gate" ON "rectifications" AS PERMISSIVE FOR ALL TO "bo_godt_eraser", "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "concerned_read" ON "rectifications" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo' or still_visible(subject_id));
--> statement-breakpoint
CREATE POLICY "concerned_record" ON "rectifications" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'dpo' or still_visible(subject_id));
--> statement-breakpoint
CREATE POLICY "author_decides" ON "rectifications" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING (organisation_id = (select actor_organisation()) and outcome is null and still_visible(subject_id)) WITH CHECK (decided_by = (select actor_id()));
