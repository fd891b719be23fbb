import type { Problem, Relation, Term } from '../../src/statistics/disclosure/problem.ts'
import { defaultRule } from '../../src/statistics/disclosure/problem.ts'
import type { Content } from '../../src/statistics/publishing/content.ts'

/** What everyone can read and work out, made of nothing but the published tables and what is known of households. */

const nameOf = ({ table, period }: Content, cell: Content['cells'][number], ids: string[]) =>
  [`${table}@${period}`, ...ids.map((id) => cell[id])].join('|')

/** Counts by place and group, of a period: what the publisher may not show. */
export type Truth = (period: string, place: string, group: string) => number

const cellsOf = (content: Content, truth: Truth) => {
  const ids = content.dimensions.map(({ id }) => id)
  return content.cells.map((cell) => {
    const [place = '', group = ''] = ids.map((id) => String(cell[id]))
    const parents = content.dimensions.flatMap(({ id, values }) => {
      const parent = values.find((value) => value.id === cell[id])?.parent ?? null
      const siblings = values.filter((value) => value.parent === parent)
      return parent === null || siblings.length === 1 ? [] : [nameOf(content, { ...cell, [id]: parent }, ids)]
    })
    return {
      id: nameOf(content, cell, ids),
      value: truth(content.period, place, group),
      state: 'free' as const,
      parents,
      hidden: cell.hidden,
      shown: cell.households,
    }
  })
}

const sumsOf = (content: Content): Relation[] => {
  const ids = content.dimensions.map(({ id }) => id)
  return content.cells.flatMap((cell) =>
    content.dimensions.flatMap(({ id, values }) => {
      const parts = values.filter(({ parent }) => parent === cell[id])
      const terms = parts.map((part): Term => [nameOf(content, { ...cell, [id]: part.id }, ids), -1])
      return parts.length === 0
        ? []
        : [{ terms: [[nameOf(content, cell, ids), 1] as Term, ...terms], atLeast: 0, atMost: 0 }]
    }),
  )
}

/** A household of a quarter is one of the year; and each of the year was in its group in some quarter. */
const overTime = (contents: Content[]): Relation[] => {
  const quarters = contents.filter(({ period }) => period.includes('Q'))
  const year = contents.find(({ period }) => !period.includes('Q'))
  if (!year) return []
  const ids = year.dimensions.map(({ id }) => id)
  return year.cells.flatMap((cell) => {
    const group = cell[ids[1] ?? '']
    const same = quarters.flatMap((quarter) =>
      quarter.cells.filter((c) => ids.every((id) => c[id] === cell[id])).map((c) => nameOf(quarter, c, ids)),
    )
    const whole: Relation = {
      terms: [...same.map((id): Term => [id, 1]), [nameOf(year, cell, ids), -1]],
      ...{ atLeast: 0, atMost: null },
    }
    const within = same.map(
      (id): Relation => ({
        terms: [
          [nameOf(year, cell, ids), 1],
          [id, -1],
        ],
        ...{ atLeast: 0, atMost: null },
      }),
    )
    return [...(same.length === 4 ? [whole] : []), ...(group === 'total' ? within : [])]
  })
}

/** All releases of a year as one attack; the staff of a department know its rows. */
export const jointAttack = (contents: Content[], truth: Truth): { problem: Problem; hidden: string[] } => {
  const cells = contents.flatMap((content) => cellsOf(content, truth))
  for (const { id, shown, value, hidden } of cells)
    if (!hidden && shown !== value) throw new Error(`${id} is published as ${shown}, and is ${value}`)
  const places = contents.flatMap(({ dimensions }) => dimensions[0]?.values ?? [])
  // Who knows the folded ones is several departments together, and the rule is of one (statistics.md, Attacker).
  const leaves = places
    .filter(({ id, parent }) => parent !== null && parent !== 'total' && !id.startsWith('oevrige-'))
    .map(({ id }) => id)
  const insiders = [...new Set(leaves)].map((id) => ({
    id,
    knows: cells.filter((cell) => cell.id.split('|')[1] === id).map((cell) => cell.id),
  }))
  return {
    problem: {
      rule: defaultRule,
      cells: cells.map(({ hidden, shown, ...cell }) => cell),
      relations: [...contents.flatMap(sumsOf), ...overTime(contents)],
      insiders,
    },
    hidden: cells.filter(({ hidden }) => hidden).map(({ id }) => id),
  }
}
