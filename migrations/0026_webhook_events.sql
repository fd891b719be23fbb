grant select (organisation_id, resident_ids, data_category) on agreed_actions to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
create or replace function webhook_event(action text) returns text language sql immutable parallel safe return case
  when action = 'case.create' then 'case.created'
  when action in ('case.change', 'case.add_member', 'case.remove_member', 'case.reconfirm') then 'case.changed'
  when action = 'case.add_resident' then 'case.resident_added'
  when action = 'case.link_naboklage' then 'case.naboklage_linked'
  when action = 'case.pause' then 'case.paused'
  when action = 'case.resume' then 'case.resumed'
  when action = 'case.hand_over' then 'case.handed_over'
  when action = 'case.close' then 'case.closed'
  when action = 'case.reopen' then 'case.reopened'
  when action = 'consent.record' then 'consent.recorded'
  when action = 'consent.withdraw' then 'consent.withdrawn'
  when action = 'consent.invalidate' then 'consent.invalidated'
  when action = 'consent.confirm_in_writing' then 'consent.confirmed'
  when action = 'entry.create' then 'entry.created'
  when action = 'entry.correct' then 'entry.corrected'
  when action = 'action.create' then 'action.created'
  when action = 'action.complete' then 'action.completed'
  when action = 'action.drop' then 'action.dropped'
  when action = 'action.move_due_date' then 'action.due_date_moved'
  when action = 'naboklage.create' then 'naboklage.created'
  when action = 'naboklage.change' then 'naboklage.changed'
  when action = 'naboklage.write_down' then 'naboklage.written_down'
  when action = 'naboklage.step' then 'naboklage.step_taken'
  when action = 'naboklage.transfer' then 'naboklage.transferred'
  when action = 'naboklage.reopen' then 'naboklage.reopened'
end;
--> statement-breakpoint
-- As before, and a withdrawal is told to those whose sight it ended, and not to those who had lost it already.
create or replace function organisations_to_tell(event text, record uuid) returns setof text
language sql stable set search_path from current as $$
  select o from cases c join departments d on d.id = c.department_id cross join organisations_on_case(c.id) o
  where c.id = record and case event
    -- One who is new on a case has not agreed to anything on it yet.
    when 'case.resident_added' then o in (c.organisation_id, d.organisation_id)
    when 'case.naboklage_linked' then o = d.organisation_id
      or all_agree(c.id, o, array(select r.resident_id from case_residents r where r.case_id = c.id), 'complaints')
    else event like 'case.%' end
  union
  select o from consents k join cases c on c.id = k.case_id cross join organisations_on_case(c.id) o
  where k.id = record and event like 'consent.%' and (o = c.organisation_id
    or (k.response = 'given' and o = any (k.recipient_organisation_ids)))
  union
  select o from consents k cross join organisations_on_team(k.case_id) o
  where k.id = record and event = 'consent.withdrawn' and o = any (k.recipient_organisation_ids)
    and k.response = 'given' and k.invalidated_at is null and k.review_on > today()
    and not exists (
      select from consents later
      where later.case_id = k.case_id and later.resident_id = k.resident_id and later.invalidated_at is null
        and (later.given_at, later.sequence) > (k.given_at, k.sequence))
  union
  select o from case_entries e cross join organisations_on_case(e.case_id) o
  where e.id = record and event like 'entry.%'
    and (o = e.organisation_id or all_agree(e.case_id, o, e.resident_ids, e.data_category))
  union
  select o from agreed_actions a cross join organisations_on_case(a.case_id) o
  where a.id = record and event like 'action.%'
    and (o = a.organisation_id or all_agree(a.case_id, o, a.resident_ids, a.data_category))
  union
  select d.organisation_id from naboklager n join departments d on d.id = n.department_id
  where n.id = record and event like 'naboklage.%'
$$;
--> statement-breakpoint
set local role bo_godt_owner;
