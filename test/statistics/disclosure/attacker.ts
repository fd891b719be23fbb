import type { Problem, Relation } from '../../../src/statistics/disclosure/problem.ts'

/**
 * An attacker who knows nothing of linear programs: he tries tables, one count after the other, and drops what a
 * relation forbids.
 */
type Ranges = Map<string, [from: number, to: number]>

const narrow = (ranges: Ranges, { terms, atLeast, atMost }: Relation): 'same' | 'narrower' | 'empty' => {
  const ends = terms.map(([cell, by]) => {
    const [from, to] = ranges.get(cell) ?? [0, 0]
    return by > 0 ? [by * from, by * to] : [by * to, by * from]
  })
  const least = ends.reduce((sum, [low = 0]) => sum + low, 0)
  const most = ends.reduce((sum, [, high = 0]) => sum + high, 0)
  let result: 'same' | 'narrower' = 'same'
  for (const [at, [cell, by]] of terms.entries()) {
    const [low = 0, high = 0] = ends[at] ?? []
    const upper = (atMost ?? Infinity) - (least - low)
    const lower = (atLeast ?? -Infinity) - (most - high)
    const [from, to] = ranges.get(cell) ?? [0, 0]
    const [a, b] = by > 0 ? [lower / by, upper / by] : [upper / by, lower / by]
    const next: [number, number] = [Math.max(from, Math.ceil(a)), Math.min(to, Math.floor(b))]
    if (next[0] > next[1]) return 'empty'
    if (next[0] !== from || next[1] !== to) result = 'narrower'
    ranges.set(cell, next)
    if (result === 'narrower') break
  }
  return result
}

const settle = (ranges: Ranges, relations: Relation[]): boolean => {
  for (let changed = true; changed; ) {
    changed = false
    for (const relation of relations) {
      const result = narrow(ranges, relation)
      if (result === 'empty') return false
      if (result === 'narrower') changed = true
    }
  }
  return true
}

const exists = (ranges: Ranges, relations: Relation[]): boolean => {
  if (!settle(ranges, relations)) return false
  const open = [...ranges].filter(([, [from, to]]) => from < to)
  const [next] = open.sort(([, a], [, b]) => a[1] - a[0] - (b[1] - b[0]))
  if (!next) return true
  const [cell, [from, to]] = next
  for (let value = from; value <= to; value += 1)
    if (exists(new Map(ranges).set(cell, [value, value]), relations)) return true
  return false
}

const between = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n)

/** Whether some table has the cell's count in a range, with all that is published and known as it is. */
export const possible = (
  problem: Problem,
  hidden: Set<string>,
  known: Set<string>,
  extra: Relation[],
): boolean => {
  const highest = 3 * Math.max(...problem.cells.map(({ value }) => value), problem.rule.threshold)
  const ranges: Ranges = new Map(
    problem.cells.map(({ id, value }) => [
      id,
      hidden.has(id) && !known.has(id) ? [0, highest] : [value, value],
    ]),
  )
  return exists(ranges, [...problem.relations, ...extra])
}

const only = (cell: string, atLeast: number | null, atMost: number | null): Relation => ({
  ...{ terms: [[cell, 1]], atLeast, atMost },
})

/** The sensitive cells of the problem that he can tell, or tell too much of. */
export const recovered = (problem: Problem, hiddenIds: string[]): string[] => {
  const hidden = new Set(hiddenIds)
  const counts = new Map(problem.cells.map(({ id, value }) => [id, value]))
  const { threshold, nearParent } = problem.rule
  return problem.cells.flatMap(({ id, value, parents = [] }) => {
    const near = parents.filter((parent) => value > 0 && (counts.get(parent) ?? 0) - value <= nearParent)
    if (!(between(1, threshold - 1).includes(value) || near.length > 0)) return []
    const may = (extra: Relation, known = new Set<string>()) => possible(problem, hidden, known, [extra])
    const outside = may(only(id, 0, 0)) && may(only(id, threshold, null))
    const apart = near.every((parent) =>
      may({
        terms: [
          [parent, 1],
          [id, -1],
        ],
        ...{ atLeast: threshold, atMost: null },
      }),
    )
    const told = problem.insiders.filter(({ knows }) => {
      const known = new Set(knows)
      return (
        !known.has(id) && !may(only(id, value + 1, null), known) && !may(only(id, null, value - 1), known)
      )
    })
    return outside && apart && told.length === 0 ? [] : [id]
  })
}
