import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { makeEntry } from '../support/builders.ts'
import { cast, ingeAgrees, nobody, situation } from './situation.ts'

const people = await cast()
const { as, anna, drift, koordinator } = people
const preview = (by: typeof anna, id: string, organisationId: string) =>
  by.get(`/cases/${id}/visibility?organisationId=${organisationId}`)

test('tells the key person what an organisation sees, and on which consents', async () => {
  const there = await situation(people)
  const { id: consentId } = await ingeAgrees(people, there)
  const entry = await makeEntry(anna, there.id, [there.inge])
  await makeEntry(anna, there.id, [there.inge], { dataCategory: 'health' })
  const shown = (of: string) => ({ id: of, consentIds: [consentId] })
  expect((await preview(anna, there.id, 'helhedsplanen')).body).toEqual({
    organisationId: 'helhedsplanen',
    entries: [shown(entry.id)],
    residents: [shown(there.inge)],
    naboklager: [],
  })
  const landlord = (await preview(anna, there.id, 'boligviborg')).body
  expect(landlord.residents).toHaveLength(2)
  expect((await preview(anna, there.id, 'sct-joergen')).body).toMatchObject({ entries: [], residents: [] })
  const own = (await preview(anna, there.id, 'viborg-kommune')).body
  expect(own.entries).toHaveLength(2)
  expect(own.residents.map((r: Json) => r.consentIds)).toEqual([[], []])
})

test('is for the key person, of an organisation that there is', async () => {
  const there = await situation(people)
  await ingeAgrees(people, there)
  expect((await preview(drift, there.id, 'helhedsplanen')).status).toBe(403)
  for (const by of [as('social.bo'), as('drift.sctjoergen')])
    expect((await preview(by, there.id, 'helhedsplanen')).status).toBe(404)
  expect((await preview(anna, nobody, 'helhedsplanen')).status).toBe(404)
  expect((await preview(anna, there.id, 'aarhus')).body.code).toBe('rule_violated')
  for (const query of ['', '?organisationId=HEJ', '?organisationId=helhedsplanen&more=1'])
    expect((await anna.get(`/cases/${there.id}/visibility${query}`)).status).toBe(400)
  expect((await as('dpo').get(`/cases/${there.id}/visibility?organisationId=boligviborg`)).status).toBe(403)
  expect((await preview(koordinator, there.id, 'boligviborg')).status).toBe(403)
})

test('leaves an event of the key person’s own, that names what was told of', async () => {
  const there = await situation(people)
  await ingeAgrees(people, there)
  const entry = await makeEntry(anna, there.id, [there.inge])
  const { headers } = await preview(anna, there.id, 'helhedsplanen')
  const { items } = (await as('dpo').get(`/audit/events?requestId=${headers['x-request-id']}`)).body
  expect(items).toMatchObject([
    { action: 'case.preview', organisationId: 'viborg-kommune', caseId: there.id, consentIds: [] },
  ])
  expect([...items[0].subjectIds].sort()).toEqual([there.id, there.inge, entry.id].sort())
})
