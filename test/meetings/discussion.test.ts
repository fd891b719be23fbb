import { describe, expect, test } from 'vitest'
import { inDays, newAction } from '../agreed-actions/builders.ts'
import { cast } from '../cases/situation.ts'
import type { Actor, Json } from '../support/actors.ts'
import { makeConsent } from '../support/builders.ts'
import { asSeen, discussing, type Gathering, gathering, withdrawing } from './builders.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator } = people
const idOf = async (by: Actor): Promise<string> => (await by.get('/me')).body.id
const driftId = await idOf(drift)
const disclosed = async (by: Actor, { meeting }: Gathering) => by.get(`/meetings/${meeting.id}/disclosures`)

describe('discussing a case', () => {
  test('leaves an entry, the actions agreed, and a record of what was shown to whom on which consent', async () => {
    const there = await gathering(people)
    const { status, body, headers } = await discussing(anna, there, {
      actions: [newAction([there.inge], driftId), newAction([there.inge], await idOf(anna))],
      participantUserIds: [driftId],
    })
    expect([status, body.state]).toEqual([201, 'discussed'])
    const entry = (await anna.get(`/entries/${body.discussion.entryId}`)).body
    expect(entry).toMatchObject({ kind: 'meeting', text: 'Talt om huslejen', legalBasis: 'consent' })
    const agreed = (await drift.get(`${there.url}/actions`)).body.items.map(({ id }: Json) => id)
    expect(agreed.sort()).toEqual([...body.discussion.actionIds].sort())
    expect(body.discussion).toMatchObject({ participantUserIds: [driftId] })
    const { items } = (await disclosed(anna, there)).body
    const told = items.map(({ organisationId, residentId, consentIds, dataCategory }: Json) => [
      ...[organisationId, residentId, dataCategory],
      consentIds,
    ])
    expect(told.sort()).toEqual([
      ['boligviborg', there.inge, 'housing', [there.consent.id]],
      ['viborg-kommune', there.inge, 'housing', []],
    ])
    const [event] = (await as('dpo').get(`/audit/events?requestId=${headers['x-request-id']}`)).body.items
    expect(event).toMatchObject({ action: 'meeting.discuss', caseId: there.id, consentIds: [] })
    expect(event.subjectIds).toEqual(
      expect.arrayContaining([there.inge, entry.id, ...body.discussion.actionIds, there.meeting.id]),
    )
    const meeting = (await bo.get(`/meetings/${there.meeting.id}`)).body
    expect([meeting.status, meeting.items]).toEqual(['held', []])
    expect((await discussing(drift, there)).body.code).toBe('invalid_transition')
    const off = await asSeen(koordinator, there.meeting)
    const url = `/meetings/${there.meeting.id}`
    expect((await koordinator.delete(`${url}/items/${there.itemId}`, off)).body.code).toBe(
      'invalid_transition',
    )
    expect((await koordinator.post(`${url}/cancellation`, {}, off)).body.code).toBe('invalid_transition')
  })

  test('shows of what came of it what each may see', async () => {
    const there = await gathering(people)
    const health = newAction([there.inge], await idOf(anna), { dataCategory: 'health' })
    const { body } = await discussing(anna, there, { actions: [health] })
    expect(body.discussion.actionIds).toHaveLength(1)
    const seen = (await drift.get(`/meetings/${there.meeting.id}`)).body.items[0].discussion
    expect([seen.entryId, seen.actionIds]).toEqual([body.discussion.entryId, []])
  })

  test('waits for the day, and for a meeting that is held', async () => {
    const later = await gathering(people, { heldOn: inDays(2) })
    expect((await discussing(anna, later)).body.code).toBe('invalid_transition')
    const cancelled = await gathering(people)
    const { meeting } = cancelled
    await koordinator.post(`/meetings/${meeting.id}/cancellation`, {}, await asSeen(koordinator, meeting))
    expect((await discussing(anna, cancelled)).body.code).toBe('invalid_transition')
  })

  test('is refused when someone present is not let in by all, and leaves nothing then', async () => {
    const there = await gathering(people)
    const { inge, per } = there
    const entry = { dataCategory: 'housing', residentIds: [inge, per], legalBasis: 'public_task', text: 'x' }
    const both = await discussing(anna, there, { entry })
    expect(both.body).toMatchObject({
      code: 'rule_violated',
      missingConsents: [{ organisationId: 'boligviborg', residentIds: [per] }],
    })
    const health = { ...entry, residentIds: [inge], dataCategory: 'health' }
    expect((await discussing(anna, there, { entry: health })).body.missingConsents).toHaveLength(1)
    const told = await discussing(drift, there, { entry: health })
    expect([told.body.code, told.body.missingConsents]).toEqual(['rule_violated', undefined])
    const alone = await discussing(anna, there, { entry: health, present: ['viborg-kommune'] })
    expect(alone.status).toBe(201)
    expect((await anna.get(`${there.url}/entries`)).body.items).toHaveLength(1)
    expect((await disclosed(anna, there)).body.items).toHaveLength(1)
  })

  test('takes nobody who was not invited or is not on the team, and nothing half', async () => {
    const there = await gathering(people)
    const refused = async (changes: Json, by = anna) => (await discussing(by, there, changes)).body.code
    expect(await refused({ present: ['sct-joergen'] })).toBe('rule_violated')
    expect(await refused({ participantUserIds: [await idOf(bo)] })).toBe('rule_violated')
    expect(await refused({ present: [] })).toBe('validation_failed')
    expect(await refused({ secret: true })).toBe('validation_failed')
    const entry = { dataCategory: 'housing', residentIds: [there.inge], legalBasis: 'consent' }
    expect(await refused({ entry: { ...entry, text: 'cpr 0101901234' } })).toBe('personal_number')
    expect(await refused({ actions: [newAction([there.inge], await idOf(bo))] })).toBe('rule_violated')
    expect(await refused({}, bo)).toBe('not_found')
    expect(await refused({}, as('dpo'))).toBe('forbidden')
    expect((await anna.get(`${there.url}/entries`)).body.items).toEqual([])
    expect((await disclosed(anna, there)).body.items).toEqual([])
  })

  test('happens once, also when two record it at the same time', async () => {
    const there = await gathering(people)
    const answers = await Promise.all([discussing(anna, there), discussing(anna, there)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    expect((await anna.get(`${there.url}/entries`)).body.items).toHaveLength(1)
  })

  test('and a withdrawal at the same time: either comes first, and the record says the truth', async () => {
    for (let round = 0; round < 4; round += 1) {
      const there = await gathering(people)
      const [told, withdrawn] = await Promise.all([discussing(anna, there), withdrawing(people, there)])
      expect([withdrawn.status, told.status]).toEqual([200, expect.toBeOneOf([201, 422])])
      const { items } = (await disclosed(anna, there)).body
      expect(items).toHaveLength(told.status === 201 ? 2 : 0)
      for (const { organisationId, consentIds } of items)
        expect(consentIds).toEqual(organisationId === 'boligviborg' ? [there.consent.id] : [])
    }
  })
})

describe('the disclosure record', () => {
  test('keeps an organisation whose consent is withdrawn since', async () => {
    const there = await gathering(people)
    await discussing(anna, there)
    await withdrawing(people, there)
    const { items } = (await disclosed(anna, there)).body
    expect(items.map(({ organisationId }: Json) => organisationId)).toContain('boligviborg')
    const officer = await disclosed(as('dpo'), there)
    expect(officer.body.items).toEqual(items)
    const [event] = (await as('dpo').get(`/audit/events?requestId=${officer.headers['x-request-id']}`)).body
      .items
    expect(event).toMatchObject({ action: 'disclosure.list', decision: 'allowed' })
    expect(event.subjectIds).toEqual(expect.arrayContaining([there.inge, there.id, there.consent.id]))
  })

  test('is for the owner of the case and the officer', async () => {
    const there = await gathering(people)
    await makeConsent(anna, there.id, there.per, { recipientOrganisationIds: ['boligviborg'] })
    await discussing(anna, there)
    for (const by of [drift, koordinator, bo]) {
      const { status, body } = await disclosed(by, there)
      expect([status, body.items]).toEqual([200, []])
    }
    expect((await disclosed(as('drift.sctjoergen'), there)).status).toBe(404)
    expect((await disclosed(as('admin'), there)).status).toBe(403)
  })
})
