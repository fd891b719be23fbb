import { sql } from 'drizzle-orm'
import { recorded, recordedPage, recordedWrite } from '../database/recorded.ts'
import { filtered, type RowOf, selected, statement } from '../database/statement.ts'
import type { Code } from '../kernel/codes.ts'
import { restrictions as r } from './table.ts'

const p = sql.placeholder

const stateOf = sql<
  Code<'restrictionState'>
>`case when ${r.liftedAt} is null then 'in_force' else 'lifted' end`

interface Information {
  toldTo: Code<'consentGivenBy'>
  toldAt: string
  channel: Code<'withdrawalChannel'>
  toldBy: string
}

const columns = {
  id: r.id,
  residentId: r.residentId,
  caseId: r.caseId,
  reason: r.reason,
  state: stateOf,
  recordedAt: r.recordedAt,
  information: sql<Information | null>`case when ${r.toldAt} is not null then json_build_object(
    'toldTo', ${r.toldTo}, 'toldAt', rfc3339(${r.toldAt}), 'channel', ${r.toldThrough}, 'toldBy', ${r.toldBy}) end`,
  lifting: sql<{ reason: string; liftedAt: string; liftedBy: string } | null>`
    case when ${r.liftedAt} is not null then json_build_object('reason', ${r.liftingReason},
      'liftedAt', rfc3339(${r.liftedAt}), 'liftedBy', ${r.liftedBy}) end`,
}
export type RestrictionRow = RowOf<typeof columns>

const trail = {
  subjects: sql`array_remove(array[${r.id}, ${r.residentId}, ${r.caseId}], null)`,
  caseId: sql`${r.caseId}`,
}

/** A resident or a case that there is not, or a case that the resident is not on, is not found (the foreign keys). */
export const insertRestriction = recordedWrite(
  columns,
  r,
  sql`insert into ${r} (id, resident_id, case_id, reason)
    values (${p('id')}, ${p('residentId')}, ${p('caseId')}, ${p('reason')})`,
  trail,
)

const one = sql`from ${r} where ${r.id} = ${p('id')}`

export const findRestriction = recorded(columns, one, trail)
export const lockRestriction = statement(sql`select 1 ${one} for update`)
export const readRestriction = statement<RestrictionRow>(sql`select ${selected(columns)} ${one}`)

export const listRestrictions = filtered(
  {
    state: sql`${stateOf} = ${p('state')}`,
    residentId: sql`${r.residentId} = ${p('residentId')}`,
    caseId: sql`${r.caseId} = ${p('caseId')}`,
    cursor: sql`${r.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from ${r} where ${where}`, r.id, trail),
)

export const tell = recordedWrite(
  columns,
  r,
  sql`update ${r} set told_to = ${p('toldTo')}, told_at = ${p('toldAt')}::timestamptz, told_through = ${p('channel')},
      told_by = actor_id()
    where ${r.id} = ${p('id')}`,
  trail,
  sql`select require(${p('toldAt')}::timestamptz <= clock() + interval '10 seconds',
    'Beboeren kan ikke have fået besked i fremtiden.')`,
)

export const lift = recordedWrite(
  columns,
  r,
  sql`update ${r} set lifting_reason = ${p('reason')}, lifted_at = clock(), lifted_by = actor_id()
    where ${r.id} = ${p('id')}`,
  trail,
)
