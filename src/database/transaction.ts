import { sql } from 'drizzle-orm'
import type { PoolClient } from 'pg'
import type { Call } from '../kernel/call.ts'
import { DomainError, notFound } from '../kernel/errors.ts'
import { requireMatch } from '../kernel/etag.ts'
import { entering, eventOf, send } from './client.ts'
import { type Recorded, recorded } from './recorded.ts'
import { decode } from './row.ts'
import { type Bound, bind, type Statement, statement, type Values } from './statement.ts'

/** The proof that a piece of work ended in a recorded answer. */
export interface Finished<Row> {
  recorded: Recorded<Row>
  values: Values
}

const begin = statement(sql`begin`)
const commit = statement(sql`commit`)

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
  { subjects: sql`array_remove(array[k.resource_id], null)` },
)
const keep = statement(
  sql`select keep_answer(${key}, ${sql.placeholder('answer')}, ${sql.placeholder('resourceId')})`,
)

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
    const answers = await send(this.#client, steps, this.#call.action)
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
    this.match(row)
    return row
  }

  /** Compares what the caller says to have seen with what an entity tag is made of. @throws precondition_failed */
  match(seen: unknown): void {
    if (this.#call.ifMatch !== undefined) requireMatch(this.#call.ifMatch, seen)
    this.#matched = true
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
    const answers = await send(this.#client, steps, this.#call.action)
    if (this.#open && answers.at(-1)?.tag !== 'COMMIT') throw new Error('The transaction was not committed')
    return decode(last, answers.at(this.#open ? -2 : -1)?.rows ?? [])
  }
}
