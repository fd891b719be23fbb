import { sql } from 'drizzle-orm'
import { recorded, recordedPage, recordedWrite } from '../database/recorded.ts'
import { filtered, insertInto, type RowOf, selected, statement, updateOf } from '../database/statement.ts'
import { naboklager as n } from './table.ts'

const p = sql.placeholder

const columns = {
  id: n.id,
  reference: n.reference,
  departmentId: n.departmentId,
  status: n.status,
  respondentTenancyId: n.respondentTenancyId,
  place: n.place,
  complainant: sql<{ name: string; contact: string | null; tenancyId: string | null; withheld: boolean }>`
    json_build_object('name', ${n.complainantName}, 'contact', ${n.complainantContact},
      'tenancyId', ${n.complainantTenancyId}, 'withheld', ${n.complainantWithheld})`,
  channel: n.channel,
  writtenWithHelpFrom: n.writtenWithHelpFrom,
  category: n.category,
  occurredAt: n.occurredAt,
  description: n.description,
  sharedSummary: n.sharedSummary,
  demandedOn: n.demandedOn,
  dueOn: n.dueOn,
  receivedAt: n.receivedAt,
}
export type NaboklageRow = RowOf<typeof columns>

const trail = {
  subjects: sql`array_remove(array[${n.id}, ${n.respondentTenancyId}, ${n.complainantTenancyId}], null)`,
}

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
      or exists (select from tenancies t where t.id = ${p('complainantTenancyId')}::uuid),
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

/** An oral complaint is a draft, and received when it is written down. */
export const insertNaboklage = recordedWrite(
  columns,
  n,
  insertInto(n, ['id', 'departmentId', 'status', 'channel', 'writtenWithHelpFrom', ...changeable], {
    receivedAt: sql`case when ${p('status')}::text <> 'draft' then clock() end`,
  }),
  trail,
  guard,
)

const one = sql`from ${n} where ${n.id} = ${p('id')}`

export const findNaboklage = recorded(columns, one, trail)

/** Locks before it reads, so that what is read is what others left, and nobody writes until the end. */
export const lockNaboklage = statement(sql`select 1 from ${n} where ${n.id} = ${p('id')} for update`)
export const readNaboklage = statement<NaboklageRow>(sql`select ${selected(columns)} ${one}`)

export const updateNaboklage = statement(updateOf(n, [...changeable], { changedAt: sql`clock()` }))

const danishDate = sql`(${n.occurredAt} at time zone 'Europe/Copenhagen')::date`

export const listNaboklager = filtered(
  {
    departmentId: sql`${n.departmentId} = ${p('departmentId')}`,
    status: sql`${n.status} = ${p('status')}`,
    category: sql`${n.category} = ${p('category')}`,
    respondentTenancyId: sql`${n.respondentTenancyId} = ${p('respondentTenancyId')}`,
    from: sql`${danishDate} >= ${p('from')}`,
    to: sql`${danishDate} <= ${p('to')}`,
    cursor: sql`${n.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from ${n} where ${where}`, n.id, trail),
)
