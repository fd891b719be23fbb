import { describe, expect, test } from 'vitest'
import type { Actor, Json } from '../support/actors.ts'
import { addMember } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'
import { cast, ingeAgrees, nobody, situation } from './situation.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator } = people
const idOf = async (actor: Actor): Promise<string> => (await actor.get('/me')).body.id
const join = async (by: Actor, url: string, member: Actor) =>
  by.post(`${url}/team`, { userId: await idOf(member) })
const leave = async (by: Actor, url: string, member: Actor) => by.delete(`${url}/team/${await idOf(member)}`)

describe('the team', () => {
  test("is the owner's to change", async () => {
    const there = await situation(people)
    const { url } = there
    expect((await join(bo, url, bo)).status).toBe(404)
    expect((await join(anna, url, bo)).body.team).toHaveLength(4)
    expect((await join(anna, url, bo)).status).toBe(409)
    expect((await leave(bo, url, koordinator)).status).toBe(204)
    await ingeAgrees(people, there)
    const refused = [await join(drift, url, koordinator), await leave(drift, url, bo)]
    expect(refused.map(({ body }) => body.code)).toEqual(['forbidden', 'forbidden'])
  })

  test('keeps its key person, and is of the three parties', async () => {
    const { url } = await situation(people)
    expect((await leave(anna, url, anna)).body.code).toBe('rule_violated')
    expect((await anna.post(`${url}/team`, { userId: nobody })).status).toBe(404)
    expect((await anna.delete(`${url}/team/${nobody}`)).status).toBe(404)
    const admin = await as('admin').get('/me')
    expect((await anna.post(`${url}/team`, { userId: admin.body.id })).body.code).toBe('rule_violated')
  })

  test('sees nothing more from the moment it is left, also by oneself', async () => {
    const { url } = await situation(people)
    await join(anna, url, bo)
    expect((await bo.get(url)).status).toBe(200)
    const { status, text, headers } = await leave(bo, url, bo)
    expect([status, text]).toEqual([204, ''])
    expect((await bo.get(url)).status).toBe(404)
    const [event] = (await as('dpo').get(`/audit/events?requestId=${headers['x-request-id']}`)).body.items
    expect(event).toMatchObject({
      action: 'case.remove_member',
      decision: 'allowed',
      actorId: await idOf(bo),
    })
  })

  test('is left by a change of organisation: the old access ends, also where the new one is consented to', async () => {
    const there = await situation(people)
    await join(anna, there.url, bo)
    const boId = await idOf(bo)
    const move = (organisation: string, role: string) =>
      people.database.admin('update users set organisation_id = $2, role = $3 where id = $1', [
        boId,
        organisation,
        role,
      ])
    await move('helhedsplanen', 'helhedsplan')
    expect((await bo.get(there.url)).status).toBe(404)
    await ingeAgrees(people, there, { recipientOrganisationIds: ['helhedsplanen'] })
    expect((await bo.get(there.url)).status).toBe(404)
    await join(anna, there.url, bo)
    expect((await bo.get(there.url)).body.residents).toEqual([{ id: there.inge, name: 'Inge Hansen' }])
    await move('viborg-kommune', 'socialafdeling')
  })
})

describe('residents of a case', () => {
  const narrow = async () => {
    const home = await tenancy(drift, { residents: [{ name: 'Inge Hansen' }, { name: 'Per Hansen' }] })
    const [inge, per] = home.residents.map((resident: Json) => resident.id)
    const there = await situation(people, { tenancyId: home.id, residentIds: [inge] })
    return { ...there, home, inge, per }
  }
  const add = (by: Actor, url: string, residentId: string) => by.post(`${url}/residents`, { residentId })

  test('are of the household, and are added once', async () => {
    const { url, inge, per } = await narrow()
    const stranger = (await tenancy(drift)).residents[0].id
    expect((await add(anna, url, per)).body.residents.map((r: Json) => r.id).sort()).toEqual(
      [inge, per].sort(),
    )
    expect((await add(anna, url, per)).status).toBe(409)
    expect((await add(anna, url, nobody)).status).toBe(404)
    expect((await add(anna, url, stranger)).status).toBe(404)
    expect((await anna.post(`${url}/residents`, { residentId: per, name: 'x' })).status).toBe(400)
  })

  test('are hidden from a partner whom they do not name, also by errors', async () => {
    const there = await narrow()
    const { url, inge, per } = there
    await ingeAgrees(people, there)
    const before = await add(koordinator, url, per)
    const after = await add(koordinator, url, per)
    expect([before.status, after.status]).toEqual([201, 201])
    expect(after.body.residents).toEqual([{ id: inge, name: 'Inge Hansen' }])
    expect(after.etag).toBe(before.etag)
    expect((await anna.get(url)).body.residents).toHaveLength(2)
  })

  test('of another household are told of as that, to the landlord alone', async () => {
    const there = await narrow()
    await ingeAgrees(people, there)
    const stranger = (await tenancy(drift)).residents[0].id
    expect((await add(drift, there.url, stranger)).body.code).toBe('rule_violated')
    expect((await add(koordinator, there.url, stranger)).status).toBe(404)
  })

  test('with a protected address show no address in any answer of a case', async () => {
    const secret = { address: 'Skjulestien 99', dwelling: 'bagerst' }
    const residents = [{ name: 'Inge Hansen', protectedAddress: true, phone: '+45 55 66 77 88' }]
    const home = await tenancy(drift, { ...secret, residents })
    const residentIds = [home.residents[0].id]
    const there = { ...(await situation(people, { tenancyId: home.id, residentIds })), inge: residentIds[0] }
    await ingeAgrees(people, there)
    for (const by of [anna, koordinator, drift])
      for (const url of [there.url, '/cases', `${there.url}/entries`, `${there.url}/consents`]) {
        const { status, text } = await by.get(url)
        expect(status).toBe(200)
        for (const hidden of ['Skjulestien', 'bagerst', '55 66', 'rotected'])
          expect(text).not.toContain(hidden)
      }
  })
})

test('a member added by the owner sees nothing until a consent names the organisation', async () => {
  const there = await situation(people)
  await addMember(anna, there.id, as('drift.sctjoergen'))
  await ingeAgrees(people, there)
  expect((await as('drift.sctjoergen').get(there.url)).status).toBe(404)
  await ingeAgrees(people, there, { recipientOrganisationIds: ['sct-joergen'] })
  expect((await as('drift.sctjoergen').get(there.url)).body.residents).toHaveLength(1)
  expect((await drift.get(there.url)).status).toBe(404)
})
