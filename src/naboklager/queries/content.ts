import { sql } from 'drizzle-orm'
import { recordedWrite } from '../../database/recorded.ts'
import { insertInto, statement, updateOf } from '../../database/statement.ts'
import { naboklager as n } from '../table.ts'
import { type Duplicate, duplicate, sameEvent } from './duplicates.ts'
import { columns, trail } from './naboklage.ts'

const p = sql.placeholder

/** Only a tenancy of the department, in force when it happened, can be complained about. */
const guard = sql`
  select require_found(${p('departmentId')}::text = any ((select actor_departments())::text[])),
    require(${p('respondentTenancyId')}::uuid is null or exists (
      select from tenancies t
      where t.id = ${p('respondentTenancyId')}::uuid and t.department_id = ${p('departmentId')}
        and (${p('occurredAt')}::timestamptz at time zone 'Europe/Copenhagen')::date
          between t.moved_in_on and coalesce(t.moved_out_on, 'infinity')),
      'Lejemålet hører ikke til afdelingen, eller var ikke gældende, da det skete.'),
    require(${p('complainantTenancyId')}::uuid is null
      or exists (select from tenancies t where t.id = ${p('complainantTenancyId')}::uuid)
      or exists (select from ${n} where ${n.id} = ${p('id')}
        and ${n.complainantTenancyId} = ${p('complainantTenancyId')}::uuid),
      'Klagerens lejemål findes ikke i dine afdelinger.')`

export const requireTenancies = statement(guard)

const changeable = [
  'respondentTenancyId',
  'place',
  'complainantName',
  'complainantContact',
  'complainantTenancyId',
  'complainantWithheld',
  'category',
  'occurredAt',
  'description',
  'sharedSummary',
  'demandedOn',
  'dueOn',
] as const

/** Looked for before the new one is there, so that it is not its own duplicate. */
const duplicates = sql`duplicates as materialized (
  select ${duplicate} from ${n} where ${sameEvent({
    id: p('id'),
    tenancyId: p('respondentTenancyId'),
    category: p('category'),
    occurredAt: p('occurredAt'),
  })} order by ${n.id} desc limit 20)`

/** An oral complaint is a draft, and received when it is written down. */
export const insertNaboklage = recordedWrite(
  {
    ...columns,
    steps: sql<[]>`'[]'::json`,
    possibleDuplicates: sql<Duplicate[] | null>`(
      select json_agg(json_build_object('id', d.id, 'reference', d.reference,
        'occurredAt', rfc3339(d."occurredAt"), 'category', d.category, 'status', d.status) order by d.id)
      from duplicates d)`,
  },
  n,
  insertInto(n, ['id', 'departmentId', 'status', 'channel', 'writtenWithHelpFrom', ...changeable], {
    receivedAt: sql`case when ${p('status')}::text <> 'draft' then clock() end`,
  }),
  { with: duplicates, subjects: sql`${trail.subjects} || array(select d.id from duplicates d)` },
  guard,
)

const touched = { changedAt: sql`clock()`, changeReason: sql`null` }

export const updateNaboklage = statement(updateOf(n, [...changeable], touched))

/** Received from now on: § 83, untouched for too long and the statistics count from here. */
export const writeDown = statement(
  updateOf(n, ['description', 'writtenWithHelpFrom'], {
    ...touched,
    status: sql`'received'`,
    receivedAt: sql`clock()`,
  }),
)
