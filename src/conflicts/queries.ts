import { sql } from 'drizzle-orm'
import { recorded, recordedPage, recordedWrite } from '../database/recorded.ts'
import { filtered, insertInto, statement } from '../database/statement.ts'
import { conflicts as k } from './table.ts'

const p = sql.placeholder

const columns = {
  id: k.id,
  userId: k.userId,
  tenancyId: k.tenancyId,
  reason: k.reason,
  recordedAt: k.recordedAt,
  recordedBy: k.recordedBy,
  endedAt: k.endedAt,
  endedBy: k.endedBy,
}

const trail = { subjects: sql`array[${k.id}, ${k.userId}, ${k.tenancyId}]` }

/** Staff of the parties alone meet a household: by admin any of them, else the own colleagues. */
const guard = sql`
  select require_found(count(*) = 1),
    require(bool_and(u.role in ('drift', 'socialafdeling', 'helhedsplan')),
      'Kun de tre parters medarbejdere kan være inhabile.')
  from users u where u.id = ${p('userId')}::uuid
    and (actor_role() = 'admin' or u.organisation_id = actor_organisation())`

/** An unknown tenancy is not found (its foreign key): a known one tells nothing but that it exists. */
export const insertConflict = recordedWrite(
  columns,
  k,
  insertInto(k, ['id', 'userId', 'tenancyId', 'reason']),
  trail,
  guard,
)

export const findConflict = recorded(columns, sql`from ${k} where ${k.id} = ${p('id')}`, trail)

export const listConflicts = filtered(
  {
    userId: sql`${k.userId} = ${p('userId')}`,
    tenancyId: sql`${k.tenancyId} = ${p('tenancyId')}`,
    cursor: sql`${k.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from ${k} where ${where}`, k.id, trail),
)

/** Nobody lets themselves back in. */
export const requireOther = statement(sql`
  select require_found(count(*) = 1),
    require_allowed(bool_and(${k.userId} <> actor_id()), 'Du kan ikke ophæve din egen inhabilitet.')
  from ${k} where ${k.id} = ${p('id')}`)

export const lockConflict = statement<{ ended: boolean }>(
  sql`select ${k.endedAt} is not null as ended from ${k} where ${k.id} = ${p('id')} for update`,
)

export const endConflict = recordedWrite(
  { userId: k.userId },
  k,
  sql`update ${k} set ended_at = clock(), ended_by = actor_id() where ${k.id} = ${p('id')}`,
  trail,
)
