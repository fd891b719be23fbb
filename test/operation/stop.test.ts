import { once } from 'node:events'
import { request } from 'node:http'
import pg from 'pg'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { signIn } from '../support/client.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { settingsOf } from '../support/given.ts'
import { accepts, startServer, until } from '../support/process.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await cloneDatabase()
})

const waiting = async () => {
  const [row] = await database.admin<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
    where datname = current_database() and usename = 'bo_godt_app' and wait_event_type = 'Lock'`,
  )
  return row?.n
}

/** A connection that keeps everyone else from the table until it ends. */
const lockTable = async (name: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query(`begin; lock table bo_godt.${name} in access exclusive mode`)
  return client
}

describe('SIGTERM', () => {
  it('answers the requests in flight, takes no new ones, and exits with 0', async () => {
    // A job would wait for the table too.
    const server = await startServer({ ...settingsOf(database), JOBS: 'false' })
    const { caller } = await signIn(server.address, 'drift.ringparken', inject('password'))
    const half = request(`${server.address}/api/v1/auth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', expect: '100-continue' },
    })
    half.flushHeaders()
    await once(half, 'continue')
    const lock = await lockTable('naboklager')
    const blocked = Promise.all([1, 2, 3].map(() => caller.get('/naboklager')))
    await until(async () => (await waiting()) === 3)

    server.signal('SIGTERM')
    await until(async () => !(await accepts(server.address)))
    server.signal('SIGTERM')
    server.signal('SIGINT')
    half.end(JSON.stringify({ username: 'dpo', password: inject('password') }))
    const [answer] = await once(half, 'response')
    answer.resume()
    await lock.end()

    expect(answer.statusCode).toBe(200)
    expect((await blocked).map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await server.ended).toBe(0)
    expect(server.stderr).toBe('')
  })

  it('cuts off, and says so with 1, what does not end in time', { timeout: 30_000 }, async () => {
    const server = await startServer(settingsOf(database))
    const half = request(`${server.address}/api/v1/auth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', expect: '100-continue' },
    })
    half.flushHeaders()
    await once(half, 'continue')
    const broken = once(half, 'error').then(([error]) => error.code)
    server.signal('SIGTERM')
    expect(await server.ended).toBe(1)
    expect(await broken).toBe('ECONNRESET')
  })
})
