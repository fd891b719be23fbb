import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const { as, database, pool } = await testApp({ poolSize: 1, config: { SESSION_HOURS: 24 * 3650 } })
const coordinator = as('koordinator')

const occurredAt = '2025-01-15T20:00:00Z'

/** Households complained about: each with its categories, for one landlord. */
const complainedAbout = async (
  by: 'boligviborg' | 'sctjoergen',
  ...households: string[][]
): Promise<void> => {
  const drift = as(`drift.${by}`)
  const departmentId = by === 'boligviborg' ? 'ringparken' : 'karup'
  for (const categories of households) {
    const { id: respondentTenancyId } = await tenancy(drift, { departmentId })
    for (const category of categories)
      await makeNaboklage(drift, { departmentId, respondentTenancyId, category, occurredAt })
  }
}

const counts = async (period: string): Promise<Record<string, number | null>> => {
  const { body } = await coordinator.get(`/statistics/naboklager?period=${period}`)
  return Object.fromEntries(
    body.cells.map((cell: Json) => [`${cell.landlord} ${cell.categoryGroup}`, cell.households]),
  )
}

await database.setClock(`timestamptz '2025-02-10T10:00:00Z'`)
const noisy = (households: number): string[][] => Array.from({ length: households }, () => ['noise'])
await complainedAbout(
  'boligviborg',
  ...noisy(4),
  ['noise', 'harassment', 'noise'],
  ['waste', 'drugs', 'noise'],
)
await complainedAbout('sctjoergen', ['pets'], ['pets'], ['smoke'], ['other'])
await makeNaboklage(as('drift.boligviborg'), { category: 'damage', occurredAt })
await database.setClock(`timestamptz '2025-03-31T22:00:01Z'`)
await complainedAbout('boligviborg', ...noisy(6))
await database.setClock(`timestamptz '2025-07-01T10:00:00Z'`)

test('counts households, each in the group of its gravest naboklage, and hides 1 to 4', async () => {
  expect(await counts('2025-Q1')).toEqual({
    'boligviborg safety': null,
    'boligviborg conduct': 5,
    'boligviborg dwelling': 0,
    'boligviborg other': 0,
    'sct-joergen safety': 0,
    'sct-joergen conduct': 0,
    'sct-joergen dwelling': 0,
    'sct-joergen other': null,
  })
  const { body } = await coordinator.get('/statistics/naboklager?period=2025-Q1')
  for (const { households, hidden } of body.cells) expect(hidden).toBe(households === null)
})

test('a record counts in the Danish quarter in which it was made', async () => {
  expect(await counts('2025-Q2')).toMatchObject({ 'boligviborg conduct': 6, 'sct-joergen other': 0 })
})

test('the newest closed quarter is the default, and /statistics lists them all', async () => {
  expect((await as('board').get('/statistics/naboklager')).body.period).toBe('2025-Q2')
  const { body } = await as('dpo').get('/statistics')
  expect(body.items).toEqual([
    {
      id: 'naboklager',
      title: expect.any(String),
      dimensions: [
        expect.objectContaining({ id: 'landlord' }),
        expect.objectContaining({ id: 'categoryGroup' }),
      ],
      periods: ['2025-Q2', '2025-Q1'],
    },
  ])
})

test('a quarter closes at midnight in Denmark', async () => {
  const status = async (clock: string) => {
    await database.setClock(`timestamptz '${clock}'`)
    const { status, body } = await coordinator.get('/statistics/naboklager?period=2025-Q1')
    return [status, body.code]
  }
  expect(await status('2025-03-31T21:59:59Z')).toEqual([409, 'period_open'])
  expect(await status('2025-03-31T22:00:00Z')).toEqual([200, undefined])
  await database.setClock(`timestamptz '2025-07-01T10:00:00Z'`)
})

test('what is not there, is open or is no period is told apart', async () => {
  const code = async (path: string) => (await coordinator.get(`/statistics/${path}`)).body.code
  expect(await code('naboklager?period=2025-Q3')).toBe('period_open')
  expect(await code('naboklager?period=2025')).toBe('period_open')
  expect(await code('naboklager?period=2024-Q4')).toBe('not_found')
  expect(await code('naboklager?period=2024')).toBe('not_found')
  expect(await code('evictions')).toBe('not_found')
  for (const period of ['2025-Q5', '2025-Q0', '2025-03', 'Q1', '', '2025-q1', '2025-Q1%00'])
    expect(await code(`naboklager?period=${period}`)).toBe('validation_failed')
  expect(await code('naboklager?department=lindon')).toBe('validation_failed')
})

/** Sorted names, no white space: made apart from the code that it checks. */
const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

test('the content hash can be made again from the answer', async () => {
  const { body } = await coordinator.get('/statistics/naboklager?period=2025-Q1')
  const { contentHash, ...content } = body
  expect(contentHash).toBe(createHash('sha256').update(canonical(content)).digest('hex'))
  expect(content.ruleVersion).toMatch(/^\d{4}-\d+$/)
  const [landlords, groups] = content.dimensions
  expect(landlords.values).toContainEqual({ id: 'boligviborg', label: 'BoligViborg', parent: null })
  expect(groups.values).toHaveLength(4)
})

test('is for the coordinator, the board and the data protection officer', async () => {
  for (const name of ['drift.boligviborg', 'social.anna', 'admin'] as const) {
    expect((await as(name).get('/statistics')).body.code).toBe('forbidden')
    expect((await as(name).get('/statistics/naboklager?period=never')).body.code).toBe('forbidden')
  }
})

test('leaves an event of what was shown, and only a refusal of what was not', async () => {
  const shown = await coordinator.get('/statistics/naboklager?period=2025-Q1')
  const refused = await coordinator.get('/statistics/naboklager?period=2025-Q3')
  const events = await database.admin(
    'select action, decision, subject_ids from audit_events where request_id = any ($1) order by id',
    [[shown.headers['x-request-id'], refused.headers['x-request-id']]],
  )
  expect(events).toEqual([
    { action: 'statistics.read', decision: 'allowed', subject_ids: [] },
    { action: 'statistics.read', decision: 'denied', subject_ids: [] },
  ])
})

test('the connection is the application’s own again afterwards', async () => {
  await coordinator.get('/statistics/naboklager?period=2025-Q1')
  expect((await as('drift.boligviborg').get('/naboklager')).body.items.length).toBeGreaterThan(0)
  await coordinator.get('/statistics/naboklager?period=2025-Q3')
  expect((await pool.query('select current_user as name')).rows).toEqual([{ name: 'bo_godt_app' }])
})

test('the statistics role reads counts and periods, and nothing else', async () => {
  const readable = await database.admin<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'bo_godt'::regnamespace and c.relkind in ('r', 'v', 'm', 'p', 'S') and a.attnum > 0
        and (has_table_privilege('bo_godt_statistics', c.oid, 'select, insert, update, delete, truncate, references, trigger')
          or has_column_privilege('bo_godt_statistics', c.oid, a.attnum, 'select, insert, update'))
      group by 1 order by 1`,
  )
  expect(readable.map(({ name }) => name)).toEqual(['closed_quarters', 'naboklage_cells'])
  const client = await pool.connect()
  try {
    await client.query('begin; set local role bo_godt_statistics')
    const { rows } = await client.query('select * from naboklage_cells where households between 1 and 4')
    expect(rows).toEqual([])
    await expect(client.query('select * from naboklager')).rejects.toMatchObject({ code: '42501' })
  } finally {
    await client.query('rollback')
    client.release()
  }
})
