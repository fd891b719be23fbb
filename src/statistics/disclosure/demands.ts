import type { Grid, IndexedTerm, Move } from './grid.ts'
import type { Sensitive } from './problem.ts'

/** `sum of coefficient * count >= atLeast`. */
export interface Target {
  terms: IndexedTerm[]
  atLeast: number
}

/** What must be possible for a sensitive cell to be safe: that some table meets one of the targets. */
export interface Demand {
  cell: number
  targets: Target[]
  /** Where an insider attacks: what he knows is the same in that table. */
  insider: { id: string; knows: ReadonlySet<number> } | null
}

const below = (cell: number, most: number): Target => ({ terms: [[cell, -1]], atLeast: -most })
const above = (cell: number, least: number): Target => ({ terms: [[cell, 1]], atLeast: least })

const isSmall = ({ rule }: Grid, value: number) => value > 0 && value < rule.threshold

/** The parents that a count nearly is. Nobody is told of by a zero. */
const nearParents = ({ rule, values, parents }: Grid, cell: number): number[] => {
  const value = values[cell] ?? 0
  return value > 0 ? (parents[cell] ?? []).filter((p) => (values[p] ?? 0) - rule.nearParent <= value) : []
}

export const sensitiveCells = (grid: Grid): number[] =>
  [...grid.values.keys()].filter(
    (cell) => isSmall(grid, grid.values[cell] ?? 0) || nearParents(grid, cell).length > 0,
  )

export const reasonOf = (grid: Grid, cell: number): Sensitive => ({
  cell: grid.ids[cell] ?? '',
  small: isSmall(grid, grid.values[cell] ?? 0),
  nearTo: nearParents(grid, cell).map((parent) => grid.ids[parent] ?? ''),
})

/** From nothing up to the threshold; and what nearly is its parent may as well leave room for that many others. */
const demandsOf = (grid: Grid, cell: number): Demand[] => {
  const { threshold, nearParentLow } = grid.rule
  const zero = nearParentLow === 'zero' || isSmall(grid, grid.values[cell] ?? 0)
  const apart = nearParents(grid, cell).map((parent): Target => {
    const terms: IndexedTerm[] = [
      [parent, 1],
      [cell, -1],
    ]
    return { terms, atLeast: threshold }
  })
  const targets = [...(zero ? [below(cell, 0)] : []), above(cell, threshold), ...apart]
  return targets.map((target) => ({ cell, targets: [target], insider: null }))
}

export const outsiderDemands = (grid: Grid, sensitive: number[]): Demand[] =>
  sensitive.flatMap((cell) => demandsOf(grid, cell))

/** Nobody who knows his own counts may know a sensitive one of others exactly. */
export const insiderDemands = (grid: Grid, sensitive: number[]): Demand[] =>
  grid.insiders.flatMap((insider) =>
    sensitive
      .filter((cell) => !insider.knows.has(cell))
      .map((cell) => {
        const value = grid.values[cell] ?? 0
        return { cell, targets: [below(cell, value - 1), above(cell, value + 1)], insider }
      }),
  )

const reaches = ({ values }: Grid, { terms, atLeast }: Target, move: Move): boolean =>
  terms.reduce((sum, [cell, by]) => sum + by * ((values[cell] ?? 0) + (move.get(cell) ?? 0)), 0) >= atLeast

const leavesAlone = (known: ReadonlySet<number>, move: Move) =>
  ![...move.keys()].some((cell) => known.has(cell))

export const meets = (grid: Grid, { targets, insider }: Demand, move: Move): boolean =>
  targets.some((target) => reaches(grid, target, move)) && (!insider || leavesAlone(insider.knows, move))
