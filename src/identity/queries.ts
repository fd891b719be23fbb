import { sql } from 'drizzle-orm'
import { recorded, recordedPage } from '../database/recorded.ts'
import { type Columns, filtered, statement } from '../database/statement.ts'
import { users } from './table.ts'

const p = sql.placeholder

/** Signing in and out, before there is an actor: functions of the database, and nothing beside them. */
export const loginAccount = statement<{ id: string; password_hash: string }>(
  sql`select id, password_hash from login_account(${p('username')})`,
)
export const beginLoginAttempt = statement<{ pause: number | null }>(
  sql`select begin_login_attempt(${p('keys')}, ${p('limits')}, ${p('window')}) as pause`,
)
export const forgiveLoginAttempt = statement(sql`select forgive_login_attempt(${p('keys')})`)
export const startSession = statement(
  sql`select start_session(${p('userId')}, ${p('sessionId')}, ${p('hash')}, ${p('lifetime')}, ${p('requestId')})`,
)
export const rotateRefreshToken = statement<{ session_id: string; user_id: string }>(
  sql`select session_id, user_id from rotate_refresh_token(${p('hash')}, ${p('nextHash')}, ${p('requestId')})`,
)
export const endSession = statement(sql`select end_session(${p('hash')}, ${p('requestId')})`)

const subjects = sql`array[${users.id}]`

export const findMe = recorded(
  {
    id: users.id,
    username: users.username,
    name: users.name,
    role: users.role,
    organisationId: users.organisationId,
    departmentIds: sql<string[]>`array(
      select d.department_id from user_departments d where d.user_id = ${users.id} order by d.department_id)`,
  },
  sql`from ${users} where ${users.id} = (select actor_id())`,
  { subjects },
)

const colleague = {
  id: users.id,
  name: users.name,
  role: users.role,
  organisationId: users.organisationId,
} satisfies Columns

export const listUsers = filtered(
  {
    organisationId: sql`${users.organisationId} = ${p('organisationId')}`,
    cursor: sql`${users.id} < ${p('cursor')}`,
  },
  (where) =>
    recordedPage(colleague, sql`from ${users} where ${users.disabledAt} is null and ${where}`, users.id, {
      subjects,
    }),
)
