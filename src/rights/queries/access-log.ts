import { sql } from 'drizzle-orm'
import { auditEvents as e } from '../../audit/lookups.ts'
import { recordedPage } from '../../database/recorded.ts'
import { filtered, statement } from '../../database/statement.ts'

const p = sql.placeholder

export const requireResident = statement(
  sql`select require_found(records_about(${p('id')}::uuid) is not null)`,
)

/** For officers and citizens alike; what a citizen is not told is left out by the answer's schema. */
const columns = {
  id: e.id,
  occurredAt: e.occurredAt,
  purpose: e.purpose,
  action: e.action,
  decision: e.decision,
  organisationId: e.organisationId,
  actorId: e.actorId,
  /** The name of a party's own system, which is nobody's. */
  system: sql<string | null>`(select u.name from users u where u.id = ${e.actorId} and u.kind = 'service')`,
  actorName: sql<string>`(select u.name from users u where u.id = ${e.actorId})`,
  caseId: e.caseId,
  consentIds: e.consentIds,
  requestId: e.requestId,
}

export const listLooks = filtered(
  {
    decision: sql`${e.decision} = ${p('decision')}`,
    cursor: sql`${e.id} < ${p('cursor')}`,
  },
  (where) =>
    recordedPage(columns, sql`from events_about(records_about(${p('id')}::uuid)) ${e} where ${where}`, e.id, {
      subjects: sql`array[${p('id')}::uuid]`,
    }),
)
