import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createDemoUsers } from '../../seeds/demo-users.ts'
import { type EmbeddedDatabase, startEmbedded } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'
import type { Actor, Answer } from '../support/actors.ts'
import { adminQuery, applicationUrl, schema } from '../support/addresses.ts'
import { newNaboklage } from '../support/builders.ts'
import { signIn } from '../support/client.ts'
import { settingsOf } from '../support/given.ts'
import { startServer, temporaryFolder, until } from '../support/process.ts'
import { stableAddress } from '../support/proxy.ts'

const password = 'bo-godt-demo'

/** A server on a durable database that can be stopped, started and hurt. */
const installation = async () => {
  const dataDir = join(temporaryFolder(), 'database')
  let database: EmbeddedDatabase = await startEmbedded({ dataDir })
  onTestFinished(() => database.stop())
  const adminUrl = database.adminUrl
  await migrate({ adminUrl, schema, applicationUrl: applicationUrl(adminUrl) })
  await createDemoUsers(adminUrl, schema, password)
  const address = new URL(applicationUrl(adminUrl))
  address.port = await stableAddress(() => new URL(database.adminUrl))
  const server = await startServer(settingsOf({ applicationUrl: address.href }))
  return {
    server,
    admin: <Row extends object>(text: string, values?: unknown[]) =>
      adminQuery<Row & Record<string, unknown>>(database.adminUrl, text, values),
    stop: () => database.stop(),
    start: async () => {
      database = await startEmbedded({ dataDir })
    },
  }
}

/** Files complaints and reads lists without end, and keeps every answer. */
const load = (caller: Actor, workers: number) => {
  const answers: { kind: 'write' | 'read'; key: string; answer: Answer }[] = []
  let ended = false
  const work = async (worker: number) => {
    for (let turn = 0; !ended; turn++) {
      const key = `${worker}-${turn}`
      const headers = { 'idempotency-key': key }
      const body = newNaboklage({ description: `Hændelse ${key}` })
      let answer: Answer
      do {
        answer = await caller.post('/naboklager', body, headers)
        answers.push({ kind: 'write', key, answer })
      } while (answer.status === 503)
      answers.push({ kind: 'read', key, answer: await caller.get('/naboklager?limit=5') })
    }
  }
  const working = Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)))
  const succeeds = async (more: number) => {
    const enough = answers.length + more
    const good = ({ answer }: { answer: Answer }) => answer.status < 300
    await until(() => answers.length >= enough && answers.slice(-more).some(good))
  }
  const fails = async () => {
    const from = answers.length
    await until(() => answers.slice(from).some(({ answer }) => answer.status === 503))
  }
  const end = async () => {
    ended = true
    await working
    return answers
  }
  return { succeeds, fails, end }
}

const idOf = ({ answer }: { answer: Answer }) => String(answer.headers['x-request-id'])

describe('a database that fails', { timeout: 120_000 }, () => {
  it('costs no acknowledged write and no event, and the process goes on by itself', async () => {
    const { server, admin, stop, start } = await installation()
    const { caller } = await signIn(server.address, 'drift.ringparken', password)
    const under = load(caller, 4)
    await under.succeeds(50)

    for (let round = 0; round < 5; round++) {
      await admin(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'bo_godt_app'`)
      await under.succeeds(20)
    }

    // The server of the database ends all its sessions, and recovers, when one of them dies like this.
    const [victim] = await admin<{ pid: number }>(
      `select pid from pg_stat_activity where usename = 'bo_godt_app' limit 1`,
    )
    process.kill(Number(victim?.pid), 'SIGKILL')
    await under.fails()
    await under.succeeds(50)

    await stop()
    await under.fails()
    const ready = await fetch(`${server.address}/health/ready`)
    expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)])
    expect((await fetch(`${server.address}/health/live`)).status).toBe(200)
    await start()
    await under.succeeds(50)

    const answers = await under.end()
    expect((await fetch(`${server.address}/health/ready`)).status).toBe(200)
    expect(server.child.exitCode).toBe(null)
    expect(new Set(answers.map(({ answer }) => answer.status))).toEqual(new Set([200, 201, 503]))
    for (const { answer } of answers.filter(({ answer }) => answer.status === 503))
      expect([answer.body.code, answer.headers['retry-after']]).toEqual(['unavailable', '2'])

    const written = answers.filter(({ answer }) => answer.status === 201)
    const rows = await admin<{ id: string; description: string }>('select id, description from naboklager')
    const made = new Map(rows.map(({ id, description }) => [description, id]))
    expect(made.size).toBe(rows.length)
    for (const { key, answer } of written) expect(made.get(`Hændelse ${key}`)).toBe(answer.body.id)

    const events = await admin<{ request_id: string }>(
      `select request_id from audit_events where decision = 'allowed'`,
    )
    const recorded = new Set(events.map(({ request_id }) => request_id))
    const unrecorded = answers.filter((one) => one.answer.status < 300 && !recorded.has(idOf(one)))
    expect(unrecorded).toEqual([])
  })
})
