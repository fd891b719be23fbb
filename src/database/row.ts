import { types } from 'pg'
import type { Statement } from './statement.ts'

export interface Field {
  name: string
  dataTypeID: number
}

/** A row as it comes: every value as PostgreSQL writes it. */
export type RawRow = (string | null)[]

/** `2026-11-23 18:00:00.123456+00` (the connection's time zone is UTC) as `2026-11-23T18:00:00.123Z`. */
export const instant = (text: string): string =>
  `${text.slice(0, 10)}T${text.slice(11, 19)}.${`${text.slice(20, -3)}000`.slice(0, 3)}Z`

const parsers: Record<number, (text: string) => unknown> = {
  [types.builtins.TIMESTAMPTZ]: instant,
  [types.builtins.DATE]: String,
  [types.builtins.NUMERIC]: String,
  [types.builtins.INT8]: Number,
}

export const parserOf = ({ dataTypeID }: Field) =>
  parsers[dataTypeID] ?? types.getTypeParser(dataTypeID, 'text')

type Tree = { [name: string]: string | Tree }

/** Code that makes an object of values by their paths: a literal makes objects several times faster than assignments. */
const literal = (values: Tree): string => {
  const properties = Object.entries(values).map(
    ([name, value]) => `${JSON.stringify(name)}: ${typeof value === 'string' ? value : literal(value)}`,
  )
  return `{ ${properties.join()} }`
}

const treeOf = (fields: Field[]): Tree => {
  const tree: Tree = {}
  for (const [index, { name }] of fields.entries()) {
    const path = name.split('.')
    const last = path.pop() ?? name
    let at = tree
    for (const step of path) {
      at[step] ??= {}
      at = at[step] as Tree
    }
    at[last] = `row[${index}] === null ? null : parse[${index}](row[${index}])`
  }
  return tree
}

type Decode = (row: RawRow) => unknown

const decoderOf = (fields: Field[]): Decode =>
  new Function('parse', `return (row) => (${literal(treeOf(fields))})`)(fields.map(parserOf))

const decoders = new WeakMap<Field[], Decode>()

/** Rows as objects, for whoever looks into them. */
export const decode = <Row>({ fields = [] }: Statement<Row>, rows: RawRow[]): Row[] => {
  const decoder = decoders.get(fields) ?? decoderOf(fields)
  decoders.set(fields, decoder)
  return rows.map((row) => decoder(row) as Row)
}
