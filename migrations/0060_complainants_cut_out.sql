-- Texts that others wrote about a resident may name who complained. A role that knows it cuts it out, and tells no more
-- than what is left: neither it nor its functions can be reached by the application's role.
grant select (id, respondent_tenancy_id, complainant_name, complainant_contact, complainant_withheld) on naboklager
  to bo_godt_redactor;
--> statement-breakpoint
grant select (tenancy_id, name) on residents to bo_godt_redactor;
--> statement-breakpoint
grant select (shared_summary) on naboklager to bo_godt_insight;
--> statement-breakpoint
set local role bo_godt_redactor;
--> statement-breakpoint
-- A name is written in full, in any case, or a part of it with a capital letter: `Hans` is a name, and `hans` is not. A part
-- that the household is called too is not cut out. Of a contact it is the last eight digits, however they are spaced.
create function patterns_of(name text, contact text, own text[], out words text, out whole text) language sql immutable
return (
  with parts as (
    select p from regexp_split_to_table(normalize(name, NFC) collate "pg_c_utf8", '[^[:alnum:]]+') p
    where p ~ '[[:alpha:]]{2}' and lower(p) <> all (own)
  ), said as (
    select string_agg(initcap(p) || '|' || upper(p), '|') as words, string_agg(p, '[^[:alnum:]]+') as whole,
      count(*) as n from parts
  ), digits as (
    select right(regexp_replace(contact, '[^0-9]', '', 'g'), 8) as d
  )
  select row('\m(' || s.words || ')s?\M', concat_ws('|',
    case when s.n > 1 then '\m' || s.whole || 's?\M' end,
    case when length(d.d) > 5 then '(\+\s*\d\d\s*)?' || regexp_replace(d.d, '(.)(?=.)', '\1[^[:alnum:]]*', 'g')
      when contact <> '' then regexp_replace(contact, '([^[:alnum:]])', '\\\1', 'g') end))
  from said s cross join digits d);
--> statement-breakpoint
create function without_complainants(said text, household uuid) returns text
language plpgsql stable security definer set search_path from current as $$
declare
  left_over text collate "pg_c_utf8" := normalize(said, NFC);
  own text[];
  known record;
begin
  if said is null then
    return null;
  end if;
  own := array(select lower(w) from residents r
    cross join regexp_split_to_table(normalize(r.name, NFC) collate "pg_c_utf8", '[^[:alnum:]]+') w
    where r.tenancy_id = household);
  for known in
    select distinct p.words, p.whole from naboklager n
    cross join patterns_of(n.complainant_name, n.complainant_contact, own) p
    where n.respondent_tenancy_id = household and n.complainant_withheld
  loop
    left_over := coalesce(regexp_replace(left_over, nullif(known.whole, ''), '[udeladt]', 'gi'), left_over);
    left_over := coalesce(regexp_replace(left_over, known.words, '[udeladt]', 'g'), left_over);
  end loop;
  return case when left_over = normalize(said, NFC) then said else left_over end;
end $$;
--> statement-breakpoint
-- The same of each text of a review.
create function without_complainants(given json, household uuid) returns json language sql stable
security definer set search_path from current as $$
  select case when given is not null then coalesce(
    (select json_object_agg(t.key, without_complainants(t.value, household)) from json_each_text(given) t), '{}') end
$$;
--> statement-breakpoint
-- What the landlord's staff overlooked is cut out when they have reviewed, and they see it.
create function cut_out_complainants() returns trigger
language plpgsql security definer set search_path from current as $$
declare
  left_over json := (select without_complainants(new.given, n.respondent_tenancy_id)
    from naboklager n where n.id = new.naboklage_id);
begin
  new.redactions := (select coalesce(json_agg(distinct x.r), '[]') from (
    select r.value::jsonb as r from json_array_elements(new.redactions) r
    union all
    select jsonb_build_object('field', t.key, 'reason', 'complainant_withheld')
    from json_each_text(new.given) t where left_over ->> t.key <> t.value) x);
  new.given := left_over;
  return new;
end $$;
--> statement-breakpoint
revoke all on function patterns_of, without_complainants(text, uuid), without_complainants(json, uuid),
  cut_out_complainants from public;
--> statement-breakpoint
grant execute on function without_complainants(text, uuid), without_complainants(json, uuid) to bo_godt_insight;
--> statement-breakpoint
grant execute on function cut_out_complainants to bo_godt_owner;
--> statement-breakpoint
set local role bo_godt_owner;
--> statement-breakpoint
create trigger subject_access_reviews_cut before insert on subject_access_reviews
for each row execute function cut_out_complainants();
--> statement-breakpoint
alter table subject_access_reviews enable always trigger subject_access_reviews_cut;
--> statement-breakpoint
set local role bo_godt_insight;
--> statement-breakpoint
create or replace view cases_about with (security_barrier) as
select m.resident_id, c.id, c.reference, c.organisation_id, c.theme, c.recorded_at,
  case when a.alone then t.told end as problem, c.closed_on, c.outcome, a.alone, c.tenancy_id,
  a.alone and t.told <> c.problem as cut
from case_residents m join cases c on c.id = m.case_id
cross join lateral (select not exists (
  select from case_residents o where o.case_id = c.id and o.resident_id <> m.resident_id) as alone) a
cross join lateral (select without_complainants(c.problem, c.tenancy_id) as told) t;
--> statement-breakpoint
create or replace view entries_about with (security_barrier) as
select r.id as resident_id, e.id, e.case_id, e.organisation_id, e.kind, e.data_category, e.legal_basis, e.occurred_at,
  case when a.alone then t.told end as text, e.version, e.supersedes, a.alone and t.told <> e.text as cut
from residents r join case_residents c on c.resident_id = r.id
join case_entries e on e.case_id = c.case_id and r.id = any (e.resident_ids)
cross join lateral (select cardinality(e.resident_ids) = 1 as alone) a
cross join lateral (select without_complainants(e.text, r.tenancy_id) as told) t;
--> statement-breakpoint
create or replace view moves_about with (security_barrier) as
select c.resident_id, v.id, v.case_id, v.kind, v.outcome, v.closed_on, v.recorded_at,
  case when c.alone then t.told end as reason, v.reason is not null and not c.alone as withheld,
  c.alone and t.told <> v.reason as cut
from cases_about c join case_moves v on v.case_id = c.id
cross join lateral (select without_complainants(v.reason, c.tenancy_id) as told) t;
--> statement-breakpoint
create or replace view actions_about with (security_barrier) as
select r.id as resident_id, a.id, a.case_id, a.organisation_id, a.method, a.data_category, a.due_on, a.status,
  a.completed_on, case when k.alone then t.title end as title,
  case when k.alone then t.note end as note, not k.alone as withheld,
  k.alone and (t.title <> a.title or t.note <> k.note) as cut
from residents r join case_residents c on c.resident_id = r.id
join agreed_actions a on a.case_id = c.case_id and r.id = any (a.resident_ids)
cross join lateral (select cardinality(a.resident_ids) = 1 as alone, coalesce(a.completion_note, a.drop_reason) as note) k
cross join lateral (select without_complainants(a.title, r.tenancy_id) as title,
  without_complainants(k.note, r.tenancy_id) as note) t;
--> statement-breakpoint
create or replace view emergencies_about with (security_barrier) as
select c.resident_id, e.id, e.case_id, e.organisation_id, e.legal_basis, e.granted_at, e.expires_at, e.outcome,
  case when c.alone then t.told end as reason, not c.alone as withheld, c.alone and t.told <> e.reason as cut
from cases_about c join emergency_accesses e on e.case_id = c.id
cross join lateral (select without_complainants(e.reason, c.tenancy_id) as told) t;
--> statement-breakpoint
create view consent_texts_about with (security_barrier) as
select k.id, k.resident_id, f.field, f.said, without_complainants(f.said, r.tenancy_id) as told
from consents k join residents r on r.id = k.resident_id
cross join lateral (values ('purpose', k.purpose), ('note', k.note), ('withdrawalReason', k.withdrawal_reason),
  ('invalidationReason', k.invalidation_reason)) f (field, said)
where f.said is not null;
--> statement-breakpoint
-- The shared summary was written to be shown to those who may not know who complained, and is given unless a review says
-- otherwise. A complaint that came after a review may name another: what is told of a text is without any who complained.
create or replace view complaints_about with (security_barrier) as
select q.id as request_id, n.id, n.reference, n.department_id, n.category, n.status, n.occurred_at, n.received_at,
  without_complainants(g.said, p.tenancy_id) as given, r.redactions,
  exists (select from naboklage_changes h where h.naboklage_id = n.id) as changed,
  exists (select from naboklage_steps s where s.naboklage_id = n.id) as stepped, r.given is not null as reviewed,
  g.said ->> 'sharedSummary' as summary
from subject_access_requests q join residents p on p.id = q.resident_id
join naboklager n on n.respondent_tenancy_id = p.tenancy_id
left join lateral (
  select x.given, x.redactions from subject_access_reviews x
  where x.request_id = q.id and x.naboklage_id = n.id and x.version =
    (select count(*) from naboklage_changes h where h.naboklage_id = n.id)
    + (select count(*) from naboklage_steps s where s.naboklage_id = n.id)
  order by x.id desc limit 1) r on true
cross join lateral (
  select coalesce(r.given, json_strip_nulls(json_build_object('sharedSummary', n.shared_summary))) as said) g;
--> statement-breakpoint
create or replace function told_consents(resident uuid) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('id', k.id, 'caseId', k.case_id, 'response', k.response,
      'givenBy', k.given_by, 'channel', k.channel, 'givenAt', rfc3339(k.given_at),
      'informationTextVersion', k.information_text_version, 'interpreter', k.interpreter, 'purpose', t.told ->> 'purpose',
      'recipientOrganisationIds', k.recipient_organisation_ids, 'dataCategories', k.data_categories,
      'reviewOn', k.review_on, 'withdrawnAt', rfc3339(k.withdrawal_received_at),
      'invalidatedAt', rfc3339(k.invalidated_at), 'note', t.told ->> 'note', 'withdrawalChannel', k.withdrawal_channel,
      'withdrawalReason', t.told ->> 'withdrawalReason',
      'invalidationReason', t.told ->> 'invalidationReason',
      'confirmedInWritingOn', k.confirmed_in_writing_on) order by k.given_at, k.id), '[]')
  from consents k cross join lateral (
    select json_object_agg(f.field, f.told) as told from consent_texts_about f where f.id = k.id) t
  where k.resident_id = resident
$$;
--> statement-breakpoint
create or replace function redactions_about(request uuid, resident uuid) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('recordId', x.id, 'field', x.field, 'reason', x.reason)
    order by x.id, x.field, x.reason), '[]')
  from (
    select n.id, 'complainant' as field, 'complainant_withheld' as reason from complaints_about n
    where n.request_id = request
    union all
    select n.id, f.field, 'may_identify_complainant' from complaints_about n
    cross join lateral (values ('description', true), ('place', true), ('notes', n.stepped)) f (field, exists)
    where n.request_id = request and not n.reviewed and f.exists
    union all
    select n.id, 'sharedSummary', 'complainant_withheld' from complaints_about n
    where n.request_id = request and not n.reviewed and n.given ->> 'sharedSummary' <> n.summary
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
    where e.resident_id = resident and e.withheld
    union all
    select c.id, 'problem', 'complainant_withheld' from cases_about c where c.resident_id = resident and c.cut
    union all
    select e.id, 'text', 'complainant_withheld' from entries_about e where e.resident_id = resident and e.cut
    union all
    select v.id, 'reason', 'complainant_withheld' from moves_about v where v.resident_id = resident and v.cut
    union all
    select a.id, 'title', 'complainant_withheld' from actions_about a where a.resident_id = resident and a.cut
    union all
    select e.id, 'reason', 'complainant_withheld' from emergencies_about e where e.resident_id = resident and e.cut
    union all
    select k.id, k.field, 'complainant_withheld' from consent_texts_about k
    where k.resident_id = resident and k.told <> k.said) x
$$;
--> statement-breakpoint
set local role bo_godt_owner;
