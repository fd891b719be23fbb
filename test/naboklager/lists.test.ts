import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage, move } from '../support/builders.ts'

const { as, database } = await testApp({ config: { SESSION_HOURS: 24 * 3650 } })
const drift = as('drift.boligviborg')
const occurredAt = '2025-05-01T10:00:00Z'
const at = async (day: string) => database.setClock(`timestamptz '${day}T10:00:00Z'`)
const list = async (query: string) =>
  (await drift.get(`/naboklager?${query}`)).body.items.map(({ id }: Json) => id)

await at('2025-06-02')
const demanded = (await makeNaboklage(drift, { occurredAt, demandedOn: '2025-06-02' })).id
const overJuly = (await makeNaboklage(drift, { occurredAt, demandedOn: '2025-05-20' })).id
const ended = (await makeNaboklage(drift, { occurredAt })).id
const elsewhere = (await makeNaboklage(drift, { occurredAt, departmentId: 'lindon' })).id
await at('2025-06-10')
await move(drift, ended, 'steps', { kind: 'closure', on: '2025-06-10', outcome: 'resolved' })
await move(drift, overJuly, 'steps', { kind: 'assessment', on: '2025-06-10' })
await database.setClock('now()')

test('the open ones of a department are one call, and so are the others', async () => {
  expect(await list('open=true&departmentId=ringparken')).toEqual([overJuly, demanded])
  expect(await list('open=false')).toEqual([ended])
  expect(await list('open=true')).toEqual([elsewhere, overJuly, demanded])
  expect((await drift.get('/naboklager?open=yes')).status).toBe(400)
})

test('those that nobody has touched since a day', async () => {
  expect(await list('open=true&untouchedSince=2025-06-10')).toEqual([elsewhere, demanded])
  expect(await list('open=true&untouchedSince=2025-06-11')).toEqual([elsewhere, overJuly, demanded])
  expect(await list('untouchedSince=2025-06-02')).toEqual([])
})

test('those that are due before a day (§ 83)', async () => {
  expect(await list('dueBefore=2025-06-17')).toEqual([])
  expect(await list('dueBefore=2025-06-18')).toEqual([overJuly])
  expect(await list('open=true&dueBefore=2025-07-01')).toEqual([overJuly, demanded])
  expect(await list('dueBefore=2025-06-30')).toEqual([overJuly])
})
