import type { Grid, IndexedTerm } from './grid.ts'
import type { Bounds } from './problem.ts'
import { type Highs, isWhole, type Model, makeModel, roundUp, solve, solveWhole, strategy } from './solver.ts'

/**
 * What anyone can work out who adds and subtracts: each hidden cell as closely as all that is published, and all that
 * is known of how the counts hang together, allow. It is apart from the protector, and shares none of its moves.
 */
export interface Attacker {
  /** The most that a sum of cells can be: in whole numbers where `exactly`, else rounded from a linear program. */
  most: (terms: IndexedTerm[], exactly: boolean) => number | null
  range: (terms: IndexedTerm[], exactly: boolean) => Bounds
  dispose: () => void
}

const negated = (terms: IndexedTerm[]) => terms.map(([cell, by]): IndexedTerm => [cell, -by])

const knownSum = ({ values }: Grid, terms: IndexedTerm[], unknown: Map<number, number>) =>
  terms.reduce((sum, [cell, by]) => sum + (unknown.has(cell) ? 0 : by * (values[cell] ?? 0)), 0)

const hiddenTerms = (terms: IndexedTerm[], unknown: Map<number, number>): IndexedTerm[] =>
  terms.flatMap(([cell, by]): IndexedTerm[] => {
    const column = unknown.get(cell)
    return column === undefined ? [] : [[column, by]]
  })

const modelOf = (highs: Highs, grid: Grid, unknown: Map<number, number>): Model => {
  const rows = grid.relations.flatMap(({ terms, atLeast, atMost }) => {
    const left = hiddenTerms(terms, unknown)
    const known = knownSum(grid, terms, unknown)
    return left.length > 0 ? [{ terms: left, atLeast: atLeast - known, atMost: atMost - known }] : []
  })
  const columns = [...unknown].map(() => ({ cost: 0, atLeast: 0, atMost: highs.infinity }))
  return makeModel(highs, columns, rows, strategy.attack)
}

export const makeAttacker = (highs: Highs, grid: Grid, hidden: Iterable<number>): Attacker => {
  const unknown = new Map([...hidden].map((cell, column) => [cell, column]))
  const model = modelOf(highs, grid, unknown)

  const sumIn = (solution: Float64Array, terms: IndexedTerm[]) =>
    terms.reduce((sum, [column, by]) => sum + by * (solution[column] ?? 0), 0)

  const exactLeast = (terms: IndexedTerm[], now: number): number => {
    const whole = solveWhole(highs, model, unknown.size)
    // A search given up has found nothing wider than the truth itself.
    return whole instanceof Float64Array ? roundUp(sumIn(whole, terms)) : now
  }

  /** The least of a sum of columns; nothing when there is no least. */
  const leastOf = (terms: IndexedTerm[], exactly: boolean, now: number): number | null => {
    if (terms.length === 0) return 0
    for (const [column, by] of terms) model.changeColCost(column, by)
    try {
      const solution = solve(highs, model)
      if (solution === undefined) throw new Error('the attack has no table at all, not even the true one')
      if (solution === 'unbounded') return null
      return exactly && !solution.every(isWhole) ? exactLeast(terms, now) : roundUp(sumIn(solution, terms))
    } finally {
      for (const [column] of terms) model.changeColCost(column, 0)
    }
  }

  const most = (terms: IndexedTerm[], exactly: boolean): number | null => {
    const known = knownSum(grid, terms, unknown)
    const all = terms.reduce((sum, [cell, by]) => sum + by * (grid.values[cell] ?? 0), 0)
    const least = leastOf(negated(hiddenTerms(terms, unknown)), exactly, known - all)
    return least === null ? null : known - least
  }

  return {
    most,
    range: (terms, exactly) => [-(most(negated(terms), exactly) ?? Infinity) + 0, most(terms, exactly)],
    dispose: () => model.dispose(),
  }
}
