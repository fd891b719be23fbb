import type { Cell, Insider, Problem, Relation, State } from '../disclosure/problem.ts'
import { cellId, crossTable, withinYear } from '../disclosure/tables.ts'
import type { Rules } from '../rules.ts'
import { isYear, type Release, type TrueTable, total } from './release.ts'

const nameOf = ({ table, period }: TrueTable) => `${table}@${period}`

export const cellOf = (table: TrueTable, key: string) => cellId(nameOf(table), key.split('|'))

/** What a reader would miss most is the last to be hidden. */
const worth = (place: string, group: string, landlords: Set<string>): number =>
  (place === total.id ? 8 : landlords.has(place) ? 4 : 1) * (group === total.id ? 2 : 1)

const partOf = (table: TrueTable, stateOf: (key: string) => State) => {
  const { places, groups, households } = table
  const axes = [
    { id: 'place', values: places },
    { id: 'group', values: groups },
  ]
  const countOf = (values: string[]) => households[values.join('|')] ?? 0
  const { cells, relations } = crossTable({ id: nameOf(table), axes, state: 'free', countOf })
  const landlords = new Set(places.filter(({ parent }) => parent === total.id).map(({ id }) => id))
  const shown = new Set(places.filter(({ published }) => published).map(({ id }) => id))
  const withState = cells.map((cell): Cell => {
    const [, place = '', group = ''] = cell.id.split('|')
    const state = shown.has(place) ? stateOf(`${place}|${group}`) : 'hidden'
    return { ...cell, state, weight: worth(place, group, landlords) }
  })
  return { cells: withState, relations }
}

/** Everyone knows how the households of quarters and of their year hang together (statistics.md, Rules). */
const overTheYear = (tables: TrueTable[]): Relation[] => {
  const year = tables.find(({ period }) => isYear(period))
  const quarters = tables.filter(({ period }) => !isYear(period))
  if (!year || quarters.length === 0) return []
  return Object.keys(year.households).flatMap((key) => {
    const within = quarters.filter(({ households }) => key in households)
    if (within.length === 0) return []
    const ofQuarters = within.map((quarter) => cellOf(quarter, key))
    const relations = withinYear(cellOf(year, key), ofQuarters, key.endsWith(`|${total.id}`))
    // That a year has no more than its quarters is known where all of them are.
    return within.length === 4 ? relations : relations.slice(1)
  })
}

/** The staff of a department know its own row, in whichever table. */
const insidersOf = (tables: TrueTable[]): Insider[] => {
  const rows = tables.flatMap((table) =>
    table.places
      .filter(({ id }) => !table.places.some(({ parent }) => parent === id))
      .map(({ id }) => ({ id, cells: table.groups.map((group) => cellOf(table, `${id}|${group.id}`)) })),
  )
  const ids = [...new Set(rows.map(({ id }) => id))]
  return ids.map((id) => ({ id, knows: rows.filter((row) => row.id === id).flatMap(({ cells }) => cells) }))
}

/**
 * A new table together with all that was published of it in the same year. No relation binds the tables of the
 * catalogue to each other, nor one year to the next, so each is a problem of its own.
 */
export const problemOf = ({ disclosure }: Rules, fresh: TrueTable, earlier: Release[]): Problem => {
  const tables = [fresh, ...earlier]
  const parts = [
    partOf(fresh, () => 'free'),
    ...earlier.map((release) => {
      const hidden = new Set(release.hidden)
      return partOf(release, (key) => (hidden.has(key) ? 'hidden' : 'published'))
    }),
  ]
  return {
    rule: disclosure,
    cells: parts.flatMap(({ cells }) => cells),
    relations: [...parts.flatMap(({ relations }) => relations), ...overTheYear(tables)],
    insiders: insidersOf(tables),
  }
}
