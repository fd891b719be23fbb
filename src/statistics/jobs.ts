import type { JobContext, JobsOf } from '../jobs/job.ts'
import { addDays, dateOf } from '../kernel/calendar.ts'
import { danishWorkingDays, daysOff } from '../kernel/working-days.ts'
import { makePublications } from './actions/publications.ts'
import { defaultRule } from './disclosure/problem.ts'
import type { Rules } from './rules.ts'

const rulesOf = (config: JobContext['config']): Rules => ({
  disclosure: { ...defaultRule, threshold: config.STATISTICS_THRESHOLD },
  smallest: {
    residents: config.STATISTICS_SMALLEST_RESIDENTS,
    households: config.STATISTICS_SMALLEST_HOUSEHOLDS,
  },
})

/** No record is older. */
const firstDay = '2025-01-01'

/** Weekdays on which nobody works, until now and some time on: the database counts working days by them. */
const closedWeekdays = (officeClosedOn: readonly string[]): string[] => {
  const last = addDays(dateOf(new Date()), 366)
  const isWeekday = (date: string) => ![0, 6].includes(new Date(date).getUTCDay())
  return daysOff(firstDay, last, danishWorkingDays(officeClosedOn)).filter(isWeekday)
}

export const statisticsJobs: JobsOf = ({ config }) => [
  {
    name: 'statistics.publish',
    schedule: '* * * * *',
    wokenBy: `${config.DATABASE_SCHEMA}.publications`,
    handle: ({ pool, signal }) =>
      makePublications(pool, rulesOf(config), closedWeekdays(config.OFFICE_CLOSED_ON), signal),
  },
]
