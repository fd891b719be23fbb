import { type Code, codesOf } from '../src/kernel/codes.ts'
import { careOf } from './casework.ts'
import { driftOf, type Event, type Household, household, moveIn, person, start } from './homes.ts'
import { populations } from './population.ts'
import { type Random, seededRandom } from './random.ts'
import { departments } from './reference.ts'
import { happenings } from './texts.ts'

const dayMs = 86_400_000
const householdsPerDepartment = 36
const naboklagerPerQuarter = 96
const casesPerQuarter = 26

const common: Code<'naboklageCategory'>[] = [
  'noise',
  'noise',
  'noise',
  'smoke',
  'waste',
  'harassment',
  'neglect',
]

const complain = (random: Random, home: Household, at: Date): Event => {
  const category = random.chance(0.6) ? random.pick(common) : random.pick(codesOf('naboklageCategory'))
  const { description, summary } = happenings[category]
  const occurredAt = new Date(at.getTime() - random.between(2, 70) * 3_600_000)
  const body = {
    departmentId: home.department.id,
    respondentTenancyId: home.tenancyId,
    place: `Ved ${home.address}`,
    complainant: { name: person(random), contact: `+45 ${random.between(20_000_000, 69_999_999)}` },
    channel: 'written',
    category,
    occurredAt: (occurredAt < start ? start : occurredAt).toISOString(),
    description,
    ...(random.chance(0.7) && { sharedSummary: summary }),
    ...(random.chance(0.2) && { writtenWithHelpFrom: 'Ejendomskontoret' }),
    ...(random.chance(0.1) && { demandedOn: at.toISOString().slice(0, 10) }),
  }
  return {
    at,
    run: async (send) => {
      const filed = await send({
        at,
        as: driftOf(home.department),
        url: '/naboklager',
        body: { ...body, respondentTenancyId: home.tenancyId },
      })
      home.naboklageIds.push(filed.id)
    },
  }
}

/** The quarters from the start to the last one that has ended, as [from, to). */
const closedQuarters = (now: Date): [Date, Date][] => {
  const quarters: [Date, Date][] = []
  for (let year = 2025, month = 0; ; month += 3) {
    const [from, to] = [new Date(Date.UTC(year, month, 1, 7)), new Date(Date.UTC(year, month + 3, 1, 7))]
    if (to > now) return quarters
    quarters.push([from, to])
  }
}

/** Office hours on a day of the quarter, with room before its end. */
const moment = (random: Random, [from, to]: [Date, Date]): Date => {
  const days = Math.floor((to.getTime() - from.getTime()) / dayMs) - 2
  return new Date(from.getTime() + random.between(1, days) * dayMs + random.between(0, 8 * 3600) * 1000)
}

/** Everything that happens, in order. */
export const plan = (now: Date): Event[] => {
  const random = seededRandom(20_250_801)
  const homes = departments.flatMap((department) =>
    Array.from({ length: householdsPerDepartment }, (_, index) => household(random, department, index + 1)),
  )
  const troubled = homes.map((home) => ({ home, order: random.next() })).sort((a, b) => a.order - b.order)
  const quarters = closedQuarters(now)
  const end = quarters.at(-1)?.[1] ?? start
  const happened = quarters.flatMap((quarter) => [
    ...Array.from({ length: naboklagerPerQuarter }, () =>
      complain(random, random.pickEarly(troubled).home, moment(random, quarter)),
    ),
    ...Array.from({ length: casesPerQuarter }, () =>
      careOf(random, random.pickEarly(troubled).home, moment(random, quarter), end),
    ).flat(),
  ])
  const counted = populations(seededRandom(1), end)
  const moves = homes.map((home) => moveIn(random, home))
  return [...moves, ...[...counted, ...happened].sort((a, b) => a.at.getTime() - b.at.getTime())]
}
