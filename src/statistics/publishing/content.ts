import { contentHash } from '../../kernel/canonical.ts'
import type { CatalogueTable } from '../catalogue.ts'
import type { Value } from './places.ts'
import type { Release } from './release.ts'

/** A published table, as the contract has it. */
export interface Content {
  table: string
  period: string
  ruleVersion: string
  dimensions: { id: string; label: string; values: Value[] }[]
  cells: (Record<string, string> & { households: number | null; hidden: boolean })[]
  contentHash: string
}

/** Without anything that tells one hidden count from another. */
export const contentOf = (
  { place, by }: CatalogueTable,
  { table, period, places, groups, households, hidden }: Release,
  ruleVersion: string,
): Content => {
  const isHidden = new Set(hidden)
  const asValue = ({ id, label, parent }: Value) => ({ id, label, parent })
  const shown = places.filter(({ published }) => published)
  const cells = shown.flatMap(({ id: where }) =>
    groups.map(({ id: group }) => {
      const key = `${where}|${group}`
      const count = isHidden.has(key) ? null : (households[key] ?? 0)
      return { [place.id]: where, [by.id]: group, households: count, hidden: count === null }
    }),
  ) as Content['cells']
  const content = {
    ...{ table, period, ruleVersion },
    dimensions: [
      { ...place, values: shown.map(asValue) },
      { ...by, values: groups.map(asValue) },
    ],
    cells,
  }
  return { ...content, contentHash: contentHash(content) }
}
