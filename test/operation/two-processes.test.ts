import { beforeAll, describe, expect, inject, it } from 'vitest'
import { newNaboklage } from '../support/builders.ts'
import { callerOf, signIn } from '../support/client.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { settingsOf } from '../support/given.ts'
import { startServer } from '../support/process.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await cloneDatabase()
})

const startTwo = async () => {
  const settings = settingsOf(database)
  return Promise.all([startServer(settings), startServer(settings)])
}

describe('two processes on one database work as one', () => {
  it('one effect of one key, one session, one count of guesses', async () => {
    const [one, two] = await startTwo()
    const { caller, tokens } = await signIn(one.address, 'drift.ringparken', inject('password'))
    const elsewhere = callerOf(two.address, tokens.accessToken)

    const body = newNaboklage()
    const headers = { 'idempotency-key': 'the-same' }
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 ? caller : elsewhere).post('/naboklager', body, headers)),
    )
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    expect(answers.filter((answer) => !answer.headers['idempotency-replayed'])).toHaveLength(1)
    expect((await elsewhere.get('/naboklager')).body.items).toHaveLength(1)

    const { id, complainant } = answers[0]?.body ?? {}
    const seen = (await elsewhere.get(`/naboklager/${id}`)).headers.etag
    const patches = await Promise.all(
      [caller, elsewhere].map((who, n) =>
        who.patch(`/naboklager/${id}`, { place: `Opgang ${n}` }, { 'if-match': String(seen) }),
      ),
    )
    expect(patches.map(({ status }) => status).sort()).toEqual([200, 412])
    expect(complainant.withheld).toBe(true)

    const { refreshToken } = tokens
    expect((await callerOf(two.address).post('/auth/logout', { refreshToken })).status).toBe(204)
    expect((await caller.get('/me')).status).toBe(401)
    expect((await callerOf(one.address).post('/auth/refresh', { refreshToken })).status).toBe(401)

    const guess = { username: 'dpo', password: 'forkert' }
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, n) => callerOf((n % 2 ? one : two).address).post('/auth/token', guess)),
    )
    const statuses = guesses.map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(10)
    expect(statuses.filter((status) => status === 429)).toHaveLength(2)
  })

  it('one rate, however the requests are spread', async () => {
    const settings = { ...settingsOf(database), RATE_USER_PER_MINUTE: '40' }
    const [one, two] = await Promise.all([startServer(settings), startServer(settings)])
    const { caller, tokens } = await signIn(one.address, 'social.anna', inject('password'))
    const elsewhere = callerOf(two.address, tokens.accessToken)
    const answers = await Promise.all(
      Array.from({ length: 120 }, (_, n) => (n % 2 ? caller : elsewhere).get('/me')),
    )
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(40)
    expect(statuses.filter((status) => status === 429)).toHaveLength(80)
  })
})
