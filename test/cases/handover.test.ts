import { describe, expect, test } from 'vitest'
import type { Actor, Json } from '../support/actors.ts'
import { addMember, dayAgo, makeConsent, newConsent } from '../support/builders.ts'
import { cast, ingeAgrees, nobody, situation } from './situation.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator, database } = people
const any = { 'if-match': '*' }
const idOf = async (actor: Actor): Promise<string> => (await actor.get('/me')).body.id
const reason = 'Barsel'
const handOver = async (by: Actor, url: string, to: Actor | string) =>
  by.post(`${url}/handover`, { userId: typeof to === 'string' ? to : await idOf(to), reason }, any)
const reconfirm = (by: Actor, url: string, body: Json = { note: 'Talt med Inge' }) =>
  by.post(`${url}/reconfirmation`, body)

describe('a handover', () => {
  test('makes a colleague key person, keeps the former on the team, and is confirmed again', async () => {
    const there = await situation(people)
    const { url, id, inge } = there
    const consent = await ingeAgrees(people, there)
    const { status, body } = await handOver(anna, url, bo)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      keyPerson: { name: 'Bo Lindholm' },
      reconfirmationDue: true,
      status: 'active',
    })
    expect(body.team.map((member: Json) => member.name).sort()).toContain('Anna Kjær')
    expect(body.team.map((member: Json) => member.name).sort()).toContain('Bo Lindholm')
    expect(body.consents.map((k: Json) => k.id)).toEqual([consent.id])
    expect((await anna.post(`${url}/consents`, newConsent(inge))).status).toBe(403)
    await makeConsent(bo, id, inge, { recipientOrganisationIds: ['boligviborg'] })
    expect((await reconfirm(anna, url)).status).toBe(403)
    expect((await reconfirm(drift, url)).status).toBe(403)
    expect((await reconfirm(bo, url)).body).toMatchObject({ reconfirmationDue: false })
    expect((await reconfirm(bo, url)).body.code).toBe('invalid_transition')
    const { items } = (await anna.get(`${url}/moves`)).body
    expect(
      items.map((move: Json) => [move.kind, move.reason, move.keyPerson.name, move.recordedBy.name]),
    ).toEqual([
      ['reconfirmation', 'Talt med Inge', 'Bo Lindholm', 'Bo Lindholm'],
      ['handover', reason, 'Bo Lindholm', 'Anna Kjær'],
    ])
  })

  test('is by the key person, to another of the same organisation', async () => {
    const there = await situation(people)
    const { url } = there
    expect((await handOver(bo, url, bo)).status).toBe(404)
    await addMember(anna, there.id, bo)
    await ingeAgrees(people, there)
    for (const by of [bo, drift, koordinator]) expect((await handOver(by, url, bo)).status).toBe(403)
    expect((await handOver(anna, url, anna)).body.code).toBe('rule_violated')
    expect((await handOver(anna, url, koordinator)).body.code).toBe('rule_violated')
    expect((await handOver(anna, url, as('admin'))).body.code).toBe('rule_violated')
    expect((await handOver(anna, url, nobody)).status).toBe(404)
    const body = { userId: await idOf(bo), reason }
    expect((await anna.post(`${url}/handover`, body)).status).toBe(428)
    expect((await anna.post(`${url}/handover`, body, { 'if-match': '"x"' })).status).toBe(412)
    for (const wrong of [
      { userId: body.userId },
      { reason },
      { ...body, note: 'x' },
      { userId: 'bo', reason },
    ])
      expect((await anna.post(`${url}/handover`, wrong, any)).status).toBe(400)
    expect((await anna.get(url)).body).toMatchObject({
      keyPerson: { name: 'Anna Kjær' },
      reconfirmationDue: false,
    })
  })

  test('is of a case that is open', async () => {
    const { url } = await situation(people)
    await anna.post(`${url}/closure`, { outcome: 'other', closedOn: dayAgo() }, any)
    expect((await handOver(anna, url, bo)).body.code).toBe('invalid_transition')
  })

  test('of 20 at once happens once, and its successor does not leave the team meanwhile', async () => {
    const there = await situation(people)
    const { url, id } = there
    await addMember(anna, id, bo)
    const boId = await idOf(bo)
    const { etag } = await anna.get(url)
    const body = { userId: boId, reason }
    const handovers = Array.from({ length: 20 }, () =>
      anna.post(`${url}/handover`, body, { 'if-match': etag }),
    )
    const leaving = Array.from({ length: 5 }, () => anna.delete(`${url}/team/${boId}`))
    const made = (await Promise.all(handovers)).filter(({ status }) => status === 200)
    await Promise.all(leaving)
    expect(made.length).toBeLessThanOrEqual(1)
    const { keyPerson, team } = (await anna.get(url)).body
    expect(team.map((member: Json) => member.id)).toContain(keyPerson.id)
  })
})

describe('when the key person has left', () => {
  const away: [string, string, string][] = [
    ['is disabled', 'disabled_at = now()', 'disabled_at = null'],
    [
      'works elsewhere',
      `organisation_id = 'helhedsplanen', role = 'helhedsplan'`,
      `organisation_id = 'viborg-kommune', role = 'socialafdeling'`,
    ],
  ]
  test.each(away)(
    'and %s, the case is flagged, and one of the team takes over',
    async (_, leaving, returning) => {
      const there = await situation(people)
      const { url, id } = there
      await ingeAgrees(people, there)
      await addMember(anna, id, bo)
      expect((await handOver(bo, url, bo)).status).toBe(403)
      const annaId = await idOf(anna)
      await database.admin(`update users set ${leaving} where id = $1`, [annaId])
      try {
        expect((await bo.get(url)).body).toMatchObject({ keyPerson: { id: annaId }, reconfirmationDue: true })
        expect(
          (await bo.get('/cases?reconfirmationDue=true')).body.items.map((item: Json) => item.id),
        ).toContain(id)
        expect((await handOver(drift, url, drift)).status).toBe(403)
        expect((await handOver(bo, url, annaId)).status).toBeOneOf([404, 422])
        const taken = await handOver(bo, url, bo)
        expect(taken.body).toMatchObject({ keyPerson: { name: 'Bo Lindholm' }, reconfirmationDue: true })
        expect((await reconfirm(bo, url)).body.reconfirmationDue).toBe(false)
      } finally {
        await database.admin(`update users set ${returning} where id = $1`, [annaId])
        // Her sessions ended with her account; the tests that follow go on in them.
        await database.admin('update sessions set ended_at = null where user_id = $1', [annaId])
      }
    },
  )

  test('or has a stake in it, one of the team takes over, and is not handed one with a stake', async () => {
    const there = await situation(people)
    const { url, id, home } = there
    await addMember(anna, id, bo)
    const stake = async (who: Actor) =>
      (
        await as('admin').post('/conflicts', {
          userId: await idOf(who),
          tenancyId: home.id,
          reason: 'Familie',
        })
      ).body.id
    const bos = await stake(bo)
    expect((await handOver(anna, url, bo)).body.code).toBe('rule_violated')
    expect((await anna.get(url)).body.keyPerson.name).toBe('Anna Kjær')
    await as('admin').delete(`/conflicts/${bos}`)
    await stake(anna)
    expect((await handOver(anna, url, bo)).status).toBe(404)
    expect((await handOver(bo, url, bo)).body.keyPerson.name).toBe('Bo Lindholm')
  })
})
