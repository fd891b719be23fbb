import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { seededRandom } from '../../seeds/random.ts'
import { departments as demoDepartments } from '../../seeds/reference.ts'
import { catalogue } from '../../src/statistics/catalogue.ts'
import { disclosed } from '../../src/statistics/disclosure/disclosed.ts'
import { exposed } from '../../src/statistics/disclosure/exposed.ts'
import { defaultRule, type Problem } from '../../src/statistics/disclosure/problem.ts'
import { type Highs, loadSolver } from '../../src/statistics/disclosure/solver.ts'
import type { Content } from '../../src/statistics/publishing/content.ts'
import { type PublishedTable, publish } from '../../src/statistics/publishing/publish.ts'
import type { Basis, Release } from '../../src/statistics/publishing/release.ts'
import { recovered } from './disclosure/attacker.ts'
import { jointAttack, type Truth } from './releases.ts'

let highs: Highs
beforeAll(async () => {
  highs = await loadSolver()
})

const rules = { disclosure: defaultRule, smallest: { residents: 100, households: 50 } }
const groups = ['a', 'b', 'c', 'd']

/** A household that is complained about in a quarter, and the gravest group that it then is in. */
interface Happening {
  quarter: number
  department: string
  household: number
  gravity: number
}

interface Place {
  id: string
  landlord: string
  residents: number
}

const inPeriod = (period: string, { quarter }: Happening) =>
  !period.includes('Q') || period.endsWith(`Q${quarter}`)

/** Each household of a period once, as `department`, and its gravest group. */
const householdsOf = (happenings: Happening[], period: string) => {
  const gravest = new Map<string, { department: string; gravity: number }>()
  for (const one of happenings.filter((each) => inPeriod(period, each))) {
    const key = `${one.department} ${one.household}`
    gravest.set(key, {
      department: one.department,
      gravity: Math.max(one.gravity, gravest.get(key)?.gravity ?? 0),
    })
  }
  return [...gravest.values()]
}

const countsOf = (households: ReturnType<typeof householdsOf>): Basis['counts'] => {
  const counts = new Map<string, Basis['counts'][number]>()
  for (const { department, gravity } of households) {
    const group = groups[gravity] ?? ''
    const key = `${department} ${group}`
    counts.set(key, {
      ...{ table: 'naboklager', department, group },
      households: (counts.get(key)?.households ?? 0) + 1,
    })
  }
  return [...counts.values()]
}

const basisOf = (places: Place[], happenings: Happening[], period: string, earlier: Release[]): Basis => {
  const landlords = [...new Set(places.map(({ landlord }) => landlord))]
  return {
    ...{ id: '', period, seen: 0, earlier },
    landlords: landlords.map((id) => ({ id, label: id })),
    departments: places.map((place) => ({
      ...place,
      label: place.id,
      households: Math.round(place.residents / 2),
    })),
    groups: Object.fromEntries(
      catalogue.map(({ id }) => [id, groups.map((each) => ({ id: each, label: each }))]),
    ),
    counts: countsOf(householdsOf(happenings, period)),
  }
}

/** Counts as the test counts them, by a place's own departments. */
const truthOf =
  (places: Place[], happenings: Happening[], contents: () => Content[]): Truth =>
  (period, place, group) => {
    const values = contents().find((content) => content.period === period)?.dimensions[0]?.values ?? []
    const named = new Set(values.map(({ id }) => id))
    const isIn = (department: string) => {
      const landlord = places.find(({ id }) => id === department)?.landlord
      if (place === 'total' || place === landlord || place === department) return true
      return place === `oevrige-${landlord}` && !named.has(department)
    }
    return householdsOf(happenings, period).filter(
      (one) => isIn(one.department) && (group === 'total' || groups[one.gravity] === group),
    ).length
  }

/** Publishes the periods one after the other, as they close; `attack` sees all that is out each time. */
const publishAll = async (
  places: Place[],
  happenings: Happening[],
  periods: string[],
  attack: (contents: Content[], truth: Truth) => void,
) => {
  const earlier: Release[] = []
  const contents: Content[] = []
  for (const period of periods) {
    const basis = basisOf(places, happenings, period, [...earlier])
    const outcome = await publish(basis, rules, async ([first]) => (first ? [disclosed(highs, first)] : []))
    const [table] = outcome.tables
    if (!table || !('content' in table)) continue
    earlier.push((table as PublishedTable).release)
    contents.push(table.content)
    attack(
      contents,
      truthOf(places, happenings, () => contents),
    )
  }
  return contents
}

test('no attacker who puts all releases of a year together recovers a sensitive count', {
  timeout: 120_000,
}, async () => {
  const places: Place[] = [
    { id: 'p', landlord: 'x', residents: 300 },
    { id: 'q', landlord: 'x', residents: 200 },
    { id: 'r', landlord: 'x', residents: 40 },
    { id: 's', landlord: 'y', residents: 60 },
    { id: 't', landlord: 'y', residents: 150 },
  ]
  const happening = fc.record({
    quarter: fc.integer({ min: 1, max: 4 }),
    department: fc.constantFrom('p', 'p', 'p', 'q', 'q', 'r', 's', 't'),
    household: fc.integer({ min: 1, max: 9 }),
    gravity: fc.constantFrom(0, 0, 0, 1, 1, 2),
  })
  const history = fc.array(happening, { minLength: 5, maxLength: 60 })
  const order = fc.shuffledSubarray(['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2025'], { minLength: 2 })
  const holds = async (happenings: Happening[], periods: string[]) => {
    await publishAll(places, happenings, periods, (contents, truth) => {
      const { problem, hidden } = jointAttack(contents, truth)
      expect(exposed(highs, problem, hidden)).toEqual([])
    })
  }
  await fc.assert(fc.asyncProperty(history, order, holds), { numRuns: 8 })
})

test('nor does one who tries tables by hand', { timeout: 120_000 }, async () => {
  const places: Place[] = [
    { id: 'p', landlord: 'x', residents: 300 },
    { id: 's', landlord: 'y', residents: 150 },
  ]
  const happening = fc.record({
    quarter: fc.integer({ min: 1, max: 2 }),
    department: fc.constantFrom('p', 'p', 's'),
    household: fc.integer({ min: 1, max: 9 }),
    gravity: fc.constantFrom(0, 0, 1),
  })
  const holds = async (happenings: Happening[]) => {
    await publishAll(places, happenings, ['2025-Q1', '2025-Q2'], (contents, truth) => {
      const { problem, hidden } = jointAttack(contents, truth)
      expect(recovered(problem, hidden)).toEqual([])
    })
  }
  await fc.assert(fc.asyncProperty(fc.array(happening, { maxLength: 25 }), holds), { numRuns: 8 })
})

test('a year as busy as that of the demo data, quarter by quarter and then whole', {
  timeout: 240_000,
}, async () => {
  const random = seededRandom(7)
  const places = demoDepartments.map(({ id, organisationId }, at) => ({
    ...{ id, landlord: organisationId, residents: at % 5 === 4 ? 60 : 150 + 30 * at },
  }))
  const happenings = [1, 2, 3, 4].flatMap((quarter) =>
    Array.from({ length: 96 }, () => ({
      quarter,
      department: random.pickEarly(places).id,
      household: random.between(1, 36),
      gravity: random.pick([0, 0, 0, 0, 1, 1, 2, 3]),
    })),
  )
  const periods = ['2025-Q1', '2025-Q2', '2025-Q3', '2025-Q4', '2025']
  let attacks = 0
  const contents = await publishAll(places, happenings, periods, (all, truth) => {
    attacks += 1
    if (all.length < periods.length) return
    const { problem, hidden } = jointAttack(all, truth)
    expect(problem.insiders.length).toBeGreaterThan(8)
    expect(exposed(highs, problem, hidden)).toEqual([])
    const shown = new Set(hidden.slice(1))
    expect(exposed(highs, problem, [...shown]).length).toBeGreaterThan(0)
  })
  expect([attacks, contents.at(-1)?.period]).toEqual([5, '2025'])
})

test('a table that can no longer be protected is refused, and says so; the others are published', {
  timeout: 60_000,
}, async () => {
  const places: Place[] = [
    { id: 'p', landlord: 'x', residents: 300 },
    { id: 's', landlord: 'y', residents: 150 },
  ]
  const happenings = [1, 2, 3].map((household) => ({ quarter: 1, department: 'p', household, gravity: 0 }))
  const first = basisOf(places, happenings, '2025-Q1', [])
  const all = async (problems: Problem[]) => problems.map((problem) => disclosed(highs, problem))
  const [made] = (await publish(first, rules, all)).tables
  // As if someone had told the three.
  const told = { ...(made as PublishedTable).release, hidden: [] }
  const outcome = await publish(basisOf(places, happenings, '2025', [told]), rules, all)
  expect(outcome.status).toBe('published')
  expect(outcome.tables.map((table) => [table.id, 'content' in table])).toEqual(
    catalogue.map(({ id }) => [id, id !== 'naboklager']),
  )
  expect(outcome.tables[0]).toEqual({
    id: 'naboklager',
    reason: expect.stringMatching(/^Tallene kan ikke udgives/),
  })
})
