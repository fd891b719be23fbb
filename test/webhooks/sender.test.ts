import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reachOf } from '../../src/webhooks/addresses.ts'
import { type Message, send } from '../../src/webhooks/sender.ts'
import { type Receiver, startReceiver } from './receiver.ts'

let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
})

const inner = reachOf(['127.0.0.0/8'])
const message = (url = receiver.url): Message => ({
  id: '01900000-0000-7000-8000-000000000001',
  at: '2026-03-02T12:00:00.000Z',
  url,
  secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  type: 'case.created',
  occurredAt: '2026-03-02T11:59:59.000Z',
  data: { caseId: '01900000-0000-7000-8000-000000000002' },
})
const limitMs = 400

/** A socket that does as it is told with whoever connects. */
const listen = async (speak: (write: (text: string) => void, end: () => void) => void): Promise<string> => {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () =>
      speak(
        (text) => void socket.write(text),
        () => void socket.destroy(),
      ),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => void server.close())
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('one attempt', () => {
  it.each([200, 201, 204, 299])('succeeds with %i', async (status) => {
    receiver.answers(status)
    expect(await send(message(), inner, limitMs)).toEqual({ statusCode: status, error: null })
  })

  it.each([400, 401, 404, 410, 429, 500, 503])('fails with %i', async (status) => {
    receiver.answers(status)
    expect(await send(message(), inner, limitMs)).toEqual({ statusCode: status, error: 'status' })
  })

  it.each([301, 302, 303, 307, 308])('follows no redirect: %i', async (status) => {
    const other = await startReceiver()
    receiver.answers((response) => response.writeHead(status, { location: other.url }).end())
    expect(await send(message(), inner, limitMs)).toEqual({ statusCode: status, error: 'redirect' })
    expect(other.received).toEqual([])
  })

  it('fails when nobody listens', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const { port } = gone.address() as AddressInfo
    await new Promise((closed) => gone.close(closed))
    const outcome = await send(message(`http://127.0.0.1:${port}/`), inner, limitMs)
    expect(outcome).toEqual({ statusCode: null, error: 'connection' })
  })

  it('fails when the connection breaks off', async () => {
    const address = await listen((_write, end) => end())
    expect(await send(message(`http://${address}/`), inner, limitMs)).toMatchObject({ error: 'connection' })
  })

  it('fails when the receiver has no certificate', async () => {
    const address = await listen((write) => write('HTTP/1.1 200 OK\r\n\r\n'))
    expect(await send(message(`https://${address}/`), inner, limitMs)).toMatchObject({ error: 'tls' })
  })

  it('takes no longer than it may, be the receiver silent or slow to say its first words', async () => {
    const silent = await listen(() => {})
    const slow = await listen((write) => {
      const drip = setInterval(() => write('x'), 20)
      write('HTTP/1.1 200 OK\r\nx-slow: ')
      afterAll(() => clearInterval(drip))
    })
    for (const address of [silent, slow]) {
      const started = performance.now()
      const outcome = await send(message(`http://${address}/`), inner, limitMs)
      expect(outcome).toEqual({ statusCode: null, error: 'timeout' })
      expect(performance.now() - started).toBeLessThan(10 * limitMs)
    }
  })

  it('has succeeded when the status says so, however long or slow the rest is', async () => {
    receiver.answers((response) => {
      response.writeHead(200)
      response.write('x')
    })
    expect(await send(message(), inner, limitMs)).toEqual({ statusCode: 200, error: null })
    let sent = 0
    receiver.answers((response) => {
      response.writeHead(200)
      const more = () => {
        while (!response.destroyed) {
          sent += 16_384
          if (!response.write('x'.repeat(16_384))) return response.once('drain', more)
        }
        return response
      }
      more()
    })
    expect(await send(message(), inner, 20_000)).toEqual({ statusCode: 200, error: null })
    expect(sent).toBeGreaterThan(64 * 1024)
  })
})

describe('a name', () => {
  const port = () => new URL(receiver.url).port

  it('is called where it was found to be, and nowhere else', async () => {
    receiver.answers(204)
    const found = reachOf(['127.0.0.0/8'], async () => ['127.0.0.1'])
    const outcome = await send(message(`http://modtager.invalid:${port()}/`), found, limitMs)
    expect(outcome).toEqual({ statusCode: 204, error: null })
    expect(receiver.received.at(-1)?.headers.host).toBe(`modtager.invalid:${port()}`)
  })

  it('is looked up anew each time, and not called when it has come to stand for a machine of ours', async () => {
    const before = receiver.received.length
    const rebinding = ['93.184.216.34', '127.0.0.1', '::ffff:127.0.0.1', '169.254.169.254']
    for (const address of rebinding.slice(1)) {
      const moved = reachOf([], async () => [address])
      for (const protocol of ['http', 'https']) {
        const url = `${protocol}://modtager.invalid:${port()}/`
        expect(await send(message(url), moved, limitMs)).toEqual({ statusCode: null, error: 'address' })
      }
    }
    const both = reachOf([], async () => rebinding)
    expect(await send(message('https://modtager.invalid/'), both, limitMs)).toMatchObject({
      error: 'address',
    })
    expect(receiver.received).toHaveLength(before)
  })
})
