import type { Cell, Relation, State, Term } from './problem.ts'

/** The values of a dimension, each with the one it is a part of; a total is the parent of all. */
export interface Axis {
  id: string
  values: { id: string; parent: string | null }[]
}

export interface CrossTable {
  id: string
  axes: Axis[]
  state: State
  /** The count of a cell, by its values in the order of the axes. */
  countOf: (values: string[]) => number
}

export const cellId = (table: string, values: string[]) => [table, ...values].join('|')

const combinations = (axes: Axis[]): string[][] =>
  axes.reduce<string[][]>(
    (all, { values }) => all.flatMap((one) => values.map(({ id }) => [...one, id])),
    [[]],
  )

const childrenOf = ({ values }: Axis, parent: string) =>
  values.filter((value) => value.parent === parent).map(({ id }) => id)

/** An only child is its parent by the making of the table, which tells nobody of anyone. */
const parentsOf = (table: string, axes: Axis[], values: string[]): string[] =>
  axes.flatMap((axis, at) => {
    const parent = axis.values.find(({ id }) => id === values[at])?.parent ?? null
    if (parent === null || childrenOf(axis, parent).length === 1) return []
    return [cellId(table, values.with(at, parent))]
  })

export const equation = (total: string, parts: string[]): Relation => ({
  terms: [[total, 1], ...parts.map((part): Term => [part, -1])],
  atLeast: 0,
  atMost: 0,
})

/** The cells of a table with all its margins, and that each total is the sum of its parts. */
export const crossTable = ({ id: table, axes, state, countOf }: CrossTable) => {
  const all = combinations(axes)
  const cells = all.map(
    (values): Cell => ({
      ...{ id: cellId(table, values), value: countOf(values), state },
      parents: parentsOf(table, axes, values),
    }),
  )
  const relations = all.flatMap((values) =>
    axes.flatMap((axis, at) => {
      const parts = childrenOf(axis, values[at] ?? '').map((part) => cellId(table, values.with(at, part)))
      return parts.length > 0 ? [equation(cellId(table, values), parts)] : []
    }),
  )
  return { cells, relations }
}

/**
 * Households of the quarters in those of their year. The gravest group of one can shift, so a quarter's group need not
 * be within the year's; but a year has no fewer households than any of its quarters, and no more than all of them.
 */
export const withinYear = (year: string, quarters: string[], isTotal: boolean): Relation[] => [
  { terms: [...quarters.map((quarter): Term => [quarter, 1]), [year, -1]], atLeast: 0, atMost: null },
  ...(isTotal ? quarters : []).map(
    (quarter): Relation => ({
      terms: [
        [year, 1],
        [quarter, -1],
      ],
      atLeast: 0,
      atMost: null,
    }),
  ),
]
