import type { Cell, Problem, Rule, State, Table } from './problem.ts'

export type IndexedTerm = [cell: number, coefficient: number]
export interface IndexedRelation {
  terms: IndexedTerm[]
  atLeast: number
  atMost: number
}

/** A problem by number instead of name, as a solver wants it; the order is the problem's own, so results repeat. */
export interface Grid {
  rule: Rule
  ids: string[]
  values: number[]
  states: State[]
  weights: number[]
  parents: number[][]
  relations: IndexedRelation[]
  insiders: { id: string; knows: Set<number> }[]
}

/** A table as what differs from the true one, by cell. */
export type Move = ReadonlyMap<number, number>

const fail = (what: string): never => {
  throw new Error(`not a disclosure problem: ${what}`)
}

const checkCell = ({ id, value, weight = 1 }: Cell): void => {
  if (!Number.isSafeInteger(value) || value < 0) fail(`cell ${id} holds no count`)
  if (!(weight > 0)) fail(`cell ${id} costs nothing to hide`)
}

/** An equation with one unknown gives it away, whatever is published: whoever knows the rest knows that one too. */
const withImplied = (relations: IndexedRelation[], known: Set<number>): Set<number> => {
  const equations = relations.filter(({ atLeast, atMost }) => atLeast === atMost)
  for (let size = -1; size < known.size; ) {
    size = known.size
    for (const { terms } of equations) {
      const unknown = terms.filter(([cell]) => !known.has(cell))
      if (unknown.length === 1 && unknown[0]) known.add(unknown[0][0])
    }
  }
  return known
}

export const gridOf = ({ rule, cells, relations, insiders }: Problem): Grid => {
  const numbers = new Map(cells.map(({ id }, number) => [id, number]))
  if (numbers.size < cells.length) fail('two cells have one id')
  for (const cell of cells) checkCell(cell)
  const numberOf = (id: string) => numbers.get(id) ?? fail(`there is no cell ${id}`)
  const indexed = relations.map(({ terms, atLeast, atMost }) => ({
    terms: terms.map(([id, coefficient]): IndexedTerm => [numberOf(id), coefficient]),
    atLeast: atLeast ?? -Infinity,
    atMost: atMost ?? Infinity,
  }))
  const grid: Grid = {
    rule,
    ids: cells.map(({ id }) => id),
    values: cells.map(({ value }) => value),
    states: cells.map(({ state }) => state),
    weights: cells.map(({ weight = 1 }) => weight),
    parents: cells.map(({ parents = [] }) => parents.map(numberOf)),
    relations: indexed,
    insiders: insiders.map(({ id, knows }) => ({
      id,
      knows: withImplied(indexed, new Set(knows.map(numberOf))),
    })),
  }
  if (!holds(grid, new Map())) fail('its own counts break a relation')
  return grid
}

/** By whole numbers alone: the table that the move makes has no negative count and keeps every relation. */
export const holds = ({ values, relations }: Grid, move: Move): boolean => {
  const countOf = (cell: number) => (values[cell] ?? 0) + (move.get(cell) ?? 0)
  if ([...move.keys()].some((cell) => countOf(cell) < 0)) return false
  return relations.every(({ terms, atLeast, atMost }) => {
    const sum = terms.reduce((total, [cell, coefficient]) => total + coefficient * countOf(cell), 0)
    return Number.isSafeInteger(sum) && atLeast <= sum && sum <= atMost
  })
}

export const tableOf = ({ ids, values }: Grid, hidden: ReadonlySet<number>, move: Move): Table =>
  Object.fromEntries(
    [...hidden]
      .sort((a, b) => a - b)
      .map((cell) => [ids[cell] ?? '', (values[cell] ?? 0) + (move.get(cell) ?? 0)]),
  )
