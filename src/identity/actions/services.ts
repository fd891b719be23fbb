import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Transaction } from '../../database/transaction.ts'
import { type Role, rolesWith, type ServiceScope } from '../../kernel/access.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError, ruleViolated } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { merge } from '../../kernel/merge.ts'
import { newServiceSecret, sha256 } from '../../kernel/secret.ts'
import * as accounts from '../queries/accounts.ts'
import { addProposal } from '../queries/proposals.ts'
import * as queries from '../queries/services.ts'
import type { NewService, ServiceChanges } from '../schemas/services.ts'

const requireHeld = (role: Role, scopes: ServiceScope[]): void => {
  if (scopes.some((scope) => !rolesWith(scope).includes(role)))
    throw ruleViolated('Systemet kan ikke få lov til mere, end dets rolle har.')
}

/** Makes the account of a party's own system. One that takes two administrators waits, disabled, for the other. */
export const createService = (pool: Pool, call: Call, at: Date, body: z.output<typeof NewService>) =>
  change(pool, call, async (tx) => {
    const id = newId(at)
    const { reason, departmentIds = [], organisationId = null, ...given } = body
    const waits = body.role === 'admin'
    if (waits && !reason) throw ruleViolated('Angiv, hvorfor rollen skal gives.')
    requireHeld(body.role, body.scopes)
    const values = { ...given, id, organisationId, departmentIds }
    tx.add(accounts.requirePlace, values)
    tx.add(queries.insertUser, {
      ...values,
      disabledReason: waits ? 'Afventer en anden administrator' : null,
    })
    tx.add(accounts.assignDepartments, values)
    tx.add(queries.insertService, values)
    if (waits) tx.add(addProposal, { id: newId(at), userId: id, role: body.role, reason })
    return { recorded: queries.findService, values: { id } }
  })

/** The account as its administrator has seen it, locked. */
const lockCurrent = async (tx: Transaction, id: string): Promise<queries.ServiceRow> => {
  tx.add(queries.lockService, { id })
  tx.add(accounts.lockAccount, { id })
  return tx.current(queries.readService, { id })
}

/** What it may from its next request on. */
export const changeService = (pool: Pool, call: Call, id: string, changes: z.output<typeof ServiceChanges>) =>
  change(pool, call, async (tx) => {
    const next = merge(await lockCurrent(tx, id), changes)
    requireHeld(next.role, next.scopes)
    tx.add(accounts.requirePlace, next)
    tx.add(queries.renameUser, next)
    tx.add(queries.updateService, next)
    tx.add(accounts.removeDepartments, next)
    tx.add(accounts.assignDepartments, next)
    return { recorded: queries.findService, values: { id } }
  })

/** At once: its tokens are refused from its next request on. */
export const disableService = (pool: Pool, call: Call, id: string, reason: string) =>
  change(pool, call, async (tx) => {
    const { state } = await lockCurrent(tx, id)
    if (state === 'disabled' || state === 'awaiting_approval')
      throw new DomainError('invalid_transition', 'Maskinadgangen er slået fra.')
    tx.add(accounts.disableAccount, { id, reason })
    return { recorded: queries.findService, values: { id } }
  })

export const enableService = (pool: Pool, call: Call, id: string) =>
  change(pool, call, async (tx) => {
    const { state, role } = await lockCurrent(tx, id)
    if (role === 'admin')
      throw ruleViolated('Den rolle gives af to administratorer: foreslå den, og lad en anden godkende.')
    if (state !== 'disabled') throw new DomainError('invalid_transition', 'Maskinadgangen er ikke slået fra.')
    tx.add(accounts.enableAccount, { id })
    return { recorded: queries.findService, values: { id } }
  })

/** A few characters, by which people tell one from the other. */
const hintLength = 'bogodt_'.length + 4

/** Makes a secret, which is told once; the one that is there ends after the overlap. */
export const issueSecret = async (pool: Pool, call: Call, at: Date, id: string, overlapHours: number) => {
  const secret = newServiceSecret()
  const secretId = newId(at)
  const made = await change(pool, call, async (tx) => {
    tx.add(queries.lockService, { id })
    const { state } = await tx.row(queries.readService, { id })
    if (state !== 'active') throw new DomainError('invalid_transition', 'Maskinadgangen er ikke aktiv.')
    tx.add(queries.endEarlierSecrets, { id, overlapHours })
    const hint = secret.slice(0, hintLength)
    tx.add(queries.insertSecret, { id, secretId, hash: sha256(secret), hint })
    return { recorded: queries.findSecret, values: { id, secretId } }
  })
  return { ...made, secret: made.secretId === secretId ? secret : null }
}

/** At once: what was begun with it ends too. */
export const revokeSecret = (pool: Pool, call: Call, id: string, secretId: string) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockService, { id })
    tx.add(queries.requireLive, { id, secretId })
    tx.add(queries.revokeSecret, { secretId })
    return { recorded: queries.findSecret, values: { id, secretId } }
  })
