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

/** What an outsider can tell of each hidden cell; of a sensitive one `exactly`, where an end in fractions could decide. */
export const boundsOf = (
  highs: Highs,
  problem: Problem,
  hidden: Iterable<string>,
  exactly = true,
): Record<string, Bounds> => {
  const grid = gridOf(problem)
  const sensitive = new Set(sensitiveCells(grid))
  const cells = numbersOf(grid, hidden)
  const attacker = makeAttacker(highs, grid, cells)
  try {
    const bounds = [...cells].map((cell) => attacker.range([[cell, 1]], exactly && sensitive.has(cell)))
    return Object.fromEntries([...cells].map((cell, at) => [grid.ids[cell] ?? '', bounds[at] ?? [0, null]]))
  } finally {
    attacker.dispose()
  }
}

interface Attack {
  highs: Highs
  grid: Grid
  hidden: Set<number>
  sensitive: number[]
  exactly: boolean
}

const exposedToOutsiders = ({ highs, grid, hidden, sensitive, exactly }: Attack): number[] => {
  const attacker = makeAttacker(highs, grid, hidden)
  const possible = ({ targets }: Demand) =>
    targets.some(({ terms, atLeast }) => (attacker.most(terms, exactly) ?? Infinity) >= atLeast)
  try {
    const failing = outsiderDemands(grid, sensitive).filter((demand) => !possible(demand))
    const shown = sensitive.filter((cell) => !hidden.has(cell))
    return [...new Set([...shown, ...failing.map(({ cell }) => cell)])]
  } finally {
    attacker.dispose()
  }
}

const exposedTo = ({ highs, grid, hidden, sensitive, exactly }: Attack, knows: Set<number>): number[] => {
  const unknown = [...hidden].filter((cell) => !knows.has(cell))
  const attacker = makeAttacker(highs, grid, unknown)
  const isExact = (cell: number) => {
    const [least, most] = attacker.range([[cell, 1]], exactly)
    return least === most
  }
  try {
    return sensitive.filter((cell) => !knows.has(cell) && isExact(cell))
  } finally {
    attacker.dispose()
  }
}

/** The sensitive cells that the attack finds: not free enough for an outsider, or exact to an insider. */
export const exposed = (
  highs: Highs,
  problem: Problem,
  hiddenIds: string[],
  { exactly = true, insiders = true } = {},
): Exposed[] => {
  const grid = gridOf(problem)
  const hidden = numbersOf(grid, hiddenIds)
  const attack = { highs, grid, hidden, sensitive: sensitiveCells(grid), exactly }
  const found = (cells: number[], insider: string | null) =>
    cells.map((cell) => ({ cell: grid.ids[cell] ?? '', insider }))
  return [
    ...found(exposedToOutsiders(attack), null),
    ...(insiders ? grid.insiders : []).flatMap(({ id, knows }) => found(exposedTo(attack, knows), id)),
  ]
}
