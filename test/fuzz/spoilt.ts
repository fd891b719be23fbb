import fc from 'fast-check'
import type { Json } from '../support/actors.ts'
import type { Request } from './request.ts'
import { mark } from './valid.ts'

/** A personal number in the ways that people write one; no answer ever holds it. */
export const personalNumbers = ['010190-1234', '0101901234', '01 01 90 1234', '310385–4321']

const nasty: Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  2 ** 53,
  -(2 ** 31) - 1,
  '',
  ' \n\t ',
  '0',
  'null',
  `${mark}${'x'.repeat(30_000)}`,
  `${mark}\u0000b`,
  `${mark}\u001b`,
  `${mark}\ud800`,
  `\udc00${mark}`,
  `${mark} æøå ÆØÅ 👩‍👧 \u202e`,
  '2026-02-30',
  '2026-13-01T00:00:00Z',
  '9999-12-31',
  '2150-01-01T00:00:00Z',
  '0000-00-00',
  `' or 1=1 -- ${mark}`,
  '../../etc/passwd',
  '%00',
  '__proto__',
  'constructor',
  ...personalNumbers,
  [],
  {},
  [[]],
  [null],
  { $ne: mark },
  Array.from({ length: 300 }, (_, n) => n),
]
const nastyValue = fc.constantFrom(...nasty)
const nastyText = fc.constantFrom(...nasty.filter((it) => typeof it === 'string'))

type Spoil = (request: Request) => fc.Arbitrary<Request>

/** Every place in a value that something can be put: the way there. */
const places = (value: Json, way: string[] = []): string[][] =>
  value && typeof value === 'object'
    ? [way, ...Object.keys(value).flatMap((name) => places(value[name], [...way, name]))]
    : [way]

const put = (value: Json, [name, ...way]: string[], made: (old: Json) => Json): Json => {
  if (name === undefined) return made(value)
  const copy = Array.isArray(value) ? [...value] : { ...value }
  const inner = put(copy[name], way, made)
  if (inner === undefined && !Array.isArray(copy)) delete copy[name]
  else copy[name] = inner
  return copy
}

const inBody = (request: Request, made: (old: Json) => Json, told: string) =>
  fc.constantFrom(...places(request.body)).map((way) => ({
    ...request,
    body: put(request.body, way, made),
    spoilt: `body.${way.join('.')} ${told}`,
  }))

const replaced: Spoil = (request) => nastyValue.chain((value) => inBody(request, () => value, 'replaced'))
const removed: Spoil = (request) => inBody(request, () => undefined, 'removed')
const unknownField: Spoil = (request) =>
  fc
    .constantFrom('ukendt', 'id', '__proto__', 'toString', `${mark} 12`, '010190-1234')
    .chain((name) =>
      inBody(
        request,
        (old) =>
          old && typeof old === 'object' && !Array.isArray(old)
            ? JSON.parse(
                `${JSON.stringify(old).slice(0, -1)}${Object.keys(old).length ? ',' : ''}${JSON.stringify(name)}:1}`,
              )
            : { [name]: old },
        'with an unknown field',
      ),
    )
const repeated: Spoil = (request) =>
  inBody(request, (old) => (Array.isArray(old) ? [...old, ...old, ...old] : [old, old]), 'repeated')

const brokenBody: Spoil = (request) =>
  fc
    .constantFrom(
      '{',
      '',
      '[1,',
      'nul',
      '{"a":1}}',
      '\u0000',
      '{"a":"\\ud8"}',
      `${'['.repeat(5_000)}`,
      '{"__proto__":{"a":1}}',
      '"',
      '1e999x',
    )
    .map((body) => ({ ...request, raw: { body, type: 'application/json' }, spoilt: 'broken JSON' }))
const wrongType: Spoil = (request) =>
  fc
    .constantFrom('text/plain', 'application/xml', 'multipart/form-data', 'nonsense', 'application/jsonx')
    .map((type) => ({ ...request, raw: { body: JSON.stringify(request.body) ?? '{}', type }, spoilt: type }))

const param: Spoil = (request) =>
  fc.tuple(fc.constantFrom(...Object.keys(request.params)), nastyText).map(([name, value]) => ({
    ...request,
    params: { ...request.params, [name]: value.slice(0, 3_000) },
    spoilt: `{${name}}`,
  }))
const brokenPath: Spoil = (request) =>
  fc
    .constantFrom(
      '%zz',
      '%',
      '%c3',
      '%ff%fe',
      '%00',
      '..%2f..%2f',
      '%2e%2e',
      '%F0%9F%92%A9',
      '//',
      ';a=b',
      '%u0041',
    )
    .map((bytes) => ({
      ...request,
      raw: {
        path:
          request.operation.path.replaceAll(/\{\w+\}/g, bytes) +
          (request.operation.path.includes('{') ? '' : bytes),
      },
      spoilt: `path ${bytes}`,
    }))

const query: Spoil = (request) => {
  const names = request.operation.parameters.filter((it) => it.in === 'query').map((it) => it.name)
  return fc
    .tuple(
      fc.constantFrom('ukendt', 'limit', 'cursor', 'format', ...names),
      fc.oneof(
        nastyText,
        fc.constantFrom('-1', '0', '201', '1e9', '9'.repeat(400), 'NaN', 'MDFh', 'bm9uc2Vuc2U'),
      ),
      fc.boolean(),
    )
    .map(([name, value, twice]) => {
      const one: [string, string] = [name, value.slice(0, 3_000)]
      return { ...request, query: [...request.query, one, ...(twice ? [one] : [])], spoilt: `?${name}` }
    })
}

/** What a header can hold on the wire. */
const headerValue = fc.constantFrom(
  '',
  '*',
  '"x"',
  'W/"x"',
  '"',
  'x',
  ' ',
  ',,,',
  '"a","b"',
  `"${'a'.repeat(4_000)}"`,
  '\u00e6\u00f8',
  mark,
  '010190-1234',
)
const header: Spoil = (request) =>
  fc
    .tuple(
      fc.constantFrom(
        'if-match',
        'if-none-match',
        'idempotency-key',
        'accept',
        'accept-language',
        'last-event-id',
        'content-encoding',
        'expect',
        'x-request-id',
        'x-forwarded-for',
      ),
      headerValue,
    )
    .map(([name, value]) => ({
      ...request,
      headers: { ...request.headers, [name]: value },
      spoilt: `${name}: ${value}`,
    }))

const without: Spoil = ({ headers: _, ...request }) =>
  fc.constant({ ...request, headers: {}, spoilt: 'no headers' })

/** The same request, spoilt in one place. */
export const spoilt: Spoil = (request) => {
  const { operation, params, body } = request
  const hasBody = operation.body !== undefined
  const ways: Spoil[] = [
    ...(hasBody && body && typeof body === 'object'
      ? [replaced, replaced, removed, unknownField, repeated]
      : []),
    ...(hasBody ? [brokenBody, wrongType] : []),
    ...(Object.keys(params).length > 0 ? [param] : []),
    brokenPath,
    query,
    header,
    without,
  ]
  return fc.constantFrom(...ways).chain((way) => way(request))
}
