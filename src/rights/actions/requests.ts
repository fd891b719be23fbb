import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError, ruleViolated } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { type Access, asAccess, frozen, versionOf } from '../access.ts'
import * as queries from '../queries/requests.ts'
import { answerDueOn } from '../rules.ts'
import type { NewExtension, NewSubjectAccess } from '../schemas/requests.ts'

/** Records that a resident has asked for access, and answers what there would be to give. */
export const requestSubjectAccess = async (
  pool: Pool,
  call: Call,
  at: Date,
  residentId: string,
  { receivedOn }: z.output<typeof NewSubjectAccess>,
): Promise<Access> =>
  asAccess(
    await change(pool, call, async (tx) => {
      const id = newId(at)
      tx.add(queries.insertRequest, { id, residentId, receivedOn, dueOn: answerDueOn(receivedOn) })
      return { recorded: queries.findRequest, values: { id } }
    }),
  )

/** @throws invalid_transition when it has been released or refused */
const unsettled = async (tx: Transaction, id: string): Promise<Access> => {
  tx.add(queries.lockRequest, { id })
  const access = asAccess(await tx.row(queries.readRequest, { id }))
  tx.match(versionOf(access))
  if (access.settledAt !== null)
    throw new DomainError('invalid_transition', 'Anmodningen er allerede udleveret eller afslået.')
  return access
}

const nothing = { reason: null, dueOn: null, contentHash: null }

/** Puts the answer off, once, for a reason that the resident is told within the first month. */
export const extend = async (
  pool: Pool,
  call: Call,
  at: Date,
  id: string,
  body: z.output<typeof NewExtension>,
): Promise<Access> =>
  asAccess(
    await change(pool, call, async (tx) => {
      const { log } = await unsettled(tx, id)
      if (log.some(({ kind }) => kind === 'extension'))
        throw new DomainError('invalid_transition', 'Fristen er allerede forlænget.')
      tx.add(queries.requireLaterDate, { id, dueOn: body.dueOn })
      const move = { ...nothing, ...body, id: newId(at), requestId: id, kind: 'extension' }
      tx.add(queries.insertMove, move)
      return { recorded: queries.findRequest, values: { id } }
    }),
  )

/**
 * Freezes just what the officer has seen, and gives it.
 * @throws rule_violated when a complaint has not been reviewed as it is now
 */
export const release = async (pool: Pool, call: Call, at: Date, id: string): Promise<Access> =>
  asAccess(
    await change(pool, call, async (tx) => {
      const access = await unsettled(tx, id)
      if (access.state !== 'reviewed')
        throw ruleViolated('Boligorganisationen har ikke gennemgået alle klager over husstanden endnu.')
      const { contentHash, ...bundle } = frozen(access)
      tx.add(queries.insertBundle, { ...bundle, contentHash, requestId: id })
      tx.add(queries.insertMove, { ...nothing, id: newId(at), requestId: id, kind: 'release', contentHash })
      return { recorded: queries.findRequest, values: { id } }
    }),
  )

/** Refuses for a reason that the resident is told (GDPR art. 12(4) and (5), databeskyttelsesloven § 22). */
export const refuse = async (pool: Pool, call: Call, at: Date, id: string, reason: string): Promise<Access> =>
  asAccess(
    await change(pool, call, async (tx) => {
      await unsettled(tx, id)
      tx.add(queries.insertMove, { ...nothing, id: newId(at), requestId: id, kind: 'refusal', reason })
      return { recorded: queries.findRequest, values: { id } }
    }),
  )
