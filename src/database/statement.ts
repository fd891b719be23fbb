import { hash } from 'node:crypto'
import {
  type AnyColumn,
  eq,
  fillPlaceholders,
  type GetColumnData,
  type SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { PgDialect, type PgTable } from 'drizzle-orm/pg-core'
import { types } from 'pg'

export interface Field {
  name: string
  dataTypeID: number
}

/** SQL compiled once at boot. `fields` is learnt from the database when it first runs. */
export interface Statement<Row = unknown> {
  readonly name: string
  readonly text: string
  readonly parameters: unknown[]
  fields: Field[] | undefined
  /** Only in the type: what a row holds. */
  readonly row?: Row
}

export interface Bound {
  statement: Statement
  values: (string | null)[]
}

export type Values = Record<string, unknown>

/** What a query selects, by the name that the answer gives it. */
export type Columns = Record<string, SQL | SQL.Aliased | AnyColumn>
export type RowOf<C extends Columns> = {
  [K in keyof C]: C[K] extends SQL<infer T> ? T : C[K] extends AnyColumn ? GetColumnData<C[K]> : never
}

const casing = 'snake_case'
const dialect = new PgDialect({ casing })
const builder = drizzle.mock({ casing })

/** Compiles a query whose parameters are `sql.placeholder`s. */
export const statement = <Row = unknown>(query: SQLWrapper): Statement<Row> => {
  const { sql: text, params } = dialect.sqlToQuery(query.getSQL())
  return { name: hash('sha1', text), text, parameters: params, fields: undefined }
}

/** Columns that the caller sends, by name, and columns that the database works out. */
type Given<T extends PgTable> = (keyof T['$inferInsert'] & string)[]
type WorkedOut<T extends PgTable> = Partial<Record<keyof T['$inferInsert'] & string, SQL>>

const placeholders = (names: string[]) =>
  Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]))

/** An INSERT whose placeholders have the columns' names; columns left out take their defaults. */
export const insertInto = <T extends PgTable>(table: T, given: Given<T>, workedOut: WorkedOut<T> = {}): SQL =>
  builder
    .insert(table)
    .values({ ...placeholders(given), ...workedOut } as T['$inferInsert'])
    .getSQL()

/** An UPDATE of the row with the placeholder `id`; the other placeholders have the columns' names. */
export const updateOf = <T extends PgTable & { id: AnyColumn }>(
  table: T,
  given: Given<T>,
  workedOut: WorkedOut<T> = {},
): SQL =>
  builder
    .update(table)
    .set({ ...placeholders(given), ...workedOut } as never)
    .where(eq(table.id, sql.placeholder('id')))
    .getSQL()

/**
 * A query with the filters that were given, and no others: so each combination has a plan of its own. A filter's
 * placeholder has its name.
 */
export const filtered = <S extends Statement>(filters: Record<string, SQL>, build: (where: SQL) => S) => {
  const compiled = new Map<string, S>()
  return (values: Values): S => {
    const given = Object.keys(filters).filter((name) => values[name] !== undefined && values[name] !== null)
    const key = given.join()
    const known = compiled.get(key)
    if (known) return known
    const conditions = given.map((name) => filters[name] as SQL)
    const made = build(sql.join([sql`true`, ...conditions], sql` and `))
    compiled.set(key, made)
    return made
  }
}

/** `column as "name", …` for the head of a SELECT. */
export const selected = (columns: Columns): SQL =>
  sql.join(
    Object.entries(columns).map(([name, column]) => sql`${column} as ${sql.identifier(name)}`),
    sql`, `,
  )

/** A row as a JSON object, for rows within a row. */
export const asJson = (columns: Columns): SQL =>
  sql`json_build_object(${sql.join(
    Object.entries(columns).map(([name, column]) => sql`${sql.raw(`'${name}'`)}, ${column}`),
    sql`, `,
  )})`

/** A value in PostgreSQL's text format. */
const encode = (value: unknown): string | null => {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return `\\x${value.toString('hex')}`
  if (Array.isArray(value)) return `{${value.map(encodeElement).join(',')}}`
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

const encodeElement = (value: unknown): string => {
  const text = encode(value)
  return text === null ? 'NULL' : `"${text.replace(/["\\]/g, '\\$&')}"`
}

export const bind = (to: Statement, values: Values): Bound => ({
  statement: to,
  values: fillPlaceholders(to.parameters, values).map(encode),
})

/** `2026-11-23 18:00:00.123456+00` (the connection's time zone is UTC) as `2026-11-23T18:00:00.123Z`. */
const instant = (text: string): string =>
  `${text.slice(0, 10)}T${text.slice(11, 19)}.${`${text.slice(20, -3)}000`.slice(0, 3)}Z`

const parsers: Record<number, (text: string) => unknown> = {
  [types.builtins.TIMESTAMPTZ]: instant,
  [types.builtins.DATE]: String,
  [types.builtins.NUMERIC]: String,
  [types.builtins.INT8]: Number,
}

const parserOf = ({ dataTypeID }: Field) => parsers[dataTypeID] ?? types.getTypeParser(dataTypeID, 'text')

type Decode = (row: (string | null)[]) => unknown

/** An object literal makes rows several times faster than setting one field after the other, so it is written here. */
const decoderOf = (fields: Field[]): Decode => {
  const value = (_: Field, index: number) => `row[${index}] === null ? null : parse[${index}](row[${index}])`
  const properties = fields.map((field, index) => `${JSON.stringify(field.name)}: ${value(field, index)}`)
  return new Function('parse', `return (row) => ({ ${properties.join()} })`)(fields.map(parserOf))
}

const decoders = new WeakMap<Field[], Decode>()

export const decode = <Row>({ fields = [] }: Statement<Row>, rows: (string | null)[][]): Row[] => {
  const decoder = decoders.get(fields) ?? decoderOf(fields)
  decoders.set(fields, decoder)
  return rows.map((row) => decoder(row) as Row)
}
