import { addDays } from '../kernel/calendar.ts'
import { danishWorkingDays } from '../kernel/working-days.ts'

/** So many days is the longest period of a report: thresholds are meant for a month. */
export const longestReport = 31

/** The days of a period, both its dates included, on which people are not at work. */
export const daysOffIn = (closedOn: readonly string[]) => {
  const isWorkingDay = danishWorkingDays(closedOn)
  return (from: string, to: string): string[] => {
    const daysOff: string[] = []
    for (let date = from; date <= to; date = addDays(date, 1)) if (!isWorkingDay(date)) daysOff.push(date)
    return daysOff
  }
}
