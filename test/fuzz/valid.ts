import fc from 'fast-check'
import type { Json } from '../support/actors.ts'
import type { Operation, Parameter } from './document.ts'
import type { Request } from './request.ts'

/** Ids of the records that there are, by what they are the ids of. */
export type Known = (what: string) => string[]

/** What is written in free text: an error never repeats it. */
export const mark = 'Skrevet'
const day = 86_400_000
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

const words = fc.constantFrom(
  'Støj',
  'Ærø',
  'Århus',
  'æøå',
  '👩‍👧',
  'é',
  '"citat"',
  "d'Angleterre",
  '<b>',
  '\\',
  '—',
  '+45 11 22 33 44',
)
const freeText = ({ minLength = 0, maxLength = 200 }: Json): fc.Arbitrary<string> => {
  const told = fc.array(words, { maxLength: 4 }).map((some) => [mark, ...some].join(' ').slice(0, maxLength))
  const longest = fc.constant(`${mark}${'å'.repeat(Math.max(0, Math.min(maxLength, 25_000) - mark.length))}`)
  const texts = fc.oneof({ weight: 8, arbitrary: told }, { weight: 1, arbitrary: longest })
  return texts.map((text) => text.trimEnd().padEnd(minLength, 'x').slice(0, maxLength).toWellFormed())
}

const moments = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -400, max: 0 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 400 }) },
  { weight: 1, arbitrary: fc.constantFrom(-45_000, 60_000) },
)
const formats: Record<string, fc.Arbitrary<string>> = {
  date: moments.map((days) => dateOf(Date.now() + days * day)),
  'date-time': moments.map((days) => new Date(Date.now() + days * day - 60_000).toISOString()),
  email: fc.constantFrom('klager@example.dk', 'æ@example.dk').filter((it) => /^[\x21-\x7e]+$/.test(it)),
  uri: fc.constant('https://example.dk/modtag'),
}

/** One of the records' ids, looked up when it is needed; now and then one of nothing. */
const idOf = (known: Known, what: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.nat(1_000).map((n) => pick(known(what), n)) },
    { weight: 1, arbitrary: fc.uuid({ version: 7 }) },
  )
const pick = (ids: string[], n: number) => ids[n % ids.length] ?? '01920000-0000-7000-8000-000000000000'

const slugPattern = '^[a-z0-9-]{1,60}$'
const stringOf = (schema: Json, known: Known, what: string): fc.Arbitrary<string> => {
  if (schema.format === 'uuid') return idOf(known, what)
  if (formats[schema.format]) return formats[schema.format] as fc.Arbitrary<string>
  if (schema.pattern === slugPattern && known(what).length > 0)
    return fc.nat(1_000).map((n) => pick(known(what), n))
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern, 'u'))
  return freeText(schema)
}

const objectOf = (schema: Json, known: Known): fc.Arbitrary<Json> => {
  const fields = Object.entries<Json>(schema.properties ?? {}).map(
    ([name, part]): [string, fc.Arbitrary<Json>] => [name, allowedBy(part, known, name)],
  )
  return fc.record(Object.fromEntries(fields), { requiredKeys: schema.required ?? [] })
}

const within = ({ minimum = -1000, maximum = 100_000, exclusiveMinimum }: Json) => ({
  min: Math.max(exclusiveMinimum === undefined ? minimum : exclusiveMinimum + 1, -1_000_000),
  max: Math.min(maximum, 3_000_000),
})

/** Values that a schema of the document allows; `what` is the field's name, which tells whose id it is. */
export const allowedBy = (schema: Json, known: Known, what: string): fc.Arbitrary<Json> => {
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map((choice: Json) => allowedBy(choice, known, what)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.type === 'array')
    return fc.array(allowedBy(schema.items, known, what), {
      minLength: schema.minItems ?? 0,
      maxLength: Math.min(schema.maxItems ?? 3, (schema.minItems ?? 0) + 3),
    })
  if (schema.type === 'object') return objectOf(schema, known)
  if (schema.type === 'integer') return fc.integer(within(schema))
  if (schema.type === 'number')
    return fc.oneof(fc.integer(within(schema)), fc.constant(within(schema).min + 0.5))
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  return stringOf(schema, known, what)
}

const textOf = (value: Json): string => String(value)

/** `/cases/{id}/entries`: the id is that of a case. */
const ownerOf = (path: string, name: string): string =>
  name === 'id' ? (path.match(/([\w-]+)\/\{id\}/)?.[1] ?? '') : name

const paramsOf = ({ path, parameters }: Operation, known: Known) =>
  fc.record(
    Object.fromEntries(
      parameters
        .filter((it) => it.in === 'path')
        .map((it) => [it.name, allowedBy(it.schema, known, ownerOf(path, it.name)).map(textOf)]),
    ),
  )

const queryOf = ({ parameters }: Operation, known: Known): fc.Arbitrary<Request['query']> => {
  const inQuery = parameters.filter((it) => it.in === 'query')
  const one = (it: Parameter) =>
    allowedBy(it.schema, known, it.name).map((value): [string, string] => [it.name, textOf(value)])
  const needed = fc.tuple(...inQuery.filter(({ required }) => required).map(one))
  const optional = inQuery.filter(({ required, name }) => !required && name !== 'cursor')
  const some = fc.subarray(optional, { maxLength: Math.min(3, optional.length) })
  return fc
    .tuple(
      needed,
      some.chain((chosen) => fc.tuple(...chosen.map(one))),
    )
    .map(([a, b]) => [...a, ...b])
}

const headersOf = ({ parameters }: Operation): fc.Arbitrary<Record<string, string>> => {
  const named = new Set(parameters.filter((it) => it.in === 'header').map((it) => it.name.toLowerCase()))
  const key = named.has('idempotency-key')
    ? fc.option(fc.constantFrom('nøgle'.replace('ø', 'o'), 'a', 'b'), { nil: undefined, freq: 8 })
    : fc.constant(undefined)
  return key.map((value) => ({ 'if-match': '*', ...(value && { 'idempotency-key': value }) }))
}

const csv = fc
  .array(
    fc.array(
      fc.constantFrom(
        'indicator',
        'department',
        'ringparken',
        '2025',
        '12,5',
        'final',
        '',
        mark,
        'æøå',
        '"x"',
      ),
      { maxLength: 8 },
    ),
  )
  .map((lines) => lines.map((line) => line.join(';')).join('\n'))

const bodyOf = ({ body }: Operation, known: Known): fc.Arbitrary<Json> => {
  if (!body) return fc.constant(undefined)
  return body.schema.type !== 'string' ? allowedBy(body.schema, known, '') : csv
}

/** Requests for an operation as the document says that they are made. */
export const requestOf = (operation: Operation, known: Known): fc.Arbitrary<Request> =>
  fc.record({
    operation: fc.constant(operation),
    params: paramsOf(operation, known),
    query: queryOf(operation, known),
    headers: headersOf(operation),
    body: bodyOf(operation, known),
  })
