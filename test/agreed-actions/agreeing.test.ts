import { describe, expect, test } from 'vitest'
import { cast, ingeAgrees, nobody, situation } from '../cases/situation.ts'
import type { Actor, Json } from '../support/actors.ts'
import { addMember, makeConsent } from '../support/builders.ts'
import { inDays, newAction } from './builders.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator, database } = people
const idOf = async (by: Actor): Promise<string> => (await by.get('/me')).body.id
const annaId = await idOf(anna)
const driftId = await idOf(drift)

const eventsOf = async (requestId: unknown): Promise<Json[]> =>
  (await as('dpo').get(`/audit/events?requestId=${requestId}`)).body.items

describe('an action', () => {
  test('is agreed on a case, and says who does what by when', async () => {
    const there = await situation(people)
    const body = newAction([there.inge, there.inge], annaId, { title: 'Ring til Inge' })
    const { status, body: action, headers, etag } = await anna.post(`${there.url}/actions`, body)
    expect([status, headers.location]).toEqual([201, `/api/v1/actions/${action.id}`])
    expect(action).toMatchObject({
      caseId: there.id,
      organisationId: 'viborg-kommune',
      author: { id: annaId },
      title: 'Ring til Inge',
      method: 'relational_welfare',
      responsibleUserId: annaId,
      responsible: { id: annaId, organisationId: 'viborg-kommune' },
      status: 'open',
      overdue: false,
      residentIds: [there.inge],
      dueDates: [{ dueOn: inDays(7), reason: null, recordedBy: annaId }],
    })
    const again = await anna.get(`/actions/${action.id}`)
    expect([again.body, again.etag]).toEqual([action, etag])
    const [event] = await eventsOf(headers['x-request-id'])
    expect(event).toMatchObject({ action: 'action.create', decision: 'allowed', caseId: there.id })
    expect([...event.subjectIds].sort()).toEqual([action.id, there.id, there.inge].sort())
  })

  test('bridges to an activity of the delaftale or to a community, and no other method does', async () => {
    const there = await situation(people)
    const agreed = async (changes: Json) => {
      const answer = await anna.post(`${there.url}/actions`, newAction([there.inge], annaId, changes))
      return answer.status === 201 ? 201 : answer.body.code
    }
    const activityId = 'hverdagsraadgivning'
    const community = 'Petanqueklubben'
    expect(await agreed({ method: 'bridging', activityId })).toBe(201)
    expect(await agreed({ method: 'bridging', community, activityId: null })).toBe(201)
    expect(await agreed({ method: 'bridging' })).toBe('validation_failed')
    expect(await agreed({ method: 'bridging', activityId, community })).toBe('validation_failed')
    expect(await agreed({ method: 'new_solution', community })).toBe('validation_failed')
    expect(await agreed({ method: 'bridging', activityId: 'dans' })).toBe('rule_violated')
    expect(await agreed({ method: 'bridging', community: 'cpr 0101901234' })).toBe('personal_number')
  })

  test('is given to one who sees it, and to nobody else', async () => {
    const there = await situation(people)
    await ingeAgrees(people, there)
    const give = async (userId: string, changes: Json = {}) =>
      (await anna.post(`${there.url}/actions`, newAction([there.inge], userId, changes))).body
    expect((await give(driftId)).status).toBe('open')
    const refusals = [
      await give(driftId, { dataCategory: 'health' }),
      await give(driftId, { residentIds: [there.inge, there.per] }),
      await give(await idOf(bo)),
      await give(await idOf(as('drift.ringparken'))),
      await give(nobody),
    ]
    for (const { code, detail } of refusals) {
      expect(code).toBe('rule_violated')
      expect(detail).toBe(refusals[0].detail)
    }
    await addMember(anna, there.id, bo)
    expect((await give(await idOf(bo), { dataCategory: 'health' })).status).toBe('open')
    const conflict = { userId: await idOf(bo), tenancyId: there.home.id, reason: 'Nabo' }
    await anna.post('/conflicts', conflict)
    expect((await give(await idOf(bo))).code).toBe('rule_violated')
  })

  test('takes nothing that is missing, unknown, of another household or in the past', async () => {
    const there = await situation(people)
    const other = await situation(people)
    const send = (changes: Json, by = anna) =>
      by.post(`${there.url}/actions`, newAction([there.inge], annaId, changes))
    for (const changes of [
      { title: '' },
      { method: 'x' },
      { dataCategory: 'x' },
      { residentIds: [] },
      { dueOn: 'snart' },
      { status: 'done' },
    ])
      expect((await send(changes)).body.code).toBe('validation_failed')
    expect((await send({ title: 'Ring 0101901234' })).body.code).toBe('personal_number')
    expect((await send({ dueOn: inDays(-2) })).body.code).toBe('rule_violated')
    expect((await send({ residentIds: [other.inge] })).status).toBe(404)
    expect((await send({}, drift)).status).toBe(404)
    expect((await send({}, as('board'))).status).toBe(403)
  })

  test('is made once by a repeated request', async () => {
    const there = await situation(people)
    const key = { 'idempotency-key': 'agreed-once' }
    const body = newAction([there.inge], annaId)
    const [first, second] = [
      await anna.post(`${there.url}/actions`, body, key),
      await anna.post(`${there.url}/actions`, body, key),
    ]
    expect(second.headers['idempotency-replayed']).toBe('true')
    expect(second.body).toEqual(first.body)
    expect((await anna.get(`${there.url}/actions`)).body.items).toHaveLength(1)
  })
})

describe('an action is seen as an entry is', () => {
  test('by the organisation that agreed it, and by those whom every resident lets in', async () => {
    const there = await situation(people)
    await ingeAgrees(people, there)
    const made = async (by: Actor, residentIds: string[], responsible: string, changes: Json = {}) => {
      const answer = await by.post(`${there.url}/actions`, newAction(residentIds, responsible, changes))
      expect(answer.status).toBe(201)
      return answer.body.id as string
    }
    const both = await made(anna, [there.inge, there.per], annaId)
    const health = await made(anna, [there.inge], annaId, { dataCategory: 'health' })
    const shared = await made(anna, [there.inge], annaId)
    const theirs = await made(drift, [there.inge], driftId, { dataCategory: 'economy' })
    const seen = async (by: Actor) =>
      (await by.get(`${there.url}/actions`)).body.items.map(({ id }: Json) => id).sort()
    expect(await seen(anna)).toEqual([both, health, shared].sort())
    expect(await seen(drift)).toEqual([shared, theirs].sort())
    expect(await seen(koordinator)).toEqual([shared])
    expect((await drift.get(`/actions/${health}`)).status).toBe(404)
    const looked = await drift.get(`/actions/${shared}`)
    const [event] = await eventsOf(looked.headers['x-request-id'])
    expect(event.consentIds).toHaveLength(1)
  })

  test('and by nobody else from the moment that a consent is withdrawn', async () => {
    const there = await situation(people)
    const consent = await makeConsent(anna, there.id, there.inge, {
      recipientOrganisationIds: ['boligviborg'],
    })
    const { body } = await anna.post(`${there.url}/actions`, newAction([there.inge], driftId))
    const mine = async () =>
      (await drift.get('/actions?mine=true&limit=200')).body.items.map(({ id }: Json) => id)
    expect(await mine()).toContain(body.id)
    const receivedAt = new Date().toISOString()
    await anna.post(`/consents/${consent.id}/withdrawal`, { receivedAt, channel: 'phone' })
    expect(await mine()).not.toContain(body.id)
    expect((await drift.get(`/actions/${body.id}`)).status).toBe(404)
    expect((await anna.get(`/actions/${body.id}`)).status).toBe(200)
  })
})

test('the shared list has the filters that staff ask for', async () => {
  const there = await situation(people)
  await ingeAgrees(people, there)
  const made = async (responsible: string, dueOn: string) =>
    (await anna.post(`${there.url}/actions`, newAction([there.inge], responsible, { dueOn }))).body.id
  const soon = await made(annaId, inDays(1))
  const later = await made(annaId, inDays(30))
  const drifts = await made(driftId, inDays(3))
  const found = async (query: string, by = anna) => {
    const { body } = await by.get(`/actions?limit=200&caseId=${there.id}&${query}`)
    return body.items.map(({ id }: Json) => id)
  }
  expect(await found('')).toEqual([drifts, later, soon])
  expect(await found('mine=true')).toEqual([later, soon])
  expect(await found('mine=false')).toEqual([drifts])
  expect(await found('mine=true', drift)).toEqual([drifts])
  expect(await found(`dueBefore=${inDays(3)}`)).toEqual([soon])
  expect(await found('status=done')).toEqual([])
  expect(await found('overdue=true')).toEqual([])
  await database.admin(`update sessions set expires_at = 'infinity'`)
  await database.setClock(`now() + interval '3 days'`)
  expect(await found('overdue=true')).toEqual([soon])
  expect(await found('overdue=false')).toEqual([drifts, later])
  await database.setClock('now()')
  expect((await anna.get('/actions?overdue=maybe')).body.code).toBe('validation_failed')
  expect((await anna.get(`/actions?caseId=${nobody}`)).body.items).toEqual([])
  expect((await anna.get(`/cases/${nobody}/actions`)).status).toBe(404)
  expect((await as('dpo').get('/actions')).status).toBe(403)
  const one = await anna.get(`/actions/${soon}`)
  const { items } = (await anna.get(`/actions?caseId=${there.id}`)).body
  expect(items.find(({ id }: Json) => id === soon).etag).toBe(one.etag)
})
