import { expect, test } from 'vitest'
import { cast, ingeAgrees, situation } from '../cases/situation.ts'
import type { Actor } from '../support/actors.ts'
import { addMember, makeEntry, makeNaboklage } from '../support/builders.ts'

/** The scenarios of the field's expert (domain.md), 9, 12 and 13: those who work in it. */
const people = await cast()
const { as, drift, anna, bo, koordinator, database } = people
const idOf = async (actor: Actor): Promise<string> => (await actor.get('/me')).body.id

test('9. a member of staff is the respondent: shut out, both as reader and as writer; a colleague takes over', async () => {
  const there = await situation(people)
  await ingeAgrees(people, there)
  const complaint = await makeNaboklage(drift, { respondentTenancyId: there.home.id })
  await drift.post(`${there.url}/naboklager`, { naboklageId: complaint.id })
  const rikke = as('drift.ringparken')
  await addMember(anna, there.id, rikke)
  expect((await rikke.get(there.url)).status).toBe(200)
  const conflict = { userId: await idOf(rikke), tenancyId: there.home.id, reason: 'Bor der selv' }
  const reported = await drift.post('/conflicts', conflict)
  expect(reported.status).toBe(201)
  const urls = [
    there.url,
    `/naboklager/${complaint.id}`,
    `/tenancies/${there.home.id}`,
    `/residents/${there.inge}`,
  ]
  for (const url of urls) expect((await rikke.get(url)).status).toBe(404)
  expect((await rikke.get('/naboklager?limit=200')).text).not.toContain(complaint.id)
  const write = { kind: 'note', dataCategory: 'housing', residentIds: [there.inge], legalBasis: 'contract' }
  const entry = await rikke.post(`${there.url}/entries`, {
    ...write,
    text: 'x',
    occurredAt: '2026-01-01T10:00:00Z',
  })
  expect(entry.status).toBe(404)
  expect((await rikke.patch(`/naboklager/${complaint.id}`, { place: 'x' }, { 'if-match': '*' })).status).toBe(
    404,
  )
  for (const url of urls) expect((await drift.get(url)).status).toBe(200)
  expect((await drift.delete(`/conflicts/${reported.body.id}`)).status).toBe(204)
  for (const url of urls) expect((await rikke.get(url)).status).toBe(200)
})

test('12. an employee changes organisation: the old access ends at once; authorship stays', async () => {
  const there = await situation(people)
  await addMember(anna, there.id, bo)
  const entry = await makeEntry(bo, there.id, [there.inge])
  const boId = await idOf(bo)
  const move = (organisation: string, role: string) =>
    database.admin('update users set organisation_id = $2, role = $3 where id = $1', [
      boId,
      organisation,
      role,
    ])
  await move('helhedsplanen', 'helhedsplan')
  expect((await bo.get(there.url)).status).toBe(404)
  expect((await bo.get(`/entries/${entry.id}`)).status).toBe(404)
  const { body } = await anna.get(`/entries/${entry.id}`)
  expect(body).toMatchObject({
    organisationId: 'viborg-kommune',
    author: { id: boId, name: 'Bo Lindholm', organisationId: 'viborg-kommune' },
  })
  await move('viborg-kommune', 'socialafdeling')
})

test('13. the key person leaves: the case is flagged; consents are re-confirmed by the next', async () => {
  const there = await situation(people)
  const consent = await ingeAgrees(people, there)
  await addMember(anna, there.id, bo)
  const { etag } = await anna.get(there.url)
  const handed = await anna.post(
    `${there.url}/handover`,
    { userId: await idOf(bo), reason: 'Skifter arbejde' },
    { 'if-match': etag },
  )
  expect(handed.status).toBe(200)
  expect(handed.body).toMatchObject({ keyPerson: { name: 'Bo Lindholm' }, reconfirmationDue: true })
  expect((await koordinator.get(there.url)).body.consents).toMatchObject([{ id: consent.id }])
  expect((await anna.post(`${there.url}/reconfirmation`, { note: 'Talte med Inge' })).status).toBe(403)
  const confirmed = await bo.post(`${there.url}/reconfirmation`, { note: 'Inge siger stadig ja' })
  expect(confirmed.status).toBeLessThan(300)
  expect((await bo.get(there.url)).body).toMatchObject({
    reconfirmationDue: false,
    consents: [{ id: consent.id }],
  })
})
