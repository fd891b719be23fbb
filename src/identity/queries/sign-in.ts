import { sql } from 'drizzle-orm'
import { statement } from '../../database/statement.ts'
import type { Role } from '../../kernel/access.ts'

const p = sql.placeholder

/** Signing in and out, before there is an actor: functions of the database, and nothing beside them. */
export const loginAccount = statement<{
  id: string
  password_hash: string
  role: Role
  totp_secret: string | null
}>(sql`select id, password_hash, role, totp_secret from login_account(${p('username')})`)
export const beginLoginAttempt = statement<{ pause: number | null }>(
  sql`select begin_login_attempt(${p('keys')}, ${p('limits')}, ${p('window')}) as pause`,
)
export const forgiveLoginAttempt = statement(sql`select forgive_login_attempt(${p('keys')})`)
export const startSession = statement(
  sql`select start_session(${p('userId')}, ${p('sessionId')}, ${p('hash')}, ${p('lifetime')}, ${p('requestId')},
    ${p('limited')})`,
)
/** The same where local accounts are switched off: loud. */
export const startBreakGlassSession = statement(
  sql`select start_break_glass_session(${p('userId')}, ${p('sessionId')}, ${p('hash')}, ${p('lifetime')}::interval,
    ${p('requestId')}, ${p('limited')}::boolean)`,
)
export const rotateRefreshToken = statement<{ session_id: string; user_id: string }>(
  sql`select session_id, user_id from rotate_refresh_token(${p('hash')}, ${p('nextHash')}, ${p('requestId')},
    ${p('idle')}::interval)`,
)
export const recordFailedSignIn = statement(
  sql`select record_failed_sign_in(${p('userId')}, ${p('requestId')})`,
)
export const endSession = statement(sql`select end_session(${p('hash')}, ${p('requestId')})`)
