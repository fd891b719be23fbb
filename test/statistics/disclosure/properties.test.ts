import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { exposed } from '../../../src/statistics/disclosure/exposed.ts'
import {
  type Cell,
  defaultRule,
  type Problem,
  type Relation,
} from '../../../src/statistics/disclosure/problem.ts'
import { protect } from '../../../src/statistics/disclosure/protect.ts'
import { publicationOf } from '../../../src/statistics/disclosure/publication.ts'
import { type Highs, loadSolver } from '../../../src/statistics/disclosure/solver.ts'
import { cellId, withinYear } from '../../../src/statistics/disclosure/tables.ts'
import { verify } from '../../../src/statistics/disclosure/verify.ts'
import { recovered } from './attacker.ts'
import { tableOf } from './tables.ts'

let highs: Highs
beforeAll(async () => {
  highs = await loadSolver()
})

/** Counts as they are in small places: many zeros, many small ones, now and then a large one. */
const count = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 3, arbitrary: fc.integer({ min: 5, max: 12 }) },
)

const insidersOf = (id: string, rows: number[][]) =>
  rows.map((counts, row) => ({
    id: `r${row}`,
    knows: ['total', ...[...counts.keys()].map((column) => `c${column}`)].map((column) =>
      cellId(id, [`r${row}`, column]),
    ),
  }))

const table = (most: number) =>
  fc.tuple(fc.integer({ min: 2, max: most }), fc.integer({ min: 2, max: most })).chain(([height, width]) =>
    fc.array(fc.array(count, { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  )

describe('no sensitive cell can be worked out', () => {
  it('from a table, by an outsider or by someone who knows a row', () => {
    const holds = (rows: number[][], withInsiders: boolean, low: boolean) => {
      const rule = { ...defaultRule, nearParentLow: low ? ('zero' as const) : ('apart' as const) }
      const insiders = withInsiders && rows.length > 2 ? insidersOf('t', rows) : []
      const problem: Problem = { rule, ...tableOf('t', rows), insiders }
      const outcome = protect(highs, problem)
      if (outcome.outcome === 'refused') return expect(outcome.reason).toBe('impossible')
      expect(verify(publicationOf(problem, outcome, true))).toEqual([])
      expect(verify(publicationOf(problem, outcome, false))).toEqual([])
      expect(exposed(highs, problem, outcome.hidden)).toEqual([])
      if (low) expect(recovered(problem, outcome.hidden)).toEqual([])
    }
    fc.assert(fc.property(table(3), fc.boolean(), fc.boolean(), holds), { numRuns: 40 })
  })

  it('from all releases together, quarter by quarter and then the year', () => {
    /** The gravest group of a household can shift, so the year's counts are any that the quarters allow. */
    const yearOf = (quarters: number[][][]) =>
      (quarters[0] ?? []).map((row, r) =>
        row.map((_, c) => Math.max(...quarters.map((rows) => rows[r]?.[c] ?? 0))),
      )
    const history = fc.array(
      fc.array(fc.array(count, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 2 }),
      { minLength: 1, maxLength: 3 },
    )
    const holds = (quarters: number[][][]) => {
      const cells: Cell[] = []
      const relations: Relation[] = []
      const release = (id: string, rows: number[][], links: Relation[]) => {
        const made = tableOf(id, rows)
        const ids = new Set([...cells, ...made.cells].map((cell) => cell.id))
        const known = links.filter(({ terms }) => terms.every(([cell]) => ids.has(cell)))
        const problem: Problem = {
          rule: { ...defaultRule, nearParentLow: 'apart' },
          cells: [...cells.map((cell) => ({ ...cell })), ...made.cells],
          relations: [...relations, ...made.relations, ...known],
          insiders: [],
        }
        const outcome = protect(highs, problem)
        if (outcome.outcome === 'refused') return expect(outcome.reason).not.toBe('published')
        const hidden = new Set(outcome.hidden)
        for (const cell of cells) expect(hidden.has(cell.id)).toBe(cell.state === 'hidden')
        cells.push(...made.cells)
        for (const cell of cells) cell.state = hidden.has(cell.id) ? 'hidden' : 'published'
        relations.push(...made.relations, ...known)
        expect(exposed(highs, problem, outcome.hidden)).toEqual([])
        const small = { ...problem, cells: problem.cells.map(({ parents, ...cell }) => cell) }
        expect(recovered(small, outcome.hidden)).toEqual([])
      }
      for (const [at, rows] of quarters.entries()) release(`q${at}`, rows, [])
      const year = yearOf(quarters)
      const links = tableOf('y', year).cells.flatMap(({ id }) => {
        const [, ...values] = id.split('|')
        const parts = quarters.map((_, at) => cellId(`q${at}`, values))
        return withinYear(
          id,
          parts,
          values.every((value) => value === 'total'),
        )
      })
      release('y', year, links)
    }
    fc.assert(fc.property(history, holds), { numRuns: 25 })
  })
})
