import { sql } from 'drizzle-orm'
import { recorded, recordedPage, recordedWrite } from '../database/recorded.ts'
import { filtered, type RowOf, selected, statement } from '../database/statement.ts'
import type { Code } from '../kernel/codes.ts'
import { emergencyAccesses as a } from './table.ts'

const p = sql.placeholder

interface Review {
  outcome: Code<'emergencyOutcome'>
  note: string
  reviewedAt: string
  reviewedBy: string
}

const statusOf = sql<
  Code<'emergencyStatus'>
>`case when ${a.reviewedAt} is null then 'pending' else 'reviewed' end`

const columns = {
  id: a.id,
  caseId: a.caseId,
  user: sql<{ id: string; name: string; organisationId: string }>`(
    select json_build_object('id', u.id, 'name', u.name, 'organisationId', ${a.organisationId})
    from users u where u.id = ${a.userId})`,
  reason: a.reason,
  legalBasis: a.legalBasis,
  grantedAt: a.grantedAt,
  expiresAt: a.expiresAt,
  status: statusOf,
  review: sql<Review | null>`case when ${a.reviewedAt} is not null then json_build_object('outcome', ${a.outcome},
    'note', ${a.reviewNote}, 'reviewedAt', rfc3339(${a.reviewedAt}), 'reviewedBy', ${a.reviewedBy}) end`,
}
export type AccessRow = RowOf<typeof columns>

const trail = { subjects: sql`array[${a.id}, ${a.caseId}, ${a.userId}]`, caseId: sql`${a.caseId}` }

/** For one of the team to whom nothing else opens the case: whoever sees it needs no emergency. */
const guard = sql`
  select require_found(exists (select from my_cases m where m.case_id = ${p('caseId')}::uuid)),
    require_new(not exists (select from visible_cases v where v.case_id = ${p('caseId')}::uuid),
      'Du ser allerede sagen.')`

/** Who, when and until when are the database's to say: the application's role may not name those columns. */
export const insertAccess = recordedWrite(
  columns,
  a,
  sql`insert into ${a} (id, case_id, reason, legal_basis)
    values (${p('id')}, ${p('caseId')}, ${p('reason')}, ${p('legalBasis')})`,
  trail,
  guard,
)

const one = sql`from ${a} where ${a.id} = ${p('id')}`

export const findAccess = recorded(columns, one, trail)
export const lockAccess = statement(sql`select 1 ${one} for update`)
export const readAccess = statement<AccessRow>(sql`select ${selected(columns)} ${one}`)

export const listAccesses = filtered(
  { status: sql`${statusOf} = ${p('status')}`, cursor: sql`${a.id} < ${p('cursor')}` },
  (where) => recordedPage(columns, sql`from ${a} where ${where}`, a.id, trail),
)

export const review = recordedWrite(
  columns,
  a,
  sql`update ${a} set outcome = ${p('outcome')}, review_note = ${p('note')}, reviewed_at = clock(),
      reviewed_by = actor_id()
    where ${a.id} = ${p('id')}`,
  trail,
)
