import { describe, expect, test } from 'vitest'
import { inDays } from '../agreed-actions/builders.ts'
import { cast, ingeAgrees, nobody, situation } from '../cases/situation.ts'
import type { Actor, Json } from '../support/actors.ts'
import { asSeen, gathering, newMeeting, withdrawing } from './builders.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator } = people

const eventOf = async ({ headers }: Json): Promise<Json> =>
  (await as('dpo').get(`/audit/events?requestId=${headers['x-request-id']}`)).body.items[0]
const casesOn = (meeting: Json) => meeting.items.map(({ caseId }: Json) => caseId)
const convene = (by: Actor, body: Json) => by.post('/meetings', body)

describe('a meeting', () => {
  test('is convened by any party, and shown to those invited with what each may see', async () => {
    const there = await situation(people)
    const consent = await ingeAgrees(people, there)
    const answer = await convene(koordinator, newMeeting([there.id], { place: 'Ringparkens fælleshus' }))
    const { body, status, headers } = answer
    expect([status, headers.location]).toEqual([201, `/api/v1/meetings/${body.id}`])
    expect(body).toMatchObject({
      organisationId: 'helhedsplanen',
      heldOn: inDays(0),
      place: 'Ringparkens fælleshus',
      invitedOrganisationIds: ['boligviborg', 'viborg-kommune'],
      status: 'planned',
      items: [{ caseId: there.id, state: 'planned', removedBecause: null, discussion: null }],
    })
    expect(body.items[0].residents).toEqual([{ id: there.inge, name: 'Inge Hansen' }])
    const event = await eventOf(answer)
    expect(event).toMatchObject({ action: 'meeting.create', decision: 'allowed', consentIds: [consent.id] })
    expect([...event.subjectIds].sort()).toEqual([body.id, body.items[0].id, there.id, there.inge].sort())
    for (const by of [drift, anna, koordinator])
      expect(casesOn((await by.get(`/meetings/${body.id}`)).body)).toEqual([there.id])
    for (const by of [bo, as('drift.ringparken')]) {
      const { body: seen, status } = await by.get(`/meetings/${body.id}`)
      expect([status, seen.place, seen.items]).toEqual([200, 'Ringparkens fælleshus', []])
    }
    expect((await as('drift.sctjoergen').get(`/meetings/${body.id}`)).status).toBe(404)
    expect((await as('board').get(`/meetings/${body.id}`)).status).toBe(403)
    const listed = (await drift.get('/meetings?limit=200')).body.items.find(({ id }: Json) => id === body.id)
    const { etag, ...one } = listed
    const alone = await drift.get(`/meetings/${body.id}`)
    expect([one, etag]).toEqual([alone.body, alone.etag])
  })

  test('takes no case that someone invited may not see, and tells the key person alone whose consent is missing', async () => {
    const there = await situation(people)
    const other = await situation(people)
    await ingeAgrees(people, other)
    const refused = await convene(
      anna,
      newMeeting([other.id, there.id], { invitedOrganisationIds: ['boligviborg'] }),
    )
    expect(refused.body).toMatchObject({
      code: 'rule_violated',
      errors: [{ path: 'items.1.caseId' }],
      missingConsents: [{ organisationId: 'boligviborg', residentIds: [there.inge, there.per].sort() }],
    })
    await ingeAgrees(people, there, { recipientOrganisationIds: ['helhedsplanen'] })
    const told = await convene(koordinator, newMeeting([there.id]))
    const unknown = await convene(koordinator, newMeeting([nobody]))
    const unseen = await convene(bo, newMeeting([there.id], { invitedOrganisationIds: ['helhedsplanen'] }))
    for (const { body } of [told, unknown, unseen]) {
      const { requestId, ...rest } = body
      expect(rest).toEqual({
        ...{ type: '/docs#rule_violated', title: 'Strider mod en regel', status: 422, code: 'rule_violated' },
        detail: 'Sagen kan ikke sættes på dagsordenen.',
        errors: [{ path: 'items.0.caseId', message: 'Sagen kan ikke sættes på dagsordenen.' }],
      })
    }
    expect(
      (await convene(anna, newMeeting([there.id], { invitedOrganisationIds: ['helhedsplanen'] }))).status,
    ).toBe(201)
  })

  test('takes nothing that is missing, unknown, in the past or a personal number', async () => {
    for (const changes of [
      { heldOn: 'snart' },
      { invitedOrganisationIds: [] },
      { items: [{ caseId: 'x' }] },
      { items: [{ caseId: nobody }, { caseId: nobody }] },
      { agenda: [] },
    ])
      expect((await convene(koordinator, newMeeting([], changes))).body.code).toBe('validation_failed')
    for (const changes of [
      { heldOn: inDays(-2) },
      { invitedOrganisationIds: ['ukendt'] },
      { invitedOrganisationIds: ['helhedsplanen'] },
    ])
      expect((await convene(koordinator, newMeeting([], changes))).body.code).toBe('rule_violated')
    expect((await convene(koordinator, newMeeting([], { place: 'hos 0101901234' }))).body.code).toBe(
      'personal_number',
    )
    expect((await convene(as('dpo'), newMeeting([]))).status).toBe(403)
  })

  test('is moved and cancelled by who convened it, on the version seen', async () => {
    const { meeting } = await gathering(people)
    const url = `/meetings/${meeting.id}`
    const seen = await asSeen(koordinator, meeting)
    expect((await koordinator.patch(url, { heldOn: inDays(3) })).status).toBe(428)
    expect((await koordinator.patch(url, { heldOn: inDays(3) }, { 'if-match': '"old"' })).status).toBe(412)
    expect((await koordinator.patch(url, { heldOn: inDays(-3) }, seen)).body.code).toBe('rule_violated')
    expect((await drift.patch(url, { heldOn: inDays(3) }, await asSeen(drift, meeting))).status).toBe(403)
    const moved = await koordinator.patch(url, { heldOn: inDays(3), place: 'Rådhuset' }, seen)
    expect(moved.body).toMatchObject({ heldOn: inDays(3), place: 'Rådhuset' })
    expect(
      (await koordinator.patch(url, { place: null }, await asSeen(koordinator, meeting))).body.place,
    ).toBeNull()
    expect((await drift.post(`${url}/cancellation`, {}, await asSeen(drift, meeting))).status).toBe(403)
    const more = await koordinator.post(`${url}/cancellation`, { x: 1 }, await asSeen(koordinator, meeting))
    expect(more.body.code).toBe('validation_failed')
    const cancelled = await koordinator.post(
      `${url}/cancellation`,
      undefined,
      await asSeen(koordinator, meeting),
    )
    expect(cancelled.body.status).toBe('cancelled')
    const again = await koordinator.patch(url, { place: 'x' }, await asSeen(koordinator, meeting))
    expect(again.body.code).toBe('invalid_transition')
  })

  test('is found by its date', async () => {
    const { meeting } = await gathering(people, { heldOn: inDays(40) })
    const found = async (query: string) =>
      (await drift.get(`/meetings?${query}`)).body.items.map(({ id }: Json) => id)
    expect(await found(`from=${inDays(40)}&to=${inDays(40)}`)).toEqual([meeting.id])
    expect(await found(`from=${inDays(41)}`)).toEqual([])
    expect(await found(`to=${inDays(39)}`)).not.toContain(meeting.id)
  })
})

describe('the agenda', () => {
  test('grows by whoever takes part and sees the case', async () => {
    const { meeting, id } = await gathering(people)
    const other = await situation(people)
    const url = `/meetings/${meeting.id}/items`
    const add = async (by: Actor, caseId: string) => by.post(url, { caseId }, await asSeen(by, meeting))
    expect((await add(anna, other.id)).body.missingConsents).toHaveLength(2)
    await ingeAgrees(people, other)
    expect((await add(as('drift.sctjoergen'), other.id)).status).toBe(404)
    expect((await add(bo, other.id)).body.code).toBe('rule_violated')
    const added = await add(drift, other.id)
    expect([added.status, added.body.caseId, added.body.state]).toEqual([201, other.id, 'planned'])
    expect((await add(anna, other.id)).body.code).toBe('conflict')
    expect(casesOn((await anna.get(`/meetings/${meeting.id}`)).body)).toEqual([id, other.id])
    const off = async (by: Actor, itemId = added.body.id) =>
      by.delete(`${url}/${itemId}`, await asSeen(by, meeting))
    expect((await off(bo)).status).toBe(404)
    expect((await drift.delete(`${url}/${added.body.id}`)).status).toBe(428)
    expect((await off(drift, meeting.items[0].id)).status).toBe(403)
    expect((await off(drift)).status).toBe(204)
    expect((await off(anna, meeting.items[0].id)).status).toBe(204)
    expect(casesOn((await koordinator.get(`/meetings/${meeting.id}`)).body)).toEqual([])
  })

  test('takes no closed case', async () => {
    const there = await situation(people)
    await ingeAgrees(people, there)
    const ending = { outcome: 'tenancy_kept', closedOn: inDays(0) }
    expect((await anna.post(`${there.url}/closure`, ending, { 'if-match': '*' })).status).toBe(200)
    expect((await convene(anna, newMeeting([there.id]))).body.code).toBe('invalid_transition')
  })

  test('loses a case at once for those whom a withdrawal shuts out, and its owner is told', async () => {
    const there = await gathering(people)
    const { meeting } = there
    const before = (await koordinator.get(`/meetings/${meeting.id}`)).etag
    await withdrawing(people, there)
    for (const by of [drift, koordinator]) {
      const { body, etag } = await by.get(`/meetings/${meeting.id}`)
      expect(body.items).toEqual([])
      expect(etag).not.toBe(before)
    }
    const { items } = (await anna.get(`/meetings/${meeting.id}`)).body
    expect(items).toMatchObject([{ state: 'removed', removedBecause: 'consent_missing' }])
    expect((await bo.get(`/meetings/${meeting.id}`)).body.items).toEqual([])
  })

  test('is not given again to one who has been shut out since', async () => {
    const there = await situation(people)
    await ingeAgrees(people, there)
    const body = newMeeting([there.id])
    const key = { 'idempotency-key': `meeting-${there.id}` }
    const first = await koordinator.post('/meetings', body, key)
    expect((await koordinator.post('/meetings', body, key)).body).toEqual(first.body)
    const added = await situation(people)
    const consent = await ingeAgrees(people, added)
    const adding = { 'idempotency-key': `item-${added.id}`, ...(await asSeen(drift, first.body)) }
    const url = `/meetings/${first.body.id}/items`
    for (const replayed of [undefined, 'true']) {
      const { status, headers } = await drift.post(url, { caseId: added.id }, adding)
      expect([status, headers['idempotency-replayed']]).toEqual([201, replayed])
    }
    await withdrawing(people, { ...added, consent } as never)
    expect((await drift.post(url, { caseId: added.id }, adding)).status).toBe(404)
    const [{ id }] = (await anna.get(`${there.url}/consents`)).body.items
    await withdrawing(people, { consent: { id } } as never)
    expect((await koordinator.post('/meetings', body, key)).status).toBe(404)
  })
})
