import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Transaction } from '../../database/transaction.ts'
import { privilegedRoles, type Role } from '../../kernel/access.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError, ruleViolated } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { merge } from '../../kernel/merge.ts'
import { newSecret, sha256 } from '../../kernel/secret.ts'
import type { Invited } from '../../notifications/lookups.ts'
import * as queries from '../queries/accounts.ts'
import { addProposal } from '../queries/proposals.ts'
import type { AccountChanges, NewAccount, Succession } from '../schemas.ts'

const isPrivileged = (role: Role): boolean => (privilegedRoles as readonly Role[]).includes(role)

const daysToActivate = 7

/** Makes an account that nobody can sign in to yet. One that takes two administrators waits, disabled, for the other. */
export const createAccount = (pool: Pool, call: Call, at: Date, body: z.output<typeof NewAccount>) =>
  change(pool, call, async (tx) => {
    const id = newId(at)
    const { reason, departmentIds = [], organisationId = null, email = null, ...named } = body
    const waits = isPrivileged(body.role)
    if (waits && !reason) throw ruleViolated('Angiv, hvorfor rollen skal gives.')
    const values = { ...named, id, organisationId, email, departmentIds }
    tx.add(queries.requirePlace, values)
    tx.add(queries.insertAccount, {
      ...values,
      disabledReason: waits ? 'Afventer en anden administrator' : null,
    })
    tx.add(queries.assignDepartments, values)
    if (waits) tx.add(addProposal, { id: newId(at), userId: id, role: body.role, reason })
    return { recorded: queries.findAccount, values: { id } }
  })

/** Another's account as its administrator has seen it, locked. */
const lockOther = async (tx: Transaction, id: string) => {
  tx.add(queries.requireOther, { id })
  tx.add(queries.lockAccount, { id })
  return tx.current(queries.readAccount, { id })
}

/** A new organisation is a new place of work: sights of cases and departments stay behind (a trigger's work). */
export const changeAccount = (pool: Pool, call: Call, id: string, changes: z.output<typeof AccountChanges>) =>
  change(pool, call, async (tx) => {
    const current = await lockOther(tx, id)
    const next = merge(current, changes)
    if (next.role !== current.role && isPrivileged(next.role))
      throw ruleViolated('Den rolle gives af to administratorer: foreslå den, og lad en anden godkende.')
    const moved = next.organisationId !== current.organisationId
    const departmentIds = changes.departmentIds ?? (moved ? [] : current.departmentIds)
    tx.add(queries.requirePlace, { ...next, departmentIds })
    tx.add(queries.updateAccount, next)
    tx.add(queries.removeDepartments, { id, departmentIds })
    tx.add(queries.assignDepartments, { id, departmentIds })
    return { recorded: queries.findAccount, values: { id } }
  })

/** At once: the next request is refused, and all sessions have ended. */
export const disableAccount = (pool: Pool, call: Call, id: string, reason: string) =>
  change(pool, call, async (tx) => {
    const { state } = await lockOther(tx, id)
    if (state === 'disabled' || state === 'awaiting_approval')
      throw new DomainError('invalid_transition', 'Kontoen er slået fra.')
    tx.add(queries.disableAccount, { id, reason })
    return { recorded: queries.findAccount, values: { id } }
  })

export const enableAccount = (pool: Pool, call: Call, id: string) =>
  change(pool, call, async (tx) => {
    const { state, role } = await lockOther(tx, id)
    if (isPrivileged(role))
      throw ruleViolated('Den rolle gives af to administratorer: foreslå den, og lad en anden godkende.')
    if (state !== 'disabled') throw new DomainError('invalid_transition', 'Kontoen er ikke slået fra.')
    tx.add(queries.enableAccount, { id })
    return { recorded: queries.findAccount, values: { id } }
  })

/** Whatever the user is signed in to; they may sign in again. */
export const endSessions = (pool: Pool, call: Call, id: string) =>
  change(pool, call, async (tx) => {
    tx.add(queries.endSessionsOf, { id })
    return { recorded: queries.findAccount, values: { id } }
  })

/**
 * A token by which its holder chooses the account's password, once; an earlier password holds until then. Its user
 * gets it by mail where there is one, and then not even the administrator sees it.
 * @throws unavailable when the mail can't be sent
 */
export const inviteAccount = async (
  pool: Pool,
  call: Call,
  { at, id, mail }: { at: Date; id: string; mail: ((invited: Invited) => Promise<void>) | undefined },
) => {
  const token = newSecret()
  const made = await change(pool, call, async (tx) => {
    const { state } = await tx.row(queries.readAccount, { id })
    if (state === 'disabled' || state === 'awaiting_approval')
      throw new DomainError('invalid_transition', 'Kontoen er slået fra.')
    const expiresAt = new Date(at.getTime() + daysToActivate * 86_400_000).toISOString()
    tx.add(queries.requireMayInvite, { id })
    tx.add(queries.insertInvitation, { id, hash: sha256(token), expiresAt })
    return { recorded: queries.findInvited, values: { id, token, expiresAt, mailing: mail !== undefined } }
  })
  const { mailedTo: email, expiresAt } = made
  if (email && !call.replayed) await mail?.({ email, token, expiresAt })
  return made
}

/** Hands over the open cases that the account's user carries, to a colleague. The administrator learns how many. */
export const succeedAccount = (
  pool: Pool,
  call: Call,
  id: string,
  { userId: successorId, reason }: z.output<typeof Succession>,
) =>
  change(pool, call, async (tx) => {
    await tx.row(queries.readAccount, { id })
    tx.add(queries.requireSuccessor, { id, successorId })
    const { handedOver } = await tx.row(queries.handOverAll, { id, successorId, reason })
    return { recorded: queries.findSucceeded, values: { id, successorId, handedOver } }
  })
