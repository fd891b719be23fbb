import { types } from 'pg'
import { z } from 'zod'
import { Written } from '../kernel/written.ts'
import { type Field, instant, parserOf, type RawRow } from './row.ts'
import { type Columns, isColumn, Rows, type Statement } from './statement.ts'

type Write = (value: string) => string
type WriteRow = (row: RawRow) => string

const { BOOL, DATE, INT2, INT4, INT8, TEXT, TIMESTAMPTZ, UUID } = types.builtins
const quoted: Write = (value) => `"${value}"`

/** Values of which nothing has to be made first: ids and times hold no character that JSON escapes. */
const known: Record<number, Write> = {
  [UUID]: quoted,
  [DATE]: quoted,
  [TIMESTAMPTZ]: (value) => `"${instant(value)}"`,
  [TEXT]: JSON.stringify,
  [BOOL]: (value) => (value === 't' ? 'true' : 'false'),
  [INT2]: String,
  [INT4]: String,
  [INT8]: String,
}

const bare = (schema: z.core.$ZodType): z.core.$ZodType =>
  schema instanceof z.ZodNullable || schema instanceof z.ZodOptional ? bare(schema.unwrap()) : schema

const plain = ['string', 'enum', 'number', 'boolean']

/** Whatever else goes the way of every other answer. */
const writerOf = (schema: z.core.$ZodType, field: Field): Write => {
  const direct = plain.includes(bare(schema)._zod.def.type) ? known[field.dataTypeID] : undefined
  const parse = parserOf(field)
  return direct ?? ((value) => JSON.stringify(z.encode(schema, parse(value))))
}

/** Rows within a row come as the JSON that they are sent as, so they have to be made of what the schema names. */
const requireSame = (schema: z.core.$ZodType, { columns }: Rows, path: string): void => {
  const item = schema instanceof z.ZodArray ? schema.element : undefined
  const named = item instanceof z.ZodObject ? Object.keys(item.shape).join() : ''
  if (named !== Object.keys(columns).join()) throw new Error(`${path} is not made of ${named}`)
}

/** What the schema names, in its order, and nothing else. */
const rowWriter = (schema: z.core.$ZodType, columns: Columns, fields: Field[], within = ''): WriteRow => {
  if (!(schema instanceof z.ZodObject)) throw new Error(`${within} is no object`)
  const parts = Object.entries(schema.shape).flatMap(([name, inner]): [string, WriteRow][] => {
    const [column, path] = [columns[name], within ? `${within}.${name}` : name]
    if (!column && inner instanceof z.ZodOptional) return []
    if (!column) throw new Error(`no column is ${path}`)
    return [[`${JSON.stringify(name)}:`, partWriter(inner, column, fields, path)]]
  })
  return (row) => {
    let text = ''
    for (const [name, write] of parts) text += (text ? ',' : '{') + name + write(row)
    return `${text}}`
  }
}

const partWriter = (
  schema: z.core.$ZodType,
  column: Columns[string],
  fields: Field[],
  path: string,
): WriteRow => {
  if (!isColumn(column)) return rowWriter(schema, column, fields, path)
  const index = fields.findIndex(({ name }) => name === path)
  const field = fields[index]
  if (!field) throw new Error(`the answer holds no ${path}`)
  if (column instanceof Rows) requireSame(schema, column, path)
  const write = column instanceof Rows ? String : writerOf(schema, field)
  return (row) => {
    const value = row[index]
    return value === null || value === undefined ? 'null' : write(value)
  }
}

/** By what the database says of the columns, and by the schema. */
const writers = new WeakMap<Field[], WeakMap<object, WriteRow>>()

const writerFor = ({ columns = {}, fields = [] }: Statement, schema: z.ZodType): WriteRow => {
  const known = writers.get(fields) ?? new WeakMap<object, WriteRow>()
  writers.set(fields, known)
  const write = known.get(schema) ?? rowWriter(schema, columns, fields)
  known.set(schema, write)
  return write
}

class WrittenRow extends Written {
  readonly #of: Statement
  readonly #row: RawRow
  readonly id: string

  constructor(of: Statement, row: RawRow, id: string) {
    super()
    this.#of = of
    this.#row = row
    this.id = id
  }

  textAs(schema: z.ZodType): string {
    return writerFor(this.#of, schema)(this.#row)
  }
}

/** Rows for whoever sends them on: they become text once, and never objects. */
export const written = (of: Statement, rows: RawRow[]): Written[] => {
  const id = of.fields?.findIndex(({ name }) => name === 'id') ?? -1
  return rows.map((row) => new WrittenRow(of, row, row[id] ?? ''))
}
