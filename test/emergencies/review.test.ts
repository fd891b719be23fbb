import { expect, test } from 'vitest'
import { cast, nobody, situation } from '../cases/situation.ts'
import type { Actor, Json } from '../support/actors.ts'

const people = await cast()
const { as, anna, bo, drift, koordinator, database } = people
const dpo = as('dpo')
const verdict = { outcome: 'approved', note: 'Der var fare for liv' }

const opened = async (by: Actor): Promise<Json> => {
  const { id } = await situation(people)
  const asking = { reason: 'Lugt af gas', legalBasis: 'public_task' }
  const { body } = await by.post(`/cases/${id}/emergency-access`, asking)
  return body
}
const idsOf = async (by: Actor, query = '') =>
  (await by.get(`/emergency-accesses?limit=200${query}`)).body.items.map(({ id }: Json) => id)
const review = (by: Actor, { id }: Json, etag: string, body: Json = verdict) =>
  by.post(`/emergency-accesses/${id}/review`, body, etag ? { 'if-match': etag } : {})

test('the officer sees all of them, the key person those of own cases, and each one’s own', async () => {
  const access = await opened(koordinator)
  const url = `/emergency-accesses/${access.id}`
  for (const by of [dpo, anna, koordinator]) {
    const { status, body, etag } = await by.get(url)
    expect([status, body]).toEqual([200, access])
    const { items } = (await by.get('/emergency-accesses')).body
    expect(items.find(({ id }: Json) => id === access.id).etag).toBe(etag)
  }
  for (const by of [bo, drift, as('koordinator2')]) {
    expect((await by.get(url)).status).toBe(404)
    expect(await idsOf(by)).not.toContain(access.id)
  }
  for (const name of ['board', 'admin'] as const) expect((await as(name).get(url)).status).toBe(403)
})

test('it waits for the officer, also when it has expired, and is reviewed once', async () => {
  const access = await opened(koordinator)
  await database.admin(`update sessions set expires_at = 'infinity'`)
  await database.setClock(`now() + interval '3 days'`)
  expect(await idsOf(dpo, '&status=pending')).toContain(access.id)
  const { etag } = await dpo.get(`/emergency-accesses/${access.id}`)
  expect((await review(dpo, access, '')).status).toBe(428)
  expect((await review(dpo, access, '"old"')).status).toBe(412)
  const answers = await Promise.all(Array.from({ length: 10 }, () => review(dpo, access, etag)))
  await database.setClock('now()')
  const [first] = answers.filter(({ status }) => status === 200)
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)])
  expect(first?.body).toMatchObject({ status: 'reviewed', review: verdict })
  expect((await review(dpo, access, '*')).status).toBe(409)
  expect(await idsOf(dpo, '&status=pending')).not.toContain(access.id)
  expect(await idsOf(dpo, '&status=reviewed')).toContain(access.id)
})

test('nobody but the officer reviews', async () => {
  const access = await opened(koordinator)
  for (const by of [anna, koordinator, drift, as('admin')])
    expect((await review(by, access, '*')).status).toBe(403)
  expect((await review(dpo, { id: nobody }, '*')).status).toBe(404)
  const { etag } = await dpo.get(`/emergency-accesses/${access.id}`)
  for (const body of [{ ...verdict, outcome: 'fine' }, { outcome: 'misused' }, { ...verdict, more: 1 }])
    expect((await review(dpo, access, etag, body)).status).toBe(400)
})

test('opening and review leave an event each', async () => {
  const access = await opened(koordinator)
  const { etag } = await dpo.get(`/emergency-accesses/${access.id}`)
  await review(dpo, access, etag, { ...verdict, outcome: 'misused' })
  const { items } = (await dpo.get(`/audit/events?subjectId=${access.id}`)).body
  const told = items.map(({ action, decision, caseId }: Json) => ({ action, decision, caseId }))
  const event = (action: string) => ({ action, decision: 'allowed', caseId: access.caseId })
  expect(told).toEqual(['emergency.review', 'emergency.read', 'emergency.open'].map(event))
})
