import { hash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { asAnswer } from '../support/actors.ts'
import { newPrivateKey, testApp } from '../support/app.ts'

const privateKey = newPrivateKey()
const config = { RATE_USER_PER_MINUTE: 9, RATE_ADDRESS_PER_MINUTE: 12 }
const { as, anyone, app, database } = await testApp({ config, privateKey })
const times = <T>(n: number, ask: () => Promise<T>) => Promise.all(Array.from({ length: n }, ask))
const refusals = () =>
  database.admin<{ action: string; decision: string }>(
    `select action, decision from audit_events where decision = 'denied'`,
  )

describe('whoever asks too often', () => {
  it('is told where they stand, and refused when a minute is used up; others are not', async () => {
    const drift = as('drift.ringparken')
    const first = await drift.get('/me')
    expect(first.headers['ratelimit-policy']).toBe('"user";q=9;w=60')
    expect(first.headers.ratelimit).toMatch(/^"user";r=8;t=\d+$/)
    const answers = await times(12, () => drift.get('/naboklager'))
    expect(answers.map(({ status }) => status)).toEqual([...Array(8).fill(200), ...Array(4).fill(429)])
    const refused = answers.at(-1)
    expect(refused?.body).toMatchObject({ code: 'too_many_requests', status: 429 })
    expect(refused?.headers.ratelimit).toMatch(/^"user";r=0;t=\d+$/)
    expect(refused?.headers.ratelimit).toContain(`t=${refused?.headers['retry-after']}`)
    expect((await as('social.anna').get('/me')).status).toBe(200)
  })

  it('leaves one event in the trail, and no more however long they go on', async () => {
    expect(await refusals()).toEqual([{ action: 'naboklage.list', decision: 'denied' }])
    const answers = await times(5, () => as('drift.ringparken').get('/me'))
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(429))
    expect(await refusals()).toHaveLength(1)
  })

  it('is counted by address without a token or with one that is good for nothing', async () => {
    const used = 2 // The two who have signed in above.
    const bad = { authorization: 'Bearer a.b.c' }
    const answers = [
      ...(await times(5, () => anyone.get('/naboklager'))),
      ...(await times(3, () => anyone.get('/naboklager', bad))),
      await anyone.get('/openapi.json'),
      await anyone.post('/auth/refresh', { refreshToken: 'x' }),
    ]
    const before = answers.map(({ status }) => status)
    expect(before).toEqual([...Array(8).fill(401), 200, 401])
    expect(before.length + used).toBe(12)
    expect(answers[0]?.headers['ratelimit-policy']).toBe('"address";q=12;w=60')
    for (const ask of [
      () => anyone.get('/naboklager'),
      () => anyone.get('/openapi.json'),
      () => anyone.post('/auth/token', { username: 'dpo', password: 'x' }),
    ])
      expect((await ask()).body.code).toBe('too_many_requests')
    const elsewhere = { method: 'GET', url: '/api/v1/naboklager', remoteAddress: '10.9.8.7' } as const
    expect((await app.inject(elsewhere)).statusCode).toBe(401)
    expect((await as('social.anna').get('/me')).status).toBe(200)
  })

  it('has the whole network of an IPv6 address counted as one', async () => {
    const from = (remoteAddress: string) =>
      app.inject({ method: 'GET', url: '/api/v1/me', remoteAddress }).then(({ statusCode }) => statusCode)
    for (let n = 0; n < 12; n++) expect(await from(`2001:db8:1:2::${n}`)).toBe(401)
    expect(await from('2001:db8:1:2:ffff::1')).toBe(429)
    expect(await from('2001:db8:1:3::1')).toBe(401)
    expect(await from('::ffff:127.0.0.1')).toBe(429)
  })

  it('does not keep a load balancer or a monitor from asking how it goes', async () => {
    const answers = (await times(40, () => app.inject('/health/ready'))).map(asAnswer)
    for (const { status, headers } of answers) expect([status, headers.ratelimit]).toEqual([200, undefined])
  })

  it('is kept as hashes that tell nobody who it was', async () => {
    const rows = await database.admin<{ key: string }>('select key from request_windows')
    expect(rows.length).toBeGreaterThan(4)
    const [{ id = '' } = {}] = await database.admin<{ id: string }>(
      `select id from users where username = 'drift.ringparken'`,
    )
    const guesses = ['127.0.0.1', 'address 127.0.0.1', 'rates address 127.0.0.1', id, `rates user ${id}`]
    const known = guesses.flatMap((guess) => [guess, hash('sha256', guess, 'base64url')])
    for (const { key } of rows) for (const one of known) expect(key).not.toContain(one)
    // Whoever knows how it is done knows none of them without the key.
    const other = await testApp({ database, config })
    await other.app.inject({ method: 'GET', url: '/api/v1/me', remoteAddress: '10.9.8.7' })
    expect(await database.admin('select key from request_windows')).toHaveLength(rows.length + 1)
  })

  it('is refused by the next process too, and let in when the minute has passed', async () => {
    const token = await as('drift.ringparken').token()
    const me = { method: 'GET', url: '/api/v1/me', headers: { authorization: `Bearer ${token}` } } as const
    const next = await testApp({ database, config, privateKey })
    expect((await next.app.inject(me)).statusCode).toBe(429)
    await database.setClock(`now() + interval '61 seconds'`)
    const later = await testApp({ database, config, privateKey })
    expect((await later.app.inject(me)).statusCode).toBe(200)
    await database.setClock('now()')
  })
})
