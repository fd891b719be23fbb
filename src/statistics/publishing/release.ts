import type { CatalogueTable } from '../catalogue.ts'
import type { Rules } from '../rules.ts'
import { type Department, type Place, placesOf, type Value } from './places.ts'

export interface Named {
  id: string
  label: string
}

/** All that it takes to make the tables of a period, as the database counts it. */
export interface Basis {
  id: string
  period: string
  /** How many publications had been made when this was read. */
  seen: number
  landlords: Named[]
  departments: Department[]
  /** By table, in their order. */
  groups: Record<string, Named[]>
  counts: { table: string; department: string; group: string; households: number }[]
  /** What has been published of the same year. */
  earlier: Release[]
}

/** A table with its true counts. */
export interface TrueTable {
  table: string
  period: string
  places: Place[]
  groups: Value[]
  /** By `place|group`. */
  households: Record<string, number>
}

/** A table as it was published. */
export interface Release extends TrueTable {
  /** `place|group` of what is not shown. */
  hidden: string[]
}

export const total: Value = { id: 'total', label: 'I alt', parent: null }

export const isYear = (period: string): boolean => period.length === 4

/** A sum over children, down to what was counted. */
const countsOf = (values: Value[], countOf: (id: string) => number): Map<string, number> => {
  const counts = new Map<string, number>()
  const count = ({ id }: Value): number => {
    const children = values.filter(({ parent }) => parent === id)
    const sum = children.length ? children.reduce((all, child) => all + count(child), 0) : countOf(id)
    counts.set(id, sum)
    return sum
  }
  for (const root of values.filter(({ parent }) => parent === null)) count(root)
  return counts
}

/** A table of the catalogue with all its margins. */
export const trueTable = (basis: Basis, { smallest }: Rules, { id, place }: CatalogueTable): TrueTable => {
  const { period, landlords, departments } = basis
  const byDepartment = place.id === 'department' && isYear(period)
  const places = placesOf({ landlords, departments, smallest, byDepartment })
  const groups = [total, ...(basis.groups[id] ?? []).map((group) => ({ ...group, parent: total.id }))]
  const counted = new Map(
    basis.counts
      .filter(({ table }) => table === id)
      .map((count) => [`${count.department}|${count.group}`, count.households]),
  )
  const entries = groups.map((group): [string, Map<string, number>] => {
    const within = group.id === total.id ? groups.slice(1) : [group]
    const countOf = (department: string) =>
      within.reduce((sum, one) => sum + (counted.get(`${department}|${one.id}`) ?? 0), 0)
    return [group.id, countsOf(places, countOf)]
  })
  const households = entries.flatMap(([group, counts]) =>
    [...counts].map(([where, count]) => [`${where}|${group}`, count]),
  )
  return { table: id, period, places, groups, households: Object.fromEntries(households) }
}
