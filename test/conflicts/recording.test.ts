import { describe, expect, test } from 'vitest'
import { cast, nobody } from '../cases/situation.ts'
import type { Actor, Json } from '../support/actors.ts'
import { tenancy } from '../support/households.ts'

const people = await cast()
const { as, anna, bo, drift, koordinator } = people
const admin = as('admin')
const idOf = async (actor: Actor): Promise<string> => (await actor.get('/me')).body.id
const [annaId, boId, driftId, dpoId] = await Promise.all([anna, bo, drift, as('dpo')].map(idOf))
const newConflict = (tenancyId: string, changes: Json = {}): Json => ({
  userId: boId,
  tenancyId,
  reason: 'Bor i opgangen',
  ...changes,
})
const record = async (by: Actor, changes: Json = {}) =>
  by.post('/conflicts', newConflict((await tenancy(drift)).id, changes))

describe('a conflict of interest', () => {
  test('is recorded by a colleague, by oneself or by admin', async () => {
    for (const by of [anna, bo, admin]) {
      const { status, body, headers, etag } = await record(by)
      expect(status).toBe(201)
      expect(body).toMatchObject({ userId: boId, reason: 'Bor i opgangen', endedAt: null, endedBy: null })
      expect(headers.location).toBe(`/api/v1/conflicts/${body.id}`)
      const alone = await by.get(`/conflicts/${body.id}`)
      expect([alone.body, alone.etag]).toEqual([body, etag])
    }
  })

  test('is not for the staff of others, nor for those outside casework', async () => {
    expect((await record(koordinator)).status).toBe(404)
    expect((await record(anna, { userId: driftId })).status).toBe(404)
    expect((await record(anna, { userId: nobody })).status).toBe(404)
    expect((await record(admin, { userId: dpoId })).body.code).toBe('rule_violated')
    for (const name of ['board', 'dpo'] as const) {
      expect((await record(as(name))).status).toBe(403)
      expect((await as(name).get('/conflicts')).status).toBe(403)
    }
  })

  test('names a tenancy that exists, and says no more of it', async () => {
    const home = await tenancy(drift)
    expect((await anna.post('/conflicts', newConflict(nobody))).status).toBe(404)
    const { body } = await anna.post('/conflicts', newConflict(home.id))
    expect(Object.keys(body).sort()).toEqual(
      ['id', 'userId', 'tenancyId', 'reason', 'recordedAt', 'recordedBy', 'endedAt', 'endedBy'].sort(),
    )
    expect((await anna.post('/conflicts', newConflict(home.id))).status).toBe(409)
  })

  test.each([
    ['an unknown field', { secret: true }],
    ['no reason', { reason: '' }],
    ['a wrong id', { tenancyId: 'her' }],
    ['a personal number', { reason: 'Min bror, 010190-1234' }],
  ])('is refused with %s', async (_name, changes) => {
    expect((await record(anna, changes)).status).toBe(400)
  })

  test('is recorded once for a repeated key', async () => {
    const body = newConflict((await tenancy(drift)).id)
    const twice = await Promise.all(
      [1, 2].map(() => anna.post('/conflicts', body, { 'idempotency-key': 'once-a-conflict' })),
    )
    expect(new Set(twice.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
  })

  test('is listed to the own organisation, and all of them to admin', async () => {
    const about = await record(admin, { userId: driftId })
    const { tenancyId } = (await record(anna)).body
    const seen = async (by: Actor, query: string) => (await by.get(`/conflicts?${query}`)).body.items
    expect(await seen(anna, `tenancyId=${about.body.tenancyId}`)).toEqual([])
    expect(await seen(drift, `userId=${driftId}`)).toHaveLength(1)
    const [one] = await seen(admin, `tenancyId=${tenancyId}`)
    expect(one).toMatchObject({ userId: boId })
    expect((await anna.get(`/conflicts/${one.id}`)).etag).toBe(one.etag)
    expect((await anna.get(`/conflicts/${about.body.id}`)).status).toBe(404)
  })
})

describe('the end of a conflict', () => {
  test('is told by a colleague or admin, once, and kept', async () => {
    const { id } = (await record(anna)).body
    expect((await koordinator.delete(`/conflicts/${id}`)).status).toBe(404)
    const { status, text } = await anna.delete(`/conflicts/${id}`)
    expect([status, text]).toEqual([204, ''])
    expect((await anna.delete(`/conflicts/${id}`)).status).toBe(409)
    expect((await anna.get(`/conflicts/${id}`)).body).toMatchObject({
      endedBy: annaId,
      endedAt: expect.any(String),
    })
  })

  test('is not for oneself to tell', async () => {
    const { id } = (await record(bo)).body
    expect((await bo.delete(`/conflicts/${id}`)).body.code).toBe('forbidden')
    expect((await admin.delete(`/conflicts/${id}`)).status).toBe(204)
  })

  test('lets it be recorded anew', async () => {
    const { id, tenancyId } = (await record(anna)).body
    await anna.delete(`/conflicts/${id}`)
    expect((await anna.post('/conflicts', newConflict(tenancyId))).status).toBe(201)
  })

  test('leaves, as its beginning, an event that names all three', async () => {
    const { body, headers } = await record(anna)
    const ended = await anna.delete(`/conflicts/${body.id}`)
    for (const [{ headers: of }, action] of [
      [{ headers }, 'conflict.record'],
      [ended, 'conflict.end'],
    ] as const) {
      const { items } = (await as('dpo').get(`/audit/events?requestId=${of['x-request-id']}`)).body
      expect(items).toHaveLength(1)
      expect(items[0]).toMatchObject({ action, purpose: 'impartiality', decision: 'allowed', caseId: null })
      expect([...items[0].subjectIds].sort()).toEqual([body.id, boId, body.tenancyId].sort())
    }
  })

  test('of twenty who tell it at once, is told by one', async () => {
    const { id } = (await record(anna)).body
    const answers = await Promise.all(Array.from({ length: 20 }, () => anna.delete(`/conflicts/${id}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array(19).fill(409)])
  })
})
