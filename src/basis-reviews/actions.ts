import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError } from '../kernel/errors.ts'
import * as queries from './queries.ts'
import type { NewDecision } from './schemas.ts'

/**
 * Keeps an entry on another basis, or has it erased: from then on nobody reads it.
 * @throws conflict when it has been decided, or the consent has been given again
 */
export const decideReview = (pool: Pool, call: Call, id: string, body: z.output<typeof NewDecision>) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockReview, { id })
    const { state } = await tx.current(queries.readReview, { id })
    if (state === 'decided') throw new DomainError('conflict', 'Notatets grundlag er allerede afgjort.')
    return { recorded: queries.decide, values: { ...body, id, legalBasis: body.legalBasis ?? null } }
  })
