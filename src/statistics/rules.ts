import type { Rule } from './disclosure/problem.ts'

/** What decides what is shown; all of it is configuration, and a table names the version that it was made by. */
export interface Rules {
  disclosure: Rule
  /** The fewest who live in a department that stands under its own name (Landsbyggefonden's rule for small areas). */
  smallest: { residents: number; households: number }
}

/** How households are counted and tables made; changed when that changes. */
const method = '2026-2'

/** @example 2026-2.t5.k1.r100.h50 */
export const ruleVersionOf = ({ disclosure, smallest }: Rules): string =>
  [
    method,
    `t${disclosure.threshold}`,
    `k${disclosure.nearParent}`,
    `r${smallest.residents}`,
    `h${smallest.households}`,
  ].join('.')
