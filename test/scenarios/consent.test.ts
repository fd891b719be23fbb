import { expect, test } from 'vitest'
import { cast, ingeAgrees, nobody, situation } from '../cases/situation.ts'
import type { Json } from '../support/actors.ts'
import { ago, makeConsent, makeEntry, makeNaboklage } from '../support/builders.ts'

/** The scenarios of the field's expert (domain.md), 3 to 7: what a tenant's consent opens, and what closes it. */
const people = await cast()
const { as, drift, anna, bo, koordinator, database } = people

const eventsOf = async (query: string): Promise<Json[]> =>
  (await as('dpo').get(`/audit/events?limit=200&${query}`)).body.items
const uniform = ({ text }: { text: string }) => text.replace(/"requestId":"[^"]*"/, '')

test('3. a social worker opens a case on which no consent names her organisation: she learns nothing, and the attempt is logged', async () => {
  const there = await situation({ ...people, anna: koordinator, koordinator: anna })
  const refused = await anna.get(there.url)
  expect(refused.status).toBe(404)
  expect(uniform(refused)).toBe(uniform(await anna.get(`/cases/${nobody}`)))
  expect((await anna.get('/cases?limit=200')).text).not.toContain(there.id)
  const [event, ...others] = await eventsOf(`caseId=${there.id}&decision=denied`)
  expect(others).toEqual([])
  const annaId = (await anna.get('/me')).body.id
  expect(event).toMatchObject({
    actorId: annaId,
    action: 'case.read',
    subjectIds: [there.id],
    consentIds: [],
  })
})

test("4. consent is withdrawn mid-case: the partners' next call is refused, the trail keeps what they saw, the complaint stays", async () => {
  const there = await situation(people)
  const complaint = await makeNaboklage(drift, { respondentTenancyId: there.home.id })
  const consent = await ingeAgrees(people, there)
  expect((await drift.post(`${there.url}/naboklager`, { naboklageId: complaint.id })).status).toBe(201)
  const entry = await makeEntry(anna, there.id, [there.inge])
  for (const by of [drift, koordinator]) expect((await by.get(`/entries/${entry.id}`)).status).toBe(200)
  const withdrawn = await anna.post(`/consents/${consent.id}/withdrawal`, {
    receivedAt: ago(0),
    channel: 'in_person',
  })
  expect(withdrawn.status).toBe(200)
  for (const by of [drift, koordinator])
    for (const url of [there.url, `/entries/${entry.id}`, `${there.url}/entries`])
      expect((await by.get(url)).status).toBe(404)
  const seen = await eventsOf(`subjectId=${entry.id}&action=entry.read&decision=allowed`)
  expect(seen.map(({ organisationId }) => organisationId).sort()).toEqual(['boligviborg', 'helhedsplanen'])
  for (const { consentIds } of seen) expect(consentIds).toEqual([consent.id])
  expect((await drift.get(`/naboklager/${complaint.id}`)).status).toBe(200)
})

test('5. the withdrawal is phoned to another party than the key person: it works from receipt all the same', async () => {
  const there = await situation(people)
  const consent = await ingeAgrees(people, there, { givenAt: ago(7_200_000) })
  const receivedAt = ago(3_600_000)
  const { status, body } = await drift.post(`/consents/${consent.id}/withdrawal`, {
    receivedAt,
    channel: 'phone',
  })
  expect([status, body.withdrawal.receivedAt]).toEqual([200, receivedAt])
  for (const by of [drift, koordinator]) expect((await by.get(there.url)).status).toBe(404)
  const driftId = (await drift.get('/me')).body.id
  expect((await anna.get(`/consents/${consent.id}`)).body).toMatchObject({
    inForce: false,
    withdrawal: { receivedAt, receivedBy: driftId, channel: 'phone' },
  })
})

test('6. consent covers housing, not health: a health entry stays hidden from drift', async () => {
  const there = await situation(people)
  await ingeAgrees(people, there, { dataCategories: ['housing'] })
  const housing = await makeEntry(anna, there.id, [there.inge], { dataCategory: 'housing' })
  const health = await makeEntry(anna, there.id, [there.inge], { dataCategory: 'health', text: 'Nedtrykt' })
  const list = await drift.get(`${there.url}/entries`)
  expect(list.body.items.map((entry: Json) => entry.id)).toEqual([housing.id])
  expect(list.text).not.toContain('Nedtrykt')
  expect((await drift.get(`/entries/${health.id}`)).status).toBe(404)
})

test('7. one cohabitant consents: entries that concern the other stay hidden', async () => {
  const there = await situation(people)
  await ingeAgrees(people, there)
  const own = await makeEntry(anna, there.id, [there.inge])
  const both = await makeEntry(anna, there.id, [there.inge, there.per])
  const others = await makeEntry(anna, there.id, [there.per])
  const shown = async () =>
    (await koordinator.get(`${there.url}/entries`)).body.items.map((entry: Json) => entry.id).sort()
  expect(await shown()).toEqual([own.id])
  expect((await koordinator.get(there.url)).body.residents).toMatchObject([{ id: there.inge }])
  await makeConsent(anna, there.id, there.per, { recipientOrganisationIds: ['helhedsplanen'] })
  expect(await shown()).toEqual([own.id, both.id, others.id].sort())
  expect((await bo.get(there.url)).status).toBe(404)
  expect(await database.admin('select from consents where resident_id = $1', [there.per])).toHaveLength(1)
})
