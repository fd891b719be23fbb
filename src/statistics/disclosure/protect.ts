import { type Demand, insiderDemands, meets, outsiderDemands, reasonOf, sensitiveCells } from './demands.ts'
import { type Grid, gridOf, type Move, tableOf } from './grid.ts'
import { type Mover, makeMover } from './moves.ts'
import type { Outcome, Problem, Protected, Refused, Table } from './problem.ts'
import type { Highs } from './solver.ts'
import { type Progress, tidy } from './tidy.ts'

const refused = (
  reason: Refused['reason'],
  cells: string[],
  demand?: Demand,
  touched: string[] = [],
): Refused => ({
  outcome: 'refused',
  reason,
  cells,
  insider: demand?.insider?.id ?? null,
  touched,
})

const idsOf = ({ ids }: Grid, cells: Iterable<number>): string[] =>
  [...cells].sort((a, b) => a - b).map((cell) => ids[cell] ?? '')

/** What would have to be hidden, if what is published could still be: the reason that people are told. */
const explain = (mover: Mover, { grid }: Progress, demand: Demand): Refused => {
  const frozen = grid.ids.map((_id, cell) => cell).filter((cell) => grid.states[cell] === 'published')
  for (const cell of frozen) mover.price(cell, 1_000)
  const move = mover.cheapest(demand)
  const touched = frozen.filter((cell) => move?.has(cell))
  const cells = idsOf(grid, [demand.cell])
  return refused(move ? 'touches' : 'impossible', cells, demand, idsOf(grid, touched))
}

/** Hides what the cheapest move touches, for each demand that no move so far has met. */
const protectAll = (mover: Mover, progress: Progress): Refused | undefined => {
  const { grid, demands, hidden, moves, proofs } = progress
  for (const demand of demands) {
    const move = moves.find((one) => meets(grid, demand, one)) ?? mover.cheapest(demand)
    if (!move) return explain(mover, progress, demand)
    if (!moves.includes(move)) moves.push(move)
    proofs.set(demand, move)
    for (const cell of move.keys()) {
      hidden.add(cell)
      mover.price(cell, 0)
    }
  }
  return undefined
}

const begin = (grid: Grid, sensitive: number[]): Progress => ({
  grid,
  demands: [...outsiderDemands(grid, sensitive), ...insiderDemands(grid, sensitive)],
  hidden: new Set([
    ...sensitive,
    ...grid.states.flatMap((state, cell) => (state === 'hidden' ? [cell] : [])),
  ]),
  moves: [],
  proofs: new Map(),
})

const distinct = (grid: Grid, hidden: Set<number>, moves: Iterable<Move>): Table[] => {
  const tables = [...new Set(moves)].map((move) => tableOf(grid, hidden, move))
  const texts = new Set(tables.map((table) => JSON.stringify(table)))
  return [...texts].sort().map((text) => JSON.parse(text) as Table)
}

const result = ({ grid, demands, hidden, proofs }: Progress, sensitive: number[]): Protected => {
  const movesOf = (insider: string | null) =>
    demands.filter((one) => (one.insider?.id ?? null) === insider).map((one) => proofs.get(one) ?? new Map())
  const truth: Move = new Map()
  return {
    outcome: 'protected',
    hidden: idsOf(grid, hidden),
    sensitive: sensitive.map((cell) => reasonOf(grid, cell)),
    certificates: distinct(grid, hidden, movesOf(null)),
    insiders: grid.insiders.map(({ id }) => ({
      id,
      certificates: distinct(grid, hidden, [truth, ...movesOf(id)]),
    })),
  }
}

/**
 * Which cells to hide, as few as it can find, and the tables that prove it safe; or why it can't be done.
 *
 * What is proved is that sums do not tell: for each sensitive cell there is a table with nothing in it and one with as
 * many as the threshold, and both agree with all that is published. It is not proved that the tables are equally
 * likely. Whoever knows how the pattern is chosen can ask of each table whether it would have given this very pattern,
 * and drop those that would not; that a cell is hidden says by itself that it, or one it shares a sum with, is small or
 * nearly its parent. An insider is asked to be unable to tell a cell exactly, not to know nothing of it, and each is
 * taken alone: two who put their counts together know more. And who knows a household otherwise needs no table.
 */
export const protect = (highs: Highs, problem: Problem): Outcome => {
  const grid = gridOf(problem)
  const sensitive = sensitiveCells(grid)
  const shown = sensitive.filter((cell) => grid.states[cell] === 'published')
  if (shown.length > 0) return refused('published', idsOf(grid, shown))
  const progress = begin(grid, sensitive)
  const mover = makeMover(highs, grid)
  try {
    for (const [cell, state] of grid.states.entries())
      if (state !== 'published') mover.price(cell, progress.hidden.has(cell) ? 0 : (grid.weights[cell] ?? 1))
    const refusal = protectAll(mover, progress)
    if (refusal) return refusal
    tidy(mover, progress, sensitive)
    return result(progress, sensitive)
  } finally {
    mover.dispose()
  }
}
