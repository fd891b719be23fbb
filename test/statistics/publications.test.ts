import { expect, test } from 'vitest'
import { verify } from '../../src/statistics/disclosure/verify.ts'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage } from '../support/builders.ts'
import { hashOf } from '../support/canonical.ts'
import { tenancy } from '../support/households.ts'
import { publisher } from './publishing.ts'

const { as, database } = await testApp({ poolSize: 4, config: { SESSION_HOURS: 24 * 3650 } })
const coordinator = as('koordinator')
const board = as('board')
const dpo = as('dpo')
const publish = publisher(database)

/** Protecting takes seconds, and more on a machine that is busy. */
const patient = { timeout: 60_000 }

const at = (instant: string) => database.setClock(`timestamptz '${instant}'`)
const root = '/statistics/publications'

/** Households complained about, each for one kind of thing, in a department. */
const complainedAbout = async (departmentId: string, ...categories: string[]) => {
  const drift = as(departmentId === 'karup' ? 'drift.sctjoergen' : 'drift.boligviborg')
  for (const category of categories) {
    const home = await tenancy(drift, { departmentId })
    const about = { departmentId, respondentTenancyId: home.id, category }
    await makeNaboklage(drift, { ...about, occurredAt: '2025-01-15T20:00:00Z' })
  }
}
const many = (households: number, category: string) => Array.from({ length: households }, () => category)

await at('2025-02-10T10:00:00Z')
await complainedAbout('ringparken', ...many(8, 'noise'), ...many(7, 'waste'), 'pets', 'pets')
await complainedAbout('karup', ...many(6, 'noise'), ...many(3, 'drugs'))
await at('2025-04-01T10:00:00Z')

const ask = (period: string, headers = {}) => coordinator.post(root, { period }, headers)
const cellsOf = (body: Json): Record<string, number | null> =>
  Object.fromEntries(body.cells.map((c: Json) => [`${c.department} ${c.categoryGroup}`, c.households]))
const url = '/statistics/naboklager?period=2025-Q1'

test('a closed period is asked for once, and made by the job', patient, async () => {
  expect((await board.get(url)).body.code).toBe('not_found')
  const asked = await ask('2025-Q1')
  expect(asked.status).toBe(202)
  expect(asked.headers.location).toBe(`/api/v1${root}/${asked.body.id}`)
  expect(asked.body).toEqual({
    ...{ id: expect.any(String), period: '2025-Q1', status: 'protecting', tables: [] },
    ...{ contentHash: null, ruleVersion: null, publishedAt: null },
  })
  expect((await board.get(url)).body.code).toBe('not_found')
  await publish()
  const again = await ask('2025-Q1')
  expect([again.status, again.body.id]).toEqual([200, asked.body.id])
  const { body } = await board.get(`${root}/${asked.body.id}`)
  expect(body).toEqual(again.body)
  expect(body).toMatchObject({ status: 'published', publishedAt: '2025-04-01T10:00:00.000Z' })
  expect(body.tables.map(({ id, status }: Json) => `${id} ${status}`)).toEqual([
    'naboklager published',
    'cases-opened published',
    'cases-closed published',
    'consents published',
    'actions published',
    'response-time published',
  ])
})

test('what is published holds every number that is safe, and none that tells of a few', async () => {
  const { body } = await board.get(url)
  const cells = cellsOf(body)
  expect(cells).toMatchObject({ 'total total': 26, 'total conduct': 14, 'total safety': null })
  expect(Object.keys(cells).filter((name) => !/^(total|boligviborg|sct-joergen) /.test(name))).toEqual([])
  for (const { households, hidden } of body.cells) {
    expect(hidden).toBe(households === null)
    expect([1, 2, 3, 4]).not.toContain(households)
  }
  const [place, group] = body.dimensions
  expect([place.id, group.id]).toEqual(['department', 'categoryGroup'])
  expect(place.values).toContainEqual({ id: 'boligviborg', label: 'BoligViborg', parent: 'total' })
  expect(group.values[0]).toEqual({ id: 'total', label: 'I alt', parent: null })
})

test('the content hash can be made again from the answer', async () => {
  const { contentHash, ...content } = (await board.get(url)).body
  expect(contentHash).toBe(hashOf(content))
})

test('only the data protection officer reads the proofs, and they hold', async () => {
  const { body } = await ask('2025-Q1')
  const proofs = await dpo.get(`${root}/${body.id}/certificates`)
  expect(proofs.body.tables).toHaveLength(6)
  for (const { id, proof } of proofs.body.tables) expect([id, verify(proof)]).toEqual([id, []])
  const [{ proof, bounds }] = proofs.body.tables
  expect(bounds['naboklager@2025-Q1|total|safety']).toEqual([0, expect.any(Number)])
  expect(bounds['naboklager@2025-Q1|total|safety'][1]).toBeGreaterThanOrEqual(5)
  expect(proof.cells.filter((cell: Json) => cell.hidden && cell.value !== null)).toEqual([])
  proof.certificates = proof.certificates.slice(1)
  expect(verify(proof)).not.toEqual([])
  for (const other of [coordinator, board, as('admin')])
    expect((await other.get(`${root}/${body.id}/certificates`)).body.code).toBe('forbidden')
})

test('what is published stays as it is', async () => {
  const { text } = await board.get(url)
  await complainedAbout('ringparken', 'danger', 'danger')
  await publish()
  expect((await board.get(url)).text).toBe(text)
  const tables = ['publication_outcomes', 'published_tables', 'publication_proofs', 'publication_truths']
  for (const change of [
    'update publications set period = period',
    ...tables.map((table) => `update ${table} set publication_id = publication_id`),
    ...[...tables, 'publications'].map((table) => `delete from ${table}`),
  ])
    await expect(database.admin(change)).rejects.toMatchObject({ code: '42501' })
})

test(
  'the year is protected together with its quarters, with departments that are large enough',
  patient,
  async () => {
    const people = { dwellings: 200, households: 190, residents: 380, source: 'BoligViborg' }
    await at('2026-01-10T10:00:00Z')
    expect((await ask('2025')).status).toBe(202)
    const few = { ...people, households: 40, residents: 90 }
    for (const [department, body] of [
      ['ringparken', people],
      ['vestervang', people],
      ['elmely', few],
      ['lindon', few],
    ] as const)
      await coordinator.put(`/departments/${department}/population/2025`, body)
    await publish()
    const { body } = await board.get('/statistics/naboklager?period=2025')
    const places = body.dimensions[0].values.map(({ id }: Json) => id)
    expect(places).toEqual([
      'total',
      'boligviborg',
      'ringparken',
      'vestervang',
      'oevrige-boligviborg',
      'sct-joergen',
    ])
    expect((await board.get('/statistics/naboklager')).body.period).toBe('2025')
    expect((await board.get('/statistics/consents?period=2025')).body.dimensions[0].id).toBe('landlord')
  },
)

test('/statistics tells the catalogue and the periods that are published', async () => {
  const { body } = await board.get('/statistics')
  expect(body.items.map(({ id, periods }: Json) => [id, periods])).toEqual(
    ['naboklager', 'cases-opened', 'cases-closed', 'consents', 'actions', 'response-time'].map((id) => [
      id,
      ['2025', '2025-Q1'],
    ]),
  )
  expect(body.items[0].dimensions).toEqual([
    { id: 'department', label: expect.any(String) },
    { id: 'categoryGroup', label: expect.any(String) },
  ])
})

test('what is open, unknown, malformed or not theirs is told apart', async () => {
  const read = async (path: string) => (await board.get(`/statistics/${path}`)).body.code
  expect(await read('naboklager?period=2026-Q1')).toBe('period_open')
  expect(await read('naboklager?period=2026')).toBe('period_open')
  expect(await read('naboklager?period=2025-Q2')).toBe('not_found')
  for (const path of ['evictions', 'naboklager?period=1000', 'naboklager?period=2024-Q4'])
    expect(await read(path)).toBe('not_found')
  expect(await read('naboklager?period=2999-Q4')).toBe('period_open')
  for (const query of [
    'period=2025-Q5',
    'period=2025-03',
    'period=0000',
    'period=',
    'format=xml',
    'department=lindon',
  ])
    expect(await read(`naboklager?${query}`)).toBe('validation_failed')
  const code = async (body: Json) => (await coordinator.post(root, body)).body.code
  expect(await code({ period: '2026-Q1' })).toBe('period_open')
  expect(await code({ period: '2024-Q4' })).toBe('rule_violated')
  for (const body of [{}, { period: 2025 }, { period: '2025-Q9' }, { period: '2025-Q2', tables: [] }])
    expect(await code(body)).toBe('validation_failed')
  for (const name of ['drift.boligviborg', 'social.anna', 'admin', 'board', 'dpo'] as const)
    expect((await as(name).post(root, { period: '2025-Q2' })).body.code).toBe('forbidden')
  for (const path of [root, '/statistics', '/statistics/naboklager'])
    expect((await as('drift.boligviborg').get(path)).body.code).toBe('forbidden')
  expect((await board.get(`${root}/${crypto.randomUUID()}`)).body.code).toBe('not_found')
})

test('asked for by many at once, and again with a key, a period is one publication', patient, async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask('2025-Q2')))
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(7)
  await Promise.all([publish(), publish()])
  const key = { 'idempotency-key': crypto.randomUUID() }
  const first = await ask('2025-Q3', key)
  expect([first.status, (await ask('2025-Q3', key)).status]).toEqual([202, 202])
  const { body } = await coordinator.get(root)
  expect(body.items.map(({ period, status }: Json) => `${period} ${status}`)).toEqual([
    '2025-Q3 protecting',
    '2025-Q2 published',
    '2025 published',
    '2025-Q1 published',
  ])
})

test('a refused table says why, and is not there to read', async () => {
  const asked = (await ask('2025-Q4')).body
  const reason = 'Tallene kan ikke beskyttes.'
  const outcome = {
    status: 'refused',
    ruleVersion: 'x',
    contentHash: 'y',
    tables: [{ id: 'naboklager', reason }],
  }
  const stored = 'select store_publication($1, (select count(*)::int from publication_outcomes), $2)'
  await database.admin(stored, [asked.id, JSON.stringify(outcome)])
  const { body } = await board.get(`${root}/${asked.id}`)
  expect([body.status, body.tables]).toEqual(['refused', [{ id: 'naboklager', status: 'refused', reason }]])
  expect((await board.get('/statistics/naboklager?period=2025-Q4')).body.code).toBe('not_found')
  expect((await board.get('/statistics')).text).not.toContain('2025-Q4')
})

test('each request leaves its event', async () => {
  const answers = [await ask('2025-Q1'), await board.get(url), await board.get('/statistics?x')]
  const events = await database.admin(
    'select action, decision, subject_ids from audit_events where request_id = any ($1) order by occurred_at',
    [answers.map(({ headers }) => headers['x-request-id'])],
  )
  expect(events.slice(0, 2)).toEqual([
    { action: 'publication.request', decision: 'allowed', subject_ids: [answers[0]?.body.id] },
    { action: 'statistics.read', decision: 'allowed', subject_ids: [] },
  ])
})
