import { describe, expect, test } from 'vitest'
import { cast, ingeAgrees, nobody, situation } from '../cases/situation.ts'
import type { Json } from '../support/actors.ts'
import { makeConsent, makeEntry, makeNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const people = await cast()
const { as, drift, anna, koordinator } = people
const dpo = as('dpo')
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format()

const ask = (residentId: string, body: Json = { receivedOn: today }) =>
  dpo.post(`/residents/${residentId}/subject-access`, body)

/** Inge and Per: complained about, in a case that the coordinator sees of Inge's consent. */
const household = async () => {
  const there = await situation(people)
  const complaint = await makeNaboklage(drift, {
    respondentTenancyId: there.home.id,
    complainant: { name: 'Klager Klagesen', contact: '+45 11 22 33 44' },
    description: 'Overboen larmer om natten',
    place: 'Lejligheden under',
    sharedSummary: 'Støj om natten',
  })
  const consent = await ingeAgrees(people, there)
  const ofInge = await makeEntry(anna, there.id, [there.inge], { text: 'Inge vil gerne have hjælp' })
  const ofBoth = await makeEntry(anna, there.id, [there.inge, there.per], { text: 'De skændes' })
  const ofPer = await makeEntry(anna, there.id, [there.per], { text: 'Per er syg' })
  await koordinator.get(there.url)
  return { ...there, complaint, consent, ofInge, ofBoth, ofPer }
}

describe('access to own data', () => {
  test('holds what every party has, and the consents with what was told', async () => {
    const { inge, home, complaint, consent, ofInge, id } = await household()
    const { status, body, headers } = await ask(inge)
    expect([status, headers.location]).toEqual([201, `/api/v1/subject-access/${body.id}`])
    const { content } = body
    expect(content.person).toEqual({
      name: 'Inge Hansen',
      birthYear: null,
      phone: null,
      protectedAddress: false,
      externalKey: null,
    })
    expect(content.tenancy).toMatchObject({ id: home.id, address: home.address })
    expect(content.naboklager).toMatchObject([
      { id: complaint.id, category: 'noise', sharedSummary: 'Støj om natten', steps: [] },
    ])
    expect(content.cases.map((it: Json) => it.id)).toEqual([id])
    expect(content.cases[0].entries).toMatchObject([{ id: ofInge.id, text: 'Inge vil gerne have hjælp' }, {}])
    expect(content.consents).toMatchObject([{ id: consent.id, informationTextVersion: '2026-01' }])
    expect(content.informationTexts).toEqual([
      { version: '2026-01', text: expect.stringContaining('Det er frivilligt') },
    ])
    expect(content.retention.map(({ kind, keep }: Json) => `${kind} ${keep}`)).toEqual(
      expect.arrayContaining(['naboklage P2Y', 'case P3Y', 'consent P5Y']),
    )
    expect(content.disclosures).toEqual([
      { on: today, organisationId: 'helhedsplanen', caseId: id, consentIds: [consent.id] },
    ])
  })

  test('leaves out who complained, what could tell it, and what is about a cohabitant, each with its reason', async () => {
    const { inge, complaint, ofBoth, ofPer, id } = await household()
    const { body, text } = await ask(inge)
    for (const hidden of [
      'Klagesen',
      '11 22 33',
      'Overboen',
      'Lejligheden under',
      'De skændes',
      'Per er syg',
      ofPer.id,
    ])
      expect(text).not.toContain(hidden)
    expect(body.redactions).toEqual(
      expect.arrayContaining([
        { recordId: complaint.id, field: 'complainant', reason: 'complainant_withheld' },
        { recordId: complaint.id, field: 'description', reason: 'may_identify_complainant' },
        { recordId: complaint.id, field: 'place', reason: 'may_identify_complainant' },
        { recordId: id, field: 'problem', reason: 'concerns_other_resident' },
        { recordId: ofBoth.id, field: 'text', reason: 'concerns_other_resident' },
      ]),
    )
    expect(body.redactions).toHaveLength(5)
  })

  test('is due within a month, can be read again, and leaves its event', async () => {
    const home = await tenancy(drift)
    const [{ id }] = home.residents
    const { body, etag } = await ask(id, { receivedOn: '2026-01-31' })
    expect(body).toMatchObject({ residentId: id, receivedOn: '2026-01-31', dueOn: '2026-02-28' })
    const again = await dpo.get(`/subject-access/${body.id}`)
    expect([again.status, again.etag]).toEqual([200, etag])
    const [event] = (await dpo.get(`/audit/events?requestId=${again.headers['x-request-id']}`)).body.items
    expect(event).toMatchObject({ action: 'subject_access.read', decision: 'allowed' })
    expect(event.subjectIds).toEqual(expect.arrayContaining([id, home.id]))
  })

  test('is for the officer alone, of a resident there is, asked for no later than today', async () => {
    const [{ id }] = (await tenancy(drift)).residents
    const url = `/residents/${id}/subject-access`
    for (const name of ['drift.boligviborg', 'social.anna', 'koordinator', 'board', 'admin'] as const)
      expect((await as(name).post(url, { receivedOn: today })).status).toBe(403)
    expect((await ask(nobody)).status).toBe(404)
    expect((await dpo.get(`/subject-access/${nobody}`)).status).toBe(404)
    expect((await ask(id, { receivedOn: '2199-01-01' })).body.code).toBe('rule_violated')
    for (const body of [{}, { receivedOn: 'i går' }, { receivedOn: today, note: 'x' }])
      expect((await ask(id, body)).status).toBe(400)
  })
})

describe('the access log', () => {
  test('tells a citizen when and why, and not by whom', async () => {
    const { inge, consent } = await household()
    const { body, text } = await dpo.get(`/residents/${inge}/access-log?audience=citizen&limit=200`)
    expect(body.items.length).toBeGreaterThan(5)
    for (const item of body.items)
      expect([Object.keys(item).sort(), item.system]).toEqual([
        ['occurredAt', 'organisationId', 'purpose', 'system'],
        null,
      ])
    for (const hidden of [consent.id, 'Anna', 'Karen', 'actor', (await koordinator.get('/me')).body.id])
      expect(text).not.toContain(hidden)
    expect((await dpo.get(`/residents/${inge}/access-log?limit=200`)).body.audience).toBe('citizen')
  })

  test('tells the officer who looked, who was refused, and on which consent', async () => {
    const { inge, consent, complaint } = await household()
    await as('drift.ringparken').get(`/residents/${inge}`)
    await as('drift.sctjoergen').get(`/residents/${inge}`)
    await drift.get(`/naboklager/${complaint.id}`)
    const { body } = await dpo.get(`/residents/${inge}/access-log?audience=officer&limit=200`)
    const told = body.items.map((item: Json) => `${item.actorName}: ${item.action} ${item.decision}`)
    expect(told).toContain('Rikke Mørk: resident.read allowed')
    expect(told).toContain('Jørgen Toft: resident.read denied')
    expect(told).toContain('Dorte Lund: naboklage.read allowed')
    const [look] = body.items.filter((item: Json) => item.organisationId === 'helhedsplanen')
    expect(look).toMatchObject({ action: 'case.read', consentIds: [consent.id] })
  })

  test('of one cohabitant tells nothing of a case that is about the other alone', async () => {
    const home = await tenancy(drift, { residents: [{ name: 'Inge Hansen' }, { name: 'Per Hansen' }] })
    const [inge, per] = home.residents
    const { id } = await situation(people, { tenancyId: home.id, residentIds: [inge.id] })
    await makeConsent(anna, id, inge.id)
    const { body } = await dpo.get(`/residents/${per.id}/access-log?audience=officer`)
    expect(body.items.filter((item: Json) => item.caseId === id)).toEqual([])
  })

  test('comes in pages, and is for the officer alone', async () => {
    const { inge } = await household()
    const url = `/residents/${inge}/access-log`
    const first = await dpo.get(`${url}?audience=officer&limit=3`)
    const second = await dpo.get(`${url}?audience=officer&limit=3&cursor=${first.body.nextCursor}`)
    const seen = [...first.body.items, ...second.body.items].map((item: Json) => item.id)
    expect(new Set(seen).size).toBe(6)
    for (const name of ['drift.boligviborg', 'social.anna', 'board', 'admin'] as const)
      expect((await as(name).get(url)).status).toBe(403)
    expect((await dpo.get(`/residents/${nobody}/access-log`)).status).toBe(404)
    expect((await dpo.get(`${url}?audience=press`)).status).toBe(400)
  })
})
