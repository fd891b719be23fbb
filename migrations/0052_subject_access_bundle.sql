-- A resident's access to their data (GDPR art. 15): what was to be told is reviewed, released once, and kept as it was.
alter table subject_access_reviews force row level security;
--> statement-breakpoint
alter table subject_access_bundles force row level security;
--> statement-breakpoint
alter table subject_access_moves force row level security;
--> statement-breakpoint
create trigger subject_access_reviews_immutable before update or delete on subject_access_reviews
for each row execute function refuse_change();
--> statement-breakpoint
create trigger subject_access_bundles_immutable before update on subject_access_bundles
for each row execute function refuse_change();
--> statement-breakpoint
create trigger subject_access_moves_immutable before update or delete on subject_access_moves
for each row execute function refuse_change();
--> statement-breakpoint
alter table subject_access_reviews enable always trigger subject_access_reviews_immutable;
--> statement-breakpoint
alter table subject_access_bundles enable always trigger subject_access_bundles_immutable;
--> statement-breakpoint
alter table subject_access_moves enable always trigger subject_access_moves_immutable;
--> statement-breakpoint
grant select, insert on subject_access_reviews, subject_access_bundles, subject_access_moves to bo_godt_app;
--> statement-breakpoint
grant select on subject_access_requests, subject_access_moves to bo_godt_gate;
--> statement-breakpoint
grant select (request_id, naboklage_id, version) on subject_access_reviews to bo_godt_gate;
--> statement-breakpoint
grant select (naboklage_id) on naboklage_changes, naboklage_steps to bo_godt_gate;
--> statement-breakpoint
set local role bo_godt_gate;
--> statement-breakpoint
-- Requests that are neither answered nor refused, with the day that they must be by.
create view open_accesses as
select q.id, q.resident_id,
  coalesce((select m.due_on from subject_access_moves m where m.request_id = q.id and m.kind = 'extension'), q.due_on)
    as due_on
from subject_access_requests q
where not exists (select from subject_access_moves m where m.request_id = q.id and m.kind <> 'extension');
--> statement-breakpoint
-- The complaints that they are about, and whether what may be told of each has been reviewed as it is now: changes and
-- steps are only ever added, so their number tells one version of a complaint from the next.
create view accessed_complaints as
select q.id as request_id, q.resident_id, q.due_on, n.id as naboklage_id, n.department_id, v.version,
  exists (select from subject_access_reviews r
    where r.request_id = q.id and r.naboklage_id = n.id and r.version = v.version) as reviewed
from open_accesses q join residents p on p.id = q.resident_id
join naboklager n on n.respondent_tenancy_id = p.tenancy_id
cross join lateral (select (select count(*) from naboklage_changes h where h.naboklage_id = n.id)
  + (select count(*) from naboklage_steps s where s.naboklage_id = n.id) as version) v;
--> statement-breakpoint
-- For the data protection officer, and for the staff of the department as far as they see the complaint.
create view access_complaints with (security_barrier) as
select a.request_id, a.resident_id, a.due_on, a.naboklage_id, a.department_id, a.version, a.reviewed
from accessed_complaints a
where (select actor_role()) = 'dpo' or exists (
  select from naboklager n
  where n.id = a.naboklage_id and n.department_id = any ((select actor_departments())::text[])
    and not array[n.id, n.respondent_tenancy_id, n.complainant_tenancy_id] && (select actor_barred())::uuid[]);
--> statement-breakpoint
-- When, why and by which organisation these records were looked at, as a citizen is told (C-579/21): a line for each
-- day, and nobody's name.
create function looks_about(subjects uuid[])
returns table (looked_on date, purpose text, organisation_id text, times int)
language sql stable security definer set search_path from current as $$
  select (e.occurred_at at time zone 'Europe/Copenhagen')::date as looked_on, e.purpose, e.organisation_id, count(*)::int
  from events_about(subjects) e where e.decision = 'allowed' group by 1, 2, 3
$$;
--> statement-breakpoint
-- What was shown to whom on these consents of the resident.
create function disclosures_about(resident uuid, consents uuid[])
returns table (shown_on date, organisation_id text, case_id uuid, consent_ids uuid[])
language sql stable security definer set search_path from current as $$
  select distinct (e.occurred_at at time zone 'Europe/Copenhagen')::date, e.organisation_id, e.case_id,
    array(select c from unnest(e.consent_ids) c where c = any (consents) order by c)
  from events_about(array[resident]) e where e.decision = 'allowed' and e.consent_ids && consents
$$;
--> statement-breakpoint
-- The officers are told when an answer is due; the staff of the department at once what they are to review, and again
-- when it is urgent.
create function due_accesses()
returns table (recipient_id uuid, kind text, matter text, subject_id uuid, case_id uuid, due_on date)
language sql stable security definer set search_path from current as $$
  select u.id, case when q.due_on < today() then 'subject_access_overdue' else 'subject_access_due' end,
    q.id || ' ' || q.due_on, q.id, null::uuid, q.due_on
  from open_accesses q join users u on u.role = 'dpo' and u.disabled_at is null where q.due_on <= today() + 7
  union all
  select u.id, case when a.due_on <= today() + 7 then 'redaction_review_due' else 'redaction_review' end,
    a.request_id || ' ' || a.naboklage_id || ' ' || a.version, a.naboklage_id, null, a.due_on
  from accessed_complaints a
  join departments d on d.id = a.department_id
  join user_departments x on x.department_id = d.id
  join users u on u.id = x.user_id and u.organisation_id = d.organisation_id
  where not a.reviewed and u.role = 'drift' and u.disabled_at is null
    and not exists (select from barred_records b where b.user_id = u.id and b.id = a.naboklage_id)
$$;
--> statement-breakpoint
create or replace function due_matters(untouched_since date)
returns table (recipient_id uuid, kind text, matter text, subject_id uuid, case_id uuid, due_on date)
language sql stable security definer set search_path from current as $$
  with keyed as (
    select c.id as case_id, c.key_person_id as user_id
    from cases c join users u on u.id = c.key_person_id
    where c.closed_at is null and u.disabled_at is null and u.organisation_id = c.organisation_id
      and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
  ), doers as (
    select a.id, a.case_id, a.due_on, u.id as user_id
    from agreed_actions a
    join cases c on c.id = a.case_id
    join users u on u.id = a.responsible_user_id
    join case_team t on t.case_id = c.id and t.user_id = u.id
    where a.status = 'open' and c.closed_at is null and u.disabled_at is null
      and not exists (select from barred_records b where b.user_id = u.id and b.id = c.id)
      and (u.organisation_id = c.organisation_id or exists (
        select from consents_in_force f where f.case_id = c.id and u.organisation_id = any (f.recipient_organisation_ids)))
      and (u.organisation_id = a.organisation_id or not exists (
        select from unnest(a.resident_ids) r (id) where not exists (
          select from consents_in_force f
          where f.case_id = c.id and f.resident_id = r.id and a.data_category = any (f.data_categories)
            and u.organisation_id = any (f.recipient_organisation_ids))))
  ), staff as (
    select n.id, n.status, n.due_on, (n.changed_at at time zone 'Europe/Copenhagen')::date as touched_on,
      u.id as user_id
    from naboklager n
    join departments d on d.id = n.department_id
    join user_departments a on a.department_id = d.id
    join users u on u.id = a.user_id and u.organisation_id = d.organisation_id
    where n.status not in ('draft', 'closed') and u.role = 'drift' and u.disabled_at is null
      and not exists (select from barred_records b where b.user_id = u.id and b.id = n.id)
  )
  select k.user_id, case when f.review_on <= today() + 7 then 'consent_review_7_days' else 'consent_review_30_days' end,
    f.id || ' ' || f.review_on, f.id, f.case_id, f.review_on
  from consents_in_force f join keyed k on k.case_id = f.case_id where f.review_on <= today() + 30
  union all
  select k.user_id, 'reconfirmation_due', c.id || ' ' || m.id, c.id, c.id, null
  from keyed k join cases c on c.id = k.case_id cross join lateral (
    select x.id from case_moves x where x.case_id = c.id and x.kind = 'handover' order by x.id desc limit 1) m
  where c.reconfirmation_due
  union all
  select d.user_id, case when d.due_on < today() then 'action_overdue' else 'action_due' end,
    d.id || ' ' || d.due_on, d.id, d.case_id, d.due_on
  from doers d where d.due_on <= today() + 3
  union all
  select s.user_id, case when s.due_on < today() then 'demand_overdue' else 'demand_due' end,
    s.id || ' ' || s.due_on, s.id, null, s.due_on
  from staff s where s.due_on <= today() + 7
  union all
  select s.user_id, 'naboklage_untouched', s.id || ' ' || s.touched_on, s.id, null, null
  from staff s where s.touched_on <= untouched_since
  union all
  select * from due_accesses()
$$;
--> statement-breakpoint
revoke all on function looks_about, disclosures_about, due_accesses from public;
--> statement-breakpoint
grant execute on function looks_about, disclosures_about to bo_godt_insight;
--> statement-breakpoint
grant select on access_complaints to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
CREATE POLICY "officer_freezes" ON "subject_access_bundles" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK ((select actor_role()) = 'dpo' and recorded_by = (select actor_id()) and not exists (
          select from access_complaints c where c.request_id = subject_access_bundles.request_id and not c.reviewed));
--> statement-breakpoint
CREATE POLICY "landlord_reviews" ON "subject_access_reviews" AS PERMISSIVE FOR INSERT TO "bo_godt_app" WITH CHECK (recorded_by = (select actor_id()) and exists (select from naboklager n where n.id = naboklage_id)
        and exists (select from access_complaints c where c.request_id = subject_access_reviews.request_id
          and c.naboklage_id = subject_access_reviews.naboklage_id and c.version = subject_access_reviews.version));
--> statement-breakpoint
-- Of a complaint's texts the role of insight reads no more than what was reviewed: not even the shared summary.
revoke select (shared_summary) on naboklager from bo_godt_insight;
--> statement-breakpoint
-- Nor the trail, which the gate sums up for it.
revoke select on audit_events from bo_godt_insight;
--> statement-breakpoint
grant select (id, resident_id) on subject_access_requests to bo_godt_insight;
--> statement-breakpoint
grant select on subject_access_reviews to bo_godt_insight;
--> statement-breakpoint
grant select (naboklage_id) on naboklage_changes to bo_godt_insight;
--> statement-breakpoint
grant select (naboklage_id, position, kind, taken_on, outcome) on naboklage_steps to bo_godt_insight;
--> statement-breakpoint
grant select (note, withdrawal_channel, withdrawal_reason, invalidation_reason, confirmed_in_writing_on) on consents
  to bo_godt_insight;
--> statement-breakpoint
grant select (id, case_id, kind, reason, outcome, closed_on, recorded_at) on case_moves to bo_godt_insight;
--> statement-breakpoint
grant select (id, case_id, organisation_id, title, method, due_on, data_category, resident_ids, status, completed_on,
  completion_note, drop_reason) on agreed_actions to bo_godt_insight;
--> statement-breakpoint
grant select (id, case_id, organisation_id, reason, legal_basis, granted_at, expires_at, outcome) on emergency_accesses
  to bo_godt_insight;
--> statement-breakpoint
grant select (id, held_on) on meetings to bo_godt_insight;
--> statement-breakpoint
grant select (meeting_id, case_id, resident_id, organisation_id, data_category, consent_ids) on disclosures
  to bo_godt_insight;
--> statement-breakpoint
grant select (organisation_id, event, record_id, case_id, status, last_attempt_at) on webhook_deliveries
  to bo_godt_insight;
--> statement-breakpoint
set local role bo_godt_insight;
--> statement-breakpoint
drop function subject_access;
--> statement-breakpoint
-- A case is one resident's alone as long as no other is in it: then what is said of the case is said of that resident.
create or replace view cases_about with (security_barrier) as
select m.resident_id, c.id, c.reference, c.organisation_id, c.theme, c.recorded_at,
  case when not exists (select from case_residents o where o.case_id = c.id and o.resident_id <> m.resident_id)
    then c.problem end as problem,
  c.closed_on, c.outcome,
  not exists (select from case_residents o where o.case_id = c.id and o.resident_id <> m.resident_id) as alone
from case_residents m join cases c on c.id = m.case_id;
--> statement-breakpoint
create or replace view entries_about with (security_barrier) as
select r.id as resident_id, e.id, e.case_id, e.organisation_id, e.kind, e.data_category, e.legal_basis, e.occurred_at,
  case when cardinality(e.resident_ids) = 1 then e.text end as text,
  e.version, e.supersedes
from residents r join case_residents c on c.resident_id = r.id
join case_entries e on e.case_id = c.case_id and r.id = any (e.resident_ids);
--> statement-breakpoint
create view moves_about with (security_barrier) as
select c.resident_id, v.id, v.case_id, v.kind, v.outcome, v.closed_on, v.recorded_at,
  case when c.alone then v.reason end as reason, v.reason is not null and not c.alone as withheld
from cases_about c join case_moves v on v.case_id = c.id;
--> statement-breakpoint
create view actions_about with (security_barrier) as
select r.id as resident_id, a.id, a.case_id, a.organisation_id, a.method, a.data_category, a.due_on, a.status,
  a.completed_on, case when k.alone then a.title end as title,
  case when k.alone then coalesce(a.completion_note, a.drop_reason) end as note, not k.alone as withheld
from residents r join case_residents c on c.resident_id = r.id
join agreed_actions a on a.case_id = c.case_id and r.id = any (a.resident_ids)
cross join lateral (select cardinality(a.resident_ids) = 1 as alone) k;
--> statement-breakpoint
create view emergencies_about with (security_barrier) as
select c.resident_id, e.id, e.case_id, e.organisation_id, e.legal_basis, e.granted_at, e.expires_at, e.outcome,
  case when c.alone then e.reason end as reason, not c.alone as withheld
from cases_about c join emergency_accesses e on e.case_id = c.id;
--> statement-breakpoint
-- Of a complaint's texts what the landlord's staff have let the household be told of it as it is now, and nothing else.
create view complaints_about with (security_barrier) as
select q.id as request_id, n.id, n.reference, n.department_id, n.category, n.status, n.occurred_at, n.received_at,
  r.given, r.redactions,
  exists (select from naboklage_changes h where h.naboklage_id = n.id) as changed
from subject_access_requests q join residents p on p.id = q.resident_id
join naboklager n on n.respondent_tenancy_id = p.tenancy_id
left join lateral (
  select x.given, x.redactions from subject_access_reviews x
  where x.request_id = q.id and x.naboklage_id = n.id and x.version =
    (select count(*) from naboklage_changes h where h.naboklage_id = n.id)
    + (select count(*) from naboklage_steps s where s.naboklage_id = n.id)
  order by x.id desc limit 1) r on true;
--> statement-breakpoint
create function told_complaints(request uuid) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('id', n.id, 'reference', n.reference, 'departmentId', n.department_id,
      'category', n.category, 'status', n.status, 'occurredAt', rfc3339(n.occurred_at),
      'receivedAt', rfc3339(n.received_at), 'sharedSummary', n.given ->> 'sharedSummary',
      'description', n.given ->> 'description', 'place', n.given ->> 'place',
      'steps', (select coalesce(json_agg(json_build_object('kind', s.kind, 'on', s.taken_on, 'outcome', s.outcome,
          'note', n.given ->> ('steps.' || s.position || '.note'),
          'overrideReason', n.given ->> ('steps.' || s.position || '.overrideReason')) order by s.position), '[]')
        from naboklage_steps s where s.naboklage_id = n.id)) order by n.occurred_at, n.id), '[]')
  from complaints_about n where n.request_id = request
$$;
--> statement-breakpoint
create function told_cases(resident uuid) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('id', c.id, 'reference', c.reference, 'organisationId', c.organisation_id,
      'theme', c.theme, 'openedAt', rfc3339(c.recorded_at), 'problem', c.problem,
      'closedOn', c.closed_on, 'outcome', c.outcome,
      'entries', (select coalesce(json_agg(json_build_object('id', e.id, 'organisationId', e.organisation_id,
          'kind', e.kind, 'dataCategory', e.data_category, 'legalBasis', e.legal_basis,
          'occurredAt', rfc3339(e.occurred_at), 'text', e.text, 'version', e.version, 'supersedes', e.supersedes)
          order by e.id), '[]')
        from entries_about e where e.case_id = c.id and e.resident_id = resident),
      'moves', (select coalesce(json_agg(json_build_object('id', v.id, 'kind', v.kind, 'at', rfc3339(v.recorded_at),
          'reason', v.reason, 'outcome', v.outcome, 'closedOn', v.closed_on) order by v.id), '[]')
        from moves_about v where v.case_id = c.id and v.resident_id = resident),
      'actions', (select coalesce(json_agg(json_build_object('id', a.id, 'organisationId', a.organisation_id,
          'title', a.title, 'method', a.method, 'dataCategory', a.data_category, 'dueOn', a.due_on, 'status', a.status,
          'completedOn', a.completed_on, 'note', a.note) order by a.id), '[]')
        from actions_about a where a.case_id = c.id and a.resident_id = resident),
      'emergencies', (select coalesce(json_agg(json_build_object('id', e.id, 'organisationId', e.organisation_id,
          'grantedAt', rfc3339(e.granted_at), 'expiresAt', rfc3339(e.expires_at), 'legalBasis', e.legal_basis,
          'reason', e.reason, 'outcome', e.outcome) order by e.id), '[]')
        from emergencies_about e where e.case_id = c.id and e.resident_id = resident)) order by c.id), '[]')
  from cases_about c where c.resident_id = resident
$$;
--> statement-breakpoint
create function told_consents(resident uuid) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('id', k.id, 'caseId', k.case_id, 'response', k.response,
      'givenBy', k.given_by, 'channel', k.channel, 'givenAt', rfc3339(k.given_at),
      'informationTextVersion', k.information_text_version, 'interpreter', k.interpreter, 'purpose', k.purpose,
      'recipientOrganisationIds', k.recipient_organisation_ids, 'dataCategories', k.data_categories,
      'reviewOn', k.review_on, 'withdrawnAt', rfc3339(k.withdrawal_received_at),
      'invalidatedAt', rfc3339(k.invalidated_at), 'note', k.note, 'withdrawalChannel', k.withdrawal_channel,
      'withdrawalReason', k.withdrawal_reason, 'invalidationReason', k.invalidation_reason,
      'confirmedInWritingOn', k.confirmed_in_writing_on) order by k.given_at, k.id), '[]')
  from consents k where k.resident_id = resident
$$;
--> statement-breakpoint
create function told_disclosures(resident uuid) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('on', s.shown_on, 'organisationId', s.organisation_id, 'caseId', s.case_id,
      'consentIds', s.consent_ids) order by s.shown_on, s.organisation_id, s.case_id, s.consent_ids), '[]')
  from disclosures_about(resident, array(select k.id from consents k where k.resident_id = resident)) s
$$;
--> statement-breakpoint
create function told_discussions(resident uuid) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('on', m.held_on, 'organisationId', d.organisation_id, 'caseId', d.case_id,
      'dataCategory', d.data_category, 'consentIds', d.consent_ids)
      order by m.held_on, d.case_id, d.organisation_id, d.data_category), '[]')
  from disclosures d join meetings m on m.id = d.meeting_id where d.resident_id = resident
$$;
--> statement-breakpoint
create function told_looks(resident uuid) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('on', l.looked_on, 'purpose', l.purpose,
      'organisationId', l.organisation_id, 'times', l.times)
      order by l.looked_on, l.purpose, l.organisation_id), '[]')
  from looks_about(records_about(resident)) l
$$;
--> statement-breakpoint
-- What the parties' own systems were told of these records.
create function told_deliveries(records uuid[]) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('at', rfc3339(d.last_attempt_at), 'organisationId', d.organisation_id,
      'event', d.event, 'caseId', d.case_id) order by d.last_attempt_at, d.organisation_id, d.event), '[]')
  from webhook_deliveries d where d.record_id = any (records) and d.status = 'delivered'
$$;
--> statement-breakpoint
create function redactions_about(request uuid, resident uuid) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('recordId', x.id, 'field', x.field, 'reason', x.reason)
    order by x.id, x.field, x.reason), '[]')
  from (
    select n.id, 'complainant' as field, 'complainant_withheld' as reason from complaints_about n
    where n.request_id = request
    union all
    select n.id, f.field, 'awaiting_review' from complaints_about n
    cross join (values ('description'), ('place'), ('sharedSummary'), ('notes')) f (field)
    where n.request_id = request and n.given is null
    union all
    select n.id, f.field, f.reason from complaints_about n
    cross join lateral json_to_recordset(n.redactions) f (field text, reason text) where n.request_id = request
    union all
    select n.id, 'formerVersions', 'may_identify_complainant' from complaints_about n
    where n.request_id = request and n.changed
    union all
    select c.id, 'problem', 'concerns_other_resident' from cases_about c
    where c.resident_id = resident and c.problem is null
    union all
    select e.id, 'text', 'concerns_other_resident' from entries_about e
    where e.resident_id = resident and e.text is null
    union all
    select v.id, 'reason', 'concerns_other_resident' from moves_about v where v.resident_id = resident and v.withheld
    union all
    select a.id, 'title', 'concerns_other_resident' from actions_about a where a.resident_id = resident and a.withheld
    union all
    select e.id, 'reason', 'concerns_other_resident' from emergencies_about e
    where e.resident_id = resident and e.withheld) x
$$;
--> statement-breakpoint
create function subject_access(request uuid) returns table (content json, redactions json, subject_ids uuid[])
language sql stable security definer set search_path from current as $$
  select json_build_object(
    'person', json_build_object('name', r.name, 'birthYear', r.birth_year, 'phone', r.phone,
      'protectedAddress', r.protected_address),
    'tenancy', json_build_object('id', t.id, 'departmentId', t.department_id, 'address', t.address,
      'dwelling', t.dwelling, 'movedInOn', t.moved_in_on, 'movedOutOn', t.moved_out_on),
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
revoke all on function subject_access, told_complaints, told_cases, told_consents, told_disclosures, told_discussions,
  told_looks, told_deliveries, redactions_about from public;
--> statement-breakpoint
grant execute on function subject_access to bo_godt_app;
--> statement-breakpoint
set local role bo_godt_owner;
