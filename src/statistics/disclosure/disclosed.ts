import { boundsOf, exposed } from './exposed.ts'
import type { Bounds, Outcome, Problem } from './problem.ts'
import { protect } from './protect.ts'
import { publicationOf } from './publication.ts'
import type { Highs } from './solver.ts'
import { verify } from './verify.ts'

/** An outcome, and what an outsider can tell of each hidden cell, which the officer may see. */
export type Disclosed = Outcome & { bounds: Record<string, Bounds> }

/**
 * Each proof is checked by whole numbers, and the attack is tried all the same: where they disagree, one of them is
 * wrong, and nothing is published. The proofs settle what whole numbers can be, and what insiders can't tell, so the
 * attack need not search for either: that takes minutes.
 *
 * @throws when a proof fails or the attack finds a cell
 */
export const disclosed = (highs: Highs, problem: Problem): Disclosed => {
  const outcome = protect(highs, problem)
  if (outcome.outcome === 'refused') return { ...outcome, bounds: {} }
  const failures = verify(publicationOf(problem, outcome, true)).length
  const found = exposed(highs, problem, outcome.hidden, { exactly: false, insiders: false }).length
  if (failures + found > 0)
    throw new Error(`not safe: ${failures} proofs fail, the attack finds ${found} cells`)
  return { ...outcome, bounds: boundsOf(highs, problem, outcome.hidden, false) }
}
