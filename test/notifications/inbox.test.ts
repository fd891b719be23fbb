import { describe, expect, test } from 'vitest'
import { cast, ingeAgrees, nobody, situation } from '../cases/situation.ts'
import { ago } from '../support/builders.ts'
import { inboxOf } from './raising.ts'

const people = await cast()
const { as, anna, bo, drift, koordinator, database } = people

const userId = async (name: Parameters<typeof as>[0]) => (await as(name).get('/me')).body.id as string

/** News of no matter in particular. */
const give = async (
  name: Parameters<typeof as>[0],
  kind: string,
  subjectId: string = crypto.randomUUID(),
  caseId?: string,
) => {
  const [row] = await database.admin<{ id: string }>(
    `insert into notices (recipient_id, kind, matter, subject_id, case_id) values ($1, $2, $3, $4, $5) returning id`,
    [await userId(name), kind, crypto.randomUUID(), subjectId, caseId ?? null],
  )
  return row?.id ?? ''
}

describe('the inbox', () => {
  test("is one's own, newest first, filtered and paged", async () => {
    const ids = []
    for (const kind of ['demand_due', 'action_due', 'demand_due']) ids.push(await give('social.bo', kind))
    const kept = ids.toReversed()
    expect((await inboxOf(bo)).map(({ id }) => id)).toEqual(kept)
    expect((await bo.get('/notifications?kind=action_due')).body.items).toMatchObject([{ id: ids[1] }])
    const first = (await bo.get('/notifications?limit=2')).body
    expect(first.items.map(({ id }: { id: string }) => id)).toEqual(kept.slice(0, 2))
    const rest = await bo.get(`/notifications?limit=2&cursor=${first.nextCursor}`)
    expect(rest.body).toMatchObject({ items: [{ id: kept[2] }], nextCursor: null })
    for (const by of [anna, as('dpo'), as('admin')]) {
      expect((await inboxOf(by)).map(({ id }) => id)).not.toContain(ids[0])
      expect((await by.get(`/notifications/${ids[0]}`)).status).toBe(404)
      expect((await by.post(`/notifications/${ids[0]}/reading`)).status).toBe(404)
    }
    for (const query of ['unread=yes', 'kind=gossip', 'of=anna', 'limit=0'])
      expect((await bo.get(`/notifications?${query}`)).status).toBe(400)
  })

  test('tells no ids of what the reader may no longer see', async () => {
    const there = await situation(people)
    const consent = await ingeAgrees(people, there)
    const id = await give('koordinator', 'reconfirmation_due', there.id, there.id)
    const notice = (await koordinator.get(`/notifications/${id}`)).body
    expect(notice).toMatchObject({ subjectId: there.id, caseId: there.id })
    await anna.post(`/consents/${consent.id}/withdrawal`, { receivedAt: ago(0), channel: 'phone' })
    const later = await koordinator.get(`/notifications/${id}`)
    expect(later.body).toMatchObject({ id, kind: 'reconfirmation_due', subjectId: null, caseId: null })
    const [event] = await database.admin<{ subject_ids: string[]; case_id: string | null }>(
      'select subject_ids, case_id from audit_events where request_id = $1',
      [later.headers['x-request-id']],
    )
    expect(event).toEqual({ subject_ids: [id], case_id: null })
  })

  test('keeps when something was first read, one by one or all at once', async () => {
    const [one, two] = [await give('board', 'demand_due'), await give('board', 'demand_due')]
    const board = as('board')
    const unread = async () =>
      (await board.get('/notifications?unread=true')).body.items.map(({ id }: { id: string }) => id)
    expect(await unread()).toEqual([two, one])
    const read = await board.post(`/notifications/${one}/reading`)
    expect(read.body.readAt).not.toBe(null)
    expect(read.etag).toBe((await board.get(`/notifications/${one}`)).etag)
    expect((await board.post(`/notifications/${one}/reading`)).body).toEqual(read.body)
    expect(await unread()).toEqual([two])
    expect((await board.post('/notifications/readings')).body).toEqual({ read: 1 })
    expect((await board.post('/notifications/readings')).body).toEqual({ read: 0 })
    expect(await unread()).toEqual([])
    expect((await board.post(`/notifications/${nobody}/reading`)).status).toBe(404)
    const key = { 'idempotency-key': 'read-once' }
    const first = await board.post(`/notifications/${two}/reading`, undefined, key)
    const again = await board.post(`/notifications/${two}/reading`, undefined, key)
    expect([again.status, again.body]).toEqual([200, first.body])
  })
})

test('whether mail is wanted is for each to say', async () => {
  expect((await drift.get('/me/notification-settings')).body).toEqual({ email: true })
  expect((await drift.put('/me/notification-settings', { email: false })).body).toEqual({ email: false })
  expect((await drift.get('/me/notification-settings')).body).toEqual({ email: false })
  expect((await anna.get('/me/notification-settings')).body).toEqual({ email: true })
  for (const body of [{}, { email: 'no' }, { email: true, sms: true }])
    expect((await drift.put('/me/notification-settings', body)).status).toBe(400)
})
