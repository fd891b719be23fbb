-- What there is about a resident, for a data protection officer who answers a request for access (GDPR art. 15).
-- bo_godt_insight can't log in; its policies hold for an officer's scope alone, and its column grants leave out
-- complainants, descriptions and places, which tell who complained (art. 15(4)).
grant select on residents, tenancies, cases, case_residents, case_entries to bo_godt_insight;
--> statement-breakpoint
grant select (id, reference, department_id, status, respondent_tenancy_id, category, occurred_at, shared_summary,
  received_at) on naboklager to bo_godt_insight;
--> statement-breakpoint
grant select (id, case_id, resident_id, given_by, response, channel, given_at, information_text_version, interpreter,
  purpose, recipient_organisation_ids, data_categories, review_on, withdrawal_received_at, invalidated_at)
  on consents to bo_godt_insight;
--> statement-breakpoint
grant select (occurred_at, organisation_id, decision, subject_ids, case_id, consent_ids) on audit_events
  to bo_godt_insight;
--> statement-breakpoint
alter table subject_access_requests force row level security;
--> statement-breakpoint
grant select, insert on subject_access_requests to bo_godt_app;
--> statement-breakpoint
grant select (id) on subject_access_requests to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_insight;
--> statement-breakpoint
-- The records that a look at is a look at the resident: the resident, and complaints about the household. Not the
-- tenancy and its cases: they may be about a cohabitant alone. Null when there is no such resident.
create function records_about(resident uuid) returns uuid[]
language sql stable security definer set search_path from current as $$
  select r.id || array(select n.id from naboklager n where n.respondent_tenancy_id = r.tenancy_id)
  from residents r where r.id = resident
$$;
--> statement-breakpoint
-- A text about more than one resident is not given to one of them: what it says of the other is not theirs.
create view entries_about with (security_barrier) as
select r.id as resident_id, e.id, e.case_id, e.organisation_id, e.kind, e.data_category, e.legal_basis, e.occurred_at,
  case when cardinality(e.resident_ids) = 1 then e.text end as text
from residents r join case_residents c on c.resident_id = r.id
join case_entries e on e.case_id = c.case_id and r.id = any (e.resident_ids);
--> statement-breakpoint
create view cases_about with (security_barrier) as
select m.resident_id, c.id, c.reference, c.organisation_id, c.theme, c.recorded_at,
  case when not exists (select from case_residents o where o.case_id = c.id and o.resident_id <> m.resident_id)
    then c.problem end as problem
from case_residents m join cases c on c.id = m.case_id;
--> statement-breakpoint
create function subject_access(resident uuid)
returns table (content json, redactions json, subject_ids uuid[])
language sql stable security definer set search_path from current as $$
  select json_build_object(
    'person', json_build_object('name', r.name, 'birthYear', r.birth_year, 'phone', r.phone,
      'protectedAddress', r.protected_address),
    'tenancy', json_build_object('id', t.id, 'departmentId', t.department_id, 'address', t.address,
      'dwelling', t.dwelling, 'movedInOn', t.moved_in_on, 'movedOutOn', t.moved_out_on),
    'naboklager', (select coalesce(json_agg(json_build_object('id', n.id, 'reference', n.reference,
        'category', n.category, 'status', n.status, 'occurredAt', rfc3339(n.occurred_at),
        'receivedAt', rfc3339(n.received_at), 'sharedSummary', n.shared_summary) order by n.occurred_at, n.id), '[]')
      from naboklager n where n.respondent_tenancy_id = t.id),
    'cases', (select coalesce(json_agg(json_build_object('id', c.id, 'reference', c.reference,
        'organisationId', c.organisation_id, 'theme', c.theme, 'openedAt', rfc3339(c.recorded_at), 'problem', c.problem,
        'entries', (select coalesce(json_agg(json_build_object('id', e.id, 'organisationId', e.organisation_id,
            'kind', e.kind, 'dataCategory', e.data_category, 'legalBasis', e.legal_basis,
            'occurredAt', rfc3339(e.occurred_at), 'text', e.text) order by e.id), '[]')
          from entries_about e where e.case_id = c.id and e.resident_id = r.id)) order by c.id), '[]')
      from cases_about c where c.resident_id = r.id),
    'consents', (select coalesce(json_agg(json_build_object('id', k.id, 'caseId', k.case_id, 'response', k.response,
        'givenBy', k.given_by, 'channel', k.channel, 'givenAt', rfc3339(k.given_at),
        'informationTextVersion', k.information_text_version, 'interpreter', k.interpreter, 'purpose', k.purpose,
        'recipientOrganisationIds', k.recipient_organisation_ids, 'dataCategories', k.data_categories,
        'reviewOn', k.review_on, 'withdrawnAt', rfc3339(k.withdrawal_received_at),
        'invalidatedAt', rfc3339(k.invalidated_at)) order by k.given_at, k.id), '[]')
      from consents k where k.resident_id = r.id),
    'disclosures', (select coalesce(json_agg(json_build_object('on', s."on", 'organisationId', s.organisation_id,
        'caseId', s.case_id, 'consentIds', s.consent_ids) order by s."on", s.organisation_id, s.case_id), '[]')
      from (select distinct (v.occurred_at at time zone 'Europe/Copenhagen')::date as "on", v.organisation_id, v.case_id,
          array(select c from unnest(v.consent_ids) c where c = any (o.consent_ids) order by c) as consent_ids
        from (select array(select k.id from consents k where k.resident_id = r.id) as consent_ids) o
        join audit_events v on v.subject_ids @> array[r.id] and v.decision = 'allowed'
          and v.consent_ids && o.consent_ids) s)),
    (select coalesce(json_agg(json_build_object('recordId', x.id, 'field', x.field, 'reason', x.reason)
        order by x.id, x.field), '[]')
      from (
        select n.id, f.field, f.reason from naboklager n cross join (values
          ('complainant', 'complainant_withheld'), ('description', 'may_identify_complainant'),
          ('place', 'may_identify_complainant')) f (field, reason)
        where n.respondent_tenancy_id = t.id
        union all
        select c.id, 'problem', 'concerns_other_resident' from cases_about c
        where c.resident_id = r.id and c.problem is null
        union all
        select e.id, 'text', 'concerns_other_resident' from entries_about e
        where e.resident_id = r.id and e.text is null) x),
    array[r.id, t.id] || array(select n.id from naboklager n where n.respondent_tenancy_id = t.id)
      || array(select c.id from cases_about c where c.resident_id = r.id)
      || array(select e.id from entries_about e where e.resident_id = r.id)
      || array(select k.id from consents k where k.resident_id = r.id)
  from residents r join tenancies t on t.id = r.tenancy_id where r.id = resident
$$;
--> statement-breakpoint
revoke all on function records_about, subject_access from public;
--> statement-breakpoint
grant execute on function records_about, subject_access to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
