import fc from 'fast-check'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { newNaboklage } from '../support/builders.ts'
import { callerOf, signIn } from '../support/client.ts'
import { type Span, startCollector } from '../support/collector.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { settingsOf } from '../support/given.ts'
import { newTenancy } from '../support/households.ts'
import { startServer, until } from '../support/process.ts'
import { startReceiver } from '../webhooks/receiver.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await cloneDatabase()
})

const password = inject('password')
const name = 'Mærkedahl'
const address = 'Mærkevænget 77'
const text = 'mærketekst'
const marks = [name, address, text]
const encoded = marks.flatMap((mark) => [encodeURIComponent(mark), Buffer.from(mark).toString('base64url')])
const uuids = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** Starts a server that is traced, lets it do the work, ends it, and gives what was sent of it. */
const traced = async (work: (address: string) => Promise<void>, more: Record<string, string> = {}) => {
  const collector = await startCollector()
  const server = await startServer({
    ...settingsOf(database),
    OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`,
    ...more,
  })
  await work(server.address)
  server.signal('SIGTERM')
  expect(await server.ended).toBe(0)
  return { server, texts: collector.texts, spans: collector.spans() }
}

/** A body that comes in two parts, with another request between them: what is done after it belongs to it all the same. */
const postInParts = async (url: string, headers: Record<string, string>) => {
  const text = JSON.stringify(newNaboklage())
  const body = async function* () {
    yield Buffer.from(text.slice(0, 20))
    await fetch(url)
    yield Buffer.from(text.slice(20))
  }
  const sent = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' } }
  const answer = await fetch(url, {
    ...sent,
    body: ReadableStream.from(body()),
    duplex: 'half',
  } as RequestInit)
  expect(answer.status).toBe(201)
  return answer.headers
}

const requestSpan = (spans: Span[], requestId: unknown) =>
  spans.find(({ attributes }) => attributes['bo_godt.request_id'] === requestId)

describe('a server that is traced', { timeout: 120_000 }, () => {
  it('tells of requests, of what the database did for them, of jobs and of messages', async () => {
    const receiver = await startReceiver()
    const trace = 'a'.repeat(32)
    const parent = 'b'.repeat(16)
    const ids: Record<string, unknown> = {}
    const { server, spans, texts } = await traced(
      async (at) => {
        const { caller, tokens } = await signIn(at, 'drift.ringparken', password)
        const authorization = `Bearer ${tokens.accessToken}`
        const headers = {
          traceparent: `00-${trace}-${parent}-01`,
          tracestate: `x=${encodeURIComponent(name)}`,
        }
        ids.filed = (await postInParts(`${at}/api/v1/naboklager`, { ...headers, authorization })).get(
          'x-request-id',
        )
        ids.unknown = (await caller.get(`/nothing/${encodeURIComponent(name)}`)).headers['x-request-id']
        const { caller: admin } = await signIn(at, 'admin', password)
        const hook = { organisationId: 'boligviborg', url: receiver.url, events: ['case.created'] }
        const { body } = await admin.post('/webhooks', hook)
        expect((await admin.post(`/webhooks/${body.id}/test`)).status).toBe(202)
        await until(() => receiver.received.length > 0)
      },
      { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8' },
    )
    expect(texts.every((sent) => sent.startsWith('POST /v1/traces\n'))).toBe(true)
    const filed = requestSpan(spans, ids.filed)
    expect(filed).toMatchObject({
      name: 'POST /api/v1/naboklager',
      traceId: trace,
      parentSpanId: parent,
      attributes: { 'http.request.method': 'POST', 'http.route': '/api/v1/naboklager' },
    })
    expect(filed?.attributes['http.response.status_code']).toBe(201)
    const within = spans.filter(({ parentSpanId }) => parentSpanId === filed?.spanId)
    expect(within.map((span) => span.name)).toContain('db naboklage.create')
    expect(within.every(({ traceId }) => traceId === trace)).toBe(true)
    expect(requestSpan(spans, ids.unknown)).toMatchObject({
      name: 'GET',
      attributes: { 'http.response.status_code': 404 },
    })
    const job = spans.find((span) => span.name === 'job webhooks.deliver')
    const message = spans.find((span) => span.name === 'webhook')
    expect(message?.attributes).toEqual({
      'bo_godt.webhook_event': 'webhook.test',
      'bo_godt.attempt': 1,
      'http.response.status_code': 204,
    })
    expect(spans.find(({ spanId }) => spanId === message?.parentSpanId)?.name).toBe(job?.name)
    for (const own of [receiver.url, name, encodeURIComponent(name)]) expect(texts.join()).not.toContain(own)
    const line = server.lines.find(({ route, status }) => route === '/api/v1/naboklager' && status === 201)
    expect(line?.traceId).toBe(trace)
  })

  it('tells nothing of anyone, whatever it is sent', async () => {
    const secrets: string[] = []
    const requestIds = new Set<unknown>()
    const { texts } = await traced(async (at) => {
      const { caller, tokens } = await signIn(at, 'drift.ringparken', password)
      secrets.push(tokens.accessToken, tokens.refreshToken)
      const written = fc.sample(fc.string({ unit: 'binary', maxLength: 30 }), { numRuns: 25, seed: 7 })
      for (const [n, noise] of written.entries()) {
        const mark = `${marks[n % 3]}${noise}`
        const asked = encodeURIComponent(mark.toWellFormed())
        const answers = [
          await caller.get(`/naboklager/${asked}`),
          await caller.get(`/tenancies?address=${asked}&${asked}=${asked}`),
          await caller.post('/naboklager', newNaboklage({ description: mark, [mark]: mark, place: mark })),
          await caller.post('/tenancies', newTenancy({ address: `${address} ${n}`, residents: [{ name }] })),
          await callerOf(at, `${Buffer.from(name).toString('base64url')}.b.c`).get('/me'),
          await callerOf(at).post('/auth/token', { username: mark, password: text }),
          await callerOf(at).post('/auth/token', { username: 'dpo', password: text }),
          await caller.get('/me', { 'user-agent': Buffer.from(name).toString('hex'), traceparent: asked }),
        ]
        for (const { headers } of answers) requestIds.add(headers['x-request-id'])
      }
    })
    const sent = texts.join('\n')
    expect(sent).toContain('"db tenancy.create"')
    for (const mark of [...marks, ...encoded, ...secrets, password, '127.0.0.1', 'Bearer', 'ringparken'])
      expect(sent.includes(mark), mark).toBe(false)
    expect(sent).not.toMatch(new RegExp(Buffer.from(name).toString('hex'), 'i'))
    const told = sent.match(uuids) ?? []
    expect(told.length).toBeGreaterThan(100)
    const others = new Set(told.filter((id) => !requestIds.has(id)))
    // The sign-in's own, and nobody's.
    const people = await database.admin<{ id: string }>(`select id from users union select id from residents
      union select id from tenancies union select id from naboklager union select id from sessions`)
    expect(people.length).toBeGreaterThan(30)
    for (const { id } of people) expect(others.has(id)).toBe(false)
    expect(others.size).toBeLessThan(3)
  })

  it('serves as well when nobody collects, and ends in time', async () => {
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' }
    const server = await startServer({ ...settingsOf(database), ...endpoint })
    const { caller } = await signIn(server.address, 'social.anna', password)
    for (let n = 0; n < 20; n++) expect((await caller.get('/me')).status).toBe(200)
    await server.says('the traces are not received')
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
    const told = server.lines.filter(({ msg }) => msg === 'the traces are not received')
    expect(told).toHaveLength(1)
  })
})
