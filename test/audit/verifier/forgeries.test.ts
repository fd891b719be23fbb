import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { addMember, makeCase, makeConsent, makeNaboklage } from '../../support/builders.ts'
import { tenancy } from '../../support/households.ts'
import { sealing } from '../sealing/support.ts'
import { fieldForgeries, lineForgeries } from './mutations.ts'
import { exported, judged, keptOf } from './support.ts'

const { as, database } = await testApp()
const dpo = as('dpo')
const { round, publicKey } = sealing(database)

/** Events with something in every field: of cases, on consents, and refused. */
const work = async () => {
  const [drift, anna] = [as('drift.ringparken'), as('social.anna')]
  const home = await tenancy(drift)
  const { id } = await makeNaboklage(drift, { respondentTenancyId: home.id })
  await as('drift.sctjoergen').get(`/naboklager/${id}`)
  const opened = await makeCase(anna, home)
  await addMember(anna, opened.id, drift)
  await makeConsent(anna, opened.id, home.residents[0].id, { recipientOrganisationIds: ['boligviborg'] })
  await drift.get(`/cases/${opened.id}`)
}

test('an export holds; forged in any way whatever, it does not', { timeout: 120_000 }, async () => {
  for (let turn = 0; turn < 3; turn += 1) {
    await work()
    await round()
  }
  const whole = await exported(dpo)
  const kept = await keptOf(database)
  expect(await judged(whole, kept, [publicKey])).toEqual({ holds: expect.any(Array), fails: [], open: [] })

  // A period in the middle, so that something comes before and after it.
  const [from, to] = [12, 26].map((line) => JSON.parse(whole[line] ?? '').event.occurredAt)
  const lines = await exported(dpo, `?from=${from}&to=${to}`)
  const header = JSON.parse(lines[0] ?? '')
  expect([header.from > 0, header.before.length > 0, header.after.length > 0]).toEqual([true, true, true])
  expect((await judged(lines, kept, [publicKey])).fails).toEqual([])
  const filled = lines.slice(1).flatMap((line) => Object.entries(JSON.parse(line).event))
  for (const name of ['caseId', 'consentIds', 'subjectIds', 'organisationId'])
    expect(filled.some(([field, value]) => field === name && value !== null && String(value) !== '')).toBe(
      true,
    )

  const forgeries = [...fieldForgeries(lines), ...lineForgeries(lines)]
  const unnoticed = []
  for (const { what, lines: forged } of forgeries)
    if ((await judged(forged, kept, [publicKey])).fails.length === 0) unnoticed.push(what)
  console.log(`${forgeries.length} forgeries, ${forgeries.length - unnoticed.length} detected`)
  expect(unnoticed).toEqual([])
  expect(forgeries.length).toBeGreaterThan(800)
})
