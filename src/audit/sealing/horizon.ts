import type { Snapshot } from './statements.ts'

const nil = '00000000-0000-0000-0000-000000000000'

/** An id is made just before its transaction is numbered, and a clock may be set back a little. */
const marginMs = 60_000

/** Whatever a clock that was set back by more has hidden is found by looking at everything, this often. */
const everythingMs = 3_600_000

const firstIdAt = (ms: number): string => {
  const hex = Math.max(0, ms).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}${nil.slice(13)}`
}

export interface Horizon {
  /** From which id on there may be unsealed events. */
  readonly from: string
  /** No event below this id is unsealed, nor will be. */
  readonly completeBelow: string
  /** All that this snapshot saw of `from` and above is sealed. */
  passed(snapshot: Snapshot, from: string): void
}

/**
 * From where unsealed events must be looked for. Transactions are not committed in the order of their ids, so the
 * highest sealed id says nothing. But a transaction that was still running, or had not begun, when all that could be
 * seen was sealed, has a number of at least that snapshot's `xmin`; and one with a number from an earlier snapshot's
 * `xmax` on made its ids after that earlier one. So the bound is the time of the latest snapshot whose `xmax` is no
 * higher than the newest's `xmin`.
 */
export const createHorizon = (): Horizon => {
  const marks = [{ xmax: 0, at: 0 }]
  let sweptAt = 0
  const bound = () => firstIdAt((marks[0]?.at ?? 0) - marginMs)
  return {
    get from() {
      return Date.now() - sweptAt > everythingMs ? nil : bound()
    },
    get completeBelow() {
      return bound()
    },
    passed: ({ xmin, xmax, at }, from) => {
      if (from === nil) sweptAt = Date.now()
      marks.push({ xmax, at: Date.parse(at) })
      while ((marks[1]?.xmax ?? Number.POSITIVE_INFINITY) <= xmin) marks.shift()
    },
  }
}
