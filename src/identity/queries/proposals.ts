import { sql } from 'drizzle-orm'
import { recorded, recordedPage, recordedWrite } from '../../database/recorded.ts'
import { filtered, statement } from '../../database/statement.ts'
import type { PrivilegedRole } from '../../kernel/access.ts'
import { roleProposals as r } from '../table.ts'

const p = sql.placeholder

const columns = {
  id: r.id,
  userId: r.userId,
  role: r.role,
  reason: r.reason,
  proposedAt: r.proposedAt,
  proposedBy: r.proposedBy,
  decidedAt: r.decidedAt,
  decidedBy: r.decidedBy,
  approved: r.approved,
}
const trail = { subjects: sql`array[${r.id}, ${r.userId}]` }

/** Who proposes and when is not the application's to say. */
const insert = sql`insert into role_proposals (id, user_id, role, reason)
  values (${p('id')}, ${p('userId')}, ${p('role')}, ${p('reason')})`
export const insertProposal = recordedWrite(columns, r, insert, trail)
/** The same along with a new account, whose answer is the account. */
export const addProposal = statement(insert)

export const findProposal = recorded(columns, sql`from ${r} where ${r.id} = ${p('id')}`, trail)
export const listProposals = filtered(
  {
    open: sql`(${r.decidedAt} is null) = ${p('open')}::boolean`,
    cursor: sql`${r.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from ${r} where ${where}`, r.id, trail),
)

interface Seen {
  userId: string
  role: PrivilegedRole
  mine: boolean
}

export const readProposal = statement<Seen>(sql`
  select ${r.userId} as "userId", ${r.role} as role, actor_id() in (${r.proposedBy}, ${r.userId}) as mine
  from ${r} where ${r.id} = ${p('id')}`)

/** One that is decided can't be locked: the policy lets no one change it. */
export const lockOpen = statement(sql`select 1 from ${r} where ${r.id} = ${p('id')} for update`)

export const decideProposal = statement(sql`
  update ${r} set decided_at = clock(), decided_by = actor_id(), approved = ${p('approved')}::boolean
  where ${r.id} = ${p('id')}`)

/** They see what no party sees: they belong to none. */
export const giveRole = statement(sql`
  update administered_users a set role = ${p('role')}, organisation_id = null, disabled_at = null, disabled_reason = null
  where a.id = ${p('userId')}`)
