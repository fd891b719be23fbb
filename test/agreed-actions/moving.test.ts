import { describe, expect, test } from 'vitest'
import { cast, ingeAgrees, situation } from '../cases/situation.ts'
import type { Actor, Json } from '../support/actors.ts'
import { inDays, newAction } from './builders.ts'

const people = await cast()
const { as, drift, anna, koordinator } = people
const driftId = (await drift.get('/me')).body.id

/** Agreed by the coordinator on Anna's case, for the landlord's staff to do. */
const agreed = async (): Promise<Json> => {
  const there = await situation(people)
  await ingeAgrees(people, there, {
    recipientOrganisationIds: ['boligviborg', 'helhedsplanen', 'viborg-kommune'],
  })
  const answer = await koordinator.post(`${there.url}/actions`, newAction([there.inge], driftId))
  expect(answer.status).toBe(201)
  return answer
}
const seenBy = (by: Actor, { body }: Json) => by.get(`/actions/${body.id}`)
const move = async (by: Actor, action: Json, name: string, body: Json, etag?: string) =>
  by.post(`/actions/${action.body.id}/${name}`, body, {
    'if-match': etag ?? (await seenBy(by, action)).etag,
  })

describe('an open action', () => {
  test('is done, by the one who is to do it', async () => {
    const action = await agreed()
    const { status, body, etag } = await move(drift, action, 'completion', { note: 'Besøgt tre gange' })
    expect([status, body.status, body.completedOn]).toEqual([200, 'done', inDays(0)])
    expect(body).toMatchObject({ completionNote: 'Besøgt tre gange', settledBy: driftId })
    expect((await seenBy(drift, action)).etag).toBe(etag)
    for (const [name, more] of [
      ['completion', {}],
      ['drop', { reason: 'x' }],
      ['due-date', { dueOn: inDays(9), reason: 'x' }],
    ] as const)
      expect((await move(drift, action, name, more)).body.code).toBe('invalid_transition')
  })

  test('is dropped with a reason, by the organisation that agreed it', async () => {
    const action = await agreed()
    expect((await move(koordinator, action, 'drop', {})).body.code).toBe('validation_failed')
    const { body } = await move(as('koordinator'), action, 'drop', { reason: 'Beboeren er flyttet' })
    expect(body).toMatchObject({ status: 'dropped', dropReason: 'Beboeren er flyttet', completedOn: null })
  })

  test('is moved by the key person, and the dates before stay', async () => {
    const action = await agreed()
    const { body } = await move(anna, action, 'due-date', { dueOn: inDays(14), reason: 'Ferie' })
    expect(body.dueOn).toBe(inDays(14))
    expect(body.dueDates).toMatchObject([
      { dueOn: inDays(7), reason: null },
      { dueOn: inDays(14), reason: 'Ferie' },
    ])
    const past = { dueOn: inDays(-2), reason: 'x' }
    expect((await move(anna, action, 'due-date', past)).body.code).toBe('rule_violated')
    const future = { completedOn: inDays(2) }
    expect((await move(anna, action, 'completion', future)).body.code).toBe('rule_violated')
    expect((await move(anna, action, 'completion', { completedOn: inDays(-1) })).body.status).toBe('done')
  })

  test('is nobody else’s to move', async () => {
    const there = await situation(people)
    await ingeAgrees(people, there)
    const annaId = (await anna.get('/me')).body.id
    const action = await anna.post(`${there.url}/actions`, newAction([there.inge], annaId))
    expect((await move(drift, action, 'drop', { reason: 'x' })).status).toBe(403)
    expect((await move(as('drift.ringparken'), action, 'drop', { reason: 'x' }, '"x"')).status).toBe(404)
    expect((await move(as('dpo'), action, 'drop', { reason: 'x' }, '"x"')).status).toBe(403)
    expect((await seenBy(anna, action)).body.status).toBe('open')
  })

  test('is moved by one who has seen how it is, and by one at a time', async () => {
    const action = await agreed()
    const { etag } = await seenBy(drift, action)
    const url = `/actions/${action.body.id}/completion`
    expect((await drift.post(url, {})).status).toBe(428)
    expect((await drift.post(url, {}, { 'if-match': '"old"' })).status).toBe(412)
    const both = await Promise.all([
      move(drift, action, 'completion', {}, etag),
      move(koordinator, action, 'drop', { reason: 'x' }, etag),
    ])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412])
  })
})
