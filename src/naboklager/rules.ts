import { addDays } from '../kernel/calendar.ts'

const isJuly = (date: string) => date.slice(5, 7) === '07'

/**
 * Almenlejeloven § 83: when a tenant demands that the landlord acts, the landlord has four weeks, and July does
 * not count. A demand on 20 June is due on 18 August. Dates are Danish calendar dates.
 */
export const dueOn = (demandedOn: string): string => {
  let date = demandedOn
  for (let counted = 0; counted < 28; ) {
    date = addDays(date, 1)
    if (!isJuly(date)) counted += 1
  }
  return date
}
