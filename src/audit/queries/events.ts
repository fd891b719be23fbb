import { sql } from 'drizzle-orm'
import { recordedPage } from '../../database/recorded.ts'
import { filtered, statement } from '../../database/statement.ts'
import { auditEvents as e } from '../table.ts'

const p = sql.placeholder

/** The event of a refusal, in a transaction of its own: the refused one was undone. */
export const recordRefusal = statement<{ permitted: boolean }>(
  sql`select record_refusal(${p('sessionId')}, ${p('roles')}, ${p('action')}, ${p('purpose')}, ${p('requestId')},
    ${p('subjectIds')}) as permitted`,
)

const columns = {
  id: e.id,
  occurredAt: e.occurredAt,
  actorId: e.actorId,
  organisationId: e.organisationId,
  role: e.role,
  action: e.action,
  purpose: e.purpose,
  decision: e.decision,
  subjectIds: e.subjectIds,
  caseId: e.caseId,
  consentIds: e.consentIds,
  requestId: e.requestId,
  emergencyAccessIds: e.emergencyAccessIds,
}

const isDate = (value: string) => sql`length(${p(value)}::text) = 10`
const startOf = (value: string) => sql`(${p(value)}::text)::date::timestamp at time zone 'Europe/Copenhagen'`

/** A date stands for the whole of its day in Denmark; an instant for itself, to the millisecond that is shown. */
const from = sql`case when ${isDate('from')} then ${startOf('from')} else (${p('from')}::text)::timestamptz end`
const to = sql`case when ${isDate('to')} then ${startOf('to')} + interval '1 day'
  else (${p('to')}::text)::timestamptz + interval '1 millisecond' end`

/** What happened from one moment or date to another. */
export const inPeriod = {
  from: sql`${e.occurredAt} >= ${from}`,
  to: sql`${e.occurredAt} < ${to}`,
}

export const listEvents = filtered(
  {
    subjectId: sql`${e.subjectIds} @> array[${p('subjectId')}::uuid]`,
    caseId: sql`${e.caseId} = ${p('caseId')}`,
    actorId: sql`${e.actorId} = ${p('actorId')}`,
    action: sql`${e.action} = ${p('action')}`,
    decision: sql`${e.decision} = ${p('decision')}`,
    requestId: sql`${e.requestId} = ${p('requestId')}`,
    organisationId: sql`${e.organisationId} = ${p('organisationId')}`,
    purpose: sql`${e.purpose} = ${p('purpose')}`,
    ...inPeriod,
    cursor: sql`${e.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from ${e} where ${where}`, e.id, { subjects: sql`array[${e.id}]` }),
)
