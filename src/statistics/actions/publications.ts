import type { Pool } from 'pg'
import { change, run } from '../../database/scope.ts'
import type { Call } from '../../kernel/call.ts'
import { newId } from '../../kernel/id.ts'
import { disclose } from '../disclosure/disclose.ts'
import { publish } from '../publishing/publish.ts'
import { publicationToMake, storePublication } from '../queries/making.ts'
import { findPublicationOf, insertPublication, requireToHaveEnded } from '../queries/publications.ts'
import type { Rules } from '../rules.ts'

/** Has a closed period published; one that has been asked for before is the one there is. @throws period_open */
export const requestPublication = (pool: Pool, call: Call, at: Date, period: string) =>
  change(pool, call, async (tx) => {
    const values = { id: newId(at), period }
    tx.add(requireToHaveEnded, values)
    tx.add(insertPublication, values)
    return { recorded: findPublicationOf, values }
  })

/**
 * Makes what is asked for, one after the other. A process that ends on the way leaves nothing of the one it was at.
 *
 * @param closedOn dates that are no working days, beside weekends
 */
export const makePublications = async (
  pool: Pool,
  rules: Rules,
  closedOn: string[],
  signal: AbortSignal,
): Promise<void> => {
  for (;;) {
    const [{ basis } = { basis: null }] = await run(pool, publicationToMake, { closedOn })
    if (!basis) return
    const outcome = await publish(basis, rules, (problems) => disclose(problems, signal))
    await run(pool, storePublication, { id: basis.id, seen: basis.seen, outcome })
  }
}
