import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Json } from '../support/actors.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { newNaboklage } from '../support/builders.ts'
import { until } from '../support/process.ts'

let test: TestApp
let address: URL
let token: string
beforeAll(async () => {
  test = await testApp({ config: { REQUEST_TIMEOUT_MS: 300, IDLE_TIMEOUT_MS: 600 } })
  address = new URL(await test.app.listen({ port: 0, host: '127.0.0.1' }))
  token = (await test.as('drift.ringparken').token()) ?? ''
})

const open = (): Socket => {
  const socket = connect(Number(address.port), address.hostname).on('error', () => {})
  onTestFinished(() => void socket.destroy())
  return socket
}

/** What the server says until it hangs up. */
const said = async (socket: Socket) => {
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  if (!socket.closed) await once(socket, 'close')
  const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n')
  const [, status] = head.split(' ')
  return { status: Number(status), head, body: body ? (JSON.parse(body) as Json) : undefined }
}

const begin = (method: string, url: string, headers: string[] = []) =>
  [`${method} /api/v1${url} HTTP/1.1`, 'host: x', `authorization: Bearer ${token}`, ...headers].join('\r\n')

const isProblem = ({ head, body, status }: Awaited<ReturnType<typeof said>>, code: string) => {
  expect(body).toMatchObject({ code, status })
  expect(head).toContain('content-type: application/problem+json; charset=utf-8')
  expect(head).toContain(`x-request-id: ${body.requestId}`)
}

describe('a client that takes its time', () => {
  it('with the head of its request is hung up on', async () => {
    const socket = open()
    socket.write(begin('GET', '/me'))
    const trickle = setInterval(() => socket.write(`\r\nx-${Date.now()}: 1`), 50)
    isProblem(await said(socket), 'request_timeout')
    clearInterval(trickle)
  })

  it('with the body of its request is hung up on, and nothing of it is done', async () => {
    const body = JSON.stringify(newNaboklage())
    const socket = open()
    const length = `content-length: ${Buffer.byteLength(body)}`
    socket.write(`${begin('POST', '/naboklager', ['content-type: application/json', length])}\r\n\r\n`)
    let at = 0
    const trickle = setInterval(() => socket.write(body.slice(at, ++at)), 50)
    isProblem(await said(socket), 'request_timeout')
    clearInterval(trickle)
    expect((await test.as('drift.ringparken').get('/naboklager')).body.items).toEqual([])
  })

  it('with reading what it asked for is hung up on', async () => {
    const connections = () =>
      new Promise<number>((resolve) => test.app.server.getConnections((_error, n) => resolve(n)))
    const asked = 'GET /docs/static/swagger-ui-bundle.js HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(30)
    open().pause().write(asked)
    await until(async () => (await connections()) === 1)
    await until(async () => (await connections()) === 0)
  })
})

describe('a request that is too much', () => {
  it('of address or head is refused', async () => {
    for (const text of [
      begin('GET', `/me?x=${'x'.repeat(17_000)}`),
      begin('GET', '/me', [`x-much: ${'x'.repeat(17_000)}`]),
      begin('GET', '/me', Array(3_000).fill('x-y: z')),
    ]) {
      const socket = open()
      socket.write(`${text}\r\n\r\n`)
      isProblem(await said(socket), 'headers_too_large')
    }
  })

  it('or is no HTTP is refused', async () => {
    for (const text of [
      'hej\r\n\r\n',
      `${begin('GET', '/me', ['content-length: 5', 'transfer-encoding: chunked'])}\r\n\r\n0\r\n\r\n`,
      `${begin('GET', '/me', ['x-split: a\rb'])}\r\n\r\n`,
    ]) {
      const socket = open()
      socket.write(text)
      isProblem(await said(socket), 'malformed_body')
    }
  })

  it('of a body in chunks, which says nothing of its length, is not read to its end', async () => {
    const socket = open()
    const headers = ['content-type: application/json', 'transfer-encoding: chunked']
    socket.write(`${begin('POST', '/naboklager', headers)}\r\n\r\n`)
    const chunk = 'x'.repeat(64 * 1024)
    for (let n = 0; n < 20; n++) socket.write(`10000\r\n${chunk}\r\n`)
    isProblem(await said(socket), 'payload_too_large')
  })
})

describe('a body', () => {
  const send = async (body: string | Buffer, headers = {}) => {
    const type = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers }
    const payload = { method: 'POST', url: '/api/v1/naboklager', headers: type, payload: body } as const
    const { statusCode, payload: text } = await test.app.inject(payload)
    return [statusCode, JSON.parse(text).code]
  }

  it('is refused however deep it is', async () => {
    const depth = 400_000
    const list = `${'['.repeat(depth)}${']'.repeat(depth)}`
    expect(await send(list)).toEqual([400, 'validation_failed'])
    expect(await send(`{"complainant":${list}}`)).toEqual([400, 'validation_failed'])
    const deep = '{"a":'.repeat(100_000)
    expect(await send(`{"complainant":${deep}1${'}'.repeat(100_001)}`)).toEqual([400, 'validation_failed'])
  })

  it('is refused whose names are those of prototypes', async () => {
    const named = (name: string) => send(JSON.stringify(newNaboklage()).replace('{', `{"${name}":{"a":1},`))
    expect(await named('__proto__')).toEqual([400, 'malformed_body'])
    expect(await named('constructor')).toEqual([400, 'validation_failed'])
    expect(await send('{"constructor":{"prototype":{"a":1}}}')).toEqual([400, 'malformed_body'])
    expect(({} as Json).a).toBeUndefined()
  })

  it('is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(32 * 1024 * 1024, ' '))
    for (const encoding of ['gzip', 'br', 'deflate'])
      expect(await send(bomb, { 'content-encoding': encoding })).toEqual([400, 'malformed_body'])
  })
})

it('a query that says the same thing twice is refused', async () => {
  const drift = test.as('drift.ringparken')
  for (const query of ['departmentId=ringparken&departmentId=karup', 'limit=1&limit=2', 'cursor=a&cursor=b'])
    expect((await drift.get(`/naboklager?${query}`)).body.code).toBe('validation_failed')
})
