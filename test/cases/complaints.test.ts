import { expect, test } from 'vitest'
import type { Actor, Json } from '../support/actors.ts'
import { addMember, makeConsent, makeNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'
import { cast, ingeAgrees, nobody, type Situation, situation } from './situation.ts'

const people = await cast()
const { as, drift, anna, koordinator } = people
const link = (by: Actor, { url }: Situation, naboklageId: string) =>
  by.post(`${url}/naboklager`, { naboklageId })
const linked = async (by: Actor, { url }: Situation) => (await by.get(url)).body.naboklager

const secrets = { name: 'Karla Klager', contact: 'karla@nabo.example' }
const complain = (home: Json, changes: Json = {}) =>
  makeNaboklage(drift, {
    respondentTenancyId: home.id,
    complainant: secrets,
    description: 'Overboen Karla hører musikken',
    sharedSummary: 'Musik om natten',
    ...changes,
  })

test("is linked by the landlord's staff who see both", async () => {
  const there = await situation(people)
  const complaint = await complain(there.home)
  expect((await link(drift, there, complaint.id)).status).toBe(404)
  await ingeAgrees(people, there)
  expect((await link(anna, there, complaint.id)).status).toBe(404)
  expect((await link(koordinator, there, complaint.id)).status).toBe(404)
  expect((await link(as('board'), there, complaint.id)).status).toBe(403)
  expect((await link(drift, there, nobody)).status).toBe(404)
  expect((await link(drift, there, complaint.id)).status).toBe(201)
  expect((await link(drift, there, complaint.id)).status).toBe(409)
})

test('is about the household of the case, and of its landlord', async () => {
  const there = await situation(people)
  const sctjoergen = as('drift.sctjoergen')
  await addMember(anna, there.id, sctjoergen)
  await ingeAgrees(people, there, { recipientOrganisationIds: ['boligviborg', 'sct-joergen'] })
  const aboutOthers = await complain(await tenancy(drift))
  expect((await link(drift, there, aboutOthers.id)).body.code).toBe('rule_violated')
  const elsewhere = await makeNaboklage(sctjoergen, { departmentId: 'karup' })
  expect((await link(sctjoergen, there, elsewhere.id)).body.code).toBe('rule_violated')
  const aboutNobody = await complain(there.home, { respondentTenancyId: null })
  expect((await link(drift, there, aboutNobody.id)).status).toBe(201)
})

test('is shown by its summary alone when every resident agrees, and never says who complained', async () => {
  const there = await situation(people)
  const complaint = await complain(there.home)
  await ingeAgrees(people, there)
  await link(drift, there, complaint.id)
  const { id, occurredAt } = complaint
  const shown = [{ id, category: 'noise', occurredAt, sharedSummary: 'Musik om natten' }]
  expect(await linked(drift, there)).toEqual(shown)
  expect(await linked(koordinator, there)).toEqual([])
  expect(await linked(anna, there)).toEqual([])
  await makeConsent(anna, there.id, there.per, {
    recipientOrganisationIds: ['helhedsplanen', 'viborg-kommune'],
    dataCategories: ['complaints'],
  })
  expect(await linked(koordinator, there)).toEqual(shown)
  expect(await linked(anna, there)).toEqual([])
  for (const by of [drift, anna, koordinator])
    for (const url of [there.url, '/cases', `${there.url}/entries`, `${there.url}/consents`])
      expect((await by.get(url)).text).not.toMatch(/Karla|nabo\.example|hører/)
  expect((await koordinator.get(`/naboklager/${id}`)).status).toBe(403)
})
