set local role bo_godt_gate;
--> statement-breakpoint
-- Those of the organisations that do not see the case now: not the owner, and named by no consent in force. Null when
-- the actor does not see it either.
create function unseeing(target uuid, organisations text[]) returns text[]
language sql stable security definer set search_path from current as $$
  select array(select o.id from unnest(organisations) o (id)
    where o.id <> c.organisation_id and not exists (
      select from consents_in_force f where f.case_id = c.id and o.id = any (f.recipient_organisation_ids))
    order by o.id)
  from visible_cases v join cases c on c.id = v.case_id where v.case_id = target
$$;
--> statement-breakpoint
-- The residents by whose consents each organisation is not let in for this category; nothing for the owner.
create function uncovered(target uuid, organisations text[], concerned uuid[], category text)
returns table (organisation_id text, resident_ids uuid[])
language sql stable security definer set search_path from current as $$
  select o.id, array_agg(r.id order by r.id)
  from visible_cases v join cases c on c.id = v.case_id
  cross join unnest(organisations) o (id) cross join unnest(concerned) r (id)
  where v.case_id = target and o.id <> c.organisation_id and not exists (
    select from consents_in_force f where f.case_id = c.id and f.resident_id = r.id
      and o.id = any (f.recipient_organisation_ids) and category = any (f.data_categories))
  group by o.id order by o.id
$$;
--> statement-breakpoint
-- Whether all of them are on the team, of these organisations, and not shut out by a conflict of interest.
create function may_attend(target uuid, members uuid[], organisations text[]) returns boolean
language sql stable security definer set search_path from current as $$
  select exists (select from visible_cases v where v.case_id = target) and members <@ array(
    select u.id from case_team t join users u on u.id = t.user_id
    where t.case_id = target and u.organisation_id = any (organisations)
      and not exists (select from barred_records b where b.user_id = u.id and b.id = target))
$$;
--> statement-breakpoint
-- A withdrawal waits for the end of the discussion that it comes in the middle of.
create function hold_consents(target uuid) returns void
language sql security definer set search_path from current as $$
  select from consents k
  where k.case_id = target and exists (select from visible_cases v where v.case_id = target) for share
$$;
--> statement-breakpoint
create function lock_meeting(target uuid) returns void
language sql security definer set search_path from current as $$
  select from meetings m
  where m.id = target and actor_organisation() = any (m.organisation_id || m.invited_organisation_ids) for update
$$;
--> statement-breakpoint
-- That a meeting was held is told to all who take part in it, and not which cases it discussed.
create function meeting_held(target uuid) returns boolean
language sql stable security definer set search_path from current as $$
  select exists (select from meetings m
    where m.id = target and actor_organisation() = any (m.organisation_id || m.invited_organisation_ids)
      and exists (select from meeting_items i join discussions d on d.item_id = i.id where i.meeting_id = m.id))
$$;
--> statement-breakpoint
-- The only way into the record: what a meeting of the actor's shows of these residents to these organisations, each on
-- its consents in force.
create function record_disclosures(item uuid, organisations text[], concerned uuid[], category text) returns void
language plpgsql security definer set search_path from current as $$
begin
  perform require(not exists (select from meeting_items i
      cross join uncovered(i.case_id, organisations, concerned, category) where i.id = item),
    'Sagen kan ikke drøftes om dette med alle, der deltager.');
  insert into disclosures (id, meeting_id, item_id, case_id, resident_id, organisation_id, data_category, consent_ids)
  select uuidv7(), m.id, i.id, i.case_id, r.id, o.id, category, array(
    select f.id from consents_in_force f where f.case_id = i.case_id and f.resident_id = r.id
      and o.id = any (f.recipient_organisation_ids) and category = any (f.data_categories))
  from meeting_items i join meetings m on m.id = i.meeting_id join visible_cases v on v.case_id = i.case_id
  cross join unnest(organisations) o (id) cross join unnest(concerned) r (id)
  where i.id = item and actor_organisation() = any (m.organisation_id || m.invited_organisation_ids);
end $$;
--> statement-breakpoint
-- Whether the actor has put a case on the agenda that the actor no longer sees: then the answer that held it is not
-- given again.
create function agenda_hides(target uuid) returns boolean
language sql stable security definer set search_path from current as $$
  select exists (select from meeting_items i where i.meeting_id = target and i.recorded_by = actor_id()
    and not exists (select from visible_cases v where v.case_id = i.case_id))
$$;
--> statement-breakpoint
revoke all on function unseeing, uncovered, may_attend, hold_consents, lock_meeting, meeting_held, record_disclosures,
  agenda_hides from public;
--> statement-breakpoint
grant execute on function unseeing, uncovered, may_attend, hold_consents, lock_meeting, meeting_held,
  record_disclosures, agenda_hides to bo_godt_app;
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
$$;
--> statement-breakpoint
do $$
declare
  name text;
begin
  foreach name in array array['meetings', 'meeting_items', 'discussions', 'disclosures'] loop
    execute format('alter table %I force row level security', name);
    execute format('grant select on %I to bo_godt_app, bo_godt_gate', name);
  end loop;
  foreach name in array array['discussions', 'disclosures'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()',
      name || '_append_only', name);
    execute format('alter table %I enable always trigger %I', name, name || '_append_only');
  end loop;
end $$;
--> statement-breakpoint
grant insert on meetings, meeting_items, discussions to bo_godt_app;
--> statement-breakpoint
grant update (held_on, place, cancelled_at) on meetings to bo_godt_app;
--> statement-breakpoint
grant delete on meeting_items to bo_godt_app;
--> statement-breakpoint
grant insert on disclosures to bo_godt_gate;
--> statement-breakpoint
grant update (cancelled_at) on meetings to bo_godt_gate;
--> statement-breakpoint
CREATE POLICY "gate" ON "disclosures" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "owner_and_officer_read" ON "disclosures" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo'
        or exists (select from visible_cases v where v.case_id = disclosures.case_id and v.owned));
--> statement-breakpoint
CREATE POLICY "gate" ON "discussions" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "team_reads" ON "discussions" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from meeting_items i where i.id = item_id));
--> statement-breakpoint
CREATE POLICY "team_discusses" ON "discussions" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (recorded_by = (select actor_id()) and exists (
        select from meeting_items i join meetings m on m.id = i.meeting_id
        where i.id = item_id and m.cancelled_at is null and m.held_on <= today()
          and present_organisation_ids <@ (m.organisation_id || m.invited_organisation_ids)));
--> statement-breakpoint
CREATE POLICY "gate" ON "meeting_items" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "team_reads" ON "meeting_items" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING (exists (select from meetings m where m.id = meeting_id)
  and exists (select from cases c where c.id = case_id));
--> statement-breakpoint
CREATE POLICY "team_puts_on" ON "meeting_items" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (recorded_by = (select actor_id()) and exists (select from meetings m where m.id = meeting_id and m.cancelled_at is null
        and unseeing(case_id, m.organisation_id || m.invited_organisation_ids) = '{}')
        and exists (select from cases c where c.id = case_id and c.closed_at is null));
--> statement-breakpoint
CREATE POLICY "carriers_take_off" ON "meeting_items" AS PERMISSIVE FOR DELETE TO "bo_godt_app" USING (exists (select from meetings m where m.id = meeting_id)
  and exists (select from cases c where c.id = case_id) and (recorded_by = (select actor_id())
        or exists (select from keyed_cases k where k.case_id = meeting_items.case_id)
        or exists (select from meetings m where m.id = meeting_id and m.organisation_id = (select actor_organisation()))));
--> statement-breakpoint
CREATE POLICY "gate" ON "meetings" AS PERMISSIVE FOR ALL TO "bo_godt_gate" USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "participants_read" ON "meetings" AS PERMISSIVE FOR SELECT TO "bo_godt_app" USING ((select actor_role()) = 'dpo'
        or (select actor_organisation()) = any (organisation_id || invited_organisation_ids));
--> statement-breakpoint
CREATE POLICY "party_convenes" ON "meetings" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (organisation_id = (select actor_organisation()) and recorded_by = (select actor_id()));
--> statement-breakpoint
CREATE POLICY "convener_changes" ON "meetings" AS PERMISSIVE FOR UPDATE TO "bo_godt_app" USING (organisation_id = (select actor_organisation()));

