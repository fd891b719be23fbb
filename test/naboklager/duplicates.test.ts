import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage, newNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const { as } = await testApp()
const drift = as('drift.ringparken')
const home = await tenancy(drift)
/** The night between 5 and 6 January, in Denmark. */
const evening = { respondentTenancyId: home.id, occurredAt: '2026-01-05T22:30:00Z' }
const night = { ...evening, occurredAt: '2026-01-05T23:30:00Z' }
const of = async (id: string, by = drift) =>
  (await by.get(`/naboklager/${id}/possible-duplicates`)).body.items
const idsOf = (items: Json[]) => items.map(({ id }) => id).sort()

test('are the same household, kind and Danish day, and are told when filing and after', async () => {
  const first = await makeNaboklage(drift, evening)
  expect(first).not.toHaveProperty('possibleDuplicates')
  for (const other of [{ category: 'smoke' }, { respondentTenancyId: null }, night])
    await makeNaboklage(drift, { ...evening, ...other })
  const elsewhere = await tenancy(drift)
  await makeNaboklage(drift, { ...evening, respondentTenancyId: elsewhere.id })
  const answer = await drift.post('/naboklager', newNaboklage({ ...evening, channel: 'oral' }))
  const { id, reference, category, status, occurredAt } = first
  const { possibleDuplicates, ...second } = answer.body
  expect(possibleDuplicates).toEqual([{ id, reference, category, status, occurredAt }])
  const alone = await drift.get(`/naboklager/${second.id}`)
  expect([alone.body, alone.etag]).toEqual([second, answer.etag])
  expect(await of(second.id)).toEqual(possibleDuplicates)
  expect(idsOf(await of(first.id))).toEqual([second.id])
  const [event] = (await as('dpo').get(`/audit/events?requestId=${answer.headers['x-request-id']}`)).body
    .items
  expect(event.subjectIds.sort()).toEqual([id, second.id, home.id].sort())
})

test('answers the same again to the same key, and the tag stays that of the complaint', async () => {
  const key = { 'idempotency-key': 'once' }
  const body = newNaboklage(night)
  const [first, again] = [
    await drift.post('/naboklager', body, key),
    await drift.post('/naboklager', body, key),
  ]
  expect([again.body, again.etag]).toEqual([first.body, first.etag])
  expect(first.body.possibleDuplicates).toHaveLength(1)
  expect((await drift.get(`/naboklager/${first.body.id}`)).etag).toBe(first.etag)
})

test('are for staff of the department alone, and nothing comes of nothing', async () => {
  const { id } = await makeNaboklage(drift, { respondentTenancyId: null })
  expect(await of(id)).toEqual([])
  const url = `/naboklager/${id}/possible-duplicates`
  expect((await as('drift.sctjoergen').get(url)).status).toBe(404)
  expect((await as('social.anna').get(url)).status).toBe(403)
})
