/** Dates are `YYYY-MM-DD` in Europe/Copenhagen; arithmetic on them is done in UTC, free of summer time. */
const dayMs = 86_400_000
const danishDate = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' })

/** The Danish calendar date of an instant. */
export const dateOf = (instant: Date | string): string => danishDate.format(new Date(instant))

const longDate = new Intl.DateTimeFormat('da-DK', { dateStyle: 'long', timeZone: 'Europe/Copenhagen' })

/** `25. november 2026`, of a date or an instant. */
export const dateInWords = (value: string): string => longDate.format(new Date(value))

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * dayMs).toISOString().slice(0, 10)

/** The same day of a later month, or that month's last day. */
export const addMonths = (date: string, months: number): string => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(day, last.getUTCDate())))
    .toISOString()
    .slice(0, 10)
}
