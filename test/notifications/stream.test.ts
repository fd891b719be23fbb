import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { callerOf, signIn } from '../support/client.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { settingsOf } from '../support/given.ts'
import { type Server, startServer, until } from '../support/process.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await cloneDatabase()
})

const settings = () => ({ ...settingsOf(database), JOBS: 'false' })
const startTwo = async (): Promise<[Server, Server]> => {
  const same = settings()
  return Promise.all([startServer(same), startServer(same)])
}
const password = inject('password')

/** News of no matter in particular. */
const give = async (username: string): Promise<string> => {
  const [row] = await database.admin<{ id: string }>(
    `insert into notices (recipient_id, kind, matter, subject_id)
    select id, 'demand_due', uuidv7()::text, uuidv7() from users where username = $1 returning id`,
    [username],
  )
  return row?.id ?? ''
}

/** Follows a stream; `messages` grow as they come. */
const follow = async (address: string, token: string, headers: Record<string, string> = {}) => {
  const abort = new AbortController()
  onTestFinished(() => abort.abort())
  const response = await fetch(`${address}/api/v1/notifications/stream`, {
    headers: { authorization: `Bearer ${token}`, ...headers },
    signal: abort.signal,
  })
  const messages: EventSourceMessage[] = []
  const comments: string[] = []
  const parser = createParser({
    onEvent: (message) => messages.push(message),
    onComment: (comment) => comments.push(comment),
  })
  const reading = async () => {
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) parser.feed(decoder.decode(chunk, { stream: true }))
  }
  const ended = response.ok
    ? reading().then(
        () => 'ended',
        () => 'cut off',
      )
    : Promise.resolve('refused')
  if (response.ok) await until(() => comments.length > 0)
  return { response, messages, ended, leave: () => abort.abort() }
}

const idsOf = (messages: EventSourceMessage[]) => messages.map(({ id }) => id)

describe('the stream of news', { timeout: 60_000 }, () => {
  it('tells ids and kinds of one’s own, whichever process one follows, from where one left off', async () => {
    const [one, two] = await startTwo()
    const { caller, tokens } = await signIn(one.address, 'social.anna', password)
    const before = await give('social.anna')
    const streams = await Promise.all([one, two].map(({ address }) => follow(address, tokens.accessToken)))
    for (const { response } of streams) {
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    }
    await give('social.bo')
    const first = await give('social.anna')
    const many = await Promise.all(Array.from({ length: 20 }, () => give('social.anna')))
    for (const { messages } of streams) {
      await until(() => messages.length >= 21)
      expect(idsOf(messages).sort()).toEqual([first, ...many].sort())
      expect(JSON.parse(messages[0]?.data ?? '')).toEqual({ id: expect.any(String), kind: 'demand_due' })
    }
    const [followed] = streams
    followed?.leave()
    const missed = await give('social.anna')
    const last = [first, ...many].sort().at(-1) ?? ''
    const resumed = await follow(two.address, tokens.accessToken, { 'last-event-id': last })
    await until(() => resumed.messages.length > 0)
    expect(idsOf(resumed.messages)).toEqual([missed])
    const inbox = (await caller.get('/notifications?limit=200')).body.items.map(
      ({ id }: { id: string }) => id,
    )
    expect(inbox.sort()).toEqual([before, first, ...many, missed].sort())

    const opened = await database.admin<{ subject_ids: string[] }>(
      `select subject_ids from audit_events where request_id = $1 order by id`,
      [resumed.response.headers.get('x-request-id')],
    )
    expect(opened.map(({ subject_ids }) => subject_ids)).toEqual([[], [missed]])
  })

  it('is refused like anything else to whom it is refused', async () => {
    const one = await startServer(settings())
    const { tokens } = await signIn(one.address, 'dpo', password)
    const refused = await follow(one.address, 'x.y.z')
    expect([refused.response.status, refused.response.headers.get('content-type')]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
    ])
    const wrong = await follow(one.address, tokens.accessToken, { 'last-event-id': 'yesterday' })
    expect([wrong.response.status, await wrong.response.json()]).toMatchObject([
      400,
      { code: 'validation_failed' },
    ])
  })

  it('is refused to whoever has twenty open already', async () => {
    const one = await startServer(settings())
    const { tokens } = await signIn(one.address, 'dpo', password)
    const opened = await Promise.all(
      Array.from({ length: 23 }, () => follow(one.address, tokens.accessToken)),
    )
    const refused = opened.filter(({ response }) => !response.ok).map(({ response }) => response)
    expect(refused.map(({ status }) => status)).toEqual([429, 429, 429])
    expect(refused[0]?.headers.get('retry-after')).toBe('60')
    for (const { leave } of opened) leave()
    await until(async () => (await follow(one.address, tokens.accessToken)).response.ok)
  })

  it('ends with its session, before another word is said', async () => {
    const [one, two] = await startTwo()
    const { tokens } = await signIn(one.address, 'board', password)
    const stream = await follow(one.address, tokens.accessToken)
    await callerOf(two.address).post('/auth/logout', { refreshToken: tokens.refreshToken })
    await give('board')
    expect(await stream.ended).toBe('ended')
    expect(stream.messages).toEqual([])
  })

  it('goes on when the connection to the database was lost', async () => {
    const one = await startServer(settings())
    const { tokens } = await signIn(one.address, 'koordinator', password)
    const stream = await follow(one.address, tokens.accessToken)
    await database.admin(`select pg_terminate_backend(pid) from pg_stat_activity
      where usename = 'bo_godt_app' and datname = current_database() and query ilike 'listen%'`)
    const id = await give('koordinator')
    await until(() => stream.messages.length > 0)
    expect(idsOf(stream.messages)).toEqual([id])
  })

  it('is closed by a process that ends, which does not wait for it', async () => {
    const one = await startServer(settings())
    const { tokens } = await signIn(one.address, 'admin', password)
    const stream = await follow(one.address, tokens.accessToken)
    one.signal('SIGTERM')
    expect(await stream.ended).toBe('ended')
    expect(await one.ended).toBe(0)
  })
})
