import type { Pool } from 'pg'
import { change } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { validationFailed } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import * as queries from './queries.ts'
import { Person } from './schemas.ts'
import { type Operation, patched, readUser } from './scim.ts'

/** @throws validation_failed, personal_number */
const checked = (given: Record<string, unknown>) => {
  const { data, error } = Person.safeParse(given)
  if (data) return { ...data, displayName: data.displayName ?? data.userName }
  const errors = error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  const personal = error.issues.some(
    (issue) => issue.code === 'custom' && issue.params?.code === 'personal_number',
  )
  throw validationFailed(errors, personal)
}

/** An account that its user signs in to with the organisation's own provider: it has no password. */
export const addUser = (pool: Pool, call: Call, at: Date, body: Record<string, unknown>) =>
  change(pool, call, async (tx) => {
    const id = newId(at)
    tx.add(queries.addUser, { ...checked(readUser(body)), id })
    return { recorded: queries.findUser, values: { id } }
  })

/** The user as it is, and what becomes of it. */
const changed = (
  pool: Pool,
  call: Call,
  id: string,
  next: (current: queries.DirectoryUser) => Record<string, unknown>,
) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockUser, { id })
    const current = await tx.row(queries.readUser, { id })
    tx.add(queries.changeUser, { ...checked(next(current)), id })
    return { recorded: queries.findUser, values: { id } }
  })

export const replaceUser = (pool: Pool, call: Call, id: string, body: Record<string, unknown>) =>
  changed(pool, call, id, () => readUser(body))

export const patchUser = (pool: Pool, call: Call, id: string, operations: Operation[]) =>
  changed(pool, call, id, (current) => patched(current, operations))

/** Out of the directory's sight; the account stays, disabled, for what its user has written. */
export const removeUser = (pool: Pool, call: Call, id: string) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockUser, { id })
    tx.add(queries.removeUser, { id })
    return { recorded: queries.removed, values: { id } }
  })
