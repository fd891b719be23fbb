import type { Demand, Target } from './demands.ts'
import { type Grid, holds, type Move } from './grid.ts'
import {
  type Column,
  type Highs,
  isWhole,
  makeModel,
  type Row,
  solve,
  solveWhole,
  strategy,
} from './solver.ts'

/** What it costs to move a cell by one; null where it must stand. */
export type Price = number | null

export interface Mover {
  price: (cell: number, price: Price) => void
  /** The cheapest move that keeps every relation and meets the demand; nothing when there is none. */
  cheapest: (demand: Demand) => Move | undefined
  dispose: () => void
}

/** A move may not be free of all cost, or it wanders where it need not. */
const least = 1e-3

/** How often a move in fractions is made dearer before whole numbers are asked for, which takes long. */
const rounds = 12

const up = (cell: number) => 2 * cell
const down = (cell: number) => 2 * cell + 1

const standing: Column = { cost: least, atLeast: 0, atMost: 0 }

const rowOf = ({ values }: Grid, terms: [number, number][], atLeast: number, atMost: number): Row => {
  const now = terms.reduce((sum, [cell, by]) => sum + by * (values[cell] ?? 0), 0)
  const both = terms.flatMap(([cell, by]): [number, number][] => [
    [up(cell), by],
    [down(cell), -by],
  ])
  return { terms: both, atLeast: atLeast - now, atMost: atMost - now }
}

const moveOf = ({ values }: Grid, solution: Float64Array): Move => {
  const by = (cell: number) => Math.round((solution[up(cell)] ?? 0) - (solution[down(cell)] ?? 0))
  return new Map(
    [...values.keys()].map((cell): [number, number] => [cell, by(cell)]).filter(([, n]) => n !== 0),
  )
}

export const makeMover = (highs: Highs, grid: Grid): Mover => {
  const rows = grid.relations.map(({ terms, atLeast, atMost }) => rowOf(grid, terms, atLeast, atMost))
  const columns = grid.values.flatMap(() => [standing, standing])
  const model = makeModel(highs, columns, rows, strategy.move)
  const prices: Price[] = grid.values.map(() => null)
  const costOf = (cell: number) => Math.max(prices[cell] ?? 0, least)

  const charge = (cell: number, cost: number) => {
    for (const column of [up(cell), down(cell)]) model.changeColCost(column, cost)
  }
  const allow = (cell: number, allowed: boolean) => {
    model.changeColBounds(up(cell), 0, allowed ? highs.infinity : 0)
    model.changeColBounds(down(cell), 0, allowed ? (grid.values[cell] ?? 0) : 0)
  }

  /** To stand still costs nothing, so from there the dual simplex is on its way at once; the last move is a detour. */
  const fromRest = () => {
    model.setLogicalBasis()
    return solve(highs, model)
  }

  /** Where the cheapest is in fractions, the cells that have them are made dearer until another move is cheaper. */
  const wholeMove = (): Move | undefined => {
    const raised = new Map<number, number>()
    try {
      for (let round = 0; round < rounds; round += 1) {
        const solution = fromRest()
        if (!(solution instanceof Float64Array)) return undefined
        const broken = [...grid.values.keys()].filter(
          (cell) => !isWhole(solution[up(cell)] ?? 0) || !isWhole(solution[down(cell)] ?? 0),
        )
        const move = moveOf(grid, solution)
        if (broken.length === 0 && holds(grid, move)) return move
        for (const cell of broken) raised.set(cell, 2 * (raised.get(cell) ?? costOf(cell)) + 0.1)
        for (const [cell, cost] of raised) charge(cell, cost)
      }
    } finally {
      for (const cell of raised.keys()) charge(cell, costOf(cell))
    }
    const solution = solveWhole(highs, model, columns.length)
    if (!(solution instanceof Float64Array)) return undefined
    const move = moveOf(grid, solution)
    return holds(grid, move) ? move : undefined
  }

  const toward = ({ terms, atLeast }: Target): Move | undefined => {
    const row = rowOf(grid, terms, atLeast, highs.infinity)
    const entries = { indices: row.terms.map(([column]) => column), values: row.terms.map(([, by]) => by) }
    model.addRow(row.atLeast, row.atMost, entries)
    try {
      return wholeMove()
    } finally {
      model.deleteRows({ kind: 'set', indices: [rows.length] })
    }
  }

  const priceOf = (move: Move) => [...move].reduce((sum, [cell, by]) => sum + costOf(cell) * Math.abs(by), 0)

  return {
    price: (cell, price) => {
      prices[cell] = price
      allow(cell, price !== null)
      charge(cell, costOf(cell))
    },
    cheapest: ({ targets, insider }) => {
      const known = [...(insider?.knows ?? [])].filter((cell) => prices[cell] !== null)
      for (const cell of known) allow(cell, false)
      try {
        const moves = targets.map(toward).filter((move) => move !== undefined)
        return moves.sort((a, b) => priceOf(a) - priceOf(b))[0]
      } finally {
        for (const cell of known) allow(cell, true)
      }
    },
    dispose: () => model.dispose(),
  }
}
