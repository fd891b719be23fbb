import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { createPool } from '../../src/database/pool.ts'
import { createMetrics, type Metrics } from '../../src/metrics/metrics.ts'
import { sealing } from '../audit/sealing/support.ts'
import { schema } from '../support/addresses.ts'
import { testApp } from '../support/app.ts'
import { newNaboklage } from '../support/builders.ts'
import { signIn } from '../support/client.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { settingsOf } from '../support/given.ts'
import { startServer } from '../support/process.ts'

/** Each line of the text as Prometheus reads it: what is before the value, and the value. */
const read = (text: string): Map<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.lastIndexOf(' ')
        return [line.slice(0, at), Number(line.slice(at + 1))]
      }),
  )

const metricsOf = (url: string, requestPool = createPool(poolOf(url))): Metrics => {
  const pool = createPool({ ...poolOf(url), role: 'bo_godt_jobs' })
  onTestFinished(async () => {
    await pool.end()
    if (!requestPool.ended) await requestPool.end()
  })
  return createMetrics({ pool, requestPool, schema, mails: true })
}
const poolOf = (url: string) => ({ url, schema, max: 1, statementTimeoutMs: 2_000, onError: () => {} })
const figuresOf = async (metrics: Metrics) => read(await metrics.text())

const told = [
  'trail_unsealed_events',
  'trail_seal_delay_seconds',
  'trail_checkpoint_size',
  'trail_checkpoint_age_seconds',
  'trail_months_ahead',
  'webhook_deliveries_waiting',
  'webhook_deliveries_late_seconds',
  'notices_waiting_for_mail',
  'notices_waiting_for_mail_seconds',
]
const stateOf = async (metrics: Metrics) => {
  const figures = await figuresOf(metrics)
  return Object.fromEntries(told.map((name) => [name, figures.get(`bo_godt_${name}`)]))
}

const addEvents = (database: TestDatabase, count: number) =>
  database.admin(`insert into audit_events (id, actor_id, role, action, purpose, decision, subject_ids, request_id)
    select uuidv7(interval '-90 seconds'), uuidv7(), 'dpo', 'me.read', 'identity', 'allowed', '{}', 'r'
    from generate_series(1, ${count})`)

describe('the figures of the database', () => {
  it('are what it holds: of the trail', async () => {
    const database = await cloneDatabase()
    const metrics = metricsOf(database.applicationUrl)
    expect(await stateOf(metrics)).toEqual({
      ...Object.fromEntries(told.map((name) => [name, 0])),
      ...{ trail_checkpoint_size: undefined, trail_checkpoint_age_seconds: undefined, trail_months_ahead: 3 },
    })
    await addEvents(database, 7)
    const before = await stateOf(metrics)
    expect(before.trail_unsealed_events).toBe(7)
    expect(before.trail_seal_delay_seconds).toBeGreaterThanOrEqual(90)
    await sealing(database).round()
    await database.admin(`alter table audit_checkpoints disable trigger all;
      update audit_checkpoints set signed_at = signed_at - interval '1 hour'`)
    await addEvents(database, 2)
    const after = await stateOf(metrics)
    expect(after).toMatchObject({ trail_unsealed_events: 2, trail_checkpoint_size: 7 })
    expect(after.trail_checkpoint_age_seconds).toBeGreaterThanOrEqual(3_600)
    expect(after.trail_checkpoint_age_seconds).toBeLessThan(3_700)
  })

  it('are what it holds: of messages and mails', async () => {
    const { database, as } = await testApp()
    const metrics = metricsOf(database.applicationUrl)
    const hook = { organisationId: 'boligviborg', url: 'https://93.184.216.34/', events: ['entry.created'] }
    const { id } = (await as('admin').post('/webhooks', hook)).body
    await as('admin').post(`/webhooks/${id}/test`, {})
    await database.admin(`update webhook_deliveries set next_attempt_at = clock() - interval '10 minutes'`)
    await database.admin(`update users set mail_wanted = username = 'social.anna'`)
    await database.admin(`insert into notices (recipient_id, kind, matter, subject_id, raised_at, read_at)
      select id, 'demand_due', m, id, clock() - interval '1 day', case m when 'b' then clock() end
      from users cross join unnest(array['a', 'b', 'c']) m`)
    const found = await stateOf(metrics)
    expect(found).toMatchObject({ webhook_deliveries_waiting: 1, notices_waiting_for_mail: 2 })
    expect(found.webhook_deliveries_late_seconds).toBeGreaterThanOrEqual(600)
    expect(found.notices_waiting_for_mail_seconds).toBeGreaterThanOrEqual(86_400)
    await database.admin('update webhooks set disabled_at = clock()')
    await database.admin('update notices set mailed_at = clock()')
    expect(await stateOf(metrics)).toMatchObject({
      ...{ webhook_deliveries_waiting: 0, webhook_deliveries_late_seconds: 0 },
      ...{ notices_waiting_for_mail: 0, notices_waiting_for_mail_seconds: 0 },
    })
  })

  it('are what it holds: of jobs', async () => {
    const database = await cloneDatabase()
    const metrics = metricsOf(database.applicationUrl)
    await database.admin(`select bo_godt_jobs.create_queue('night', '{"policy": "standard"}')`)
    await database.admin(`insert into bo_godt_jobs.job (name, state, start_after, started_on) values
      ('night', 'created', now() - interval '1 hour', null), ('night', 'retry', now() + interval '1 hour', null),
      ('night', 'active', now() - interval '2 hours', now() - interval '90 minutes'), ('night', 'failed', now(), now()),
      ('night', 'completed', now() - interval '3 days', now())`)
    const figures = await figuresOf(metrics)
    const of = (what: string) => figures.get(`bo_godt_jobs_${what}{job="night"}`) ?? Number.NaN
    expect([of('waiting'), of('running'), of('failed')]).toEqual([2, 1, 1])
    expect(of('late_seconds')).toBeCloseTo(3_600, -2)
    expect(of('running_seconds')).toBeCloseTo(5_400, -2)
  })

  it('are not told when it does not answer; the rest is', async () => {
    const metrics = metricsOf('postgres://bo_godt_app:x@127.0.0.1:1/nowhere')
    const figures = await figuresOf(metrics)
    expect(figures.get('bo_godt_database_up')).toBe(0)
    expect([...figures.keys()].filter((name) => /^bo_godt_(trail|webhook|notices|jobs)/.test(name))).toEqual(
      [],
    )
    expect(figures.get('process_resident_memory_bytes')).toBeGreaterThan(0)
    expect(figures.has('nodejs_eventloop_lag_p99_seconds')).toBe(true)
  })

  it('say how many requests hold a connection, and how many wait for one', async () => {
    const database = await cloneDatabase()
    const pool = database.pool(1)
    const metrics = metricsOf(database.applicationUrl, pool)
    const held = await pool.connect()
    const waiting = pool.connect()
    const figures = await figuresOf(metrics)
    const states = ['in_use', 'idle', 'waiting'].map((state) =>
      figures.get(`bo_godt_pool_connections{state="${state}"}`),
    )
    expect(states).toEqual([1, 0, 1])
    held.release()
    ;(await waiting).release()
  })
})

describe('a server', { timeout: 60_000 }, () => {
  it('has a door of its own for them, and they name nobody', async () => {
    const database = await cloneDatabase()
    const server = await startServer({ ...settingsOf(database), METRICS_PORT: '0' })
    const { caller } = await signIn(server.address, 'drift.ringparken', inject('password'))
    const { id } = (await caller.post('/naboklager', newNaboklage())).body
    for (const path of [
      `/naboklager/${id}`,
      `/naboklager/${crypto.randomUUID()}`,
      '/naboklager?limit=0',
      `/x/${id}`,
    ])
      await caller.get(path)
    expect((await fetch(`${server.address}/metrics`)).status).toBe(404)
    expect((await caller.get('/metrics')).status).toBe(404)

    const door = String(server.lines.find((line) => line.metrics)?.metrics)
    expect(door).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/)
    expect((await fetch(door, { method: 'POST' })).status).toBe(405)
    expect((await fetch(door.replace('metrics', 'api/v1/me'))).status).toBe(404)
    const answer = await fetch(door)
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/)
    const text = await answer.text()
    const figures = read(text)
    const count = (method: string, route: string, status: string) =>
      figures.get(
        `bo_godt_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`,
      )
    expect(count('POST', '/api/v1/auth/token', '2xx')).toBe(1)
    expect(count('GET', '/api/v1/naboklager/:id', '2xx')).toBe(1)
    expect(count('GET', '/api/v1/naboklager/:id', '4xx')).toBe(1)
    expect(count('GET', '/api/v1/naboklager', '4xx')).toBe(1)
    expect([...figures.keys()].filter((name) => name.includes('database_up'))).toEqual([
      'bo_godt_database_up',
    ])
    expect(figures.has('bo_godt_jobs_failed{job="audit.months"}')).toBe(true)
    // No mail is sent from here, so none is late.
    expect(figures.has('bo_godt_notices_waiting_for_mail')).toBe(false)
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
    for (const name of ['ringparken', 'boligviborg', 'drift', 'Hans']) expect(text).not.toContain(name)
    server.signal('SIGTERM')
    expect(await server.ended).toBe(0)
  })

  it('has none unless a port is set', async () => {
    const server = await startServer(settingsOf(await cloneDatabase()))
    expect(server.lines.filter((line) => line.metrics)).toEqual([])
  })
})
