import { describe, expect, test } from 'vitest'
import { newAction } from '../agreed-actions/builders.ts'
import { cast, ingeAgrees, nobody, type Situation, situation } from '../cases/situation.ts'
import { kindsOf } from '../notifications/raising.ts'
import type { Actor, Json } from '../support/actors.ts'
import { ago, dayAgo, makeConsent, makeEntry, newConsent } from '../support/builders.ts'
import { created } from '../support/households.ts'

const people = await cast()
const { as, drift, anna, koordinator, database } = people
const dpo = as('dpo')
const now = { 'if-match': '*' }

const restrict = async (residentId: string, caseId?: string): Promise<Json> =>
  created(await dpo.post(`/residents/${residentId}/restrictions`, { reason: 'accuracy_contested', caseId }))
const told = { toldTo: 'resident', toldAt: ago(0), channel: 'letter' }
const lift = async ({ id }: Json): Promise<void> => {
  const tell = await dpo.post(`/restrictions/${id}/information`, { ...told, toldAt: ago(0) }, now)
  const lifted = await dpo.post(`/restrictions/${id}/lifting`, { reason: 'Rettet' }, now)
  expect([tell.status, lifted.status], tell.text).toEqual([200, 200])
}

const note = (residentIds: string[], changes: Json = {}) => {
  const body = { kind: 'note', dataCategory: 'housing', residentIds, legalBasis: 'public_task' }
  return { ...body, text: 'Talt om det', occurredAt: ago(1_000), ...changes }
}

/** Every change of what is recorded on the case, by its key person. */
const changes = async (
  { url, inge, id }: Situation,
  entryId: string,
  reviewId: string,
): Promise<string[]> => {
  const me = (await anna.get('/me')).body.id
  const stranger = { url: `/cases/${id}/residents`, body: { residentId: nobody } }
  const attempts = [
    await anna.post(`${url}/entries`, note([inge])),
    await anna.post(`/entries/${entryId}/corrections`, { text: 'Ny', reason: 'Slåfejl' }),
    await anna.patch(url, { problem: 'Et andet problem' }, now),
    await anna.post(`${url}/pause`, { reason: 'Indlagt' }, now),
    await anna.post(`${url}/closure`, { outcome: 'other', closedOn: dayAgo() }, now),
    await anna.post(`${url}/actions`, newAction([inge], me)),
    await anna.post(`${url}/consents`, newConsent(inge)),
    await anna.post(`/basis-reviews/${reviewId}/decision`, { outcome: 'to_be_erased', reason: 'x' }, now),
  ]
  expect((await anna.post(stranger.url, stranger.body)).status).toBe(404)
  return attempts.map(({ body }) => body.code)
}

/** A case that the coordinator and the landlord see of Inge's consent, with a review that waits. */
const shared = async () => {
  const there = await situation(people)
  const first = await ingeAgrees(people, there, {
    givenAt: ago(9_000),
    dataCategories: ['housing', 'economy'],
  })
  await makeEntry(anna, there.id, [there.inge], { dataCategory: 'economy', legalBasis: 'consent' })
  const consent = await ingeAgrees(people, there)
  const entry = await makeEntry(anna, there.id, [there.inge])
  const [review] = (await anna.get(`/basis-reviews?caseId=${there.id}`)).body.items
  return { ...there, first, consent, entry, review }
}

describe('while processing is restricted', () => {
  test.each(['case', 'resident'])(
    'of a %s it is read by the owner, and neither changed nor shown further',
    async (scope) => {
      const there = await shared()
      const before = (await anna.get(there.url)).body
      for (const by of [koordinator, drift]) expect((await by.get(there.url)).status).toBe(200)
      const counts = () => database.admin(`select * from households_counted('2026', '{}') order by 1, 2`)
      const counted = await counts()
      const restriction = await restrict(there.inge, scope === 'case' ? there.id : undefined)
      for (const by of [koordinator, drift]) {
        expect((await by.get(there.url)).status).toBe(404)
        expect((await by.get(`/entries/${there.entry.id}`)).status).toBe(404)
        expect((await by.post(`${there.url}/entries`, note([there.inge]))).status).toBe(404)
      }
      expect((await anna.get(there.url)).body).toEqual(before)
      expect(before.status).toBe('active')
      expect(await counts()).toEqual(counted)
      expect((await anna.get(`/entries/${there.entry.id}`)).status).toBe(200)
      const codes = await changes(there, there.entry.id, there.review.id)
      expect(new Set(codes)).toEqual(new Set(['processing_restricted']))
      await lift(restriction)
      expect((await koordinator.get(there.url)).status).toBe(200)
      expect((await anna.post(`${there.url}/entries`, note([there.inge]))).status).toBe(201)
    },
  )

  test('of a resident their record stands as it is, but that the address is protected may be said', async () => {
    const there = await situation(people)
    const url = `/residents/${there.inge}`
    await restrict(there.inge)
    for (const change of [{ name: 'Inge Jensen' }, { phone: '+45 11 22 33 44' }, { birthYear: 1970 }])
      expect((await drift.patch(url, change, now)).body.code).toBe('processing_restricted')
    expect((await drift.patch(url, { protectedAddress: true }, now)).status).toBe(200)
    expect((await drift.patch(`/residents/${there.per}`, { phone: '+45 11 22 33 44' }, now)).status).toBe(200)
    const { tenancyId } = (await anna.get(there.url)).body
    const opening = { tenancyId, theme: 'other', problem: 'Nyt' }
    const opened = await anna.post('/cases', { ...opening, residentIds: [there.inge] })
    expect(opened.body.code).toBe('processing_restricted')
    expect((await anna.post('/cases', { ...opening, residentIds: [there.per] })).status).toBe(201)
  })

  test('a withdrawal, a refusal, an emergency with its review, and a handover go on', async () => {
    const there = await shared()
    await makeConsent(anna, there.id, there.per, { recipientOrganisationIds: ['viborg-kommune'] })
    await restrict(there.inge, there.id)
    const reason = { reason: 'Beboeren er i fare', legalBasis: 'vital_interests' }
    const access = await koordinator.post(`${there.url}/emergency-access`, reason)
    expect([access.status, (await koordinator.get(there.url)).status]).toEqual([201, 200])
    const review = { outcome: 'approved', note: 'I orden' }
    expect((await dpo.post(`/emergency-accesses/${access.body.id}/review`, review, now)).status).toBe(200)
    const withdrawal = { receivedAt: ago(0), channel: 'phone' }
    expect((await drift.post(`/consents/${there.consent.id}/withdrawal`, withdrawal)).status).toBe(200)
    const refusal = newConsent(there.per, { response: 'refused' })
    expect((await anna.post(`${there.url}/consents`, refusal)).status).toBe(201)
    const { id: userId } = (await people.bo.get('/me')).body
    expect((await anna.post(`${there.url}/handover`, { userId, reason: 'Barsel' }, now)).status).toBe(200)
  })
})

describe('a restriction', () => {
  test('is told to the key person, and to those whose work it stops', async () => {
    const there = await shared()
    const restriction = await restrict(there.inge, there.id)
    expect(await kindsOf(anna, restriction.id)).toEqual(['processing_restricted'])
    const url = `/restrictions/${restriction.id}`
    const list = async (by: Actor) => (await by.get(`/restrictions?caseId=${there.id}`)).body.items.length
    expect([(await anna.get(url)).status, await list(anna), await list(dpo)]).toEqual([200, 1, 1])
    for (const by of [drift, koordinator, people.bo]) {
      expect([(await by.get(url)).status, await list(by)]).toEqual([404, 0])
    }
    const whole = await restrict(there.per)
    expect((await drift.get(`/restrictions/${whole.id}`)).body).toMatchObject({
      caseId: null,
      state: 'in_force',
    })
    await lift(restriction)
    expect(await kindsOf(anna, restriction.id)).toEqual(['restriction_lifted', 'processing_restricted'])
    expect((await as('board').get(url)).status).toBe(403)
  })

  test('is lifted once the resident has been told, by the officer alone', async () => {
    const there = await situation(people)
    const { id } = await restrict(there.inge)
    const url = `/restrictions/${id}`
    const reason = { reason: 'Rigtigheden er undersøgt' }
    expect((await dpo.post(`${url}/lifting`, reason, now)).body.code).toBe('rule_violated')
    for (const toldAt of [ago(3_600_000), ago(-3_600_000)])
      expect((await dpo.post(`${url}/information`, { ...told, toldAt }, now)).body.code).toBe('rule_violated')
    for (const by of [anna, drift, as('admin')]) {
      expect((await by.post(`${url}/information`, { ...told, toldAt: ago(0) }, now)).status).toBe(403)
      expect((await by.post(`${url}/lifting`, reason, now)).status).toBe(403)
    }
    const { etag } = await dpo.get(url)
    const information = { ...told, toldAt: ago(0) }
    const first = await dpo.post(`${url}/information`, information, { 'if-match': etag })
    expect(first.body.information).toMatchObject({ toldTo: 'resident', channel: 'letter' })
    expect((await dpo.post(`${url}/lifting`, reason, { 'if-match': etag })).status).toBe(412)
    const both = [1, 2].map(() => dpo.post(`${url}/lifting`, reason, { 'if-match': first.etag }))
    const statuses = (await Promise.all(both)).map(({ status }) => status).sort()
    expect(statuses).toEqual([200, expect.toBeOneOf([409, 412])])
    expect((await dpo.post(`${url}/lifting`, reason, now)).body.code).toBe('invalid_transition')
    const { body, headers } = await dpo.get(url)
    expect(body).toMatchObject({ state: 'lifted', lifting: reason })
    const { items } = (await dpo.get(`/audit/events?requestId=${headers['x-request-id']}`)).body
    expect(items[0].subjectIds.sort()).toEqual([id, there.inge].sort())
  })

  test('is of a resident there is, on a case of theirs, and once at a time', async () => {
    const there = await situation(people)
    const other = await situation(people)
    const url = `/residents/${there.inge}/restrictions`
    const body = { reason: 'objection_pending', caseId: there.id }
    expect((await dpo.post(`/residents/${nobody}/restrictions`, { reason: 'legal_claim' })).status).toBe(404)
    expect((await dpo.post(url, { ...body, caseId: other.id })).status).toBe(404)
    expect((await anna.post(url, body)).status).toBe(403)
    for (const wrong of [{}, { reason: 'x' }, { ...body, note: 'x' }, { ...body, caseId: '1' }])
      expect((await dpo.post(url, wrong)).status).toBe(400)
    const first = await dpo.post(url, body, { 'idempotency-key': there.id })
    const again = await dpo.post(url, body, { 'idempotency-key': there.id })
    expect([first.status, again.body]).toEqual([201, first.body])
    expect((await dpo.post(url, body)).body.code).toBe('conflict')
    expect((await dpo.post(url, { reason: 'legal_claim' })).status).toBe(201)
  })
})
