import { expect, it } from 'vitest'
import { outsiderDemands, sensitiveCells } from '../../../src/statistics/disclosure/demands.ts'
import { type Grid, gridOf } from '../../../src/statistics/disclosure/grid.ts'
import type { Problem } from '../../../src/statistics/disclosure/problem.ts'
import { protect } from '../../../src/statistics/disclosure/protect.ts'
import {
  type Column,
  type Highs,
  loadSolver,
  makeModel,
  type Row,
  solve,
} from '../../../src/statistics/disclosure/solver.ts'
import { numbers, problemOf, smallCount } from './tables.ts'

/** More than any count moves in tables as small as these. */
const furthest = 60

/** A table of its own for each demand, which may differ from the true one only in cells that are hidden. */
const programOf = (grid: Grid): { columns: Column[]; rows: Row[] } => {
  const cells = [...grid.values.keys()]
  const sensitive = sensitiveCells(grid)
  const columns: Column[] = cells.map((cell) => ({
    ...{ cost: 1, atLeast: sensitive.includes(cell) ? 1 : 0, atMost: 1 },
  }))
  const rows: Row[] = []
  for (const { targets } of outsiderDemands(grid, sensitive)) {
    const at = columns.length
    const countIn = (cell: number) => grid.values[cell] ?? 0
    const move = ([cell, by]: [number, number]): [number, number] => [at + cell, by]
    for (const cell of cells) {
      columns.push({ cost: 0, atLeast: -countIn(cell), atMost: furthest })
      const [up, down]: [number, number][][] = [
        [
          [at + cell, 1],
          [cell, -furthest],
        ],
        [
          [at + cell, 1],
          [cell, countIn(cell)],
        ],
      ]
      rows.push(
        { terms: up ?? [], atLeast: -Infinity, atMost: 0 },
        { terms: down ?? [], atLeast: 0, atMost: Infinity },
      )
    }
    for (const { terms } of grid.relations) rows.push({ terms: terms.map(move), atLeast: 0, atMost: 0 })
    for (const { terms, atLeast } of targets) {
      const now = terms.reduce((sum, [cell, by]) => sum + by * countIn(cell), 0)
      rows.push({ terms: terms.map(move), atLeast: atLeast - now, atMost: Infinity })
    }
  }
  return { columns, rows }
}

/** The fewest cells that any pattern hides. In two dimensions the moves are whole of themselves. */
const fewest = (highs: Highs, problem: Problem): number => {
  const { columns, rows } = programOf(gridOf(problem))
  const model = makeModel(highs, columns, rows, 0)
  try {
    model.options.set({ mip_max_nodes: 100_000, presolve: 'on' })
    const { integer } = highs.constants.variableType
    const cells = problem.cells.length
    model.changeColsIntegrality({ kind: 'range', from: 0, to: cells - 1 }, Array(cells).fill(integer))
    expect(solve(highs, model)).toBeInstanceOf(Float64Array)
    return Math.round(model.getObjectiveValue())
  } finally {
    model.dispose()
  }
}

it('hides within 1.15 times as few cells as can be, on the average of small tables', async () => {
  const highs = await loadSolver()
  const next = numbers(11)
  const ratios: number[] = []
  for (const [height, width] of [
    [3, 3],
    [3, 3],
    [3, 4],
    [3, 4],
    [4, 3],
    [3, 3],
    [3, 4],
    [4, 4],
  ] as const) {
    const rows = Array.from({ length: height }, () => Array.from({ length: width }, () => smallCount(next)))
    const problem = problemOf(rows)
    const outcome = protect(highs, problem)
    if (outcome.outcome === 'refused') throw new Error(outcome.reason)
    ratios.push(outcome.hidden.length / fewest(highs, problem))
  }
  expect(Math.min(...ratios)).toBeGreaterThanOrEqual(1)
  expect(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length).toBeLessThanOrEqual(1.15)
})
