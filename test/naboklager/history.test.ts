import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage, move } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const { as, database } = await testApp()
const drift = as('drift.ringparken')
const both = as('drift.boligviborg')
const history = async (id: string, by = drift) => (await by.get(`/naboklager/${id}/history`)).body.items
const patch = (id: string, changes: Json) => drift.patch(`/naboklager/${id}`, changes, { 'if-match': '*' })

test('keeps what a complaint said before each change, and who changed it', async () => {
  const home = await tenancy(drift)
  const complainant = { name: 'Karla Klager', contact: 'karla@nabo.example' }
  const first = await makeNaboklage(drift, { respondentTenancyId: home.id, complainant })
  expect(await history(first.id)).toEqual([])
  await patch(first.id, { complainant: { name: 'Karla Madsen' }, category: 'smoke' })
  await patch(first.id, { category: 'smoke' })
  await patch(first.id, { description: 'Røg i opgangen' })
  const [later, earlier, ...none] = await history(first.id)
  expect(none).toEqual([])
  const { id, name } = (await drift.get('/me')).body
  const { departmentId, respondentTenancyId, place, category, occurredAt, description } = first
  expect(earlier).toEqual({
    id: expect.any(String),
    kind: 'change',
    reason: null,
    changedAt: expect.any(String),
    changedBy: { id, name },
    former: {
      ...{ departmentId, respondentTenancyId, place, category, occurredAt, description },
      ...{ status: 'received', complainant: first.complainant, writtenWithHelpFrom: null },
      ...{ sharedSummary: null, demandedOn: null, dueOn: null },
    },
  })
  expect(later.former).toMatchObject({ category: 'smoke', complainant: { name: 'Karla Madsen' } })
})

test('keeps the oral draft, and why it was reopened', async () => {
  const { id, description } = await makeNaboklage(drift, { channel: 'oral' })
  await move(drift, id, 'writing-down', { description: 'Skrevet ned', writtenWithHelpFrom: 'Viceværten' })
  await move(drift, id, 'steps', {
    kind: 'closure',
    on: new Date().toISOString().slice(0, 10),
    outcome: 'withdrawn',
  })
  await move(drift, id, 'reopening', { reason: 'Klageren har ombestemt sig' })
  await patch(id, { place: 'Kælderen' })
  expect(await history(id)).toMatchObject([
    { kind: 'change', reason: null },
    { kind: 'reopening', reason: 'Klageren har ombestemt sig', former: { status: 'closed' } },
    {
      kind: 'writing_down',
      reason: null,
      former: { status: 'draft', description, writtenWithHelpFrom: null },
    },
  ])
})

test('is read by staff of the department, page by page, and each look is in the trail', async () => {
  const home = await tenancy(drift)
  const { id } = await makeNaboklage(drift, { respondentTenancyId: home.id })
  for (const place of ['Gården', 'Kælderen', 'Loftet']) await patch(id, { place })
  const url = `/naboklager/${id}/history`
  expect((await as('drift.sctjoergen').get(url)).status).toBe(404)
  expect((await as('social.anna').get(url)).status).toBe(403)
  const first = await both.get(`${url}?limit=2`)
  expect(first.body.items.map(({ former }: Json) => former.place)).toEqual(['Kælderen', 'Gården'])
  const rest = await both.get(`${url}?cursor=${first.body.nextCursor}`)
  expect(rest.body).toMatchObject({ items: [{ former: { place: null } }], nextCursor: null })
  const asked = `/audit/events?requestId=${first.headers['x-request-id']}`
  const [event] = (await as('dpo').get(asked)).body.items
  expect(event).toMatchObject({ action: 'naboklage.history', decision: 'allowed' })
  expect(event.subjectIds.sort()).toEqual([id, home.id].sort())
})

test('cannot be changed by anyone, and keeps what is changed by hand', async () => {
  const { id } = await makeNaboklage(drift)
  await database.admin(`update naboklager set place = 'Rettet i hånden' where id = $1`, [id])
  expect(await history(id)).toMatchObject([{ kind: 'change', changedBy: null, former: { place: null } }])
  for (const table of ['naboklage_changes', 'naboklage_steps'])
    for (const change of ['delete from TABLE', 'update TABLE set recorded_by = null']) {
      await move(drift, id, 'steps', { kind: 'assessment', on: new Date().toISOString().slice(0, 10) })
      await expect(database.admin(change.replace('TABLE', table))).rejects.toThrow('append-only')
    }
})
