import { sql } from 'drizzle-orm'
import type { Pool, PoolClient } from 'pg'
import { rolesWith } from '../kernel/access.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError, notFound } from '../kernel/errors.ts'
import { requireMatch } from '../kernel/etag.ts'
import { type Answer, Batch } from './batch.ts'
import { asDomainError } from './errors.ts'
import { type Recorded, recorded } from './recorded.ts'
import { type Bound, bind, decode, type Statement, statement, type Values } from './statement.ts'

/** The proof that a piece of work ended in a recorded answer. */
export interface Finished<Row> {
  recorded: Recorded<Row>
  values: Values
}

const begin = statement(sql`begin`)
const commit = statement(sql`commit`)
const rollback = statement(sql`rollback`)

/** Who is asking: looked up anew by the database for each transaction, refusing whoever may not ask. */
const enter = statement(sql`select enter(${sql.placeholder('sessionId')}, ${sql.placeholder('roles')})`)

const key = sql.placeholder('key')
const fingerprint = sql.placeholder('fingerprint')

/** Waits for a request with the same key that is under way; no row when the key is new. */
const claim = statement<{ same: boolean }>(
  sql`select same from claim_idempotency_key(${key}, ${fingerprint})`,
)

/** The stored answer, as long as its caller may still see what it is about (the table's policy). */
const replay = recorded(
  { answer: sql<string>`k.answer` },
  sql`from idempotency_keys k where k.key = ${key}`,
  { subjects: sql`array[k.resource_id]` },
)
const keep = statement(
  sql`select keep_answer(${key}, ${sql.placeholder('answer')}, ${sql.placeholder('resourceId')})`,
)

const send = async (client: PoolClient, steps: Bound[]): Promise<Answer[]> => {
  const batch = client.query(new Batch(steps))
  return batch.answers
}

/** Checks a client out for one piece of work; one whose state is in doubt does not go back. */
const withClient = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
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

const entering = (call: Call) => bind(enter, { sessionId: call.sessionId, roles: rolesWith(call.access) })

/** The part of an event that the request itself knows. */
const eventOf = ({ action, purpose, requestId }: Call): Values => ({
  eventAction: action,
  eventPurpose: purpose,
  eventRequestId: requestId,
})

/** A transaction in which the caller changes something; statements wait until an answer is needed. */
export class Transaction {
  readonly #client: PoolClient
  readonly #call: Call
  #waiting: Bound[]
  #matched: boolean
  /** Whether BEGIN was sent: a transaction of a single round trip needs none. */
  #open = false

  constructor(client: PoolClient, call: Call) {
    this.#client = client
    this.#call = call
    this.#waiting = [entering(call)]
    this.#matched = call.ifMatch === undefined
  }

  /** Adds a statement whose rows nobody waits for; its errors still undo everything. */
  add(to: Statement, values: Values): void {
    this.#waiting.push(bind(to, values))
  }

  /** Runs all that waits, then this, and gives its rows. */
  async rows<Row>(to: Statement<Row>, values: Values): Promise<Row[]> {
    const steps = [...(this.#open ? [] : [bind(begin, {})]), ...this.#waiting, bind(to, values)]
    this.#open = true
    this.#waiting = []
    const answers = await send(this.#client, steps)
    return decode(to, answers.at(-1)?.rows ?? [])
  }

  /** @throws not_found when there is no row that the caller may see. */
  async row<Row>(to: Statement<Row>, values: Values): Promise<Row> {
    const [row] = await this.rows(to, values)
    if (!row) throw notFound()
    return row
  }

  /** The resource as the caller sees it now, compared with what the caller says to have seen. */
  async current<Row>(to: Statement<Row>, values: Values): Promise<Row> {
    const row = await this.row(to, values)
    if (this.#call.ifMatch !== undefined) requireMatch(this.#call.ifMatch, row)
    this.#matched = true
    return row
  }

  /** Runs all that waits, then the recorded answer, then COMMIT, in one round trip. */
  async commit<Row>({ recorded, values }: Finished<Row>): Promise<Row> {
    if (!this.#matched) throw new Error(`${this.#call.action} never compared If-Match`)
    const [row] = this.#call.idempotency
      ? await this.rows(recorded, { ...values, ...eventOf(this.#call) })
      : await this.#end(recorded, { ...values, ...eventOf(this.#call) })
    if (!row) throw notFound()
    if (this.#call.idempotency) {
      const { id = null } = row as { id?: string | null }
      await this.#end(keep, { key: this.#call.idempotency.key, answer: JSON.stringify(row), resourceId: id })
    }
    return row
  }

  /**
   * The answer to an earlier request with the same key, if there was one.
   * @throws idempotency_mismatch when that one asked for something else.
   */
  async earlierAnswer<Row>(idempotency: NonNullable<Call['idempotency']>): Promise<Row | undefined> {
    const [earlier] = await this.rows(claim, idempotency)
    if (!earlier) return undefined
    if (!earlier.same)
      throw new DomainError('idempotency_mismatch', 'Nøglen er brugt til en anden anmodning.')
    const [stored] = await this.#end(replay, { key: idempotency.key, ...eventOf(this.#call) })
    if (!stored) throw notFound()
    this.#call.replayed = true
    return JSON.parse(stored.answer)
  }

  async #end<Row>(last: Statement<Row>, values: Values): Promise<Row[]> {
    const steps = [...this.#waiting, bind(last, values), ...(this.#open ? [bind(commit, {})] : [])]
    const answers = await send(this.#client, steps)
    if (this.#open && answers.at(-1)?.tag !== 'COMMIT') throw new Error('The transaction was not committed')
    return decode(last, answers.at(this.#open ? -2 : -1)?.rows ?? [])
  }
}

/** Reads as the caller: one round trip, and the event is in it. */
export const read = async <Row>(
  pool: Pool,
  call: Call,
  recorded: Recorded<Row>,
  values: Values,
): Promise<Row[]> =>
  withClient(pool, async (client) => {
    const [, answer] = await send(client, [entering(call), bind(recorded, { ...values, ...eventOf(call) })])
    return decode(recorded, answer?.rows ?? [])
  })

/** Reads behind a condition: what the guard refuses is never read, nor logged as shown. */
export const readBehind = async <Row>(
  pool: Pool,
  call: Call,
  guard: Statement,
  recorded: Recorded<Row>,
  values: Values,
): Promise<Row[]> =>
  withClient(pool, async (client) => {
    const last = bind(recorded, { ...values, ...eventOf(call) })
    const answers = await send(client, [entering(call), bind(guard, values), last])
    return decode(recorded, answers[2]?.rows ?? [])
  })

/** @throws not_found when there is nothing that the caller may see. */
export const readOne = async <Row>(
  pool: Pool,
  call: Call,
  recorded: Recorded<Row>,
  values: Values,
): Promise<Row> => {
  const [row] = await read(pool, call, recorded, values)
  if (!row) throw notFound()
  return row
}

/** From here on the transaction reads views of counts, and nothing else. */
const becomeStatistics = statement(sql`select set_config('role', 'bo_godt_statistics', true)`)

/** Reads counts: the event is written first, for the role that reads them can't. */
export const readCounts = async <Row>(
  pool: Pool,
  call: Call,
  event: Recorded<unknown>,
  [guard, counts]: [Statement, Statement<Row>],
  values: Values,
): Promise<Row[]> =>
  withClient(pool, async (client) => {
    const steps = [bind(event, eventOf(call)), bind(becomeStatistics, {}), bind(guard, values)]
    const answers = await send(client, [entering(call), ...steps, bind(counts, values)])
    return decode(counts, answers.at(-1)?.rows ?? [])
  })

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
