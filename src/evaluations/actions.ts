import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import { asEvaluation, type Evaluation, frozen, versionOf } from './evaluation.ts'
import * as queries from './queries.ts'
import type { NewComment } from './schemas.ts'

/** Adds a version of what is said of a goal; said again just as it stands, it adds none. Tells if it was the first. */
export const comment = async (
  pool: Pool,
  call: Call,
  at: Date,
  { year, goalId }: { year: number; goalId: string },
  { text }: z.output<typeof NewComment>,
) => {
  let first = false
  const kept = await change(pool, call, async (tx) => {
    tx.add(queries.lockYear, { year })
    tx.add(queries.requireUnapproved, { year })
    const [newest] = await tx.rows(queries.newestComment, { year, goalId })
    first = newest === undefined
    const commentId = newest?.text === text ? newest.id : newId(at)
    if (newest?.text !== text) tx.add(queries.insertComment, { id: commentId, year, goalId, text })
    return { recorded: queries.findComment, values: { commentId } }
  })
  return { first, kept }
}

/** The state that a move needs, and what is said when it is another. */
const before = {
  presentation: { state: 'draft', refusal: 'Evalueringen er allerede forelagt, som den er.' },
  approval: { state: 'presented', refusal: 'Evalueringen er ikke forelagt, som den er nu.' },
} as const

/**
 * Presents or approves an evaluation just as the caller has seen it.
 * @throws invalid_transition when it is not its turn, or is approved already
 */
export const move = async (
  pool: Pool,
  call: Call,
  at: Date,
  year: number,
  kind: keyof typeof before,
): Promise<Evaluation> => {
  const { state, refusal } = before[kind]
  const moved = await change(pool, call, async (tx) => {
    tx.add(queries.lockYear, { year })
    const evaluation = asEvaluation(await tx.row(queries.readMaterial, { year }))
    tx.match(versionOf(evaluation))
    tx.add(queries.requireUnapproved, { year })
    if (evaluation.state !== 'approved' && evaluation.state !== state)
      throw new DomainError('invalid_transition', refusal)
    tx.add(queries.insertMove, { id: newId(at), year, kind, ...frozen(evaluation) })
    return { recorded: queries.findMaterial, values: { year } }
  })
  return asEvaluation(moved)
}
