import type { ClientBase } from 'pg'
import type { Role } from '../kernel/access.ts'
import { newId } from '../kernel/id.ts'
import { hashPassword, verifyPassword } from './password.ts'

export interface NewUser {
  username: string
  name: string
  role: Role
  organisationId?: string
  departmentIds?: string[]
  /** Where news is announced. */
  email?: string
  password: string
}

const insertUser = `
  insert into users (id, username, name, role, organisation_id, email, password_hash)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (lower(username)) do nothing returning id`
const insertDepartments = `insert into user_departments (user_id, department_id) select $1, unnest($2::text[])`

const asGate = async <T>(client: ClientBase, work: () => Promise<T>): Promise<T> => {
  await client.query('begin')
  try {
    await client.query('set local role bo_godt_gate')
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

/**
 * Makes a local account: for operators and demo data, outside of any request. The client's search path names the
 * schema and its user may become bo_godt_gate.
 * @returns the new user's id, or undefined when the username is taken
 */
export const createUser = async (client: ClientBase, user: NewUser): Promise<string | undefined> => {
  const { username, name, role, organisationId = null, departmentIds = [], email = null, password } = user
  const hash = await hashPassword(password)
  const values = [newId(new Date()), username, name, role, organisationId, email, hash]
  return asGate(client, async () => {
    const { rows } = await client.query<{ id: string }>(insertUser, values)
    if (rows[0]) await client.query(insertDepartments, [rows[0].id, departmentIds])
    return rows[0]?.id
  })
}

/** Gives these accounts a password each of them has not got; one of them tells for all. */
export const setPasswords = (client: ClientBase, usernames: string[], password: string): Promise<void> =>
  asGate(client, async () => {
    const { rows } = await client.query<{ id: string; hash: string }>(
      'select id, password_hash as hash from users where username = any ($1) order by id',
      [usernames],
    )
    if (!rows[0] || (await verifyPassword(password, rows[0].hash))) return
    for (const { id } of rows)
      await client.query('update users set password_hash = $2 where id = $1', [
        id,
        await hashPassword(password),
      ])
  })
