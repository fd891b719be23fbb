import fc from 'fast-check'
import type { Command } from './commands.ts'

/** A step of a history, by numbers: whom and what they mean depends on what there is by then. */
export interface Step {
  kind: Command['kind'] | 'time'
  by: number
  at: number
  of: number
  some: number
  answer: {
    refused: boolean
    recipients: string[]
    categories: string[]
    hoursAgo: number
    reviewAfter: number
  }
}

const organisations = ['boligviborg', 'sct-joergen', 'viborg-kommune', 'helhedsplanen']
export const categories = ['housing', 'complaints', 'social', 'health', 'economy']

/** How often each is tried, of 47. */
const weights: [Step['kind'], number][] = [
  ['open', 1],
  ['join', 3],
  ['answer', 6],
  ['entry', 5],
  ['agree', 2],
  ['convene', 2],
  ['withdraw', 2],
  ['invalidate', 1],
  ['resident', 1],
  ['link', 2],
  ['leave', 1],
  ['transfer', 1],
  ['conflict', 1],
  ['impartial', 1],
  ['emergency', 2],
  ['time', 2],
  ['correct', 3],
  ['decide', 2],
  ['restrict', 2],
  ['inform', 1],
  ['lift', 1],
  ['closure', 2],
  ['reopening', 1],
  ['pause', 1],
  ['resumption', 1],
  ['handover', 2],
  ['reconfirmation', 1],
]
const kinds = fc.constantFrom(...weights.flatMap(([kind, times]) => Array<Step['kind']>(times).fill(kind)))
const number = fc.noBias(fc.nat(29))

const stepOf = (kind: fc.Arbitrary<Step['kind']>): fc.Arbitrary<Step> =>
  fc.record({
    kind,
    by: number,
    at: number,
    of: number,
    some: number,
    answer: fc.record({
      refused: number.map((n) => n < 4),
      recipients: fc.subarray(organisations, { minLength: 1 }),
      categories: fc.subarray(categories, { minLength: 1 }),
      hoursAgo: fc.constantFrom(0, 0, 1, 24, 24, 480),
      reviewAfter: fc.constantFrom(1, 2, 40, 365, 365),
    }),
  })

/** Two cases with something of everything on them come first, so that there is something to see. */
const beginning: Step['kind'][] = [
  'open',
  'join',
  'join',
  'answer',
  'entry',
  'open',
  'join',
  'answer',
  'entry',
]

export const histories = (length: number): fc.Arbitrary<Step[]> =>
  fc
    .tuple(
      fc.tuple(...beginning.map((kind) => stepOf(fc.constant(kind)))),
      fc.array(stepOf(fc.noBias(kinds)), { minLength: length, maxLength: length }),
    )
    .map(([first, rest]) => [...first, ...rest])
