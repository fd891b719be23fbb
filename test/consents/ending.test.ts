import { describe, expect, test } from 'vitest'
import { cast, ingeAgrees, nobody, situation } from '../cases/situation.ts'
import type { Actor, Json } from '../support/actors.ts'
import { addMember, ago, makeConsent } from '../support/builders.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator } = people
const day = 86_400_000

const withdraw = (by: Actor, { id }: Json, changes: Json = {}) =>
  by.post(`/consents/${id}/withdrawal`, { receivedAt: ago(0), channel: 'phone', ...changes })
const invalidate = (by: Actor, { id }: Json, reason = 'Tolken manglede') =>
  by.post(`/consents/${id}/invalidation`, { reason })

describe('a withdrawal', () => {
  test('phoned to a partner works at once, and answers what was recorded and no more', async () => {
    const there = await situation(people)
    const consent = await ingeAgrees(people, there)
    const receivedBy = (await koordinator.get('/me')).body.id
    const { status, body } = await withdraw(koordinator, consent, { reason: 'Vil ikke mere' })
    expect(status).toBe(200)
    expect(Object.keys(body).sort()).toEqual(['caseId', 'givenAt', 'id', 'residentId', 'withdrawal'])
    expect(body.withdrawal).toMatchObject({ receivedBy, channel: 'phone' })
    for (const by of [koordinator, drift]) expect((await by.get(there.url)).status).toBe(404)
    expect((await anna.get(there.url)).body.status).toBe('awaiting_consent')
    const kept = (await anna.get(`/consents/${consent.id}`)).body
    expect(kept).toMatchObject({ inForce: false, withdrawal: { receivedBy, reason: 'Vil ikke mere' } })
  })

  test("is recorded by any of the owner's staff, though they do not see the case", async () => {
    const there = await situation(people)
    const consent = await ingeAgrees(people, there)
    expect((await bo.get(`/consents/${consent.id}`)).status).toBe(404)
    expect((await withdraw(bo, consent, { receivedBy: (await anna.get('/me')).body.id })).status).toBe(200)
    expect((await bo.get(there.url)).status).toBe(404)
    expect((await drift.get(there.url)).status).toBe(404)
  })

  test('is for nobody who does not see the case, nor for other roles', async () => {
    const consent = await ingeAgrees(people, await situation(people))
    for (const name of ['drift.ringparken', 'drift.sctjoergen', 'koordinator2'] as const)
      expect((await withdraw(as(name), consent)).status).toBe(404)
    for (const name of ['board', 'dpo', 'admin'] as const)
      expect((await withdraw(as(name), consent)).status).toBe(403)
    expect((await withdraw(anna, { id: nobody })).status).toBe(404)
    expect((await anna.get(`/consents/${consent.id}`)).body.inForce).toBe(true)
  })

  test('was received after the consent was given, and not in the future', async () => {
    const consent = await ingeAgrees(people, await situation(people), { givenAt: ago(2 * day) })
    for (const receivedAt of [ago(3 * day), ago(-3_600_000)])
      expect((await withdraw(anna, consent, { receivedAt })).body.code).toBe('rule_violated')
    for (const changes of [
      { receivedAt: undefined },
      { channel: 'pigeon' },
      { receivedBy: 'x' },
      { note: 'x' },
    ])
      expect((await withdraw(anna, consent, changes)).status).toBe(400)
    for (const receivedBy of [nobody, (await as('board').get('/me')).body.id])
      expect((await withdraw(anna, consent, { receivedBy })).status).toBe(422)
    expect((await withdraw(anna, consent, { receivedAt: consent.givenAt })).status).toBe(200)
  })

  test('is made once', async () => {
    const consent = await ingeAgrees(people, await situation(people))
    expect((await withdraw(anna, consent)).status).toBe(200)
    for (const by of [anna, bo]) expect((await withdraw(by, consent)).body.code).toBe('conflict')
    expect((await withdraw(koordinator, consent)).status).toBe(404)
  })

  test('of 20 at once is made once', async () => {
    const consent = await ingeAgrees(people, await situation(people))
    const answers = await Promise.all(Array.from({ length: 20 }, () => withdraw(anna, consent)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(19).fill(409)])
  })

  test('does not revive what was said before', async () => {
    const there = await situation(people)
    await ingeAgrees(people, there, { givenAt: ago(2 * day) })
    const latest = await ingeAgrees(people, there, {
      givenAt: ago(day),
      recipientOrganisationIds: ['boligviborg'],
    })
    await withdraw(anna, latest)
    expect((await anna.get(there.url)).body).toMatchObject({ status: 'awaiting_consent', consents: [] })
    for (const by of [koordinator, drift]) expect((await by.get(there.url)).status).toBe(404)
  })

  test('closes the rest of what one cohabitant opened, and nothing of what the other did', async () => {
    const there = await situation(people)
    const consent = await ingeAgrees(people, there)
    await makeConsent(anna, there.id, there.per, { recipientOrganisationIds: ['helhedsplanen'] })
    await withdraw(drift, consent)
    expect((await drift.get(there.url)).status).toBe(404)
    expect((await koordinator.get(there.url)).body.residents).toMatchObject([{ id: there.per }])
  })

  test('of a refusal makes no sense', async () => {
    const there = await situation(people)
    const refusal = await makeConsent(anna, there.id, there.inge, { response: 'refused' })
    expect((await withdraw(anna, refusal)).body.code).toBe('invalid_transition')
  })
})

describe('an invalidation', () => {
  test('is by the key person, once, and says why', async () => {
    const there = await situation(people)
    const consent = await ingeAgrees(people, there)
    await addMember(anna, there.id, bo)
    for (const by of [bo, koordinator, as('dpo')])
      expect((await invalidate(by, consent)).body.code).toBe('forbidden')
    expect((await invalidate(as('drift.ringparken'), consent)).status).toBe(404)
    expect((await invalidate(anna, consent, ' ')).status).toBe(400)
    const { status, body } = await invalidate(anna, consent)
    expect([status, body.inForce, body.invalidation.reason]).toEqual([200, false, 'Tolken manglede'])
    expect((await invalidate(anna, consent)).body.code).toBe('conflict')
    expect((await withdraw(anna, consent)).body.code).toBe('conflict')
  })

  test('means that it never counted: the answer before it holds again', async () => {
    const there = await situation(people)
    await ingeAgrees(people, there, { givenAt: ago(2 * day), recipientOrganisationIds: ['helhedsplanen'] })
    const refusal = await makeConsent(anna, there.id, there.inge, { response: 'refused', givenAt: ago(day) })
    expect((await koordinator.get(there.url)).status).toBe(404)
    await invalidate(anna, refusal)
    expect((await koordinator.get(there.url)).status).toBe(200)
  })

  test('keeps its reason from partners', async () => {
    const there = await situation(people)
    const first = await ingeAgrees(people, there, { givenAt: ago(day) })
    await ingeAgrees(people, there)
    await invalidate(anna, first)
    const { body } = await koordinator.get(`/consents/${first.id}`)
    expect(body.invalidation).toEqual({ invalidatedAt: expect.any(String), reason: null })
  })
})

test('a written confirmation is recorded by the owner, not before its day', async () => {
  const there = await situation(people)
  const consent = await ingeAgrees(people, there)
  const confirm = (by: Actor, confirmedOn: string) =>
    by.post(`/consents/${consent.id}/written-confirmation`, { confirmedOn })
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format()
  expect((await confirm(koordinator, today)).status).toBe(403)
  expect((await confirm(bo, today)).status).toBe(404)
  expect((await confirm(anna, '2199-01-01')).status).toBe(422)
  expect((await confirm(anna, 'i dag')).status).toBe(400)
  const { body, etag } = await confirm(anna, today)
  expect(body.confirmedInWritingOn).toBe(today)
  expect((await anna.get(`/consents/${consent.id}`)).etag).toBe(etag)
})
