import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { send, withClient } from '../../src/database/client.ts'
import { bind, Rows, selected, statement, type Values } from '../../src/database/statement.ts'
import { written } from '../../src/database/written.ts'
import { cloneDatabase } from '../support/database.ts'

const pool = (await cloneDatabase()).pool(1)
const p = sql.placeholder

const columns = {
  secret: sql`${p('words')}::text`,
  words: sql`${p('words')}::text`,
  id: sql`${p('id')}::uuid`,
  at: sql`${p('at')}::timestamptz`,
  on: sql`${p('on')}::date`,
  inside: { count: sql`${p('count')}::int`, deeper: { sure: sql`${p('sure')}::boolean` } },
  price: sql`${p('price')}::numeric`,
  tags: sql`${p('tags')}::text[]`,
  rows: new Rows(
    { tag: sql`t.tag`, position: sql`t.position` },
    sql`from unnest(${p('tags')}::text[]) with ordinality t (tag, position) order by t.position`,
  ),
}
const asked = { ...statement(sql`select ${selected(columns)}`), columns }

const schema = z.object({
  id: z.uuid(),
  words: z.string().nullable(),
  at: z.iso.datetime().nullable(),
  on: z.iso.date().nullable(),
  inside: z.object({ count: z.int(), deeper: z.object({ sure: z.boolean() }) }),
  price: z.string(),
  tags: z.array(z.string()),
  rows: z.array(z.object({ tag: z.string(), position: z.number() })),
  beside: z.string().optional(),
})

const rowsOf = (values: Values) =>
  withClient(pool, async (client) => (await send(client, [bind(asked, values)])).at(-1)?.rows ?? [])
const texts = async (values: Values, as: z.ZodType = schema) =>
  written(asked, await rowsOf(values)).map((one) => one.textAs(as))

/** Whatever PostgreSQL can hold: quotes, backslashes, control characters, letters of every plane. */
const words = fc
  .string({
    unit: fc.oneof(fc.constantFrom('"', '\\', '\n', '\u001f', '\u2028', '/', 'å', '🏠'), fc.string()),
  })
  .map((text) => text.replaceAll('\0', '').toWellFormed())
const instants = fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })

const value = fc.record({
  id: fc.uuid(),
  words: fc.option(words),
  at: fc.option(instants.map((at) => at.toISOString())),
  on: fc.option(instants.map((at) => at.toISOString().slice(0, 10))),
  count: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  sure: fc.boolean(),
  price: fc.constantFrom('21.70', '-0.1', '12345678901234567890.5'),
  tags: fc.array(words, { maxLength: 4 }),
})

test('what the database answers is written as JavaScript would write it, and only what the schema names', () =>
  fc.assert(
    fc.asyncProperty(value, async ({ count, sure, ...given }) => {
      const { id, words, at, on, price, tags } = given
      const rows = tags.map((tag, index) => ({ tag, position: index + 1 }))
      const expected = { id, words, at, on, inside: { count, deeper: { sure } }, price, tags, rows }
      expect(await texts({ count, sure, ...given })).toEqual([JSON.stringify(expected)])
    }),
    { numRuns: 300 },
  ))

const some = { words: null, id: '01900000-0000-7000-8000-000000000001', at: null, on: null, tags: [] }
const given = { ...some, count: 1, sure: true, price: '1' }

test('a schema that names what no column is, or other rows within the row, writes nothing', async () => {
  const wanting = schema.extend({ more: z.string() })
  await expect(texts(given, wanting)).rejects.toThrow('no column is more')
  const flat = schema.extend({ inside: z.string() })
  await expect(texts(given, flat)).rejects.toThrow('inside is no object')
  const fewer = schema.extend({ rows: z.array(z.object({ tag: z.string() })) })
  await expect(texts(given, fewer)).rejects.toThrow('rows is not made of tag')
})
