import Holidays from 'date-holidays'
import { addDays } from './calendar.ts'

/** Whether people are at work on a Danish calendar date. */
export type IsWorkingDay = (date: string) => boolean

/**
 * Weekends and public holidays are not working days, nor days on which the office is closed (`12-24`), by custom and
 * agreement rather than by law. Store bededag is a working day from 2024 on (lov nr. 214 af 06/03/2023).
 */
export const danishWorkingDays = (closedOn: readonly string[]): IsWorkingDay => {
  const calendar = new Holidays('DK')
  const years = new Map<number, Set<string>>()
  const holidaysOf = (year: number): Set<string> => {
    const known = years.get(year)
    if (known) return known
    const publicOnes = calendar.getHolidays(year).filter(({ type }) => type === 'public')
    const dates = new Set(publicOnes.map(({ date }) => date.slice(0, 10)))
    years.set(year, dates)
    return dates
  }
  return (date) => {
    const weekday = new Date(date).getUTCDay()
    const weekend = weekday === 0 || weekday === 6
    return !weekend && !closedOn.includes(date.slice(5)) && !holidaysOf(Number(date.slice(0, 4))).has(date)
  }
}

/** The last date that this many working days have passed since, the date `on` itself counted. */
export const workingDaysBefore = (on: string, days: number, isWorkingDay: IsWorkingDay): string => {
  let date = on
  for (let left = days; left > 0; date = addDays(date, -1)) if (isWorkingDay(date)) left -= 1
  return date
}

/** The days of a period, both its dates included, on which people are not at work. */
export const daysOff = (from: string, to: string, isWorkingDay: IsWorkingDay): string[] => {
  const days = []
  for (let date = from; date <= to; date = addDays(date, 1)) if (!isWorkingDay(date)) days.push(date)
  return days
}
