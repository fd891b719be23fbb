import { describe, expect, test } from 'vitest'
import type { Actor, Json } from '../support/actors.ts'
import { makeNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'
import { cast, ingeAgrees, nobody, situation } from './situation.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator } = people

const home = await tenancy(drift, { residents: [{ name: 'Inge Hansen' }, { name: 'Per Hansen' }] })
const neighbours = await tenancy(drift)
const [inge, per] = home.residents.map((resident: Json) => resident.id)
const body = { tenancyId: home.id, residentIds: [inge], theme: 'neglect', problem: 'Boligen forfalder' }
const open = (by: Actor, changes: Json = {}) => by.post('/cases', { ...body, ...changes })

describe('opening a case', () => {
  test.each(['drift.boligviborg', 'social.anna', 'koordinator'] as const)(
    '%s becomes key person',
    async (name) => {
      const me = (await as(name).get('/me')).body
      const { status, headers, body, etag } = await open(as(name))
      const person = { id: me.id, name: me.name, organisationId: me.organisationId }
      expect(status).toBe(201)
      expect(headers.location).toBe(`/api/v1/cases/${body.id}`)
      expect(etag).toMatch(/^"[^"]+"$/)
      expect(body).toMatchObject({ organisationId: me.organisationId, keyPerson: person, team: [person] })
      expect(body).toMatchObject({ status: 'awaiting_consent', departmentId: 'ringparken', consents: [] })
      expect(body.reference).toMatch(/^S-\d{4}-\d{5}$/)
      expect(body.residents).toEqual([{ id: inge, name: 'Inge Hansen' }])
    },
  )

  test.each(['board', 'dpo', 'admin'] as const)('is not for %s', async (name) => {
    for (const answer of [
      await open(as(name)),
      await as(name).get('/cases'),
      await as(name).get(`/cases/${nobody}`),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden'])
  })

  test('takes nothing that is missing, unknown or a personal number', async () => {
    for (const [changes, path] of [
      [{ residentIds: [] }, 'residentIds'],
      [{ theme: 'noise' }, 'theme'],
      [{ problem: '  ' }, 'problem'],
      [{ tenancyId: 'x' }, 'tenancyId'],
      [{ status: 'active' }, 'status'],
    ] as const) {
      const answer = await open(anna, changes)
      expect([answer.status, answer.body.code, answer.body.errors[0].path]).toEqual([
        400,
        'validation_failed',
        path,
      ])
    }
    expect((await open(anna, { problem: 'Se 010190-1234' })).body.code).toBe('personal_number')
  })

  test('needs a household that exists, and residents of it', async () => {
    const stranger = neighbours.residents[0].id
    expect((await open(anna, { tenancyId: nobody })).status).toBe(404)
    expect((await open(anna, { residentIds: [inge, nobody] })).status).toBe(404)
    expect((await open(anna, { residentIds: [stranger] })).status).toBe(404)
    expect((await open(drift, { residentIds: [inge, stranger] })).body.code).toBe('rule_violated')
    expect((await open(as('drift.sctjoergen'))).status).toBe(404)
  })

  test('takes up complaints about the household, by those who see them', async () => {
    const about = await makeNaboklage(drift, { respondentTenancyId: home.id })
    const other = await makeNaboklage(drift, { respondentTenancyId: neighbours.id })
    expect((await open(drift, { naboklageIds: [about.id] })).body.naboklager).toMatchObject([
      { id: about.id },
    ])
    expect((await open(drift, { naboklageIds: [about.id, other.id] })).body.code).toBe('rule_violated')
    expect((await open(anna, { naboklageIds: [about.id] })).status).toBe(404)
    expect((await open(drift, { naboklageIds: [nobody] })).status).toBe(404)
  })
})

describe('a case that is not seen', () => {
  test('answers byte for byte like one that does not exist', async () => {
    const { id } = (await open(anna)).body
    const bytes = async (url: string, by: Actor) => {
      const { status, text, headers, body } = await by.get(url)
      expect(status).toBe(404)
      const kept = Object.keys(headers).filter((name) => !['date', 'x-request-id'].includes(name))
      return [text.replace(body.requestId, ''), ...kept.map((name) => `${name}: ${headers[name]}`)]
    }
    for (const below of ['', '/entries', '/consents'])
      for (const by of [bo, drift, koordinator])
        expect(await bytes(`/cases/${id}${below}`, by)).toEqual(await bytes(`/cases/${nobody}${below}`, by))
    for (const [below, change] of [
      ['/residents', { residentId: per }],
      ['/team', { userId: nobody }],
      ['/naboklager', { naboklageId: nobody }],
    ] as const) {
      const [hidden, absent] = [
        await drift.post(`/cases/${id}${below}`, change),
        await drift.post(`/cases/${nobody}${below}`, change),
      ]
      expect([hidden.status, hidden.body]).toEqual([
        404,
        { ...absent.body, requestId: hidden.body.requestId },
      ])
    }
  })

  test('is not on the list, whatever is filtered by', async () => {
    const { id } = (await open(anna, { theme: 'loneliness' })).body
    const url = '/cases?theme=loneliness&departmentId=ringparken&status=awaiting_consent'
    expect((await anna.get(url)).body.items.map((item: Json) => item.id)).toContain(id)
    expect((await bo.get(url)).body).toEqual({ items: [], nextCursor: null })
  })
})

describe('a list of cases', () => {
  test('is newest first, in pages, and follows the status as consents come', async () => {
    const made = []
    for (let n = 0; n < 3; n += 1) made.push((await open(anna, { theme: 'other' })).body.id)
    const first = await anna.get('/cases?theme=other&limit=2')
    const second = await anna.get(`/cases?theme=other&limit=2&cursor=${first.body.nextCursor}`)
    const ids = [...first.body.items, ...second.body.items].map((item: Json) => item.id)
    expect(ids).toEqual(made.reverse())
    expect(first.headers.link).toContain('rel="next"')
    expect(second.body.nextCursor).toBeNull()
    const there = await situation(people, { theme: 'economy' })
    const active = async () => (await drift.get('/cases?status=active&theme=economy')).body.items
    expect(await active()).toEqual([])
    await ingeAgrees(people, there)
    expect(await active()).toMatchObject([{ id: there.id, status: 'active' }])
  })
})
