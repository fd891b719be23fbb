import { expect, test } from 'vitest'
import { problems } from '../../src/kernel/errors.ts'
import type { Answer, Json } from '../support/actors.ts'
import { asAnswer } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage, newNaboklage } from '../support/builders.ts'

const { as, anyone, app } = await testApp()
const drift = as('drift.boligviborg')

const refused = (answer: Answer, code: keyof typeof problems): Answer => {
  const [status, title] = problems[code]
  expect(answer.body).toMatchObject({ code, status, title, type: `/docs#${code}` })
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(answer.headers['x-request-id']).toBe(answer.body.requestId)
  expect(answer.body.detail).toMatch(/\p{L}/u)
  return answer
}
const paths = ({ body }: Answer): string[] => body.errors.map((error: Json) => error.path).sort()

const raw = async (body: string | Buffer, contentType?: string): Promise<Answer> =>
  asAnswer(
    await app.inject({
      method: 'POST',
      url: '/api/v1/naboklager',
      headers: {
        authorization: `Bearer ${await drift.token()}`,
        ...(contentType && { 'content-type': contentType }),
      },
      payload: body,
    }),
  )

test('400 names every field that is wrong, in Danish, and repeats nothing of what was written', async () => {
  const body = newNaboklage({
    category: 'Hemmelig',
    occurredAt: 'i går',
    description: undefined,
    complainant: { name: 7 },
  })
  const answer = refused(await drift.post('/naboklager', body), 'validation_failed')
  expect(paths(answer)).toEqual(['category', 'complainant.name', 'description', 'occurredAt'])
  expect(answer.text).not.toMatch(/Hemmelig|i går|Invalid|expected|received/)
})

test('an unknown field is an error that names it, wherever it is', async () => {
  const nested = newNaboklage({ complainant: { name: 'K', shoeSize: 43 }, colour: 'blue' })
  const answer = refused(await drift.post('/naboklager', nested), 'validation_failed')
  expect(paths(answer)).toEqual(['colour', 'complainant.shoeSize'])
  refused(await drift.get('/naboklager?colour=blue'), 'validation_failed')
  refused(await drift.get('/naboklager?__proto__=blue'), 'validation_failed')
  refused(await drift.get('/me?colour=blue'), 'validation_failed')
})

test('a name that could be someone’s data is not repeated', async () => {
  const { text } = await drift.post('/naboklager', newNaboklage({ 'Karen Holm 2030 4050': 1, x12345678: 1 }))
  expect(text).not.toMatch(/Karen|12345678/)
})

test('what is not JSON is malformed, and what is not sent as JSON is not read', async () => {
  for (const body of [
    '{',
    '',
    '{"a":1}}',
    'null x',
    '{"__proto__": {"a": 1}}',
    Buffer.from([0xff, 0xfe, 0x7b]),
  ])
    refused(await raw(body, 'application/json'), 'malformed_body')
  for (const body of ['null', '[]', '"text"', '1'])
    refused(await raw(body, 'application/json'), 'validation_failed')
  for (const type of [
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'nonsense',
    undefined,
  ])
    refused(await raw('{"a":1}', type), 'unsupported_media_type')
})

test('a body is at most 1 MiB', async () => {
  const filled = (bytes: number) => JSON.stringify({ a: 'x'.repeat(bytes - 8) })
  refused(await raw(filled(1024 * 1024), 'application/json'), 'validation_failed')
  refused(await raw(filled(1024 * 1024 + 1), 'application/json'), 'payload_too_large')
})

test('another method is told which there are, and an unknown address is not found', async () => {
  const { headers } = refused(await drift.delete('/naboklager'), 'method_not_allowed')
  expect(String(headers.allow).split(', ').sort()).toEqual(['GET', 'HEAD', 'POST'])
  const one = refused(
    await anyone.post('/naboklager/01900000-0000-7000-8000-000000000000', {}),
    'method_not_allowed',
  )
  expect(String(one.headers.allow).split(', ').sort()).toEqual(['GET', 'HEAD', 'PATCH'])
  for (const url of ['/nothing', '/naboklager/a/b', '/%zz', `/naboklager/${'a'.repeat(300)}`, '/..'])
    refused(await drift.get(url), 'not_found')
})

test('what one may not see and what is not there are one answer, byte for byte', async () => {
  const { id } = await makeNaboklage(drift, { departmentId: 'lindon' })
  const other = as('drift.ringparken')
  const bytes = ({ text, body, headers }: Answer) => {
    const { 'x-request-id': requestId, date: _date, ...rest } = headers as Json
    expect(body.requestId).toBe(requestId)
    return [text.replaceAll(requestId, 'ID'), rest]
  }
  const hidden = refused(await other.get(`/naboklager/${id}`), 'not_found')
  const missing = refused(await other.get('/naboklager/01900000-0000-7000-8000-000000000000'), 'not_found')
  expect(bytes(hidden)).toEqual(bytes(missing))
  const match = { 'if-match': '"x"' }
  const change = refused(await other.patch(`/naboklager/${id}`, { place: 'x' }, match), 'not_found')
  expect(bytes(change)).toEqual(bytes(missing))
})

test('a role that never may is told so before anything is said of what it sent', async () => {
  const board = as('board')
  refused(await board.post('/naboklager', { nonsense: true }), 'forbidden')
  refused(await board.get('/naboklager/no-id'), 'forbidden')
  refused(await board.get('/naboklager?limit=many'), 'forbidden')
  refused(await board.get('/naboklager?place=010190-1234'), 'forbidden')
  refused(await board.patch('/naboklager/01900000-0000-7000-8000-000000000000', { place: 'x' }), 'forbidden')
})

test('every answer has a request id of its own and the headers that protect it', async () => {
  const answers = [
    await drift.get('/naboklager'),
    await drift.get('/nothing'),
    await anyone.get('/naboklager'),
    await anyone.get('/openapi.json'),
    await drift.post('/naboklager', newNaboklage(), { 'x-request-id': 'mine' }),
    asAnswer(await app.inject('/health/live')),
    asAnswer(await app.inject('/docs')),
    asAnswer(await app.inject('/%zz')),
  ]
  const ids = answers.map(({ headers }) => headers['x-request-id'])
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(new Set(ids).size).toBe(answers.length)
  for (const { headers } of answers.slice(0, -1)) {
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain("default-src 'self'")
    expect(headers['strict-transport-security']).toContain('max-age=')
    expect(headers['x-powered-by']).toBeUndefined()
  }
})
