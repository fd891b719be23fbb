import { expect, test } from 'vitest'
import type { Actor, Json } from '../support/actors.ts'
import { ago, makeConsent, makeEntry } from '../support/builders.ts'
import { cast, ingeAgrees, nobody, situation } from './situation.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator } = people
const said = { text: 'Vi talte om altanen', reason: 'Forkert rum' }
const correct = (by: Actor, id: string, body: Json = said) => by.post(`/entries/${id}/corrections`, body)
const versions = async (by: Actor, url: string, query = '') =>
  (await by.get(`${url}/entries${query}`)).body.items.map((item: Json) => [item.version, item.text])

test('a correction is a version that supersedes what it corrects, and says why', async () => {
  const there = await situation(people)
  const { id, url, inge } = there
  await ingeAgrees(people, there)
  const first = await makeEntry(anna, id, [inge], { legalBasis: 'consent' })
  const { status, body, headers, etag } = await correct(anna, first.id)
  expect([status, headers.location]).toEqual([201, `/api/v1/entries/${body.id}`])
  const { id: _, text: __, recordedAt: ___, ...kept } = first
  expect(body).toMatchObject({
    ...kept,
    text: said.text,
    version: 2,
    supersedes: first.id,
    correctionReason: said.reason,
  })
  expect((await anna.get(`/entries/${body.id}`)).etag).toBe(etag)
  const third = await correct(anna, body.id, { ...said, text: 'Vi talte om kælderen' })
  expect(third.body).toMatchObject({ version: 3, supersedes: body.id })
  for (const by of [anna, koordinator]) {
    expect(await versions(by, url)).toEqual([[3, 'Vi talte om kælderen']])
    expect(await versions(by, url, '?versions=newest')).toHaveLength(1)
    expect((await versions(by, url, '?versions=all')).map(([version]: Json) => version)).toEqual([3, 2, 1])
  }
  expect((await anna.get(`/entries/${first.id}`)).body).toEqual(first)
  expect((await anna.get(`${url}/entries?versions=some`)).status).toBe(400)
})

test('only the newest version is corrected, and once by 20 at once', async () => {
  const { id, inge } = await situation(people)
  const first = await makeEntry(anna, id, [inge])
  const answers = await Promise.all(Array.from({ length: 20 }, () => correct(anna, first.id)))
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(19).fill(409)])
  expect((await correct(anna, first.id)).body.code).toBe('conflict')
})

test("a correction is the author's organisation's, by whoever of it sees the entry", async () => {
  const there = await situation(people)
  const { id, inge } = there
  await ingeAgrees(people, there)
  const entry = await makeEntry(anna, id, [inge])
  const hidden = await makeEntry(anna, id, [inge], { dataCategory: 'health' })
  for (const by of [drift, koordinator]) {
    expect((await correct(by, entry.id)).body.code).toBe('forbidden')
    expect((await correct(by, hidden.id)).status).toBe(404)
  }
  expect((await correct(bo, entry.id)).status).toBe(404)
  expect((await correct(anna, nobody)).status).toBe(404)
  expect((await correct(as('dpo'), entry.id)).status).toBe(403)
  await anna.post(`/cases/${id}/team`, { userId: (await bo.get('/me')).body.id })
  expect((await correct(bo, entry.id)).body.author.name).toBe('Bo Lindholm')
})

test('a correction takes nothing that is missing, unknown or a personal number', async () => {
  const { id, inge } = await situation(people)
  const entry = await makeEntry(anna, id, [inge])
  for (const body of [
    { text: 'x' },
    { reason: 'x' },
    { ...said, residentIds: [inge] },
    { ...said, text: '' },
  ])
    expect((await correct(anna, entry.id, body)).body.code).toBe('validation_failed')
  expect((await correct(anna, entry.id, { ...said, reason: '010190-1234' })).body.code).toBe(
    'personal_number',
  )
})

test('a correction stands on the basis of what it corrects, also when that consent is gone', async () => {
  const there = await situation(people)
  const { id, url, inge, per } = there
  const consent = await ingeAgrees(people, there)
  const mine = await makeEntry(koordinator, id, [inge], { legalBasis: 'consent' })
  await makeConsent(anna, id, per, {
    recipientOrganisationIds: ['helhedsplanen'],
    dataCategories: ['housing'],
  })
  await anna.post(`/consents/${consent.id}/withdrawal`, { receivedAt: ago(0), channel: 'phone' })
  expect((await koordinator.get(url)).body.residents).toHaveLength(1)
  const { status, headers, body } = await correct(koordinator, mine.id)
  expect([status, body.residentIds]).toEqual([201, [inge]])
  const { items } = (await as('dpo').get(`/audit/events?requestId=${headers['x-request-id']}`)).body
  expect(items).toMatchObject([{ action: 'entry.correct', decision: 'allowed', caseId: id }])
  expect(items[0].subjectIds.sort()).toEqual([body.id, id, inge].sort())
  expect(items[0].consentIds).toHaveLength(1)
})

test('a correction that is sent again is one', async () => {
  const { id, url, inge } = await situation(people)
  const entry = await makeEntry(anna, id, [inge])
  const again = { 'idempotency-key': `correct-${entry.id}` }
  const address = `/entries/${entry.id}/corrections`
  const [first, second] = [await anna.post(address, said, again), await anna.post(address, said, again)]
  expect([first.status, second.status, second.body]).toEqual([201, 201, first.body])
  expect(await versions(anna, url, '?versions=all')).toHaveLength(2)
})
