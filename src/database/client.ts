import { sql } from 'drizzle-orm'
import type { Pool, PoolClient } from 'pg'
import { rolesWith } from '../kernel/access.ts'
import type { Call } from '../kernel/call.ts'
import { isTracing, kinds, spanned } from '../tracing/span.ts'
import { type Answer, Batch } from './batch.ts'
import { asDomainError } from './errors.ts'
import { type Bound, bind, statement, type Values } from './statement.ts'

const rollback = statement(sql`rollback`)

/** Who is asking: looked up anew by the database for each transaction, refusing whoever may not ask. */
const enter = statement(
  sql`select enter(${sql.placeholder('sessionId')}, ${sql.placeholder('roles')}, ${sql.placeholder('access')})`,
)

const calling = /\b(?:from|select|lateral)\s+(?!coalesce)(\w+)\(/

/** The function that is called, where no action tells what it is for. */
const functionOf = (steps: Bound[]): string =>
  calling.exec(steps.at(-1)?.statement.text ?? '')?.[1] ?? 'statement'

const ask = async (client: PoolClient, steps: Bound[]): Promise<Answer[]> => {
  const batch = client.query(new Batch(steps))
  return batch.answers
}

/** Sends statements in one round trip; `action` is what they are for. */
export const send = (client: PoolClient, steps: Bound[], action?: string): Promise<Answer[]> => {
  if (!isTracing()) return ask(client, steps)
  const told = { 'db.system.name': 'postgresql', 'db.operation.batch.size': steps.length }
  return spanned(`db ${action ?? functionOf(steps)}`, kinds.CLIENT, told, () => ask(client, steps))
}

/** Checks a client out for one piece of work; one whose state is in doubt does not go back. */
export const withClient = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  let client: PoolClient | undefined
  try {
    client = await pool.connect()
    const result = await work(client)
    client.release()
    return result
  } catch (error) {
    await client?.query(new Batch([bind(rollback, {})])).answers.then(
      () => client?.release(),
      (broken) => client?.release(broken),
    )
    throw asDomainError(error)
  }
}

/** The statement that opens a caller's scope. */
export const entering = (call: Call) =>
  bind(enter, { sessionId: call.sessionId, roles: rolesWith(call.access), access: call.access })

/** The part of an event that the request itself knows. */
export const eventOf = ({ action, purpose, requestId }: Call): Values => ({
  eventAction: action,
  eventPurpose: purpose,
  eventRequestId: requestId,
})
