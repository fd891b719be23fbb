import type { Pool } from 'pg'
import type { Call } from '../kernel/call.ts'
import { notFound } from '../kernel/errors.ts'
import { entering, eventOf, send, withClient } from './client.ts'
import type { Recorded } from './recorded.ts'
import { decode, type RawRow } from './row.ts'
import { bind, type Statement, type Values } from './statement.ts'
import { type Finished, Transaction } from './transaction.ts'
import { written } from './written.ts'

type Asked<Row> = [pool: Pool, call: Call, recorded: Recorded<Row>, values: Values, ...guards: Statement[]]

const look = async (...[pool, call, recorded, values, ...guards]: Asked<unknown>): Promise<RawRow[]> =>
  withClient(pool, async (client) => {
    const first = guards.map((guard) => bind(guard, values))
    const last = bind(recorded, { ...values, ...eventOf(call) })
    const answers = await send(client, [entering(call), ...first, last], call.action)
    return answers.at(-1)?.rows ?? []
  })

/**
 * Reads as the caller: one round trip, and the event is in it. What a guard refuses is never read, nor logged as
 * shown.
 */
export const read = async <Row>(...asked: Asked<Row>): Promise<Row[]> =>
  decode(asked[2], await look(...asked))

/**
 * The same for a route that hands the answer on: it becomes text without becoming objects first. It is typed as the
 * rows, so that the compiler holds them against the route's schema, but there is nothing in it to look into.
 */
export const show = async <Row>(...asked: Asked<Row>): Promise<Row[]> =>
  written(asked[2], await look(...asked)) as unknown as Row[]

const only = <Row>([row]: Row[]): Row => {
  if (!row) throw notFound()
  return row
}

/** @throws not_found when there is nothing that the caller may see. */
export const showOne = async <Row>(...asked: Asked<Row>): Promise<Row> => only(await show(...asked))

/** @throws not_found when there is nothing that the caller may see. */
export const readOne = async <Row>(...asked: Asked<Row>): Promise<Row> => only(await read(...asked))

/**
 * Reads on as the caller, for an answer that is too long for one statement: its event is written already, and names
 * what the whole of it is.
 */
export const readOn = async <Row>(
  pool: Pool,
  call: Call,
  to: Statement<Row>,
  values: Values,
): Promise<Row[]> =>
  withClient(pool, async (client) => {
    const [, answer] = await send(client, [entering(call), bind(to, values)], call.action)
    return decode(to, answer?.rows ?? [])
  })

/**
 * Says as the caller how far a long piece of work has come, beside its transaction, so that others can follow it. Nothing
 * is handed back; the event is that of the work.
 */
export const tell = async (pool: Pool, call: Call, to: Statement<never>, values: Values): Promise<void> => {
  await withClient(pool, (client) => send(client, [entering(call), bind(to, values)], call.action))
}

/**
 * Changes as the caller. The work ends in a recorded answer or in nothing at all. A request whose
 * Idempotency-Key has been used gets the first one's answer, as long as its caller may still see it.
 */
export const change = async <Row>(
  pool: Pool,
  call: Call,
  work: (tx: Transaction) => Promise<Finished<Row>>,
): Promise<Row> =>
  withClient(pool, async (client) => {
    const tx = new Transaction(client, call)
    const earlier = call.idempotency && (await tx.earlierAnswer<Row>(call.idempotency))
    return earlier ?? tx.commit(await work(tx))
  })

/** For the functions that are called before there is an actor: signing in, health, refusals. */
export const run = async <Row>(pool: Pool, to: Statement<Row>, values: Values): Promise<Row[]> =>
  withClient(pool, async (client) => {
    const [answer] = await send(client, [bind(to, values)])
    return decode(to, answer?.rows ?? [])
  })
