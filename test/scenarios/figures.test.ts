import { expect, test } from 'vitest'
import { cast, ingeAgrees, situation } from '../cases/situation.ts'
import { publishedNow, publisher } from '../statistics/publishing.ts'
import type { Json } from '../support/actors.ts'
import { makeConsent, makeNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

/** The scenarios of the field's expert (domain.md), 14 to 16: what may be counted, and who has looked. */
const people = await cast()
const { as, drift, anna, koordinator, database } = people

test('14. the board asks for Lindon by category and month: suppressed, also against subtraction', {
  timeout: 60_000,
}, async () => {
  for (let household = 0; household < 3; household += 1) {
    const home = await tenancy(drift, { departmentId: 'lindon' })
    await makeNaboklage(drift, { departmentId: 'lindon', respondentTenancyId: home.id, category: 'drugs' })
  }
  for (const query of ['period=2026-09', 'departmentId=lindon', 'department=lindon', 'category=drugs'])
    expect((await as('board').get(`/statistics/naboklager?${query}`)).status).toBe(400)
  const { status, body, text } = await publishedNow(people, publisher(database))
  expect([status, text.toLowerCase().includes('lindon')]).toEqual([200, false])
  const asked = body.cells.filter((c: Json) => c.categoryGroup === 'safety' && c.department !== 'sct-joergen')
  for (const cell of asked) expect(cell).toMatchObject({ households: null, hidden: true })
  expect(asked.map((c: Json) => c.department)).toEqual(['total', 'boligviborg'])
  for (const { households } of body.cells) expect([1, 2, 3, 4]).not.toContain(households)
})

test('15. the coordinator sees the progress of a case only as far as consent goes, and the counts of all only anonymised', async () => {
  const there = await situation(people)
  await makeNaboklage(drift, { respondentTenancyId: there.home.id })
  expect((await koordinator.get(there.url)).status).toBe(404)
  await makeConsent(anna, there.id, there.inge, {
    recipientOrganisationIds: ['helhedsplanen'],
    dataCategories: ['housing'],
  })
  const { body } = await koordinator.get(there.url)
  expect(body).toMatchObject({ status: 'active', residents: [{ id: there.inge }], naboklager: [] })
  for (const url of ['/naboklager', '/tenancies']) expect((await koordinator.get(url)).status).toBe(403)
  const { text } = await koordinator.get('/statistics')
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
})

test("16. the data protection officer lists all look-ups on a resident, and exports the citizen's version without staff names", async () => {
  const there = await situation(people)
  const consent = await ingeAgrees(people, there)
  await koordinator.get(there.url)
  await drift.get(`/residents/${there.inge}`)
  await as('drift.sctjoergen').get(`/residents/${there.inge}`)
  const dpo = as('dpo')
  const log = await dpo.get(`/residents/${there.inge}/access-log?audience=officer&limit=200`)
  const told = log.body.items.map((e: Json) => `${e.actorName} ${e.action} ${e.decision}`)
  expect(told).toEqual(
    expect.arrayContaining([
      'Karen Østergaard case.read allowed',
      'Dorte Lund resident.read allowed',
      'Jørgen Toft resident.read denied',
      'Anna Kjær consent.record allowed',
    ]),
  )
  const citizens = await dpo.get(`/residents/${there.inge}/access-log?audience=citizen&limit=200`)
  expect(citizens.body.items.length).toBeGreaterThan(3)
  for (const { purpose, occurredAt } of citizens.body.items)
    expect([purpose, occurredAt]).toEqual([expect.any(String), expect.any(String)])
  for (const hidden of ['Karen', 'Dorte', 'Anna', 'Jørgen', consent.id])
    expect(citizens.text).not.toContain(hidden)
})
