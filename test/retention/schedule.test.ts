import { describe, expect, it, test } from 'vitest'
import { connected } from '../architecture/connected.ts'
import { testApp } from '../support/app.ts'
import { move } from '../support/builders.ts'
import { created } from '../support/households.ts'
import { until } from '../support/process.ts'
import { changeRule, eraser, monthsAgo, pastOf, present, publish } from './past.ts'

const app = await testApp()
const { as, database } = app
const past = await pastOf(app)
await past.goTo(present)
const { dpo, drift } = past
const erase = eraser(database)

const dueOf = async (kind: string) =>
  (await dpo.get('/retention/due')).body.items.find((it: { kind: string }) => it.kind === kind)
const exists = async (id: string) => (await drift.get(`/naboklager/${id}`)).status === 200

/** Closed so many months ago, or still open. */
const filed = async (months: number, { closed = true } = {}) => {
  await past.goTo(monthsAgo(months))
  const home = await past.household('En')
  const { id } = await past.complaint(home, 'To')
  if (closed) await past.closeComplaint(id, 'Tre')
  await past.goTo(present)
  return { id, home }
}

describe('the schedule', () => {
  it('is the officer’s alone', async () => {
    for (const username of ['drift.ringparken', 'koordinator', 'board', 'admin'] as const)
      for (const url of ['/retention/rules', '/retention/rules/case', '/retention/due', '/retention/holds'])
        expect([username, url, (await as(username).get(url)).status]).toEqual([username, url, 403])
  })

  it('says of each kind since when, how long, why and what happens', async () => {
    const { items } = (await dpo.get('/retention/rules')).body
    const keep = Object.fromEntries(
      items.map((rule: { kind: string; keep: string }) => [rule.kind, rule.keep]),
    )
    expect(keep).toMatchObject({ naboklage: 'P2Y', case: 'P3Y', consent: 'P5Y', audit_event: 'P5Y' })
    for (const rule of items)
      for (const text of [rule.label, rule.countsFrom, rule.effect, rule.legalBasis])
        expect(text).toMatch(/\p{L}{3}/u)
  })

  it('is changed by one who has seen what it is, and only where it may be', async () => {
    const url = '/retention/rules/access_request'
    const { body, etag } = await dpo.get(url)
    const [listed] = (await dpo.get('/retention/rules')).body.items.filter(
      ({ kind }: { kind: string }) => kind === 'access_request',
    )
    expect(listed.etag).toBe(etag)
    const change = { keep: 'P18M', legalBasis: 'Ærlig grund' }
    expect((await dpo.put(url, change)).status).toBe(428)
    expect((await dpo.put(url, change, { 'if-match': '"old"' })).status).toBe(412)
    const changed = await dpo.put(url, change, { 'if-match': etag })
    expect(changed).toMatchObject({ status: 200, body: { ...change, kind: 'access_request', fixed: false } })
    expect(changed.body.recordedBy).toMatch(/^[0-9a-f-]{36}$/)
    expect(changed.etag).not.toBe(etag)
    expect((await dpo.get(url)).etag).toBe(changed.etag)
    expect((await dpo.put(url, change, { 'if-match': etag })).status).toBe(412)
    for (const keep of ['P0Y', '2 years', 'P1D', 'P1Y6M', 'PT1H', 24, null])
      expect([keep, (await dpo.put(url, { ...change, keep }, { 'if-match': '*' })).status]).toEqual([
        keep,
        400,
      ])
    expect((await dpo.put(url, { ...change, more: 1 }, { 'if-match': '*' })).status).toBe(400)
    const fixed = await dpo.put('/retention/rules/webhook_delivery', change, { 'if-match': '*' })
    expect(fixed).toMatchObject({ status: 422, body: { code: 'rule_violated' } })
    expect((await dpo.put('/retention/rules/everything', change, { 'if-match': '*' })).status).toBe(404)
    expect((await dpo.get('/retention/rules/everything')).status).toBe(404)
    expect(body.recordedBy).toBeNull()
    const versions = await database.admin(`select from retention_rules where kind = 'access_request'`)
    expect(versions).toHaveLength(2)
  })

  it('is lengthened at once, and shortened after a week in which it can be put right', async () => {
    const { id } = await filed(14)
    await changeRule(dpo, 'naboklage', 'P1M')
    expect((await dueOf('naboklage')).keep).toBe('P2Y')
    await past.goTo(`${present} + interval '8 days'`)
    expect(await dueOf('naboklage')).toMatchObject({ keep: 'P1M', ids: [id] })
    await changeRule(dpo, 'naboklage', 'P2Y')
    expect(await dueOf('naboklage')).toMatchObject({ keep: 'P2Y', count: 0 })
    await erase()
    expect(await exists(id)).toBe(true)
    await past.goTo(present)
  })
})

describe('a hold', () => {
  it('is on one case or one person that there is', async () => {
    const { home } = await filed(1, { closed: false })
    const { id } = await past.openCase(home, 'Fire', { consents: 0, naboklageIds: [] })
    const reason = 'Borgeren har klaget til Datatilsynet'
    const residentId = home.residents[0].id
    for (const body of [
      { reason },
      { reason, caseId: id, residentId },
      { caseId: id },
      { caseId: 'x', reason },
    ])
      expect([body, (await dpo.post('/retention/holds', body)).status]).toEqual([body, 400])
    const unknown = { caseId: '01900000-0000-7000-8000-000000000000', reason }
    expect((await dpo.post('/retention/holds', unknown)).status).toBe(404)
    const number = await dpo.post('/retention/holds', { caseId: id, reason: 'CPR 010190-1234' })
    expect(number.body.code).toBe('personal_number')
    const twice = { 'idempotency-key': 'hold-once' }
    const placed = await dpo.post('/retention/holds', { caseId: id, reason }, twice)
    const again = await dpo.post('/retention/holds', { caseId: id, reason }, twice)
    expect([placed.status, again.body.id]).toEqual([201, placed.body.id])
    const url = `/retention/holds/${placed.body.id}`
    expect(placed.headers.location).toBe(`/api/v1${url}`)
    const lifting = { reason: 'Afgjort' }
    expect((await dpo.post(`${url}/lifting`, lifting)).status).toBe(428)
    expect((await dpo.post(`${url}/lifting`, lifting, { 'if-match': '"old"' })).status).toBe(412)
    expect((await drift.post(`${url}/lifting`, lifting, { 'if-match': '*' })).status).toBe(403)
    const lifted = await dpo.post(`${url}/lifting`, lifting, { 'if-match': placed.etag })
    expect(lifted).toMatchObject({ status: 200, body: { liftReason: 'Afgjort', reason } })
    expect((await dpo.post(`${url}/lifting`, lifting, { 'if-match': '*' })).status).toBe(409)
    const listed = (await dpo.get(`/retention/holds?caseId=${id}`)).body.items
    expect(listed).toEqual([{ ...lifted.body, etag: lifted.etag }])
    const actions = (await dpo.get(`/audit/events?caseId=${id}&purpose=retention`)).body.items
    expect(actions.map(({ action }: { action: string }) => action)).toEqual(
      expect.arrayContaining(['hold.place', 'hold.lift', 'hold.list']),
    )
  })

  it('keeps what it touches, and says so', async () => {
    const { id, home } = await filed(40)
    const hold = { residentId: home.residents[1].id, reason: 'Erstatningssag' }
    const { body, etag } = await dpo.post('/retention/holds', hold)
    const before = await dueOf('naboklage')
    expect([before.ids.includes(id), before.held]).toEqual([false, 1])
    await erase()
    expect(await exists(id)).toBe(true)
    await dpo.post(`/retention/holds/${body.id}/lifting`, { reason: 'Forlig' }, { 'if-match': etag })
    await erase()
    expect(await exists(id)).toBe(false)
  })
})

test('a complaint that is reopened in time is not erased', async () => {
  const { id } = await filed(40)
  expect((await move(drift, id, 'reopening', { reason: 'Det begyndte igen' })).status).toBe(200)
  await erase()
  expect(await exists(id)).toBe(true)
})

test('a process that is killed while it erases leaves all or nothing, and the next goes on', async () => {
  const { id } = await filed(40)
  const steps = () => database.admin('select from naboklage_steps where naboklage_id = $1', [id])
  await connected(database.adminUrl, async (client) => {
    await client.query('begin')
    await client.query('select from naboklager where id = $1 for update', [id])
    const killed = erase().then(
      () => 'done',
      () => 'killed',
    )
    const waiting = `select pid from pg_stat_activity where wait_event_type = 'Lock' and query like '%erase_due%'
      and datname = current_database()`
    await until(async () => (await database.admin(waiting)).length > 0)
    await database.admin(`select pg_terminate_backend(pid) from (${waiting}) w`)
    expect(await killed).toBe('killed')
    await client.query('rollback')
  })
  expect([await exists(id), (await steps()).length]).toEqual([true, 1])
  await erase()
  expect([await exists(id), (await steps()).length]).toEqual([false, 0])
  const listed = await database.admin('select from erasures where record_id = $1', [id])
  expect(listed).toHaveLength(1)
})

test('the trail tells what was erased, of what kind, and nothing of what it was', async () => {
  const { id } = await filed(41)
  await erase()
  const { items } = (await dpo.get(`/audit/events?subjectId=${id}&action=naboklage.erase`)).body
  expect(items).toEqual([
    expect.objectContaining({
      ...{ role: 'system', organisationId: null, caseId: null, purpose: 'retention', decision: 'allowed' },
      subjectIds: [id],
      consentIds: [],
    }),
  ])
})

describe('statistics of a period that is not published', () => {
  it('keep what counts in them for a year more, and can’t be made after that', async () => {
    const early = await filed(42)
    const due = await dueOf('naboklage')
    expect(due).toMatchObject({ ids: [early.id] })
    expect(due.noLongerCounted.length).toBeGreaterThan(0)
    const other = await filed(25)
    const waiting = await dueOf('naboklage')
    expect(waiting.ids).not.toContain(other.id)
    expect(waiting.waiting).toEqual([{ period: expect.stringMatching(/^\d{4}$/), count: 1 }])
    await erase()
    expect([await exists(early.id), await exists(other.id)]).toEqual([false, true])
    const [period] = due.noLongerCounted
    const refused = await as('koordinator').post('/statistics/publications', { period })
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } })
    expect(refused.body.detail).toContain('slettet')
    await publish(
      database,
      waiting.waiting.map(({ period }: { period: string }) => period),
    )
    await erase()
    expect(await exists(other.id)).toBe(false)
  })
})

test('sessions, notices and stored answers go by the schedule too', async () => {
  await past.goTo(monthsAgo(14))
  const home = await past.household('Fem')
  const headers = { 'idempotency-key': 'long-ago' }
  const { id } = created(
    await drift.post(
      '/naboklager',
      {
        ...{ departmentId: 'ringparken', respondentTenancyId: home.id, complainant: { name: 'K' } },
        ...{ channel: 'written', category: 'noise', description: 'x', occurredAt: '2025-01-01T10:00:00Z' },
      },
      headers,
    ),
  )
  await database.admin(
    `with n as (insert into notices (recipient_id, kind, matter, subject_id) select id, 'demand_due', 'x', $1 from users limit 1)
    insert into sessions (id, user_id, expires_at) select uuidv7(), id, clock() from users limit 1`,
    [id],
  )
  await past.goTo(present)
  await erase()
  const left = await database.admin(
    `select from notices where subject_id = $1 union all select from idempotency_keys where resource_id = $1
    union all select from sessions where expires_at < clock()`,
    [id],
  )
  expect(left).toEqual([])
  expect(await exists(id)).toBe(true)
})
