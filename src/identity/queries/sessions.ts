import { sql } from 'drizzle-orm'
import { recorded, recordedList } from '../../database/recorded.ts'
import { statement } from '../../database/statement.ts'

const p = sql.placeholder
const trail = { subjects: sql`array[s.id]` }

export const listSessions = recordedList(
  {
    id: sql<string>`s.id`,
    startedAt: sql<string>`s.started_at`,
    lastUsedAt: sql<string>`s.last_used_at`,
    expiresAt: sql<string>`s.expires_at`,
    current: sql<boolean>`s.id = ${p('sessionId')}::uuid`,
  },
  sql`from my_sessions s order by s.started_at desc limit 200`,
  trail,
)

export const endSession = statement(sql`select end_my_session(${p('id')})`)
export const endedSession = recorded({ id: sql<string>`${p('id')}::uuid` }, sql`from (select) s`, {
  subjects: sql`array[${p('id')}::uuid]`,
})

export const myPasswordHash = statement<{ hash: string | null }>(sql`select my_password_hash() as hash`)
export const changePassword = statement(
  sql`select change_my_password(${p('old')}, ${p('chosen')}, ${p('sessionId')}::uuid)`,
)
export const passwordChanged = recorded({ changed: sql<boolean>`true` }, sql`from (select) s`, {
  subjects: sql`array[actor_id()]`,
})

export const activateAccount = statement<{ userId: string | null }>(
  sql`select activate_account(${p('hash')}, ${p('chosen')}, ${p('requestId')}, ${p('roles')}::text[]) as "userId"`,
)
