import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import { answerDueOn } from '../rights/lookups.ts'
import * as queries from './queries.ts'
import type { NewDecision, NewRectification } from './schemas.ts'

/** Records what a resident wants corrected; it is decided within one month of its receipt (GDPR art. 12(3)). */
export const requestRectification = (
  pool: Pool,
  call: Call,
  at: Date,
  body: z.output<typeof NewRectification>,
) =>
  change(pool, call, async (tx) => {
    const id = newId(at)
    tx.add(queries.insertRectification, { ...body, id, dueOn: answerDueOn(body.receivedOn) })
    return { recorded: queries.findRectification, values: { id } }
  })

/**
 * Corrected, once the record has been, or refused: then what the resident says stays with the record.
 * @throws conflict when it has been decided
 */
export const decideRectification = (
  pool: Pool,
  call: Call,
  id: string,
  { outcome, reason = null, statement }: z.output<typeof NewDecision>,
) =>
  change(pool, call, async (tx) => {
    tx.add(queries.requireAuthor, { id })
    tx.add(queries.lockRectification, { id })
    const { state, claim } = await tx.current(queries.readRectification, { id })
    if (state === 'decided') throw new DomainError('conflict', 'Anmodningen er allerede afgjort.')
    const own = outcome === 'refused' ? (statement ?? claim) : null
    tx.add(queries.decide, { id, outcome, reason, statement: own })
    return { recorded: queries.findRectification, values: { id } }
  })
