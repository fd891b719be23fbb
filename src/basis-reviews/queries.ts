import { sql } from 'drizzle-orm'
import { recorded, recordedPage, recordedWrite } from '../database/recorded.ts'
import { filtered, type RowOf, selected, statement } from '../database/statement.ts'
import type { Code } from '../kernel/codes.ts'
import { basisReviews as r } from './table.ts'

const p = sql.placeholder

const stateOf = sql<
  Code<'basisReviewState'>
>`case when ${r.outcome} is null then 'pending' else 'decided' end`

const columns = {
  id: r.id,
  caseId: r.caseId,
  entryId: r.entryId,
  organisationId: r.organisationId,
  consentId: r.consentId,
  dueOn: r.dueOn,
  raisedAt: r.raisedAt,
  state: stateOf,
  outcome: r.outcome,
  legalBasis: sql<'contract' | 'public_task' | null>`${r.legalBasis}`,
  reason: r.reason,
  decidedAt: r.decidedAt,
  decidedBy: r.decidedBy,
}
export type ReviewRow = RowOf<typeof columns>

const trail = {
  subjects: sql`array[${r.id}, ${r.caseId}, ${r.entryId}, ${r.consentId}]`,
  caseId: sql`${r.caseId}`,
}

const one = sql`from ${r} where ${r.id} = ${p('id')}`

export const findReview = recorded(columns, one, trail)
export const readReview = statement<ReviewRow>(sql`select ${selected(columns)} ${one}`)

/** Of what is decided already nothing is locked: the policy lets nobody decide it again. */
export const lockReview = statement(sql`select 1 ${one} for update`)

export const listReviews = filtered(
  {
    state: sql`${stateOf} = ${p('state')}`,
    caseId: sql`${r.caseId} = ${p('caseId')}`,
    cursor: sql`${r.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from ${r} where ${where}`, r.id, trail),
)

export const decide = recordedWrite(
  columns,
  r,
  sql`update ${r} set outcome = ${p('outcome')}, legal_basis = ${p('legalBasis')}, reason = ${p('reason')},
      decided_at = clock(), decided_by = actor_id()
    where ${r.id} = ${p('id')}`,
  trail,
)
