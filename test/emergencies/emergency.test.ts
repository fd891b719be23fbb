import { describe, expect, test } from 'vitest'
import { cast, ingeAgrees, nobody, type Situation, situation } from '../cases/situation.ts'
import type { Actor, Answer, Json } from '../support/actors.ts'
import { addMember, ago, makeEntry, makeNaboklage } from '../support/builders.ts'

const people = await cast()
const { as, anna, bo, drift, koordinator, database } = people
const dpo = as('dpo')
const idOf = async (actor: Actor): Promise<string> => (await actor.get('/me')).body.id
const asking = { reason: 'Beboeren svarer ikke, og der lugter af gas', legalBasis: 'vital_interests' }
const open = (by: Actor, id: string, changes: Json = {}) =>
  by.post(`/cases/${id}/emergency-access`, { ...asking, ...changes })
const eventOf = async ({ headers }: Answer): Promise<Json> => {
  const { items } = (await dpo.get(`/audit/events?requestId=${headers['x-request-id']}`)).body
  expect(items).toHaveLength(1)
  return items[0]
}

/** A case with something of everything on it, and no consent that names anyone. */
const closed = async (): Promise<Situation & { entry: Json; complaint: Json }> => {
  const there = await situation(people)
  const complainant = { name: 'Nabo Nielsen', contact: '+45 11 22 33 44' }
  const complaint = await makeNaboklage(drift, { complainant, sharedSummary: 'Uro om natten' })
  await ingeAgrees(people, there, { recipientOrganisationIds: ['boligviborg'] })
  expect((await drift.post(`${there.url}/naboklager`, { naboklageId: complaint.id })).status).toBe(201)
  const entry = await makeEntry(anna, there.id, [there.inge, there.per], { dataCategory: 'health' })
  await ingeAgrees(people, there, { recipientOrganisationIds: ['viborg-kommune'] })
  return { ...there, entry, complaint }
}

describe('emergency access', () => {
  test('opens the case, its residents, entries and summaries to its user alone, and each read is marked', async () => {
    const there = await closed()
    await addMember(anna, there.id, as('koordinator2'))
    expect((await koordinator.get(there.url)).status).toBe(404)
    const opened = await open(koordinator, there.id)
    expect(opened.status).toBe(201)
    expect(opened.headers.location).toBe(`/api/v1/emergency-accesses/${opened.body.id}`)
    expect(opened.body).toMatchObject({ ...asking, caseId: there.id, status: 'pending', review: null })
    const hours = (Date.parse(opened.body.expiresAt) - Date.parse(opened.body.grantedAt)) / 3_600_000
    expect(hours).toBe(24)

    const answer = await koordinator.get(there.url)
    expect(answer.body.residents.map(({ id }: Json) => id).sort()).toEqual([there.inge, there.per].sort())
    expect(answer.body).toMatchObject({
      consents: [],
      naboklager: [{ id: there.complaint.id, sharedSummary: 'Uro om natten' }],
    })
    const reads = [
      answer,
      await koordinator.get('/cases'),
      await koordinator.get(`${there.url}/entries`),
      await koordinator.get(`${there.url}/consents`),
      await koordinator.get(`/entries/${there.entry.id}`),
    ]
    for (const read of reads) {
      expect(read.status).toBe(200)
      expect(read.text).not.toMatch(/Nielsen|11 22 33|Høj musik/)
      expect(await eventOf(read)).toMatchObject({ emergencyAccessIds: [opened.body.id], consentIds: [] })
    }
    expect((await koordinator.get(`/naboklager/${there.complaint.id}`)).status).toBe(403)
    expect((await as('koordinator2').get(there.url)).status).toBe(404)
    expect((await eventOf(await koordinator.get('/me'))).emergencyAccessIds).toEqual([])
    expect((await eventOf(await anna.get(there.url))).emergencyAccessIds).toEqual([])
  })

  test('is for reading, and for entries of one’s own on another basis than consent', async () => {
    const { id, url, inge, per, complaint } = await closed()
    await open(drift, id)
    const { headers, body } = await drift.get(url)
    const tag = { 'if-match': String(headers.etag) }
    const another = await makeNaboklage(drift)
    for (const answer of [
      await drift.patch(url, { theme: 'other' }, tag),
      await drift.post(`${url}/residents`, { residentId: per }),
      await drift.post(`${url}/naboklager`, { naboklageId: another.id }),
      await drift.post(`${url}/team`, { userId: await idOf(bo) }),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden'])
    const [consent] = (await anna.get(url)).body.consents
    const withdrawal = { receivedAt: ago(0), channel: 'phone' }
    expect((await drift.post(`/consents/${consent.id}/withdrawal`, withdrawal)).status).toBe(404)
    const note = { kind: 'note', dataCategory: 'housing', residentIds: [inge], occurredAt: ago(0) }
    const write = (legalBasis: string) =>
      drift.post(`${url}/entries`, { ...note, legalBasis, text: 'Låste døren op' })
    expect((await write('consent')).status).toBe(422)
    const written = await write('contract')
    expect(written.status).toBe(201)
    expect((await eventOf(written)).emergencyAccessIds).toHaveLength(1)
    expect(body.naboklager).toHaveLength(1)
    expect((await drift.get(`/naboklager/${complaint.id}`)).status).toBe(200)
  })

  test('is not for those outside the team, nor for those who see the case, nor twice', async () => {
    const { id, home } = await closed()
    for (const by of [bo, as('drift.ringparken'), as('koordinator2')])
      expect((await open(by, id)).status).toBe(404)
    expect((await open(koordinator, nobody)).status).toBe(404)
    expect((await open(anna, id)).status).toBe(409)
    for (const name of ['board', 'dpo', 'admin'] as const) expect((await open(as(name), id)).status).toBe(403)
    await as('admin').post('/conflicts', {
      userId: await idOf(koordinator),
      tenancyId: home.id,
      reason: 'Nabo',
    })
    expect((await open(koordinator, id)).status).toBe(404)
    const answers = await Promise.all(Array.from({ length: 10 }, () => open(drift, id)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
    expect((await open(drift, id)).status).toBe(409)
  })

  test.each([
    ['no reason', { reason: ' ' }],
    ['no basis', { legalBasis: undefined }],
    ['consent as its basis', { legalBasis: 'consent' }],
    ['an unknown field', { hours: 48 }],
    ['a personal number', { reason: 'Hun hedder 010190-1234' }],
  ])('is refused with %s', async (_name, changes) => {
    const { id } = await situation(people)
    expect((await open(koordinator, id, changes)).status).toBe(400)
  })

  test('ends with the team, with a conflict and with the employment', async () => {
    const { id, url } = await closed()
    const koordinatorId = await idOf(koordinator)
    await open(koordinator, id)
    await database.admin(`update users set organisation_id = 'sct-joergen', role = 'drift' where id = $1`, [
      koordinatorId,
    ])
    expect((await koordinator.get(url)).status).toBe(404)
    await database.admin(
      `update users set organisation_id = 'helhedsplanen', role = 'helhedsplan' where id = $1`,
      [koordinatorId],
    )
    // Whoever leaves an organisation leaves its cases, and is let in anew.
    expect((await koordinator.get(url)).status).toBe(404)
    await anna.post(`${url}/team`, { userId: koordinatorId })
    expect((await koordinator.get(url)).status).toBe(200)
    await anna.delete(`${url}/team/${koordinatorId}`)
    expect((await koordinator.get(url)).status).toBe(404)
  })

  test('rests while a consent names the organisation', async () => {
    const there = await closed()
    await open(koordinator, there.id)
    await ingeAgrees(people, there, { recipientOrganisationIds: ['helhedsplanen'] })
    const seen = await koordinator.get(there.url)
    expect(seen.body.residents.map(({ id }: Json) => id)).toEqual([there.inge])
    expect((await eventOf(seen)).emergencyAccessIds).toEqual([])
    expect((await koordinator.get(`/entries/${there.entry.id}`)).status).toBe(404)
  })

  test('ends after 24 hours of the database’s clock, and may then be opened anew', async () => {
    const { id, url } = await closed()
    await open(koordinator, id)
    await database.admin(`update sessions set expires_at = 'infinity'`)
    await database.setClock(`now() + interval '23 hours 59 minutes'`)
    const before = await koordinator.get(url)
    await database.setClock(`now() + interval '24 hours'`)
    const after = await koordinator.get(url)
    const anew = await open(koordinator, id)
    const again = await koordinator.get(url)
    await database.setClock('now()')
    expect([before, after, anew, again].map(({ status }) => status)).toEqual([200, 404, 201, 200])
  })
})
