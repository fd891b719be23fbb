-- What a member of the team of an organisation sees of a case, and the consents that it rests on: for the key person,
-- who is on the team too. The rule is not written again: for the length of one query the actor is of the other
-- organisation, and every view and policy answers as it would. Rights of its own it has none.
create function shown_to(target uuid, reader text) returns table (kind text, id uuid, consent_ids uuid[])
language plpgsql set search_path from current as $$
#variable_conflict use_column
declare
  own text := actor_organisation();
begin
  if not exists (select from keyed_cases k where k.case_id = target) then
    return;
  end if;
  perform set_config('bo_godt.actor_organisation', reader, true);
  return query
    with sight as materialized (
      select v.case_id, v.owned, v.landlord, d.naboklager from visible_cases v join case_details d on d.case_id = v.case_id
      where v.case_id = target),
    naming as materialized (
      select n.id, n.resident_id, n.data_categories from consents_naming_me n where n.case_id = target)
    select 'entry', e.id, array(select n.id from naming n
        where case when e.organisation_id = reader then not s.owned
          else n.resident_id = any (e.resident_ids) and e.data_category = any (n.data_categories) end)
      from sight s join case_entries e on e.case_id = s.case_id
      where not exists (select from case_entries newer where newer.supersedes = e.id)
    union all
    -- The landlord sees a resident who has agreed to nothing, once the case is open at all.
    select 'resident', r.resident_id, array(select n.id from naming n
        where not s.owned and (n.resident_id = r.resident_id
          or not exists (select from naming own where own.resident_id = r.resident_id)))
      from sight s join case_people r on r.case_id = s.case_id
    union all
    select 'naboklage', (x ->> 'id')::uuid, array(select n.id from naming n
        where not s.owned and (s.landlord or 'complaints' = any (n.data_categories)))
      from sight s cross join lateral json_array_elements(s.naboklager) x;
  perform set_config('bo_godt.actor_organisation', own, true);
end $$;
