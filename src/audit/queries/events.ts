import { type SQLWrapper, sql } from 'drizzle-orm'
import { recordedPage } from '../../database/recorded.ts'
import { filtered, statement, type Values } from '../../database/statement.ts'
import type { ActorKind } from '../../kernel/access.ts'
import { auditEvents as e } from '../table.ts'

const p = sql.placeholder

/** The event of a refusal, in a transaction of its own: the refused one was undone. */
export const recordRefusal = statement<{ permitted: boolean }>(
  sql`select record_refusal(${p('sessionId')}, ${p('roles')}, ${p('access')}, ${p('action')}, ${p('purpose')},
    ${p('requestId')}, ${p('subjectIds')}) as permitted`,
)

const columns = {
  id: e.id,
  occurredAt: e.occurredAt,
  actorId: e.actorId,
  organisationId: e.organisationId,
  role: e.role,
  actorKind: sql<ActorKind>`case when ${e.role} = 'system' then 'system'
    else coalesce((select u.kind from users u where u.id = ${e.actorId}), 'person') end`,
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

const filters = {
  caseId: sql`${e.caseId} = ${p('caseId')}`,
  actorId: sql`${e.actorId} = ${p('actorId')}`,
  organisationId: sql`${e.organisationId} = ${p('organisationId')}`,
  action: sql`${e.action} = ${p('action')}`,
  purpose: sql`${e.purpose} = ${p('purpose')}`,
  allowed: sql`${e.decision} = 'allowed'`,
  denied: sql`${e.decision} = 'denied'`,
  requestId: sql`${e.requestId} = ${p('requestId')}`,
  ...inPeriod,
  cursor: sql`(${e.occurredAt}, ${e.id}) < (select c.occurred_at, c.id from audit_events c where c.id = ${p('cursor')})`,
}

/** Each index ends in time and id, so that whatever is looked for is found in the order in which it is shown. */
const newestFirst = sql`${e.occurredAt} desc, ${e.id}`
const searchOf = (events: SQLWrapper) =>
  filtered(filters, (where) =>
    recordedPage(columns, sql`from ${events} where ${where}`, newestFirst, { subjects: sql`array[${e.id}]` }),
  )

const all = searchOf(e)
const about = searchOf(sql`events_about(array[${p('subjectId')}::uuid]) ${e}`)

/**
 * A search is planned for what is looked for, each time: whether an action is rare, or a resident is of note, decides which
 * way through the trail is short. It comes before the search.
 */
export const plannedAnew = statement(sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`)

/** The statement for a search, and its values: a subject is looked up by an index of its own before all else. */
export const listEvents = ({ decision, ...values }: Values) => {
  const given = { ...values, ...(typeof decision === 'string' && { [decision]: true }) }
  return (values.subjectId === undefined ? all : about)(given)
}
