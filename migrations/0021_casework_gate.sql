-- What can't be done to a record as it is now; the text is shown to the client.
create function require_possible(condition boolean, rule text) returns void language plpgsql as $$
begin
  if condition is not true then
    raise exception '%', rule using errcode = 'BG419';
  end if;
end $$;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- What becomes of a case is for the owner's team to decide. All who see it may change what it says, but not this.
create view owned_cases with (security_barrier) as
select c.id, c.key_person_id, c.reconfirmation_due, c.paused_at, c.closed_at, c.closed_on, c.outcome
from cases c
where exists (select from visible_cases v where v.case_id = c.id and v.owned);
--> statement-breakpoint
-- What a correction takes over from the entry that it supersedes: one of the actor's organisation, on a visible case.
create view own_entries with (security_barrier) as
select e.id, e.case_id, e.version, e.kind, e.data_category, e.resident_ids, e.legal_basis, e.occurred_at
from case_entries e
where e.organisation_id = (select actor_organisation())
  and exists (select from visible_cases v where v.case_id = e.case_id);
--> statement-breakpoint
grant select on owned_cases, own_entries to bo_godt_app;
--> statement-breakpoint
grant update (key_person_id, reconfirmation_due, paused_at, closed_at, closed_on, outcome) on owned_cases to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
grant update (key_person_id, reconfirmation_due, paused_at, closed_at, closed_on, outcome) on cases to bo_godt_gate;
--> statement-breakpoint
grant select (organisation_id, version, kind, data_category, resident_ids, legal_basis, occurred_at) on case_entries
  to bo_godt_gate;
--> statement-breakpoint
ALTER POLICY "team_writes" ON "case_entries" TO bo_godt_app WITH CHECK (exists (select from cases c where c.id = case_id and c.closed_at is null) and organisation_id = (select actor_organisation())
        and author_id = (select actor_id()) and case when supersedes is null
          then resident_ids <@ array(select p.resident_id from case_people p where p.case_id = case_entries.case_id)
          else exists (select from own_entries o where o.id = supersedes
  and (o.case_id, o.version + 1, o.kind, o.data_category, o.resident_ids, o.legal_basis, o.occurred_at)
    = (case_entries.case_id, case_entries.version, case_entries.kind, case_entries.data_category,
      case_entries.resident_ids, case_entries.legal_basis, case_entries.occurred_at)) end);
--> statement-breakpoint
alter table case_entries enable always trigger case_entries_immutable;
--> statement-breakpoint
alter table case_moves force row level security;
--> statement-breakpoint
create trigger case_moves_append_only before update or delete on case_moves
for each row execute function refuse_change();
--> statement-breakpoint
alter table case_moves enable always trigger case_moves_append_only;
--> statement-breakpoint
grant select, insert on case_moves to bo_godt_app;
