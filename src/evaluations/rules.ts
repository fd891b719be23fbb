import type { Code } from '../kernel/codes.ts'

export type Direction = Code<'direction'>
type Better = 'lower' | 'higher' | null

/**
 * Whether a figure has moved the way that the delaftale hopes for. `change` is an exact decimal, null where there is
 * none: a pending or missing figure is never 0, and so it has no direction.
 */
export const directionOf = (better: Better, change: string | null): Direction => {
  if (change === null || better === null) return 'unknown'
  if (/^-?0(\.0*)?$/.test(change)) return 'unchanged'
  return change.startsWith('-') === (better === 'lower') ? 'better' : 'worse'
}

export interface Directed {
  departmentId: string | null
  direction: Direction
}

/**
 * The direction of a whole indicator: that of the whole area where it has a figure of its own, else the one way in which
 * all departments that moved have moved. Percentages of departments of different size have no sum: where some have
 * improved and others not, it is unknown, and the figures are told one by one.
 */
export const directionOfAll = (figures: Directed[]): Direction => {
  const whole = figures.find(({ departmentId }) => departmentId === null)?.direction ?? 'unknown'
  if (whole !== 'unknown') return whole
  const found = new Set(figures.map(({ direction }) => direction))
  if (found.has('better') !== found.has('worse')) return found.has('better') ? 'better' : 'worse'
  return found.has('unchanged') && !found.has('better') ? 'unchanged' : 'unknown'
}
