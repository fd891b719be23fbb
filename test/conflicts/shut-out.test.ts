import { describe, expect, test } from 'vitest'
import { cast, ingeAgrees, nobody, type Situation, situation } from '../cases/situation.ts'
import type { Actor, Json } from '../support/actors.ts'
import { addMember, ago, makeCase, makeEntry, makeNaboklage, newNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const people = await cast()
const { as, anna, bo, drift, koordinator } = people
const rikke = as('drift.ringparken')
const uniform = ({ text }: { text: string }) => text.replace(/"requestId":"[^"]*"/, '')

/** Shuts someone out, and answers how to let them in again. */
const shut = async (who: Actor, tenancyId: string) => {
  const userId = (await who.get('/me')).body.id
  const body = { userId, tenancyId, reason: 'Er i familie med beboeren' }
  const { status, body: conflict, text } = await as('admin').post('/conflicts', body)
  if (status !== 201) throw new Error(text)
  return () => as('admin').delete(`/conflicts/${conflict.id}`)
}

interface Everything extends Situation {
  complaint: Json
  entry: Json
  consent: Json
}

/** Rikke, who is on the team too, has something of everything to lose. */
const everything = async (): Promise<Everything> => {
  const there = await situation(people)
  await addMember(anna, there.id, rikke)
  await addMember(anna, there.id, bo)
  const consent = await ingeAgrees(people, there)
  const complaint = await makeNaboklage(drift, { respondentTenancyId: there.home.id })
  await drift.post(`${there.url}/naboklager`, { naboklageId: complaint.id })
  return { ...there, consent, complaint, entry: await makeEntry(anna, there.id, [there.inge]) }
}

const addressesOf = ({ home, id, inge, entry, consent, complaint }: Everything) => [
  `/cases/${id}`,
  `/cases/${id}/entries`,
  `/cases/${id}/consents`,
  `/entries/${entry.id}`,
  `/consents/${consent.id}`,
  `/naboklager/${complaint.id}`,
  `/tenancies/${home.id}`,
  `/residents/${inge}`,
]

describe('9. a member of staff with a stake in the household', () => {
  test('is shut out of all that concerns it as reader, from the next request, and let in when it ends', async () => {
    const there = await everything()
    for (const url of addressesOf(there)) expect([url, (await rikke.get(url)).status]).toEqual([url, 200])
    const letIn = await shut(rikke, there.home.id)
    for (const url of addressesOf(there)) {
      const refused = await rikke.get(url)
      const unknown = await rikke.get(url.replace(/[\da-f-]{36}/, nobody))
      expect([url, refused.status, uniform(refused)]).toEqual([url, 404, uniform(unknown)])
      expect((await drift.get(url)).status).toBe(200)
    }
    for (const list of ['/cases', '/naboklager', '/tenancies?departmentId=ringparken'])
      expect((await rikke.get(list)).text).not.toMatch(new RegExp(`${there.id}|${there.home.id}`))
    await letIn()
    for (const url of addressesOf(there)) expect((await rikke.get(url)).status).toBe(200)
  })

  test('and as writer, of what there is and of what could be', async () => {
    const there = await everything()
    const { home, id, inge, entry, complaint, consent } = there
    const other = await makeNaboklage(rikke)
    const tag = { 'if-match': '*' }
    await shut(rikke, home.id)
    const written = { kind: 'note', dataCategory: 'housing', residentIds: [inge], legalBasis: 'contract' }
    const answers = await Promise.all([
      rikke.patch(`/cases/${id}`, { theme: 'other' }, tag),
      rikke.post(`/cases/${id}/entries`, { ...written, text: 'x', occurredAt: entry.occurredAt }),
      rikke.post(`/cases/${id}/residents`, { residentId: there.per }),
      rikke.post(`/cases/${id}/naboklager`, { naboklageId: other.id }),
      rikke.patch(`/naboklager/${complaint.id}`, { place: 'Kælderen' }, tag),
      rikke.patch(`/tenancies/${home.id}`, { movedOutOn: '2026-01-01' }, tag),
      rikke.patch(`/residents/${inge}`, { phone: null }, tag),
      rikke.post(`/tenancies/${home.id}/residents`, { name: 'Ny Beboer' }),
      rikke.post('/cases', { tenancyId: home.id, residentIds: [inge], theme: 'other', problem: 'x' }),
      rikke.post(`/consents/${consent.id}/withdrawal`, { receivedAt: ago(0), channel: 'phone' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
    const unseen = (await rikke.post('/naboklager', newNaboklage({ respondentTenancyId: nobody }))).body
    for (const aimed of [
      await rikke.post('/naboklager', newNaboklage({ respondentTenancyId: home.id })),
      await rikke.patch(`/naboklager/${other.id}`, { respondentTenancyId: home.id }, tag),
    ])
      expect([aimed.status, aimed.body.detail]).toEqual([422, unseen.detail])
    const complainant = { name: 'Nabo Nielsen', tenancyId: home.id }
    expect((await rikke.post('/naboklager', newNaboklage({ complainant }))).status).toBe(422)
  })

  test('as the owner’s staff, withdraws nothing; a colleague does', async () => {
    const { home, consent } = await everything()
    await shut(bo, home.id)
    const withdraw = (by: Actor) =>
      by.post(`/consents/${consent.id}/withdrawal`, { receivedAt: ago(0), channel: 'phone' })
    expect((await withdraw(bo)).status).toBe(404)
    expect((await withdraw(anna)).status).toBe(200)
  })

  test('finds the household by no look-up, and opens no case on an id once known', async () => {
    const home = await tenancy(drift)
    const [{ id, name }] = home.residents
    const whom = { departmentId: 'ringparken', address: home.address, residentName: name, reason: 'economy' }
    expect((await bo.post('/tenancies/lookup', whom)).status).toBe(200)
    await shut(bo, home.id)
    expect((await bo.post('/tenancies/lookup', whom)).status).toBe(404)
    const opening = { tenancyId: home.id, residentIds: [id], theme: 'other', problem: 'Uro' }
    expect((await bo.post('/cases', opening)).status).toBe(404)
    expect((await anna.post('/cases', opening)).status).toBe(201)
  })

  test('as key person, leaves the case with its owner’s team', async () => {
    const there = await everything()
    await shut(anna, there.home.id)
    expect((await anna.get(there.url)).status).toBe(404)
    expect((await bo.get(there.url)).body).toMatchObject({ id: there.id, status: 'active' })
  })

  test('gets no stored answer again', async () => {
    const home = await tenancy(drift)
    const body = newNaboklage({ respondentTenancyId: home.id })
    const key = { 'idempotency-key': 'filed-before' }
    expect((await rikke.post('/naboklager', body, key)).status).toBe(201)
    await shut(rikke, home.id)
    expect((await rikke.post('/naboklager', body, key)).status).toBe(404)
  })
})

describe('a stake in the complainant’s household', () => {
  const between = async () => {
    const there = await situation(people)
    await addMember(anna, there.id, rikke)
    await addMember(anna, there.id, bo)
    await ingeAgrees(people, there)
    const complaining = await tenancy(drift)
    const complainant = { name: 'Nabo Nielsen', tenancyId: complaining.id }
    const complaint = await makeNaboklage(drift, { respondentTenancyId: there.home.id, complainant })
    await drift.post(`${there.url}/naboklager`, { naboklageId: complaint.id })
    return { ...there, complaining, complaint }
  }

  test('shuts the landlord’s staff out of the complaint and of the case that took it up', async () => {
    const { url, complaint, complaining, home } = await between()
    await shut(rikke, complaining.id)
    expect((await rikke.get(`/naboklager/${complaint.id}`)).status).toBe(404)
    expect((await rikke.get(url)).status).toBe(404)
    expect((await rikke.get(`/tenancies/${home.id}`)).status).toBe(200)
  })

  test('tells nobody else who complained: their case is as before', async () => {
    const { url, complaining } = await between()
    const before = await bo.get(url)
    await shut(bo, complaining.id)
    expect(await bo.get(url)).toMatchObject({ status: 200, etag: before.etag })
  })
})

test('a stake in one household is none in the next one of the same dwelling', async () => {
  const home = await tenancy(drift, { movedOutOn: '2024-01-31' })
  const next = await tenancy(drift, { address: home.address, movedInOn: '2024-02-01' })
  await shut(rikke, home.id)
  expect((await rikke.get(`/tenancies/${home.id}`)).status).toBe(404)
  expect((await rikke.get(`/tenancies/${next.id}`)).status).toBe(200)
  const { id } = await makeCase(rikke, next)
  expect((await rikke.get(`/cases/${id}`)).status).toBe(200)
  expect((await koordinator.get(`/cases/${id}`)).status).toBe(404)
})
