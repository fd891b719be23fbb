import { sql } from 'drizzle-orm'
import { recorded, recordedPage, recordedWrite } from '../../database/recorded.ts'
import { filtered, type RowOf, selected, statement } from '../../database/statement.ts'
import { retentionHolds as h } from '../table.ts'

const p = sql.placeholder

const columns = {
  id: h.id,
  caseId: h.caseId,
  residentId: h.residentId,
  reason: h.reason,
  recordedAt: h.recordedAt,
  recordedBy: h.recordedBy,
  liftedAt: h.liftedAt,
  liftedBy: h.liftedBy,
  liftReason: h.liftReason,
}
type HoldRow = RowOf<typeof columns>

const trail = {
  subjects: sql`array_remove(array[${h.id}, ${h.caseId}, ${h.residentId}], null)`,
  caseId: sql`${h.caseId}`,
}

/** An unknown case or resident is not found (its foreign key). Who and when are the database's to say. */
export const insertHold = recordedWrite(
  columns,
  h,
  sql`insert into ${h} (id, case_id, resident_id, reason)
    values (${p('id')}, ${p('caseId')}, ${p('residentId')}, ${p('reason')})`,
  trail,
)

const one = sql`from ${h} where ${h.id} = ${p('id')}`

export const findHold = recorded(columns, one, trail)
export const lockHold = statement(sql`select 1 ${one} for update`)
export const readHold = statement<HoldRow>(sql`select ${selected(columns)} ${one}`)

export const listHolds = filtered(
  {
    caseId: sql`${h.caseId} = ${p('caseId')}`,
    residentId: sql`${h.residentId} = ${p('residentId')}`,
    cursor: sql`${h.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from ${h} where ${where}`, h.id, trail),
)

export const liftHold = recordedWrite(
  columns,
  h,
  sql`update ${h} set lifted_at = clock(), lifted_by = actor_id(), lift_reason = ${p('reason')}
    where ${h.id} = ${p('id')}`,
  trail,
)
