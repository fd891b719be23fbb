import { sql } from 'drizzle-orm'
import { recorded, recordedPage } from '../database/recorded.ts'
import { filtered, type RowOf, selected, statement } from '../database/statement.ts'
import type { Code } from '../kernel/codes.ts'
import { signals as s } from './table.ts'

const p = sql.placeholder

interface Complaint {
  id: string
  reference: string
  category: Code<'naboklageCategory'>
  occurredAt: string
  status: Code<'naboklageStatus'>
}

/** What waits comes back by itself on its day. */
const status = sql<Code<'signalStatus'>>`
  case when ${s.status} = 'waiting' and ${s.waitingUntil} <= today() then 'open' else ${s.status} end`

/** Those that are still about the household: a complaint may since have turned out to be about another. */
const complaints = sql`signal_naboklager l join naboklager n
  on n.id = l.naboklage_id and n.respondent_tenancy_id = ${s.tenancyId} where l.signal_id = ${s.id}`

const columns = {
  id: s.id,
  departmentId: s.departmentId,
  tenancyId: s.tenancyId,
  status,
  raisedAt: s.raisedAt,
  naboklager: sql<Complaint[]>`(
    select coalesce(json_agg(json_build_object('id', n.id, 'reference', n.reference, 'category', n.category,
      'occurredAt', rfc3339(n.occurred_at), 'status', n.status) order by n.occurred_at, n.id), '[]')
    from ${complaints})`,
  waitingUntil: s.waitingUntil,
  reason: s.reason,
  caseId: s.caseId,
}
export type SignalRow = RowOf<typeof columns>

const trail = { subjects: sql`array[${s.id}, ${s.tenancyId}] || array(select n.id from ${complaints})` }

const one = sql`from ${s} where ${s.id} = ${p('id')}`

export const findSignal = recorded(columns, one, trail)
export const readSignal = statement<SignalRow>(sql`select ${selected(columns)} ${one}`)

/** Locks before it reads; a complaint that is just being filed is waited for, and then seen. */
export const lockSignal = statement(sql`select 1 ${one} for update`)

export const listSignals = filtered(
  {
    departmentId: sql`${s.departmentId} = ${p('departmentId')}`,
    status: sql`${status} = ${p('status')}`,
    cursor: sql`${s.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from ${s} where ${where}`, s.id, trail),
)

const decide = (to: Code<'signalStatus'>) => sql`
  update ${s} set status = ${sql.raw(`'${to}'`)}, reason = ${p('reason')}, waiting_until = ${p('until')}::date,
    case_id = ${p('caseId')}::uuid, decided_at = clock(), decided_by = actor_id()
  where ${s.id} = ${p('id')}`

export const dismissSignal = statement(decide('dismissed'))
export const awaitSignal = statement(decide('waiting'))
export const takeUpSignal = statement(decide('taken_up'))

export const requireLater = statement(
  sql`select require(${p('until')}::date > today(), 'Vælg en dag, der ikke er kommet endnu.')`,
)
