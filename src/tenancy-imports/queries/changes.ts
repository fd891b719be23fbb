import { sql } from 'drizzle-orm'
import { statement } from '../../database/statement.ts'
import type { Change, Counts } from '../schemas.ts'
import { here, inFile, leads } from './fragments.ts'

const p = sql.placeholder

const isTold = sql`(s.restricted or s.protection_kept or s.person_fields <> '{}' or s.is_new_resident)`

/** Households of the departments in the file that live there today, by what is known, and are not in it. */
const missing = sql`
  select t.id from tenancies t
  where t.department_id in (select s.department_id from tenancy_import_rows s where ${here})
    and (t.moved_out_on is null or t.moved_out_on > today()) and not ${inFile}
    and t.id not in (select s.succeeds from tenancy_import_rows s where ${here} and s.succeeds is not null)`

const missingPeople = sql`
  select a.line, r.tenancy_id, r.id from ${leads} a join residents r on r.tenancy_id = a.tenancy
  where not a.is_new_tenancy
    and not exists (select from tenancy_import_rows s where ${here} and s.resident = r.id)`

/** What is told of a file; a tenancy that is only tried has no id. */
const changes = sql`changes (line, kind, tenancy, resident, fields) as materialized (
  select a.line, case when a.is_new_tenancy then 'tenancy_created'
      when 'movedOutOn' = any (a.lease_fields) and a.moved_out_on is not null then 'tenancy_moved_out'
      else 'tenancy_changed' end,
    case when a.is_new_tenancy and ${p('dryRun')}::boolean then null else a.tenancy end, null::uuid, a.lease_fields
  from ${leads} a where a.is_new_tenancy or a.lease_fields <> '{}'
  union all
  select min(a.line), 'tenancy_moved_out', a.succeeds, null, '{movedOutOn}' from ${leads} a
  where a.succeeds is not null group by a.succeeds
  union all
  select null, 'tenancy_missing', m.id, null, '{}' from (${missing}) m
  union all
  select m.line, 'resident_missing', m.tenancy_id, m.id, '{}' from (${missingPeople}) m
  union all
  select s.line, k.kind, s.tenancy, case when s.is_new_resident and ${p('dryRun')}::boolean then null else s.resident end,
    case when k.kind = 'resident_changed' then s.person_fields else '{}' end
  from tenancy_import_rows s cross join lateral (values
    ('resident_created', s.is_new_resident), ('resident_changed', s.person_fields <> '{}'),
    ('resident_restricted', s.restricted), ('resident_protection_kept', s.protection_kept)) k (kind, so)
  where ${here} and not s.is_new_tenancy and ${isTold} and k.so
)`

const first = sql`(select * from changes c order by c.line nulls last, c.kind limit 1000)`

const countOf = (kind: string) => sql`(select count(*) from changes c where c.kind = ${sql.raw(`'${kind}'`)})`

/** Everything that a file changes: how much of each kind, and the first of it, row by row. */
export const listChanges = statement<{ counts: Counts; changes: Change[] }>(sql`
  with ${changes}
  select json_build_object(
    'tenancies', json_build_object('created', ${countOf('tenancy_created')}, 'changed', ${countOf('tenancy_changed')},
      'movedOut', ${countOf('tenancy_moved_out')},
      'untouched', (select count(*) from ${leads} a where not a.is_new_tenancy and a.lease_fields = '{}'),
      'missing', ${countOf('tenancy_missing')}, 'expired', ${p('expired')}::int),
    'residents', json_build_object(
      'created', (select count(*) from tenancy_import_rows s where ${here} and s.is_new_resident),
      'changed', ${countOf('resident_changed')},
      'untouched', (select count(*) from tenancy_import_rows s
        where ${here} and not s.is_new_resident and s.person_fields = '{}'),
      'missing', ${countOf('resident_missing')}, 'restricted', ${countOf('resident_restricted')},
      'protectionKept', ${countOf('resident_protection_kept')})) as counts,
  (select coalesce(json_agg(json_build_object('row', c.line, 'kind', c.kind, 'tenancyId', c.tenancy,
      'residentId', c.resident, 'fields', c.fields)), '[]') from ${first} c) as changes`)

/**
 * What a file changes and what its sender is told of, in events of so many each: one that names twenty thousand would be
 * slow to find and to seal.
 */
export const recordChanges = statement(sql`
  with ${changes}, named (id) as (
    select unnest(array[c.tenancy, c.resident]) from ${first} c
    union
    select unnest(array[s.resident,
      case when s.lead and (s.is_new_tenancy or s.lease_fields <> '{}') then s.tenancy end, s.succeeds])
    from tenancy_import_rows s
    where ${here} and not ${p('dryRun')}::boolean and (s.is_new_resident or s.person_fields <> '{}'
      or s.lead and (s.is_new_tenancy or s.lease_fields <> '{}'))
  ), numbered as (
    select n.id, (row_number() over (order by n.id) - 1) / 500 as part from named n where n.id is not null
  )
  insert into audit_events (action, purpose, decision, request_id, subject_ids)
  select ${p('eventAction')}, ${p('eventPurpose')}, 'allowed', ${p('eventRequestId')}, array_agg(n.id)
  from numbered n group by n.part order by n.part`)
