-- The landlord's own numbers of a resident and of their tenancy are told to whom they stand for (GDPR art. 15).
grant select (external_key) on residents to bo_godt_insight;
--> statement-breakpoint
grant select (external_key) on tenancies to bo_godt_insight;
--> statement-breakpoint
set local role bo_godt_insight;
--> statement-breakpoint
create or replace function subject_access(request uuid) returns table (content json, redactions json, subject_ids uuid[])
language sql stable security definer set search_path from current as $$
  select json_build_object(
    'person', json_build_object('name', r.name, 'birthYear', r.birth_year, 'phone', r.phone,
      'protectedAddress', r.protected_address, 'externalKey', r.external_key),
    'tenancy', json_build_object('id', t.id, 'departmentId', t.department_id, 'address', t.address,
      'dwelling', t.dwelling, 'movedInOn', t.moved_in_on, 'movedOutOn', t.moved_out_on, 'externalKey', t.external_key),
    'naboklager', told_complaints(q.id), 'cases', told_cases(r.id), 'consents', told_consents(r.id),
    'disclosures', told_disclosures(r.id), 'discussions', told_discussions(r.id),
    'deliveries', told_deliveries(s.ids), 'accessLog', told_looks(r.id)),
    redactions_about(q.id, r.id), s.ids
  from subject_access_requests q join residents r on r.id = q.resident_id join tenancies t on t.id = r.tenancy_id
  cross join lateral (select array[r.id, t.id] || array(select n.id from complaints_about n where n.request_id = q.id)
      || array(select c.id from cases_about c where c.resident_id = r.id)
      || array(select e.id from entries_about e where e.resident_id = r.id)
      || array(select a.id from actions_about a where a.resident_id = r.id)
      || array(select e.id from emergencies_about e where e.resident_id = r.id)
      || array(select k.id from consents k where k.resident_id = r.id) as ids) s
  where q.id = request
$$;
--> statement-breakpoint
set local role bo_godt_owner;
