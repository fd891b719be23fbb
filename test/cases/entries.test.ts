import { describe, expect, test } from 'vitest'
import type { Actor, Json } from '../support/actors.ts'
import { ago, makeConsent, makeEntry } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'
import { cast, ingeAgrees, nobody, type Situation, situation } from './situation.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator } = people

const entry = (residentIds: string[], changes: Json = {}): Json => ({
  kind: 'note',
  dataCategory: 'housing',
  residentIds,
  legalBasis: 'public_task',
  text: 'Vi talte om lejemålet',
  occurredAt: ago(1_000),
  ...changes,
})
const write = (by: Actor, { url }: Situation, residentIds: string[], changes: Json = {}) =>
  by.post(`${url}/entries`, entry(residentIds, changes))
const texts = async (by: Actor, { url }: Situation) =>
  (await by.get(`${url}/entries`)).body.items.map((item: Json) => item.text)

describe('an entry', () => {
  test('is written by whoever sees the case, and says who', async () => {
    const there = await situation(people)
    const { status, body, headers } = await write(anna, there, [there.inge, there.inge])
    expect([status, headers.location]).toEqual([201, `/api/v1/entries/${body.id}`])
    const me = (await anna.get('/me')).body
    const author = { id: me.id, name: me.name, organisationId: 'viborg-kommune' }
    expect(body).toMatchObject({
      caseId: there.id,
      author,
      residentIds: [there.inge],
      version: 1,
      supersedes: null,
    })
    expect((await anna.get(`/entries/${body.id}`)).body).toEqual(body)
    for (const by of [drift, koordinator, bo]) {
      expect((await write(by, there, [there.inge])).status).toBe(404)
      expect((await by.get(`/entries/${body.id}`)).status).toBe(404)
    }
    expect((await write(as('board'), there, [there.inge])).status).toBe(403)
  })

  test('takes nothing that is missing, unknown, a personal number or to come', async () => {
    const there = await situation(people)
    for (const changes of [
      { residentIds: [] },
      { kind: 'x' },
      { dataCategory: 'religion' },
      { legalBasis: 'none' },
      { text: '' },
      { occurredAt: '2026-01-01' },
      { version: 2 },
    ])
      expect((await write(anna, there, [there.inge], changes)).body.code).toBe('validation_failed')
    expect((await write(anna, there, [there.inge], { text: 'cpr 0101901234' })).body.code).toBe(
      'personal_number',
    )
    expect((await write(anna, there, [there.inge], { occurredAt: ago(-3_600_000) })).body.code).toBe(
      'rule_violated',
    )
  })

  test('concerns residents whom the author sees on the case', async () => {
    const there = await situation(people)
    const stranger = (await tenancy(drift)).residents[0].id
    await ingeAgrees(people, there)
    for (const residentIds of [[nobody], [stranger], [there.inge, stranger]])
      expect((await write(anna, there, residentIds)).status).toBe(404)
    expect((await write(koordinator, there, [there.per])).status).toBe(404)
    expect((await write(koordinator, there, [there.inge, there.per])).status).toBe(404)
    expect((await write(koordinator, there, [there.inge])).status).toBe(201)
    expect((await write(drift, there, [there.per])).status).toBe(201)
  })

  test('on the basis of consent needs one of each resident that covers the category', async () => {
    const there = await situation(people)
    const basis = { legalBasis: 'consent' }
    expect((await write(anna, there, [there.inge], basis)).body.code).toBe('rule_violated')
    await ingeAgrees(people, there)
    expect((await write(anna, there, [there.inge], basis)).status).toBe(201)
    expect((await write(anna, there, [there.inge], { ...basis, dataCategory: 'health' })).status).toBe(422)
    expect((await write(anna, there, [there.inge, there.per], basis)).status).toBe(422)
    await makeConsent(anna, there.id, there.per, { dataCategories: ['housing'] })
    expect((await write(anna, there, [there.inge, there.per], basis)).status).toBe(201)
    for (const legalBasis of ['contract', 'public_task'])
      expect((await write(anna, there, [there.per], { legalBasis, dataCategory: 'health' })).status).toBe(201)
  })

  test('is seen by partners as far as every resident lets them, and always by its author', async () => {
    const there = await situation(people)
    const { id, inge, per } = there
    const consent = await ingeAgrees(people, there)
    await makeEntry(anna, id, [inge], { text: 'bolig, Inge' })
    await makeEntry(anna, id, [inge], { text: 'helbred, Inge', dataCategory: 'health' })
    await makeEntry(anna, id, [inge, per], { text: 'bolig, begge' })
    await makeEntry(drift, id, [inge], { text: 'helbred, drift', dataCategory: 'health' })
    expect(await texts(koordinator, there)).toEqual(['bolig, Inge'])
    expect(await texts(drift, there)).toEqual(['helbred, drift', 'bolig, Inge'])
    expect(await texts(anna, there)).toEqual(['bolig, begge', 'helbred, Inge', 'bolig, Inge'])
    await makeConsent(anna, id, per, {
      recipientOrganisationIds: ['helhedsplanen'],
      dataCategories: ['housing'],
    })
    expect(await texts(koordinator, there)).toEqual(['bolig, begge', 'bolig, Inge'])
    await anna.post(`/consents/${consent.id}/withdrawal`, { receivedAt: ago(0), channel: 'letter' })
    expect(await texts(koordinator, there)).toEqual([])
    expect((await drift.get(`${there.url}/entries`)).status).toBe(404)
  })

  test('cannot be changed or removed', async () => {
    const there = await situation(people)
    const { body } = await write(anna, there, [there.inge])
    expect((await anna.patch(`/entries/${body.id}`, { text: 'x' })).status).toBe(405)
    expect((await anna.delete(`/entries/${body.id}`)).status).toBe(405)
  })
})
