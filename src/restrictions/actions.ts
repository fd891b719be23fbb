import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../database/scope.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError, ruleViolated } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import * as queries from './queries.ts'
import type { NewInformation, NewRestriction } from './schemas.ts'

export const restrict = (
  pool: Pool,
  call: Call,
  at: Date,
  residentId: string,
  body: z.output<typeof NewRestriction>,
) =>
  change(pool, call, async () => ({
    recorded: queries.insertRestriction,
    values: { ...body, id: newId(at), residentId, caseId: body.caseId ?? null },
  }))

/** @throws invalid_transition when it has been lifted */
const inForce = async (tx: Transaction, id: string): Promise<queries.RestrictionRow> => {
  tx.add(queries.lockRestriction, { id })
  const restriction = await tx.current(queries.readRestriction, { id })
  if (restriction.state === 'lifted')
    throw new DomainError('invalid_transition', 'Begrænsningen er allerede ophævet.')
  return restriction
}

/** Records that the resident, or who speaks for the resident, has been told that it is going to be lifted. */
export const tellOfLifting = (pool: Pool, call: Call, id: string, body: z.output<typeof NewInformation>) =>
  change(pool, call, async (tx) => {
    await inForce(tx, id)
    return { recorded: queries.tell, values: { ...body, id } }
  })

/** @throws rule_violated when the resident has not been told (GDPR art. 18(3)) */
export const lift = (pool: Pool, call: Call, id: string, reason: string) =>
  change(pool, call, async (tx) => {
    const { information } = await inForce(tx, id)
    if (!information) throw ruleViolated('Beboeren skal have besked, før begrænsningen ophæves.')
    return { recorded: queries.lift, values: { id, reason } }
  })
