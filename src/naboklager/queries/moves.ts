import { sql } from 'drizzle-orm'
import { recorded } from '../../database/recorded.ts'
import { insertInto, type RowOf, statement } from '../../database/statement.ts'
import { naboklager as n, naboklageSteps as s } from '../table.ts'

const p = sql.placeholder

/** A step is taken on a day that has come, and after what it answers. */
export const requireDay = statement(sql`
  select require(${p('on')}::date <= today(), 'Et skridt kan ikke ligge i fremtiden.'),
    require(bool_and(${p('on')}::date >= (${n.occurredAt} at time zone 'Europe/Copenhagen')::date),
      'Et skridt kan ikke ligge før det, der klages over.')
  from ${n} where ${n.id} = ${p('id')}`)

export const insertStep = statement(
  insertInto(s, ['naboklageId', 'position', 'kind', 'takenOn', 'note', 'outcome', 'overrideReason']),
)

export const moveNaboklage = statement(sql`
  update ${n} set status = ${p('status')}, closed_as = ${p('outcome')}, changed_at = clock(),
    status_before_closure = case when ${p('status')} = 'closed' then status else status_before_closure end
  where ${n.id} = ${p('id')}`)

export const reopenNaboklage = statement(sql`
  update ${n} set status = status_before_closure, closed_as = null, status_before_closure = null,
    changed_at = clock(), change_reason = ${p('reason')}
  where ${n.id} = ${p('id')}`)

/** Whether whoever transfers a complaint to a department still sees it there. */
export const hasDepartment = statement<{ own: boolean }>(
  sql`select ${p('departmentId')}::text = any (actor_departments()) as own`,
)

const transfer = sql`from transfer_naboklage(${p('id')}::uuid, ${p('departmentId')}, ${p('reason')}) t`

export const transferNaboklage = statement(sql`select ${transfer}`)

/** Answers what was recorded and no more, for one who from now on sees nothing of it. */
const receipt = {
  id: sql<string>`t.id`,
  reference: sql<string>`t.reference`,
  departmentId: sql<string>`t.department_id`,
  transferredAt: sql<string>`t.transferred_at`,
}
export type Transferred = RowOf<typeof receipt>
export const transferAway = recorded(receipt, transfer, { subjects: sql`array[t.id]` })
