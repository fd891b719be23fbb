import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage, newNaboklage } from '../support/builders.ts'
import { newTenancy, tenancy } from '../support/households.ts'

const { as, database } = await testApp()
const drift = as('drift.boligviborg')

test('a strong entity tag stands on what is created, read and changed, and on each item of a list', async () => {
  const made = await drift.post('/naboklager', newNaboklage())
  const url = `/naboklager/${made.body.id}`
  expect(made.etag).toMatch(/^"[\w-]{20,}"$/)
  expect((await drift.get(url)).etag).toBe(made.etag)
  const changed = await drift.patch(url, { place: 'Kælderen' }, { 'if-match': made.etag })
  expect([changed.status, changed.etag === made.etag]).toEqual([200, false])
  expect((await drift.get(url)).etag).toBe(changed.etag)
  const { body } = await drift.get('/naboklager?limit=1')
  expect(body.items[0]).toEqual({ ...changed.body, etag: changed.etag })
})

test('a change without If-Match is 428, with another version 412, and neither changes anything', async () => {
  const { id } = await makeNaboklage(drift)
  const url = `/naboklager/${id}`
  const before = await drift.get(url)
  const change = { place: 'Loftet' }
  expect((await drift.patch(url, change)).body.code).toBe('precondition_required')
  for (const tag of ['"stale"', `W/${before.etag}`, before.etag.slice(1, -1), '""', 'nonsense'])
    expect((await drift.patch(url, change, { 'if-match': tag })).body.code).toBe('precondition_failed')
  expect(await drift.get(url)).toMatchObject({ text: before.text, etag: before.etag })
})

test('If-Match takes a list, and a star', async () => {
  const { id } = await makeNaboklage(drift)
  const url = `/naboklager/${id}`
  const { etag } = await drift.get(url)
  expect((await drift.patch(url, { place: 'A' }, { 'if-match': `"x", ${etag}` })).status).toBe(200)
  expect((await drift.patch(url, { place: 'B' }, { 'if-match': '*' })).status).toBe(200)
})

test('of 20 changes at once of one version, one is made', async () => {
  const { id } = await makeNaboklage(drift)
  const url = `/naboklager/${id}`
  const { etag } = await drift.get(url)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      drift.patch(url, { place: `Sted ${index}` }, { 'if-match': etag }),
    ),
  )
  const made = answers.filter(({ status }) => status === 200)
  expect(made).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(19)
  expect((await drift.get(url)).body.place).toBe(made[0]?.body.place)
})

test('of 20 changes at once of one tenancy, or of one resident, one is made', async () => {
  const { id, residents } = await tenancy(drift)
  const changes: [string, (index: number) => Json][] = [
    [`/tenancies/${id}`, (index) => ({ dwelling: `Nr. ${index}` })],
    [`/residents/${residents[0].id}`, (index) => ({ name: `Navn ${index}` })],
  ]
  for (const [url, change] of changes) {
    const { etag } = await drift.get(url)
    const all = Array.from({ length: 20 }, (_, index) =>
      drift.patch(url, change(index), { 'if-match': etag }),
    )
    const statuses = (await Promise.all(all)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, ...Array(19).fill(412)])
  }
})

test('one who has the version already is told so, which is a look like any other', async () => {
  const { id } = await makeNaboklage(drift)
  const url = `/naboklager/${id}`
  const { etag } = await drift.get(url)
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const answer = await drift.get(url, { 'if-none-match': tag })
    expect([answer.status, answer.text, answer.etag]).toEqual([304, '', etag])
    const [event] = await database.admin(
      'select action, decision, subject_ids from audit_events where request_id = $1',
      [answer.headers['x-request-id']],
    )
    expect(event).toEqual({ action: 'naboklage.read', decision: 'allowed', subject_ids: [id] })
  }
  expect((await drift.get(url, { 'if-none-match': '"other"' })).status).toBe(200)
})

test('a field left out keeps its value, null clears it, and nothing at all is no change', async () => {
  const { id } = await makeNaboklage(drift, { place: 'Gården', sharedSummary: 'Støj om natten' })
  const url = `/naboklager/${id}`
  const patch = async (body: object) => drift.patch(url, body, { 'if-match': '*' })
  expect((await patch({ place: null })).body).toMatchObject({ place: null, sharedSummary: 'Støj om natten' })
  expect((await patch({})).body.code).toBe('validation_failed')
  expect((await patch({ description: null })).body.code).toBe('validation_failed')
  expect((await patch({ id })).body.code).toBe('validation_failed')
})

test('what was created is where its Location says', async () => {
  const answers = [
    await drift.post('/naboklager', newNaboklage()),
    await drift.post('/tenancies', newTenancy()),
  ]
  for (const { headers, text, etag } of answers) {
    const again = await drift.get(String(headers.location).replace('/api/v1', ''))
    expect([again.status, again.text, again.etag]).toEqual([200, text, etag])
  }
})
