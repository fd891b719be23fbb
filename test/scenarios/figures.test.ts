import { expect, test } from 'vitest'
import { cast, ingeAgrees, situation } from '../cases/situation.ts'
import type { Json } from '../support/actors.ts'
import { makeConsent, makeNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

/** The scenarios of the field's expert (domain.md), 14 to 16: what may be counted, and who has looked. */
const people = await cast()
const { as, drift, anna, koordinator, database } = people

test('14. the board asks for Lindon by category and month: suppressed, also against subtraction', async () => {
  for (let household = 0; household < 3; household += 1) {
    const home = await tenancy(drift, { departmentId: 'lindon' })
    await makeNaboklage(drift, { departmentId: 'lindon', respondentTenancyId: home.id, category: 'drugs' })
  }
  const [closed] = await database.admin<{ period: string }>(`select to_char(clock(), 'YYYY-"Q"Q') as period`)
  await database.admin('update sessions set expires_at = $1', ['infinity'])
  await database.setClock(`now() + interval '100 days'`)
  const board = as('board')
  for (const query of ['period=2026-09', 'departmentId=lindon', 'department=lindon', 'category=drugs'])
    expect((await board.get(`/statistics/naboklager?${query}`)).status).toBe(400)
  const { body, text } = await board.get(`/statistics/naboklager?period=${closed?.period}`)
  await database.setClock('now()')
  expect(text.toLowerCase()).not.toContain('lindon')
  const cell = body.cells.find((c: Json) => c.landlord === 'boligviborg' && c.categoryGroup === 'safety')
  expect(cell).toEqual({ landlord: 'boligviborg', categoryGroup: 'safety', households: null, hidden: true })
  for (const { households } of body.cells) expect([1, 2, 3, 4]).not.toContain(households)
  const values = body.dimensions.flatMap((d: Json) => d.values.map((v: Json) => v.id))
  expect(values).not.toContain('total')
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
  const { text } = await koordinator.get('/statistics/naboklager')
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
