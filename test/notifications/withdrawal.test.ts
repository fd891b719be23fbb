import { describe, expect, test } from 'vitest'
import { cast, ingeAgrees, nobody, type Situation, situation } from '../cases/situation.ts'
import type { Actor, Json } from '../support/actors.ts'
import { addMember, ago, makeConsent } from '../support/builders.ts'
import { inboxOf } from './raising.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator, database } = people
const ringparken = as('drift.ringparken')

const withdraw = async (by: Actor, { id }: Json) => {
  const answer = await by.post(`/consents/${id}/withdrawal`, { receivedAt: ago(0), channel: 'phone' })
  expect(answer.status).toBe(200)
}

const withdrawn = async (changes: Json = {}): Promise<{ there: Situation; consent: Json }> => {
  const there = await situation(people)
  await addMember(anna, there.id, ringparken)
  const consent = await ingeAgrees(people, there, changes)
  await withdraw(koordinator, consent)
  return { there, consent }
}
const acknowledge = (by: Actor, { id }: Json) => by.post(`/notifications/${id}/acknowledgement`)

describe('a withdrawal is told', () => {
  test('to each member from an organisation that it shuts out, with the ids, and to the key person', async () => {
    const { there, consent } = await withdrawn()
    for (const by of [drift, ringparken, koordinator]) {
      expect((await by.get(there.url)).status).toBe(404)
      const [notice, ...more] = await inboxOf(by, consent.id)
      expect([notice, more]).toMatchObject([
        { kind: 'consent_withdrawn', caseId: there.id, mustAcknowledge: true, acknowledgedAt: null },
        [],
      ])
      expect(notice.acknowledgements).toBe(null)
    }
    expect(await inboxOf(anna, consent.id)).toMatchObject([
      {
        mustAcknowledge: false,
        acknowledgements: [
          { organisationId: 'boligviborg', acknowledgedAt: null },
          { organisationId: 'helhedsplanen', acknowledgedAt: null },
        ],
      },
    ])
    for (const by of [bo, as('koordinator2'), as('drift.sctjoergen'), as('dpo')])
      expect(await inboxOf(by, consent.id)).toEqual([])
  })

  test('to no organisation that it did not let in', async () => {
    const { consent } = await withdrawn({ recipientOrganisationIds: ['helhedsplanen'] })
    expect(await inboxOf(drift, consent.id)).toEqual([])
    const there = await situation(people)
    const first = await makeConsent(anna, there.id, there.inge, {
      givenAt: ago(60_000),
      recipientOrganisationIds: ['boligviborg'],
    })
    await ingeAgrees(people, there)
    await withdraw(anna, first)
    expect(await inboxOf(drift, first.id)).toEqual([])
    expect(await inboxOf(anna, first.id)).toHaveLength(1)
  })
})

describe('an acknowledgement', () => {
  test('is given once for the organisation, by any of its members; the key person sees whose are missing', async () => {
    const { consent } = await withdrawn()
    const [mine] = await inboxOf(ringparken, consent.id)
    const [colleagues] = await inboxOf(drift, consent.id)
    const first = await acknowledge(ringparken, mine)
    expect(first.status).toBe(200)
    const acknowledgedBy = (await ringparken.get('/me')).body.id
    expect(first.body).toMatchObject({ acknowledgedBy, acknowledgedAt: expect.any(String) })
    expect((await drift.get(`/notifications/${colleagues.id}`)).body).toMatchObject({
      acknowledgedBy,
      acknowledgedAt: first.body.acknowledgedAt,
    })
    expect((await acknowledge(drift, colleagues)).body).toMatchObject({ acknowledgedBy })
    const [keyPersons] = await inboxOf(anna, consent.id)
    expect(keyPersons.acknowledgements).toEqual([
      { organisationId: 'boligviborg', acknowledgedAt: first.body.acknowledgedAt },
      { organisationId: 'helhedsplanen', acknowledgedAt: null },
    ])
  })

  test("is not the key person's to give, nor for anyone else's notice", async () => {
    const { consent } = await withdrawn()
    const [keyPersons] = await inboxOf(anna, consent.id)
    expect((await acknowledge(anna, keyPersons)).body.code).toBe('rule_violated')
    const [drifts] = await inboxOf(drift, consent.id)
    for (const by of [koordinator, ringparken, as('dpo')]) {
      const refused = await acknowledge(by, drifts)
      expect(refused.status).toBe(404)
      expect({ ...refused.body, requestId: '' }).toEqual({
        ...(await acknowledge(by, { id: nobody })).body,
        requestId: '',
      })
    }
  })

  test('at once by 20 is one', async () => {
    const { consent } = await withdrawn()
    const [one, other] = [(await inboxOf(drift, consent.id))[0], (await inboxOf(ringparken, consent.id))[0]]
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        n % 2 ? acknowledge(drift, one) : acknowledge(ringparken, other),
      ),
    )
    expect(new Set(answers.map(({ body }) => `${body.acknowledgedBy} ${body.acknowledgedAt}`)).size).toBe(1)
    const events = await database.admin(
      `select from audit_events where action = 'notification.acknowledge' and subject_ids @> array[$1::uuid]
        and decision = 'allowed'`,
      [one.id],
    )
    expect(events).toHaveLength(10)
  })
})
