import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeCase, makeNaboklage, move } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const { as, database } = await testApp({ config: { SESSION_HOURS: 24 * 3650 } })
const ringparken = as('drift.ringparken')
const landlord = as('drift.boligviborg')
const transfer = (id: string, departmentId: string, by = ringparken) =>
  move(by, id, 'transfer', { departmentId, reason: 'Opgangen hører til naboafdelingen' })
const filed = async (changes: Json = {}) => {
  const home = await tenancy(landlord)
  return makeNaboklage(ringparken, { respondentTenancyId: home.id, ...changes })
}

test('to a department of the sender is answered as it then is, with its steps', async () => {
  const { id, reference, respondentTenancyId, receivedAt } = await filed()
  const on = receivedAt.slice(0, 10)
  await move(ringparken, id, 'steps', { kind: 'assessment', on })
  const moved = await transfer(id, 'vestervang')
  expect(moved.body).toMatchObject({
    ...{
      id,
      reference,
      departmentId: 'vestervang',
      status: 'assessed',
      receivedAt,
      respondentTenancyId: null,
    },
    steps: [{ kind: 'assessment', on }],
  })
  expect((await ringparken.get(`/naboklager/${id}`)).etag).toBe(moved.etag)
  const [kept] = (await ringparken.get(`/naboklager/${id}/history`)).body.items
  expect(kept).toMatchObject({
    kind: 'transfer',
    reason: 'Opgangen hører til naboafdelingen',
    former: { departmentId: 'ringparken', respondentTenancyId },
  })
})

test('to one that the sender has not is answered by a receipt, and is gone for the sender', async () => {
  const { id, reference } = await filed()
  const moved = await transfer(id, 'lindon')
  expect([moved.status, moved.body]).toEqual([
    200,
    { id, reference, departmentId: 'lindon', transferredAt: expect.any(String) },
  ])
  expect((await ringparken.get(`/naboklager/${id}`)).status).toBe(404)
  expect((await ringparken.get('/naboklager')).text).not.toContain(id)
  expect((await transfer(id, 'ringparken')).status).toBe(404)
  const found = await landlord.get(`/naboklager/${id}`)
  expect(found.body.departmentId).toBe('lindon')
  const home = await tenancy(landlord, { departmentId: 'lindon', address: 'Lindon 4' })
  const right = { respondentTenancyId: home.id }
  expect((await landlord.patch(`/naboklager/${id}`, right, { 'if-match': found.etag })).status).toBe(200)
})

test("keeps within the landlord's own departments", async () => {
  const { id } = await filed()
  for (const departmentId of ['ringparken', 'karup', 'findes-ikke'])
    expect((await transfer(id, departmentId)).body.code).toBe('rule_violated')
  expect((await landlord.get(`/naboklager/${id}`)).body.departmentId).toBe('ringparken')
})

test('keeps the home of a complainant whom the next department does not know', async () => {
  const home = await tenancy(ringparken)
  const { id } = await filed({ complainant: { name: 'Karla Klager', tenancyId: home.id } })
  await transfer(id, 'lindon')
  await database.admin(`delete from user_departments where department_id = 'ringparken'
    and user_id = (select id from users where username = 'drift.boligviborg')`)
  const patched = await landlord.patch(`/naboklager/${id}`, { place: 'Gården' }, { 'if-match': '*' })
  expect([patched.status, patched.body.complainant?.tenancyId]).toEqual([200, home.id])
  await database.admin(`insert into user_departments (department_id, user_id)
    select 'ringparken', id from users where username = 'drift.boligviborg'`)
})

test('is not for what a case has taken up', async () => {
  const home = await tenancy(ringparken)
  const { id } = await makeNaboklage(ringparken, { respondentTenancyId: home.id })
  await makeCase(ringparken, home, { naboklageIds: [id] })
  expect((await transfer(id, 'vestervang')).body.code).toBe('invalid_transition')
})

test('and a case taking it up at once: one of them', async () => {
  for (let round = 0; round < 5; round += 1) {
    const home = await tenancy(ringparken)
    const { id } = await makeNaboklage(ringparken, { respondentTenancyId: home.id })
    const sag = await makeCase(ringparken, home)
    const answers = await Promise.all([
      transfer(id, 'vestervang'),
      ringparken.post(`/cases/${sag.id}/naboklager`, { naboklageId: id }),
    ])
    const statuses = answers.map(({ status }) => status)
    expect([
      [200, 422],
      [409, 201],
    ]).toContainEqual(statuses)
  }
})

test('counts once, where it went', async () => {
  await database.setClock(`timestamptz '2025-02-03T10:00:00Z'`)
  const occurredAt = '2025-02-02T10:00:00Z'
  for (let households = 0; households < 5; households += 1) await filed({ occurredAt })
  const { id } = await filed({ occurredAt })
  await transfer(id, 'lindon', landlord)
  const home = await tenancy(landlord, { departmentId: 'lindon', address: 'Lindon 9' })
  const right = { respondentTenancyId: home.id }
  expect((await landlord.patch(`/naboklager/${id}`, right, { 'if-match': '*' })).status).toBe(200)
  await database.setClock('now()')
  const counted =
    await database.admin(`select department_id, households from households_counted('2025-Q1', '{}')
    where table_id = 'naboklager' order by 1`)
  expect(counted).toEqual([
    { department_id: 'lindon', households: 1 },
    { department_id: 'ringparken', households: 5 },
  ])
})
