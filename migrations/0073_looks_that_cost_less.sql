ALTER POLICY "conflict" ON "naboklager" TO bo_godt_app USING ((select actor_barred() = '{}')
        or not (array[id, respondent_tenancy_id, complainant_tenancy_id] && (select actor_barred())::uuid[]));
--> statement-breakpoint
-- Asked only when there is nothing to show, and so planned by itself: in a statement that asks it, it costs nothing else.
create function sees_case(record uuid) returns boolean language plpgsql stable set search_path from current as $$
begin
  return exists (select from visible_cases v where v.case_id = record);
end $$;
