import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import * as queries from './queries.ts'
import type { NewConflict } from './schemas.ts'

/** Shuts a member of staff out of all that concerns a household, from the next request on. */
export const recordConflict = (pool: Pool, call: Call, at: Date, body: z.output<typeof NewConflict>) =>
  change(pool, call, async () => ({ recorded: queries.insertConflict, values: { ...body, id: newId(at) } }))

/** @throws conflict when it has ended already */
export const endConflict = (pool: Pool, call: Call, id: string) =>
  change(pool, call, async (tx) => {
    tx.add(queries.requireOther, { id })
    const { ended } = await tx.row(queries.lockConflict, { id })
    if (ended) throw new DomainError('conflict', 'Inhabiliteten er allerede ophævet.')
    return { recorded: queries.endConflict, values: { id } }
  })
