import { sql } from 'drizzle-orm'
import { recorded } from '../../database/recorded.ts'
import { statement } from '../../database/statement.ts'
import { users } from '../table.ts'

const p = sql.placeholder
const me = sql`from ${users} where ${users.id} = (select actor_id())`
const subjects = sql`array[${users.id}]`

export const useSecondFactor = statement<{ used: boolean }>(
  sql`select use_second_factor(${p('userId')}, ${p('step')}) as used`,
)
export const useRecoveryCode = statement<{ used: boolean }>(
  sql`select use_recovery_code(${p('userId')}, ${p('hash')}, ${p('requestId')}) as used`,
)

export const mySecondFactor = statement<{
  passwordHash: string | null
  secret: string | null
  pending: string | null
}>(sql`select password_hash as "passwordHash", secret, pending from my_second_factor()`)

export const proposeSecondFactor = statement(sql`select propose_second_factor(${p('secret')})`)
export const confirmSecondFactor = statement(sql`
  select confirm_second_factor(${p('secret')}, ${p('step')}, ${p('hashes')}::text[], ${p('sessionId')}::uuid)`)

export const proposed = recorded(
  { username: users.username, secret: sql<string>`${p('secret')}::text` },
  me,
  { subjects },
)
export const confirmed = recorded({ username: users.username }, me, { subjects })
