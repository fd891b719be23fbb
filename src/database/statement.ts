import { hash } from 'node:crypto'
import {
  type AnyColumn,
  Column as DrizzleColumn,
  eq,
  fillPlaceholders,
  type GetColumnData,
  is,
  SQL,
  type SQLWrapper,
  sql,
} from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { PgDialect, type PgTable, PgTimestampString } from 'drizzle-orm/pg-core'
import type { Field } from './row.ts'

/** SQL compiled once at boot. `fields` is learnt from the database when it first runs. */
export interface Statement<Row = unknown> {
  readonly name: string
  readonly text: string
  readonly parameters: unknown[]
  fields: Field[] | undefined
  /** What its rows are made of, where that is known. */
  readonly columns?: Columns
  /** Only in the type: what a row holds. */
  readonly row?: Row
}

export interface Bound {
  statement: Statement
  values: (string | null)[]
}

export type Values = Record<string, unknown>

type Column = SQL | SQL.Aliased | AnyColumn

/** What a query selects, by the name that the answer gives it, as deep as the answer is. */
export interface Columns {
  [name: string]: Column | Columns | Rows
}

/** Rows within a row, in the order that `from` says. */
export class Rows<C extends Columns = Columns> {
  readonly columns: C
  readonly from: SQL
  constructor(columns: C, from: SQL) {
    this.columns = columns
    this.from = from
  }
}

type ValueOf<C> =
  C extends SQL<infer T>
    ? T
    : C extends AnyColumn
      ? GetColumnData<C>
      : C extends Rows<infer R>
        ? RowOf<R>[]
        : C extends Columns
          ? RowOf<C>
          : never
export type RowOf<C extends Columns> = { [K in keyof C]: ValueOf<C[K]> }

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

/** Whether it is read as it stands, and is no object that is put together of others. */
export const isColumn = (column: Column | Columns | Rows): column is Column | Rows =>
  column instanceof Rows || is(column, SQL) || is(column, SQL.Aliased) || is(column, DrizzleColumn)

/** Each column by its path, as in `complainant.name`: an object within a row is made where the row is. */
export const paths = (columns: Columns, before = ''): [path: string, column: Column | Rows][] =>
  Object.entries(columns).flatMap(([name, column]) =>
    isColumn(column) ? [[before + name, column]] : paths(column, `${before}${name}.`),
  )

const list = (parts: SQL[]): SQL => sql.join(parts, sql`, `)

/** JSON without blanks, as answers are. Instants look as they do elsewhere. */
const rowsAsJson = ({ columns, from }: Rows): SQL => {
  const values = Object.entries(columns).map(([name, column]) => {
    const value = is(column, PgTimestampString) ? sql`rfc3339(${column})` : column
    return sql`${value} as ${sql.identifier(name)}`
  })
  return sql`array_to_json(array(select r from (select ${list(values)} ${from}) r))`
}

/** `column as "path", …` for the head of a SELECT. */
export const selected = (columns: Columns): SQL =>
  list(
    paths(columns).map(([path, column]) => {
      const value = column instanceof Rows ? rowsAsJson(column) : column
      return sql`${value} as ${sql.identifier(path)}`
    }),
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
