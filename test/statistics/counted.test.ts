import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeCase, makeConsent, makeNaboklage, move } from '../support/builders.ts'
import { created, tenancy } from '../support/households.ts'

const { as, database } = await testApp({ poolSize: 1, config: { SESSION_HOURS: 24 * 3650 } })
const drift = as('drift.boligviborg')
const anna = as('social.anna')
const occurredAt = '2025-01-15T20:00:00Z'

const at = (instant: string) => database.setClock(`timestamptz '${instant}'`)

/** `department group` to households, as the statistics role reads them. */
const counted = async (table: string, period: string, closedOn: string[] = []) => {
  const rows = await database.admin<{ name: string; households: number }>(
    `select department_id || ' ' || group_id as name, households from households_counted($1, $2)
      where table_id = $3 order by 1`,
    [period, closedOn, table],
  )
  return Object.fromEntries(rows.map(({ name, households }) => [name, households]))
}

const complain = (tenancyId: string, category = 'noise', more: Json = {}) =>
  makeNaboklage(drift, { respondentTenancyId: tenancyId, category, occurredAt, ...more })

const patch = async (id: string, changes: Json) => {
  const { etag } = await drift.get(`/naboklager/${id}`)
  const { status, text } = await drift.patch(`/naboklager/${id}`, changes, { 'if-match': etag })
  expect([status, text]).toEqual([200, expect.anything()])
}

test('twelve complaints about one neighbour are one household, in its gravest group', async () => {
  await at('2025-01-20T10:00:00Z')
  const [one, other] = [await tenancy(drift), await tenancy(drift)]
  for (let n = 0; n < 10; n += 1) await complain(one.id)
  await complain(one.id, 'drugs')
  await complain(one.id, 'waste')
  await complain(other.id, 'pets')
  await makeNaboklage(drift, { occurredAt, category: 'danger' })
  expect(await counted('naboklager', '2025-Q1')).toEqual({ 'ringparken safety': 1, 'ringparken other': 1 })
})

test('a quarter is Danish, and the gravest of the year is one of its quarters’', async () => {
  const home = await tenancy(drift, { departmentId: 'lindon' })
  await at('2025-03-31T21:59:59Z')
  await complain(home.id, 'noise', { departmentId: 'lindon' })
  await at('2025-03-31T22:00:00Z')
  await complain(home.id, 'smoke', { departmentId: 'lindon' })
  expect(await counted('naboklager', '2025-Q1')).toMatchObject({ 'lindon conduct': 1 })
  expect(await counted('naboklager', '2025-Q2')).toEqual({ 'lindon other': 1 })
  expect(await counted('naboklager', '2025')).toMatchObject({ 'lindon conduct': 1 })
  expect(await counted('naboklager', '2025')).not.toHaveProperty('lindon other')
})

test('a correction counts within its quarter, and not when it has ended', async () => {
  await at('2025-04-02T10:00:00Z')
  const [first, second] = [
    await tenancy(drift, { departmentId: 'elmely' }),
    await tenancy(drift, { departmentId: 'vestervang' }),
  ]
  const { id } = await complain(first.id, 'noise', { departmentId: 'elmely' })
  await at('2025-06-30T10:00:00Z')
  await patch(id, { category: 'waste' })
  expect(await counted('naboklager', '2025-Q2')).toMatchObject({ 'elmely dwelling': 1 })
  await at('2025-07-01T10:00:00Z')
  await patch(id, { category: 'drugs' })
  const moved = await move(drift, id, 'transfer', { departmentId: 'vestervang', reason: 'Forkert afdeling' })
  expect(moved.status).toBe(200)
  await patch(id, { respondentTenancyId: second.id })
  expect(await counted('naboklager', '2025-Q2')).toMatchObject({ 'elmely dwelling': 1 })
  expect(await counted('naboklager', '2025')).toMatchObject({ 'elmely dwelling': 1 })
  expect(Object.keys(await counted('naboklager', '2025-Q2'))).not.toContain('vestervang safety')
})

test('a case counts by the theme that it had when its quarter ended', async () => {
  await at('2025-04-10T10:00:00Z')
  const home = await tenancy(drift)
  const { id } = await makeCase(anna, home, { theme: 'economy' })
  const change = async (theme: string) => {
    const { etag } = await anna.get(`/cases/${id}`)
    expect((await anna.patch(`/cases/${id}`, { theme }, { 'if-match': etag })).status).toBe(200)
  }
  await change('loneliness')
  expect(await counted('cases-opened', '2025-Q2')).toEqual({ 'ringparken life': 1 })
  await at('2025-08-01T10:00:00Z')
  await change('neglect')
  expect(await counted('cases-opened', '2025-Q2')).toEqual({ 'ringparken life': 1 })
  expect(await counted('cases-opened', '2025')).toEqual({ 'ringparken life': 1 })
  expect(await counted('cases-opened', '2025-Q3')).toEqual({})
})

test('a closed case counts by its outcome, and a household by its latest', async () => {
  await at('2025-08-02T10:00:00Z')
  const home = await tenancy(drift)
  for (const [outcome, opened] of [
    ['handed_on', '2025-08-03T10:00:00Z'],
    ['tenancy_kept', '2025-08-04T10:00:00Z'],
  ] as const) {
    await at(opened)
    const { id } = await makeCase(anna, home)
    const { etag } = await anna.get(`/cases/${id}`)
    const body = { outcome, closedOn: opened.slice(0, 10) }
    expect((await anna.post(`/cases/${id}/closure`, body, { 'if-match': etag })).status).toBe(200)
  }
  expect(await counted('cases-closed', '2025-Q3')).toEqual({ 'ringparken kept': 1 })
})

test('answers count as they were given; one that never counted does not, unless its quarter had ended', async () => {
  await at('2025-10-02T10:00:00Z')
  const answer = async (changes: Json) => {
    const home = await tenancy(drift)
    const { id } = await makeCase(anna, home)
    const given = { givenAt: '2025-10-02T09:00:00Z', ...changes }
    return makeConsent(anna, id, home.residents[0].id, given)
  }
  await answer({})
  await answer({ response: 'refused' })
  const [withdrawn, false1, false2] = [await answer({}), await answer({}), await answer({})]
  const act = async (id: string, what: string, body: Json) => {
    const { etag } = await anna.get(`/consents/${id}`)
    const { status, text } = await anna.post(`/consents/${id}/${what}`, body, { 'if-match': etag })
    expect([status, text]).toEqual([200, expect.anything()])
  }
  await at('2025-10-05T10:00:00Z')
  await act(withdrawn.id, 'withdrawal', { receivedAt: '2025-10-05T09:00:00Z', channel: 'phone' })
  await act(false1.id, 'invalidation', { reason: 'Beboeren var ikke informeret' })
  await at('2026-01-02T10:00:00Z')
  await act(false2.id, 'invalidation', { reason: 'Beboeren var ikke informeret' })
  expect(await counted('consents', '2025-Q4')).toEqual({
    'ringparken given': 2,
    'ringparken refused': 1,
    'ringparken withdrawn': 1,
  })
})

test('the first step is in time within ten working days, and settled when it is taken or they have passed', async () => {
  const step = async (id: string) => {
    const taken = await move(drift, id, 'steps', { kind: 'assessment', on: '2025-12-02' })
    expect(taken.status).toBe(200)
  }
  await at('2025-12-01T10:00:00Z')
  const homes = []
  for (let n = 0; n < 4; n += 1) homes.push(await tenancy(drift, { departmentId: 'vestergade' }))
  const ids = []
  for (const home of homes) ids.push((await complain(home.id, 'noise', { departmentId: 'vestergade' })).id)
  const closedOn = ['2025-12-05']
  // Ten working days after Monday 1 December are over on the 16th, for one Friday is none.
  await at('2025-12-16T22:59:59Z')
  await step(ids[0])
  await at('2025-12-16T23:00:00Z')
  await step(ids[1])
  expect(await counted('response-time', '2025-Q4', closedOn)).toMatchObject({
    'vestergade within': 1,
    'vestergade late': 3,
  })
  expect(await counted('response-time', '2025-Q4')).toMatchObject({ 'vestergade late': 4 })
  await at('2025-12-29T10:00:00Z')
  await complain(homes[0].id, 'noise', { departmentId: 'vestergade' })
  expect(await counted('response-time', '2026-Q1')).toMatchObject({ 'vestergade late': 1 })
})

test('an agreed action counts by its method', async () => {
  await at('2026-04-10T10:00:00Z')
  const home = await tenancy(drift)
  const { id } = await makeCase(anna, home)
  const me = (await anna.get('/me')).body.id
  created(
    await anna.post(`/cases/${id}/actions`, {
      title: 'Aftale om ro efter kl. 22',
      method: 'new_solution',
      responsibleUserId: me,
      dueOn: '2026-04-20',
      dataCategory: 'housing',
      residentIds: [home.residents[0].id],
    }),
  )
  expect(await counted('actions', '2026-Q2')).toEqual({ 'ringparken new_solution': 1 })
})
