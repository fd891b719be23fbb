alter table naboklage_steps force row level security;
--> statement-breakpoint
alter table naboklage_changes force row level security;
--> statement-breakpoint
create trigger naboklage_steps_immutable before update or delete on naboklage_steps
for each row execute function refuse_change();
--> statement-breakpoint
create trigger naboklage_changes_immutable before update or delete on naboklage_changes
for each row execute function refuse_change();
--> statement-breakpoint
alter table naboklage_steps enable always trigger naboklage_steps_immutable;
--> statement-breakpoint
alter table naboklage_changes enable always trigger naboklage_changes_immutable;
--> statement-breakpoint
grant select, insert on naboklage_steps to bo_godt_app;
--> statement-breakpoint
grant select on naboklage_changes to bo_godt_app;
--> statement-breakpoint
grant update (status, received_at, written_with_help_from, closed_as, status_before_closure, change_reason) on naboklager
  to bo_godt_app;
--> statement-breakpoint
grant insert on naboklage_changes to bo_godt_gate;
--> statement-breakpoint
grant select (reference, changed_at), update (department_id, respondent_tenancy_id, change_reason, changed_at)
  on naboklager to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- What a complaint said and whose it was before a change; steps that were taken are a history of their own. The gate
-- passes the texts on without a right to read them.
create function keep_former_naboklage() returns trigger
language plpgsql security definer set search_path from current as $$
begin
  insert into naboklage_changes (naboklage_id, kind, reason, former)
  values (old.id,
    case when old.department_id <> new.department_id then 'transfer'
      when old.status = 'draft' and new.status <> 'draft' then 'writing_down'
      when old.status = 'closed' and new.status <> 'closed' then 'reopening'
      else 'change' end,
    new.change_reason,
    json_build_object('departmentId', old.department_id, 'status', old.status,
      'respondentTenancyId', old.respondent_tenancy_id, 'place', old.place,
      'complainant', json_build_object('name', old.complainant_name, 'contact', old.complainant_contact,
        'tenancyId', old.complainant_tenancy_id, 'withheld', old.complainant_withheld),
      'writtenWithHelpFrom', old.written_with_help_from, 'category', old.category,
      'occurredAt', rfc3339(old.occurred_at), 'description', old.description, 'sharedSummary', old.shared_summary,
      'demandedOn', old.demanded_on, 'dueOn', old.due_on));
  return null;
end $$;
--> statement-breakpoint
-- To the right department of the same landlord, by one who may not have it. A respondent tenancy is of one department,
-- so the next one sets its own. One that a case has taken up belongs with the department of the case.
create function transfer_naboklage(target uuid, department text, reason text)
returns table (id uuid, reference text, department_id text, transferred_at timestamptz)
language sql security definer set search_path from current as $$
  select require_found(count(*) = 1),
    require(bool_and(exists (
      select from departments f join departments t on t.organisation_id = f.organisation_id and t.id <> f.id
      where f.id = n.department_id and t.id = department)), 'Vælg en anden af boligorganisationens egne afdelinger.'),
    require_possible(bool_and(not exists (select from case_naboklager l where l.naboklage_id = n.id)),
      'Naboklagen er taget op i en sag og følger sagens afdeling.')
  from naboklager n
  where n.id = target and n.id <> all (actor_barred()) and n.department_id = any (actor_departments());
  update naboklager n
  set department_id = department, changed_at = clock(), change_reason = reason,
    respondent_tenancy_id = (
      select t.id from tenancies t where t.id = n.respondent_tenancy_id and t.department_id = department)
  where n.id = target
  returning n.id, n.reference, n.department_id, n.changed_at
$$;
--> statement-breakpoint
revoke all on function keep_former_naboklage, transfer_naboklage from public;
--> statement-breakpoint
grant execute on function transfer_naboklage to bo_godt_app;
--> statement-breakpoint
grant execute on function keep_former_naboklage to bo_godt_owner;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
create trigger naboklager_keep_former after update on naboklager for each row
when (old.status in ('draft', 'closed')
  or (old.department_id, old.respondent_tenancy_id, old.place, old.complainant_name, old.complainant_contact,
    old.complainant_tenancy_id, old.complainant_withheld, old.written_with_help_from, old.category, old.occurred_at,
    old.description, old.shared_summary, old.demanded_on)
  is distinct from (new.department_id, new.respondent_tenancy_id, new.place, new.complainant_name,
    new.complainant_contact, new.complainant_tenancy_id, new.complainant_withheld, new.written_with_help_from,
    new.category, new.occurred_at, new.description, new.shared_summary, new.demanded_on))
execute function keep_former_naboklage();
--> statement-breakpoint
alter table naboklager enable always trigger naboklager_keep_former;
