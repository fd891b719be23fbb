import { defaultRule, type Problem, type State } from '../../../src/statistics/disclosure/problem.ts'
import { type Axis, crossTable } from '../../../src/statistics/disclosure/tables.ts'

export const axis = (id: string, size: number): Axis => ({
  id,
  values: [
    { id: 'total', parent: null },
    ...Array.from({ length: size }, (_, n) => ({ id: `${id}${n}`, parent: 'total' })),
  ],
})

const sum = (rows: number[][], row: string, column: string) =>
  rows
    .filter((_, at) => row === 'total' || row === `r${at}`)
    .flatMap((counts) => counts.filter((_, at) => column === 'total' || column === `c${at}`))
    .reduce((all, one) => all + one, 0)

export const tableOf = (id: string, rows: number[][], state: State = 'free') =>
  crossTable({
    ...{ id, state, axes: [axis('r', rows.length), axis('c', rows[0]?.length ?? 0)] },
    countOf: ([row = '', column = '']) => sum(rows, row, column),
  })

export const problemOf = (rows: number[][]): Problem => ({
  rule: { ...defaultRule },
  ...tableOf('t', rows),
  insiders: [],
})

/** The same numbers each time. */
export const numbers = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** As in small places: many zeros, many small counts, now and then a large one. */
export const smallCount = (next: (below: number) => number) =>
  [0, 0, 1 + next(4), 1 + next(8), 5 + next(15)][next(5)] ?? 0
