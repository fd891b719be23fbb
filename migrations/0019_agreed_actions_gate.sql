set local role bo_godt_gate;
--> statement-breakpoint
-- Whether a member of the team would see what the actor's organisation records on a case about these residents: the
-- one rule for an entry, of another than the actor. Who could not see an action is not made to answer for it.
create function would_see(reader uuid, target uuid, concerned uuid[], category text) returns boolean
language sql stable security definer set search_path from current as $$
  select exists (
    select from visible_cases v join case_team t on t.case_id = v.case_id join users u on u.id = t.user_id
    where v.case_id = target and u.id = reader and u.disabled_at is null
      and not exists (select from barred_records b where b.user_id = u.id and b.id = target)
      and (u.organisation_id = actor_organisation() or not exists (
        select from unnest(concerned) r (id) where not exists (
          select from consents_in_force f
          where f.case_id = target and f.resident_id = r.id and category = any (f.data_categories)
            and u.organisation_id = any (f.recipient_organisation_ids)))))
$$;
--> statement-breakpoint
revoke all on function would_see from public;
--> statement-breakpoint
grant execute on function would_see to bo_godt_app;
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
$$;
--> statement-breakpoint
do $$
declare
  name text;
begin
  foreach name in array array['agreed_actions', 'action_due_dates'] loop
    execute format('alter table %I force row level security', name);
    execute format('grant select, insert on %I to bo_godt_app', name);
  end loop;
end $$;
--> statement-breakpoint
grant update (due_on, status, completed_on, completion_note, drop_reason, settled_at, settled_by) on agreed_actions
  to bo_godt_app;
--> statement-breakpoint
grant select (id, case_id) on agreed_actions to bo_godt_gate;
--> statement-breakpoint
create trigger action_due_dates_append_only before update or delete on action_due_dates
for each row execute function refuse_change();
--> statement-breakpoint
alter table action_due_dates enable always trigger action_due_dates_append_only;
--> statement-breakpoint
CREATE POLICY "gate" ON "action_due_dates" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "team_reads" ON "action_due_dates" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from agreed_actions a where a.id = action_id));
--> statement-breakpoint
CREATE POLICY "team_dates" ON "action_due_dates" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (exists (select from agreed_actions a where a.id = action_id) and recorded_by = (select actor_id()));
--> statement-breakpoint
CREATE POLICY "gate" ON "agreed_actions" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "team_reads" ON "agreed_actions" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from cases c where c.id = case_id));
--> statement-breakpoint
CREATE POLICY "consent" ON "agreed_actions" AS RESTRICTIVE FOR ALL TO "bo_godt_app" USING (organisation_id = (select actor_organisation())
        or not exists (select from unnest(resident_ids) r (id) where not exists (
          select from consents_naming_me n where n.case_id = agreed_actions.case_id and n.resident_id = r.id
            and agreed_actions.data_category = any (n.data_categories))));
--> statement-breakpoint
CREATE POLICY "team_agrees" ON "agreed_actions" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (exists (select from cases c where c.id = case_id) and organisation_id = (select actor_organisation())
        and author_id = (select actor_id())
        and resident_ids <@ array(select p.resident_id from case_people p where p.case_id = agreed_actions.case_id)
        and would_see(responsible_user_id, case_id, resident_ids, data_category));
--> statement-breakpoint
CREATE POLICY "carriers_move" ON "agreed_actions" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING (exists (select from cases c where c.id = case_id) and (organisation_id = (select actor_organisation())
        or responsible_user_id = (select actor_id())
        or exists (select from keyed_cases k where k.case_id = agreed_actions.case_id))) WITH CHECK (true);

