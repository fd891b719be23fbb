import { dateOf } from '../src/kernel/calendar.ts'
import type { Event } from './homes.ts'

/**
 * The coordinator has each quarter published when it has ended, and with the last of a year the year. The server makes
 * them when it runs: protecting them takes it a minute or two.
 */
export const publications = (quarters: [from: Date, to: Date][]): Event[] =>
  quarters.flatMap(([from, to]) => {
    const [year, month] = dateOf(from).split('-').map(Number) as [number, number]
    const quarter = Math.ceil(month / 3)
    const periods = [`${year}-Q${quarter}`, ...(quarter === 4 ? [`${year}`] : [])]
    return periods.map(
      (period, minutes): Event => ({
        at: new Date(to.getTime() + minutes * 60_000),
        run: async (send, at) =>
          void (await send({ at, as: 'koordinator', url: '/statistics/publications', body: { period } })),
      }),
    )
  })
