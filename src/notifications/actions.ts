import type { Pool } from 'pg'
import { change, run } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { type IsWorkingDay, workingDaysBefore } from '../kernel/working-days.ts'
import * as queries from './queries.ts'

export const markRead = (pool: Pool, call: Call, id: string) =>
  change(pool, call, async () => ({ recorded: queries.readNotice, values: { id } }))

/** Settles it for the whole organisation; the first who did stands. */
export const acknowledge = (pool: Pool, call: Call, id: string) =>
  change(pool, call, async (tx) => {
    tx.add(queries.acknowledge, { id })
    return { recorded: queries.findNotice, values: { id } }
  })

export const wantMail = (pool: Pool, call: Call, email: boolean) =>
  change(pool, call, async (tx) => {
    tx.add(queries.wantMail, { email })
    return { recorded: queries.readSettings, values: {} }
  })

/** Raises what has become due, by the database's clock; what was raised before is not raised again. */
export const raiseDueNotices = async (
  pool: Pool,
  days: number,
  isWorkingDay: IsWorkingDay,
): Promise<void> => {
  const [now] = await run(pool, queries.databaseDate, {})
  if (!now) return
  await run(pool, queries.raiseDue, { untouchedSince: workingDaysBefore(now.today, days, isWorkingDay) })
}
