/** The SQL of the app's queries, without the gate and the trail. */
export const departments = ['afdeling-0', 'afdeling-3', 'afdeling-6']

export const given = [
  'departmentId',
  'channel',
  'respondentTenancyId',
  'category',
  'occurredAt',
  'description',
  'sharedSummary',
]

const naboklage = `n.id, n.reference, n.department_id as "departmentId", n.status,
  n.respondent_tenancy_id as "respondentTenancyId", n.place,
  json_build_object('name', n.complainant_name, 'contact', n.complainant_contact,
    'tenancyId', n.complainant_tenancy_id, 'withheld', n.complainant_withheld) as complainant,
  n.channel, n.written_with_help_from as "writtenWithHelpFrom", n.category, n.occurred_at as "occurredAt",
  n.description, n.shared_summary as "sharedSummary", n.demanded_on as "demandedOn", n.due_on as "dueOn",
  n.received_at as "receivedAt",
  array_to_json(array(select r from (
    select s.kind, s.taken_on as "on", s.note, s.outcome, s.override_reason as "overrideReason",
      rfc3339(s.recorded_at) as "recordedAt", s.recorded_by as "recordedBy"
    from naboklage_steps s where s.naboklage_id = n.id order by s.position) r)) as steps`

const insertNaboklage = `
  insert into naboklager as n (id, department_id, channel, respondent_tenancy_id, category, occurred_at, description,
    shared_summary, complainant_name, complainant_withheld, recorded_by, status, received_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'received', clock())
  returning ${naboklage}, (
    select json_agg(json_build_object('id', d.id, 'reference', d.reference,
      'occurredAt', rfc3339(d.occurred_at), 'category', d.category, 'status', d.status))
    from (
      select d.id, d.reference, d.occurred_at, d.category, d.status from naboklager d
      where d.respondent_tenancy_id = $4 and d.category = $5
        and (d.occurred_at at time zone 'Europe/Copenhagen')::date = ($6::timestamptz at time zone 'Europe/Copenhagen')::date
      order by d.id desc limit 20) d) as "possibleDuplicates"`

const listNaboklager = `
  select ${naboklage} from naboklager n where n.department_id = any ($1) order by n.id desc limit $2::int + 1`

const member = `json_build_object('id', u.id, 'name', u.name, 'organisationId', u.organisation_id)`

const sag = `c.id, c.reference, c.organisation_id as "organisationId", c.tenancy_id as "tenancyId",
    c.department_id as "departmentId",
    case when c.closed_at is not null then 'closed' when c.paused_at is not null then 'paused'
      when exists (select from consents_in_force f where f.case_id = c.id) then 'active'
      else 'awaiting_consent' end as status,
    c.theme, c.problem,
    (select ${member} from users u where u.id = c.key_person_id) as "keyPerson",
    (select coalesce(json_agg(${member} order by u.name, u.id), '[]')
      from case_team t join users u on u.id = t.user_id where t.case_id = c.id) as team,
    (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id), '[]')
      from case_residents r join residents p on p.id = r.resident_id where r.case_id = c.id) as residents,
    (select coalesce(json_agg(json_build_object('id', k.id, 'residentId', k.resident_id,
        'recipientOrganisationIds', k.recipient_organisation_ids, 'dataCategories', k.data_categories,
        'givenAt', rfc3339(k.given_at), 'reviewOn', k.review_on) order by k.given_at, k.id), '[]')
      from consents_in_force k where k.case_id = c.id) as consents,
    (select coalesce(json_agg(json_build_object('id', n.id, 'category', n.category,
        'occurredAt', rfc3339(n.occurred_at), 'sharedSummary', n.shared_summary) order by n.occurred_at, n.id), '[]')
      from case_naboklager x join naboklager n on n.id = x.naboklage_id where x.case_id = c.id) as naboklager,
    c.reconfirmation_due or not exists (select from users u where u.id = c.key_person_id and u.disabled_at is null
      and u.organisation_id = c.organisation_id) as "reconfirmationDue",
    c.recorded_at as "openedAt", c.paused_at as "pausedAt", c.closed_on as "closedOn", c.outcome`

const findCase = `select ${sag} from cases c where c.id = $1`

// A constant limit, as the app has one too: without it the planner prepares to read every case.
const listCases = `
  select * from (select ${sag} from cases c order by c.id desc limit 201) page limit $1::int + 1`

const listEntries = `
  select e.id, e.case_id as "caseId", e.organisation_id as "organisationId",
    (select json_build_object('id', u.id, 'name', u.name, 'organisationId', e.organisation_id)
      from users u where u.id = e.author_id) as author,
    e.kind, e.data_category as "dataCategory", e.resident_ids as "residentIds", e.legal_basis as "legalBasis",
    e.text, e.occurred_at as "occurredAt", e.recorded_at as "recordedAt", e.version, e.supersedes,
    e.correction_reason as "correctionReason"
  from case_entries e
  where e.case_id = $1 and not exists (select from case_entries newer where newer.supersedes = e.id)
  order by e.id desc limit 51`

export const statements = { insertNaboklage, listNaboklager, findCase, listCases, listEntries }
