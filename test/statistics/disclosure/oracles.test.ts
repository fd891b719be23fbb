import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { boundsOf, exposed } from '../../../src/statistics/disclosure/exposed.ts'
import { defaultRule, type Problem, type State } from '../../../src/statistics/disclosure/problem.ts'
import { protect } from '../../../src/statistics/disclosure/protect.ts'
import { publicationOf } from '../../../src/statistics/disclosure/publication.ts'
import { type Highs, loadSolver } from '../../../src/statistics/disclosure/solver.ts'
import { equation } from '../../../src/statistics/disclosure/tables.ts'
import { verify } from '../../../src/statistics/disclosure/verify.ts'

type Interval = [number, number]
interface Oracle {
  id: string
  cells?: Record<string, number>
  equations?: { total: string; parts: string[] }[]
  suppressed: string[]
  focus?: string
  published_rounded?: Record<string, number>
  rounding_ranges?: Record<string, Interval>
  tables?: Record<string, { labels: string[]; Male: number[]; Female: number[] }>
  computed_by_us?: { lp_intervals: Record<string, Interval>; exactly_recoverable: string[] }
}
const { cases } = JSON.parse(readFileSync(new URL('sdc-oracles.json', import.meta.url), 'utf8')) as {
  cases: Oracle[]
}
const oracle = (id: string) => cases.find((one) => one.id === id) as Oracle
const computed = cases.flatMap((one) => (one.computed_by_us ? [{ ...one, ...one.computed_by_us }] : []))

let highs: Highs
beforeAll(async () => {
  highs = await loadSolver()
})

const problemOf = ({ cells = {}, equations = [] }: Oracle, threshold = defaultRule.threshold): Problem => ({
  rule: { ...defaultRule, threshold },
  cells: Object.entries(cells).map(([id, value]) => ({ id, value, state: 'free' })),
  relations: equations.map(({ total, parts }) => equation(total, parts)),
  insiders: [],
})

const safely = (problem: Problem): string[] => {
  const outcome = protect(highs, problem)
  if (outcome.outcome === 'refused') throw new Error(JSON.stringify(outcome))
  expect(exposed(highs, problem, outcome.hidden)).toEqual([])
  expect(verify(publicationOf(problem, outcome, true))).toEqual([])
  return outcome.hidden
}

describe('worked cases from the literature', () => {
  it('are all here', () => {
    expect(cases.map(({ id }) => id)).toHaveLength(9)
    expect(computed).toHaveLength(7)
  })

  it.each(computed)('$id: the attack finds the known intervals', (one) => {
    // Without a sensitive cell the bounds are the linear program's, which is what the sources give.
    const bounds = boundsOf(highs, problemOf(one, 1), one.suppressed)
    const rounded = Object.entries(one.lp_intervals).map(([cell, [from, to]]) => [
      cell,
      [Math.ceil(from), Math.floor(to)],
    ])
    expect(bounds).toEqual(Object.fromEntries(rounded))
    const exact = Object.keys(bounds).filter((cell) => bounds[cell]?.[0] === bounds[cell]?.[1])
    const fractional = Object.keys(one.lp_intervals).filter(
      (cell) => !Number.isInteger(one.lp_intervals[cell]?.[1]),
    )
    expect(exact.filter((cell) => !fractional.includes(cell)).sort()).toEqual(
      one.exactly_recoverable.toSorted(),
    )
  })

  it('own-4x4x4-integer-trap: what is 0 to 0.5 to a linear program is 0', () => {
    const one = oracle('own-4x4x4-integer-trap')
    expect(boundsOf(highs, problemOf(one), one.suppressed)[one.focus ?? '']).toEqual([0, 0])
  })

  it.each(computed)('$id: can be repaired', (one) => {
    safely(problemOf(one))
  })

  it('sdctable-4x4 and the linked tables leak as they stand', () => {
    const leaks = (id: string) => exposed(highs, problemOf(oracle(id), 50), oracle(id).suppressed)
    const found = leaks('sdctable-4x4-two-per-line-is-not-enough').map(({ cell }) => cell)
    expect(found).toContain('w|b')
    const linked = oracle('sdctable-linked-joint-attack')
    const cellsOf = exposed(highs, problemOf(linked), linked.suppressed).map(({ cell }) => cell)
    expect(cellsOf).toContain('K')
    const alone = oracle('sdctable-linked-table1-alone')
    expect(exposed(highs, problemOf(alone, 4), alone.suppressed)).toEqual([])
  })

  it('own-midpoint6-unpick: what is published rounded is an interval, and the attack reads it', () => {
    const one = oracle('own-midpoint6-unpick')
    const problem = problemOf(one)
    for (const [cell, rounded] of Object.entries(one.published_rounded ?? {})) {
      const [atLeast, atMost] = one.rounding_ranges?.[rounded] ?? [0, 0]
      problem.relations.push({ terms: [[cell, 1]], atLeast, atMost })
    }
    const bounds = boundsOf(highs, problem, Object.keys(one.cells ?? {}))
    expect(bounds).toEqual({
      a: [1, 1],
      b: [1, 1],
      c: [1, 1],
      d: [1, 1],
      e: [1, 1],
      f: [1, 1],
      Total: [6, 6],
    })
  })
})

describe('handbook-recode-differencing', () => {
  const { tables = {} } = oracle('handbook-recode-differencing')
  const value = (table: string, sex: 'Male' | 'Female', at: number) => tables[table]?.[sex][at] ?? 0
  const problemOfSex = (sex: 'Male' | 'Female', second: State): Problem => {
    const between = value('v2', sex, 0) - value('v1', sex, 0)
    return {
      rule: { ...defaultRule, threshold: 4 },
      cells: [
        { id: '<20', value: value('v1', sex, 0), state: 'published' },
        { id: '20-39', value: value('v1', sex, 1), state: 'published' },
        { id: '<25', value: value('v2', sex, 0), state: second },
        { id: '25-39', value: value('v2', sex, 1), state: second },
        { id: '20-24', value: between, state: 'hidden' },
      ],
      relations: [equation('<25', ['<20', '20-24']), equation('20-39', ['20-24', '25-39'])],
      insiders: [],
    }
  }

  it('two groupings of one thing tell what is between them', () => {
    expect(boundsOf(highs, problemOfSex('Male', 'published'), ['20-24'])).toEqual({ '20-24': [1, 1] })
    expect(boundsOf(highs, problemOfSex('Female', 'published'), ['20-24'])).toEqual({ '20-24': [0, 0] })
  })

  it('so the second one is hidden where the first is out', () => {
    expect(safely(problemOfSex('Male', 'free'))).toEqual(['<25', '25-39', '20-24'])
  })
})
