import { careOf } from './casework.ts'
import { complain } from './complaints.ts'
import { evaluations } from './evaluations.ts'
import { type Event, household, moveIn, start } from './homes.ts'
import { populations } from './population.ts'
import { publications } from './publications.ts'
import { type Random, seededRandom } from './random.ts'
import { departments } from './reference.ts'

const dayMs = 86_400_000
const householdsPerDepartment = 36
const naboklagerPerQuarter = 96
const casesPerQuarter = 26

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
  const handled = seededRandom(20_250_802)
  const homes = departments.flatMap((department) =>
    Array.from({ length: householdsPerDepartment }, (_, index) => household(random, department, index + 1)),
  )
  const troubled = homes.map((home) => ({ home, order: random.next() })).sort((a, b) => a.order - b.order)
  const quarters = closedQuarters(now)
  const end = quarters.at(-1)?.[1] ?? start
  const happened = quarters.flatMap((quarter) => [
    ...Array.from({ length: naboklagerPerQuarter }, () =>
      complain(random, handled, random.pickEarly(troubled).home, moment(random, quarter), end),
    ).flat(),
    ...Array.from({ length: casesPerQuarter }, () =>
      careOf(random, random.pickEarly(troubled).home, moment(random, quarter), end),
    ).flat(),
  ])
  const counted = populations(seededRandom(1), end)
  const evaluated = evaluations(seededRandom(2), end)
  const published = publications(quarters)
  const moves = homes.map((home) => moveIn(random, home))
  return [
    ...moves,
    ...[...counted, ...evaluated, ...happened, ...published].sort((a, b) => a.at.getTime() - b.at.getTime()),
  ]
}
