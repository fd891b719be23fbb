import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { makeConsent, makeEntry, makeNaboklage } from '../support/builders.ts'
import { cast, ingeAgrees, situation } from './situation.ts'

const people = await cast()
const { drift, anna, koordinator } = people

test('a change hidden from the caller does not move the ETag, one that is seen does', async () => {
  const there = await situation(people)
  await ingeAgrees(people, there)
  const tags = async () => ({
    anna: (await anna.get(there.url)).etag,
    drift: (await drift.get(there.url)).etag,
    koordinator: (await koordinator.get(there.url)).etag,
  })
  const moved = async (change: () => Promise<unknown>) => {
    const before: Json = await tags()
    await change()
    const after: Json = await tags()
    return Object.keys(before).filter((who) => before[who] !== after[who])
  }
  const { id, url, inge, per, home } = there
  const about = await makeNaboklage(drift, { respondentTenancyId: home.id })
  expect(
    await moved(() => makeConsent(anna, id, per, { recipientOrganisationIds: ['boligviborg'] })),
  ).toEqual(['anna', 'drift'])
  expect(await moved(() => drift.post(`${url}/naboklager`, { naboklageId: about.id }))).toEqual(['drift'])
  expect(await moved(() => makeEntry(anna, id, [inge]))).toEqual([])
  expect(await moved(() => anna.patch(url, { theme: 'other' }, { 'if-match': '*' }))).toEqual([
    'anna',
    'drift',
    'koordinator',
  ])
})

test('the ETag of a list item is that of the resource', async () => {
  const there = await situation(people)
  const { etag } = await anna.get(there.url)
  const { items } = (await anna.get('/cases')).body
  expect(items.find((item: Json) => item.id === there.id).etag).toBe(etag)
  expect((await anna.get(there.url, { 'if-none-match': etag })).status).toBe(304)
})

test('a change needs the version that was seen', async () => {
  const { url } = await situation(people)
  const { etag } = await anna.get(url)
  expect((await anna.patch(url, { theme: 'other' })).body.code).toBe('precondition_required')
  expect((await anna.patch(url, { theme: 'other' }, { 'if-match': '"old"' })).body.code).toBe(
    'precondition_failed',
  )
  const changed = await anna.patch(url, { problem: 'Nu er det bedre' }, { 'if-match': etag })
  expect(changed.body).toMatchObject({ theme: 'neighbour_relations', problem: 'Nu er det bedre' })
  expect(changed.etag).not.toBe(etag)
  expect((await anna.patch(url, { theme: 'other' }, { 'if-match': etag })).status).toBe(412)
  for (const body of [{}, { problem: null }, { status: 'closed' }, { theme: 'x' }])
    expect((await anna.patch(url, body, { 'if-match': '*' })).status).toBe(400)
  expect((await drift.patch(url, { theme: 'other' }, { 'if-match': '*' })).status).toBe(404)
})

test('of 20 changes with one version, one is made', async () => {
  const { url } = await situation(people)
  const { etag } = await anna.get(url)
  const change = (_: unknown, n: number) => anna.patch(url, { problem: `Ændring ${n}` }, { 'if-match': etag })
  const answers = await Promise.all(Array.from({ length: 20 }, change))
  const statuses = answers.map(({ status }) => status).sort()
  expect(statuses).toEqual([200, ...Array(19).fill(412)])
})
