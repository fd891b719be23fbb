import { sql } from 'drizzle-orm'
import { recordedList } from '../database/recorded.ts'
import { statement } from '../database/statement.ts'
import { auditEvents as e } from './table.ts'

const p = sql.placeholder

/** The event of a refusal, in a transaction of its own: the refused one was undone. */
export const recordRefusal = statement<{ permitted: boolean }>(
  sql`select record_refusal(${p('sessionId')}, ${p('roles')}, ${p('action')}, ${p('purpose')}, ${p('requestId')},
    ${p('subjectIds')}) as permitted`,
)

export const listEvents = recordedList(
  {
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
  },
  sql`from ${e} where
    (${p('subjectId')}::uuid is null or ${e.subjectIds} @> array[${p('subjectId')}::uuid])
    and (${p('caseId')}::uuid is null or ${e.caseId} = ${p('caseId')}::uuid)
    and (${p('actorId')}::uuid is null or ${e.actorId} = ${p('actorId')}::uuid)
    and (${p('action')}::text is null or ${e.action} = ${p('action')})
    and (${p('decision')}::text is null or ${e.decision} = ${p('decision')})
    and (${p('requestId')}::text is null or ${e.requestId} = ${p('requestId')})
    and (${p('from')}::timestamptz is null or ${e.occurredAt} >= ${p('from')}::timestamptz)
    and (${p('to')}::timestamptz is null or ${e.occurredAt} < ${p('to')}::timestamptz)
    and (${p('cursor')}::uuid is null or ${e.id} < ${p('cursor')}::uuid)
    order by ${e.id} desc limit ${p('limit')}`,
  { subjects: sql`array[${e.id}]` },
)
