import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import { run } from '../database/scope.ts'
import { kinds, spanned } from '../tracing/span.ts'
import type { Reach } from './addresses.ts'
import * as queries from './queries/outbox.ts'
import { type Message, send } from './sender.ts'

export interface Delivering {
  /** Of the jobs' role. */
  pool: Pool
  reach: Reach
  /** Takes no more when it is aborted. */
  signal: AbortSignal
  /** The longest that one attempt may take. */
  timeoutMs?: number
}

/** How many are sent at a time; the database sees to it that no receiver has more than two of them. */
const room = 20
/** Longer than an attempt ever takes: what a process took and did not finish is then taken again. */
const hold = '60 seconds'
/** How soon something new is seen while the slow ones are waited for. */
const lookAgainMs = 500

/** Ids, and nothing else: the receiver asks for what they stand for, and is shown what it may see then. */
const messageOf = ({ id, at, url, secrets, event, occurredAt, recordId, caseId }: queries.Taken): Message => {
  const kind = event.split('.')[0]
  const data = { ...(caseId && { caseId }), ...(recordId && { [`${kind}Id`]: recordId }) }
  return { id, at, url, secrets, type: event, occurredAt, data }
}

const deliver = async (taken: queries.Taken, { pool, reach, timeoutMs = 10_000 }: Delivering) => {
  const told = { 'bo_godt.webhook_event': taken.event, 'bo_godt.attempt': taken.attempt }
  const outcome = await spanned(
    'webhook',
    kinds.CLIENT,
    told,
    () => send(messageOf(taken), reach, timeoutMs),
    ({ statusCode, error }) => ({
      ...(statusCode !== null && { 'http.response.status_code': statusCode }),
      ...(error && { 'error.type': error }),
    }),
  )
  await run(pool, queries.settleDelivery, { id: taken.id, attempt: taken.attempt, ...outcome })
}

/**
 * Sends all that is due, side by side, until nothing is left; any number of processes may do so at once.
 * @throws when the database failed: what was taken is due again when its hold has ended.
 */
export const deliverDue = async (delivering: Delivering): Promise<void> => {
  const { pool, signal } = delivering
  const sending = new Set<Promise<unknown>>()
  const failures: unknown[] = []
  const start = (taken: queries.Taken) => {
    const one = deliver(taken, delivering)
      .catch((failure) => failures.push(failure))
      .finally(() => sending.delete(one))
    sending.add(one)
  }
  const take = async (): Promise<number> => {
    const capacity = signal.aborted || failures.length > 0 ? 0 : room - sending.size
    const due = capacity > 0 ? await run(pool, queries.takeDeliveries, { capacity, hold }) : []
    for (const each of due) if (!each.withheld) start(each)
    return due.length
  }
  // A receiver has two at a time: that nothing is due is known when none was being sent as it was asked.
  for (let idle = true, taken = await take(); taken > 0 || !idle; taken = await take()) {
    if (taken === 0 && sending.size > 0)
      await Promise.race([...sending, pause(lookAgainMs, undefined, { ref: false })])
    idle = sending.size === 0
  }
  if (failures.length > 0) throw failures[0]
}
