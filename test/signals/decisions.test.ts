import { describe, expect, test } from 'vitest'
import type { Answer, Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { ago, makeNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const { as, database } = await testApp({ config: { SESSION_HOURS: 24 * 3650 } })
const drift = as('drift.ringparken')
const inDays = (days: number) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(Date.now() + days * 86_400_000)

const complain = (home: Json, name: string) =>
  makeNaboklage(drift, { respondentTenancyId: home.id, complainant: { name }, occurredAt: ago(60_000) })
/** A household with three complaints, and the signal that they raised. */
const raised = async () => {
  const home = await tenancy(drift)
  for (const name of ['Åse Holm', 'Bo Bæk', 'Ib Lund']) await complain(home, name)
  const { items } = (await drift.get('/signals?status=open&limit=200')).body
  const signal = items.find((s: Json) => s.tenancyId === home.id)
  return { home, signal, url: `/signals/${signal.id}`, seen: { 'if-match': signal.etag } }
}
const any = { 'if-match': '*' }
const said = ({ status, body }: Answer) => [status, body.code ?? body.status]
const opening = ({ residents }: Json) => ({
  residentIds: residents.map(({ id }: Json) => id),
  problem: 'Støj, som tre naboer har klaget over',
})

describe('a signal', () => {
  test('is dismissed with a reason, and is raised anew by new complaints alone', async () => {
    const { home, url, seen } = await raised()
    const dismissed = await drift.post(`${url}/dismissal`, { reason: 'Ombygning, som nu er slut' }, seen)
    expect(dismissed.body).toMatchObject({ status: 'dismissed', reason: 'Ombygning, som nu er slut' })
    expect((await drift.get(url)).etag).toBe(dismissed.etag)
    for (const move of ['dismissal', 'waiting', 'case']) {
      const body = { dismissal: { reason: 'x' }, waiting: { until: inDays(9) }, case: opening(home) }[move]
      expect(said(await drift.post(`${url}/${move}`, body, any))).toEqual([409, 'invalid_transition'])
    }
    const open = async () =>
      (await drift.get('/signals?limit=200')).body.items.filter((s: Json) => s.tenancyId === home.id)
    await complain(home, 'Åse Holm')
    await complain(home, 'Bo Bæk')
    expect(await open()).toHaveLength(1)
    await complain(home, 'Åse Holm')
    const [again, before] = await open()
    expect([again.status, before.status]).toEqual(['open', 'dismissed'])
    expect(again.naboklager).toHaveLength(3)
  })

  test('waits until a day, and comes back by itself', async () => {
    const { signal, url, seen } = await raised()
    const until = inDays(10)
    expect(said(await drift.post(`${url}/waiting`, { until: inDays(0) }, any))).toEqual([
      422,
      'rule_violated',
    ])
    const waiting = await drift.post(`${url}/waiting`, { until, reason: 'Der er talt med beboeren' }, seen)
    expect(waiting.body).toMatchObject({
      status: 'waiting',
      waitingUntil: until,
      reason: 'Der er talt med beboeren',
    })
    const has = async (status: string) =>
      (await drift.get(`/signals?status=${status}&limit=200`)).body.items.some(
        ({ id }: Json) => id === signal.id,
      )
    expect([await has('open'), await has('waiting')]).toEqual([false, true])
    await database.setClock(`now() + interval '11 days'`)
    expect([await has('open'), await has('waiting')]).toEqual([true, false])
    const back = await drift.get(url)
    expect(back.body.status).toBe('open')
    expect(
      (await drift.post(`${url}/dismissal`, { reason: 'Der er ro' }, { 'if-match': back.etag })).status,
    ).toBe(200)
    await database.setClock('now()')
  })

  test('becomes a case with its complaints', async () => {
    const { home, signal, url, seen } = await raised()
    const opened = await drift.post(`${url}/case`, opening(home), seen)
    expect([opened.status, opened.headers.location]).toEqual([201, `/api/v1/cases/${opened.body.id}`])
    expect(opened.body).toMatchObject({
      tenancyId: home.id,
      theme: 'neighbour_relations',
      status: 'awaiting_consent',
    })
    expect(opened.body.naboklager.map(({ id }: Json) => id).sort()).toEqual(
      signal.naboklager.map(({ id }: Json) => id).sort(),
    )
    expect((await drift.get(`/cases/${opened.body.id}`)).etag).toBe(opened.etag)
    expect((await drift.get(url)).body).toMatchObject({ status: 'taken_up', caseId: opened.body.id })
    const asked = `/audit/events?requestId=${opened.headers['x-request-id']}`
    const [event] = (await as('dpo').get(asked)).body.items
    expect(event).toMatchObject({ action: 'signal.take_up', decision: 'allowed', caseId: opened.body.id })
  })

  test('is not taken up for another household, nor left half taken up', async () => {
    const { home, url } = await raised()
    const stranger = await tenancy(drift)
    const wrong = { ...opening(home), residentIds: [stranger.residents[0].id] }
    expect((await drift.post(`${url}/case`, wrong, any)).status).toBe(422)
    expect((await drift.get(url)).body).toMatchObject({ status: 'open', caseId: null })
  })

  test('is decided on as it is: a complaint that has come since makes it another', async () => {
    const { home, url, seen } = await raised()
    await complain(home, 'Eva Sø')
    expect((await drift.post(`${url}/dismissal`, { reason: 'x' }, seen)).status).toBe(412)
    expect((await drift.get(url)).body.naboklager).toHaveLength(4)
  })

  test('is decided on once, and no complaint falls between', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { home, url, seen } = await raised()
      const [filed, ...decisions] = await Promise.all([
        complain(home, 'Eva Sø'),
        ...Array.from({ length: 5 }, () => drift.post(`${url}/dismissal`, { reason: 'Der er ro' }, seen)),
      ])
      const statuses = decisions.map(({ status }) => status)
      const { status, naboklager } = (await drift.get(url)).body
      const joined = naboklager.some(({ id }: Json) => id === filed.id)
      expect([status, joined, statuses.filter((s) => s === 200).length]).toEqual(
        joined ? ['open', true, 0] : ['dismissed', false, 1],
      )
    }
  })
})

test('signals are for the staff of the department', async () => {
  const { home, signal, url } = await raised()
  const bodies = { dismissal: { reason: 'x' }, waiting: { until: inDays(9) }, case: opening(home) }
  const has = async (by: Parameters<typeof as>[0]) =>
    JSON.stringify((await as(by).get('/signals')).body).includes(signal.id)
  expect([await has('drift.boligviborg'), await has('drift.sctjoergen')]).toEqual([true, false])
  expect((await as('drift.sctjoergen').get(url)).status).toBe(404)
  for (const other of ['social.anna', 'koordinator', 'board', 'dpo', 'admin'] as const)
    expect([other, (await as(other).get(url)).status]).toEqual([other, 403])
  for (const [move, body] of Object.entries(bodies)) {
    expect((await as('drift.sctjoergen').post(`${url}/${move}`, body, any)).status).toBe(404)
    expect((await as('social.anna').post(`${url}/${move}`, body, any)).status).toBe(403)
    expect((await drift.post(`${url}/${move}`, body)).status).toBe(428)
    expect((await drift.post(`${url}/${move}`, { ...body, more: 1 }, any)).status).toBe(400)
  }
  const number = '010190-1234'
  expect((await drift.post(`${url}/dismissal`, { reason: number }, any)).body.code).toBe('personal_number')
  expect((await drift.get('/signals?status=old')).status).toBe(400)
  expect((await drift.get(`/signals?departmentId=vestervang`)).body.items).toEqual([])
})
