import { beforeAll, describe, expect, it } from 'vitest'
import { exposed } from '../../../src/statistics/disclosure/exposed.ts'
import { type Cell, defaultRule, type Problem } from '../../../src/statistics/disclosure/problem.ts'
import { protect } from '../../../src/statistics/disclosure/protect.ts'
import { type Highs, loadSolver } from '../../../src/statistics/disclosure/solver.ts'
import { equation } from '../../../src/statistics/disclosure/tables.ts'
import { problemOf, tableOf } from './tables.ts'

let highs: Highs
beforeAll(async () => {
  highs = await loadSolver()
})

const lineOf = (total: Cell, parts: Cell[]): Problem => ({
  rule: { ...defaultRule },
  cells: [total, ...parts],
  relations: [
    equation(
      total.id,
      parts.map(({ id }) => id),
    ),
  ],
  insiders: [],
})
const cell = (id: string, value: number, state: Cell['state'] = 'free'): Cell => ({ id, value, state })

describe('what can not be protected is refused, and says why', () => {
  it('when it would take a cell that an earlier release has published', () => {
    const parts = [cell('a', 3), cell('b', 8, 'published'), cell('c', 9, 'published')]
    expect(protect(highs, lineOf(cell('all', 20, 'published'), parts))).toEqual({
      ...{ outcome: 'refused', reason: 'touches', cells: ['a'], insider: null, touched: ['b'] },
    })
  })

  it('when it stands published already', () => {
    const outcome = protect(highs, lineOf(cell('all', 20), [cell('a', 3, 'published'), cell('b', 17)]))
    expect(outcome).toMatchObject({ outcome: 'refused', reason: 'published', cells: ['a'], touched: [] })
  })

  it('when what everyone knows tells it, whatever is hidden', () => {
    const problem = lineOf(cell('all', 20), [cell('a', 3), cell('b', 17)])
    problem.relations.push({ terms: [['a', 1]], atLeast: 2, atMost: null })
    expect(protect(highs, problem)).toMatchObject({ outcome: 'refused', reason: 'impossible', cells: ['a'] })
  })

  it('when someone who knows his own count could tell the other', () => {
    const problem = lineOf(cell('all', 6, 'published'), [cell('a', 3), cell('b', 3)])
    expect(protect(highs, problem)).toMatchObject({ outcome: 'protected', hidden: ['a', 'b'] })
    const insiders = [{ id: 'A', knows: ['a'] }]
    expect(exposed(highs, { ...problem, insiders }, ['a', 'b'])).toEqual([{ cell: 'b', insider: 'A' }])
    expect(protect(highs, { ...problem, insiders })).toMatchObject({
      ...{ outcome: 'refused', reason: 'touches', cells: ['b'], insider: 'A', touched: ['all'] },
    })
  })

  it('but not when the other one is known to him by the making of the table', () => {
    const insiders = [{ id: 'A', knows: ['a'] }]
    expect(protect(highs, { ...lineOf(cell('all', 3), [cell('a', 3)]), insiders }).outcome).toBe('protected')
  })
})

describe('the pattern', () => {
  it('hides zeros as well, and nothing where nothing is sensitive', () => {
    const problem = lineOf(cell('all', 12, 'published'), [cell('a', 3), cell('b', 9), cell('none', 0)])
    problem.relations.push({ terms: [['b', 1]], atLeast: null, atMost: 9 })
    expect(protect(highs, problem)).toMatchObject({ hidden: ['a', 'b', 'none'] })
    expect(
      protect(
        highs,
        problemOf([
          [9, 8],
          [7, 9],
        ]),
      ),
    ).toMatchObject({ hidden: [], certificates: [] })
    expect(
      protect(
        highs,
        problemOf([
          [0, 0],
          [0, 0],
        ]),
      ),
    ).toMatchObject({ hidden: [] })
  })

  it('leaves hidden what an earlier release has hidden, and published what it has published', () => {
    const parts = [cell('a', 30, 'hidden'), cell('b', 20), cell('c', 10, 'published')]
    expect(protect(highs, lineOf(cell('all', 60), parts))).toMatchObject({ hidden: ['a'] })
  })

  it('hides what nearly is its parent', () => {
    const outcome = protect(
      highs,
      problemOf([
        [12, 1],
        [9, 9],
      ]),
    )
    if (outcome.outcome === 'refused') throw new Error(outcome.reason)
    expect(outcome.sensitive).toContainEqual({ cell: 't|r0|c0', small: false, nearTo: ['t|r0|total'] })
    expect(outcome.hidden).toContain('t|r0|c0')
  })

  it('is the same each time, and hides the cheap ones first', () => {
    const problem = problemOf([
      [3, 7, 9, 12],
      [6, 2, 7, 8],
      [9, 6, 6, 15],
    ])
    expect(protect(highs, problem)).toEqual(protect(highs, problem))
    const dear = {
      ...problem,
      cells: problem.cells.map((one) => ({ ...one, weight: one.id.includes('r2') ? 1 : 90 })),
    }
    const outcome = protect(highs, dear)
    expect(outcome).toMatchObject({ hidden: expect.arrayContaining(['t|r2|c0']) })
  })

  it('is made only of counts that fit together', () => {
    expect(() => protect(highs, lineOf(cell('all', 5), [cell('a', 3), cell('b', 3)]))).toThrow(
      /break a relation/,
    )
    expect(() => protect(highs, lineOf(cell('all', -1), []))).toThrow(/no count/)
    expect(() =>
      protect(highs, { ...problemOf([[9]]), cells: [...tableOf('t', [[9]]).cells, cell('t|r0|c0', 9)] }),
    ).toThrow(/one id/)
  })
})
