import type { Pool } from 'pg'
import { change, run } from '../../database/scope.ts'
import { roles } from '../../kernel/access.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError, ruleViolated } from '../../kernel/errors.ts'
import { sha256 } from '../../kernel/secret.ts'
import { hashPassword, verifyPassword } from '../password.ts'
import * as queries from '../queries/sessions.ts'
import { requireHardToGuess } from '../strength.ts'
import { countGuess } from './guesses.ts'

export const localAccountsOff = () =>
  new DomainError('local_accounts_off', 'Lokale konti er slået fra. Log ind hos din egen udbyder.')

/**
 * Opens an account by its invitation, with a password that nobody else has seen; an administrator's alone where local
 * accounts are switched off.
 * @throws invalid_credentials, local_accounts_off
 */
export const activate = async (
  pool: Pool,
  {
    token,
    password,
    address,
    requestId,
    localAccounts,
  }: { token: string; password: string; address: string; requestId: string; localAccounts: boolean },
): Promise<void> => {
  const hash = sha256(token)
  await countGuess(pool, `invitation ${hash}`, address)
  await requireHardToGuess(password)
  const chosen = await hashPassword(password)
  const [activated] = await run(pool, queries.activateAccount, {
    hash,
    chosen,
    requestId,
    roles: localAccounts ? roles : ['admin'],
  })
  if (activated?.userId) return
  if (!localAccounts) throw localAccountsOff()
  throw new DomainError('invalid_credentials', 'Invitationen er brugt eller udløbet. Bed om en ny.')
}

/** One's own password; the session in which it is changed goes on, and every other ends. */
export const changePassword = async (
  pool: Pool,
  call: Call,
  { current, chosen, userId, address }: { current: string; chosen: string; userId: string; address: string },
): Promise<void> => {
  const forgive = await countGuess(pool, `password ${userId}`, address)
  await requireHardToGuess(chosen)
  const next = await hashPassword(chosen)
  await change(pool, call, async (tx) => {
    const { hash } = await tx.row(queries.myPasswordHash, {})
    if (!hash) throw ruleViolated('Kontoen har ingen adgangskode.')
    if (!(await verifyPassword(current, hash))) throw ruleViolated('Den nuværende adgangskode er forkert.')
    tx.add(queries.changePassword, { old: hash, chosen: next, sessionId: call.sessionId })
    return { recorded: queries.passwordChanged, values: {} }
  })
  await forgive()
}
