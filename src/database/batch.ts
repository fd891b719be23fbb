import type { Connection, Submittable } from 'pg'
import type { Field, RawRow } from './row.ts'
import type { Bound } from './statement.ts'

/** The parts of pg's connection that a `Submittable` drives; @types/pg describes an older form. */
interface Wire {
  /** Every message goes through this one. */
  _send(message: Buffer): void
  close(target: { type: 'S'; name: string }): void
  parse(query: { name: string; text: string }): void
  bind(config: { statement: string; values: (string | null)[] }): void
  describe(target: { type: 'P'; name: '' }): void
  execute(config: object): void
  sync(): void
}

export interface Answer {
  /** `INSERT 0 1`, `COMMIT`, …: COMMIT of a failed transaction answers `ROLLBACK`. */
  tag: string
  rows: RawRow[]
}

/** The statements that a connection has parsed. */
const parsed = new WeakMap<Wire, Set<string>>()

/**
 * Several statements in one round trip. They share one Sync, so outside an explicit transaction
 * PostgreSQL runs them as one: all are committed when it answers, or none is. A statement is parsed once
 * per connection and described once per process.
 */
export class Batch implements Submittable {
  readonly answers: Promise<Answer[]>
  readonly #steps: Bound[]
  readonly #done: Answer[] = []
  #rows: RawRow[] = []
  #known = new Set<string>()
  #resolve!: (answers: Answer[]) => void
  #reject!: (error: Error) => void

  constructor(steps: Bound[]) {
    this.#steps = steps
    this.answers = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  submit(connection: Connection): void {
    const wire = connection as unknown as Wire
    this.#known = parsed.get(wire) ?? this.#known
    parsed.set(wire, this.#known)
    // A single buffer is cheaper to write to the socket than a list of small ones.
    const messages: Buffer[] = []
    const collector: Wire = Object.create(wire, { _send: { value: (m: Buffer) => messages.push(m) } })
    for (const { statement, values } of this.#steps) {
      const { name, text } = statement
      if (!this.#known.has(name)) {
        collector.close({ type: 'S', name })
        collector.parse({ name, text })
      }
      collector.bind({ statement: name, values })
      if (!statement.fields) collector.describe({ type: 'P', name: '' })
      collector.execute({})
    }
    collector.sync()
    wire._send(Buffer.concat(messages))
  }

  get #current(): Bound['statement'] | undefined {
    return this.#steps[this.#done.length]?.statement
  }

  handleRowDescription(message: { fields: Field[] }): void {
    if (this.#current) this.#current.fields = message.fields
  }

  handleDataRow(message: { fields: RawRow }): void {
    this.#rows.push(message.fields)
  }

  handleCommandComplete(message: { text: string }): void {
    if (this.#current) this.#known.add(this.#current.name)
    this.#done.push({ tag: message.text, rows: this.#rows })
    this.#rows = []
  }

  /** The failed statement is parsed anew next time: the schema may have changed under its plan. */
  handleError(error: Error): void {
    if (this.#current) this.#known.delete(this.#current.name)
    this.#reject(error)
  }

  handleReadyForQuery(): void {
    this.#resolve(this.#done)
  }
}
