import { makeAttacker } from './attack.ts'
import { type Demand, outsiderDemands, sensitiveCells } from './demands.ts'
import { type Grid, gridOf } from './grid.ts'
import type { Bounds, Problem } from './problem.ts'
import type { Highs } from './solver.ts'

export interface Exposed {
  cell: string
  insider: string | null
}

const numbersOf = (grid: Grid, ids: Iterable<string>): Set<number> => {
  const wanted = new Set(ids)
  return new Set([...grid.ids.keys()].filter((cell) => wanted.has(grid.ids[cell] ?? '')))
}

/** What an outsider can tell of each hidden cell; in whole numbers where the cell is sensitive. */
export const boundsOf = (
  highs: Highs,
  problem: Problem,
  hidden: Iterable<string>,
): Record<string, Bounds> => {
  const grid = gridOf(problem)
  const sensitive = new Set(sensitiveCells(grid))
  const cells = numbersOf(grid, hidden)
  const attacker = makeAttacker(highs, grid, cells)
  try {
    const bounds = [...cells].map((cell) => attacker.range([[cell, 1]], sensitive.has(cell)))
    return Object.fromEntries([...cells].map((cell, at) => [grid.ids[cell] ?? '', bounds[at] ?? [0, null]]))
  } finally {
    attacker.dispose()
  }
}

const exposedToOutsiders = (highs: Highs, grid: Grid, hidden: Set<number>, sensitive: number[]): number[] => {
  const attacker = makeAttacker(highs, grid, hidden)
  const possible = ({ targets }: Demand) =>
    targets.some(({ terms, atLeast }) => {
      const [, most] = attacker.range(terms, true)
      return most === null || most >= atLeast
    })
  try {
    const failing = outsiderDemands(grid, sensitive).filter((demand) => !possible(demand))
    return [
      ...new Set([...sensitive.filter((cell) => !hidden.has(cell)), ...failing.map(({ cell }) => cell)]),
    ]
  } finally {
    attacker.dispose()
  }
}

const exposedToInsider = (
  highs: Highs,
  grid: Grid,
  hidden: Set<number>,
  sensitive: number[],
  knows: Set<number>,
) => {
  const attacker = makeAttacker(
    highs,
    grid,
    [...hidden].filter((cell) => !knows.has(cell)),
  )
  try {
    return sensitive.filter((cell) => {
      if (knows.has(cell)) return false
      const [least, most] = attacker.range([[cell, 1]], true)
      return least === most
    })
  } finally {
    attacker.dispose()
  }
}

/** The sensitive cells that the attack finds: not free enough for an outsider, or exact to an insider. */
export const exposed = (highs: Highs, problem: Problem, hiddenIds: string[], insiders = true): Exposed[] => {
  const grid = gridOf(problem)
  const sensitive = sensitiveCells(grid)
  const hidden = numbersOf(grid, hiddenIds)
  const found = (cells: number[], insider: string | null) =>
    cells.map((cell) => ({ cell: grid.ids[cell] ?? '', insider }))
  return [
    ...found(exposedToOutsiders(highs, grid, hidden, sensitive), null),
    ...(insiders ? grid.insiders : []).flatMap(({ id, knows }) =>
      found(exposedToInsider(highs, grid, hidden, sensitive, knows), id),
    ),
  ]
}
