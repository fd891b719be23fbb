import type { Content } from '../publishing/content.ts'
import type { Value } from '../publishing/places.ts'

const indexOf = (values: { id: string }[]) => Object.fromEntries(values.map(({ id }, at) => [id, at]))
const labelsOf = (values: Value[]) => Object.fromEntries(values.map(({ id, label }) => [id, label]))

/** The parts of each value that has any (json-stat.org/full: `child`). */
const childrenOf = (values: Value[]) => {
  const parents = values.map(({ id }): [string, string[]] => [
    id,
    values.filter(({ parent }) => parent === id).map((child) => child.id),
  ])
  return Object.fromEntries(parents.filter(([, children]) => children.length > 0))
}

/** JSON-stat 2.0, class `dataset` (json-stat.org/full); values go by period, place and group, the last one fastest. */
export const asJsonStat = (title: string, content: Content) => {
  const { table, period, ruleVersion, contentHash, dimensions, cells } = content
  const hidden = [...cells.entries()].filter(([, cell]) => cell.hidden)
  const categories = dimensions.map(({ id, label, values }) => {
    const category = { index: indexOf(values), label: labelsOf(values), child: childrenOf(values) }
    return [id, { label, category }]
  })
  return {
    version: '2.0' as const,
    class: 'dataset' as const,
    label: title,
    source: 'Bo Godt',
    id: ['period', ...dimensions.map(({ id }) => id)],
    size: [1, ...dimensions.map(({ values }) => values.length)],
    role: { time: ['period'] },
    dimension: {
      period: { label: 'Periode', category: { index: { [period]: 0 }, label: { [period]: period } } },
      ...Object.fromEntries(categories),
    },
    value: cells.map(({ households }) => households),
    status: Object.fromEntries(hidden.map(([at]) => [at, 'hidden'])),
    extension: { table, ruleVersion, contentHash },
  }
}
