import { beforeAll, describe, expect, it } from 'vitest'
import { codesOf } from '../../src/kernel/codes.ts'
import { newAction } from '../agreed-actions/builders.ts'
import type { Actor, Json } from '../support/actors.ts'
import type { TestApp } from '../support/app.ts'
import {
  addMember,
  ago,
  makeCase,
  makeConsent,
  makeEntry,
  makeNaboklage,
  newNaboklage,
} from '../support/builders.ts'
import { created, tenancy } from '../support/households.ts'
import { delivererOf, deliveriesOf, type Hook, hookOf, webhookApp } from './situation.ts'

let test: TestApp
let admin: Actor
let drift: Actor
let anna: Actor
let deliver: () => Promise<void>

beforeAll(async () => {
  test = await webhookApp()
  admin = test.as('admin')
  drift = test.as('drift.boligviborg')
  anna = test.as('social.anna')
  deliver = delivererOf(test)
})

const events = codesOf('webhookEvent').filter((event) => event !== 'webhook.test')
const listener = (organisationId: string): Promise<Hook> => hookOf(admin, { organisationId, events })

/** What a hook has been told since it was last asked. */
const heard = async ({ receiver }: Hook): Promise<Json[]> => {
  await deliver()
  return receiver.received.splice(0).map(({ body }) => ({ type: body.type, ...body.data }))
}

const withdrawal = { channel: 'phone' }
const withdraw = async (by: Actor, id: string) =>
  expect((await by.post(`/consents/${id}/withdrawal`, { ...withdrawal, receivedAt: ago(0) })).status).toBe(
    200,
  )

describe('an organisation is told of what it may see', () => {
  it('the owner of all that happens on its case, the landlord of its complaints', async () => {
    const landlord = await listener('boligviborg')
    const other = await listener('sct-joergen')
    const home = await tenancy(drift, { residents: [{ name: 'Ane Bo' }, { name: 'Per Bo' }] })
    const [one, two] = home.residents as [Json, Json]
    const naboklage = await drift.post('/naboklager', newNaboklage({ respondentTenancyId: home.id }))
    const naboklageId = naboklage.body.id
    await drift.patch(`/naboklager/${naboklageId}`, { place: 'Gården' }, { 'if-match': naboklage.etag })
    const { id: caseId } = await makeCase(drift, home, { residentIds: [one.id] })
    await drift.patch(`/cases/${caseId}`, { problem: 'Uro' }, { 'if-match': '*' })
    await drift.post(`/cases/${caseId}/residents`, { residentId: two.id })
    await drift.post(`/cases/${caseId}/naboklager`, { naboklageId })
    const { id: consentId } = await makeConsent(drift, caseId, one.id)
    await drift.post(`/consents/${consentId}/written-confirmation`, { confirmedOn: '2026-01-02' })
    const { id: entryId } = await makeEntry(drift, caseId, [one.id])
    await drift.post(`/entries/${entryId}/corrections`, { text: 'Vi mødtes', reason: 'Slåfejl' })
    await drift.post(`/cases/${caseId}/pause`, { reason: 'Ferie' }, { 'if-match': '*' })
    const me = (await drift.get('/me')).body.id
    const { id: actionId } = created(await drift.post(`/cases/${caseId}/actions`, newAction([one.id], me)))
    await drift.post(`/actions/${actionId}/completion`, {}, { 'if-match': '*' })
    await withdraw(drift, consentId)
    await drift.post(`/consents/${consentId}/invalidation`, { reason: 'Tolken manglede' })
    expect((await heard(landlord)).sort((a, b) => a.type.localeCompare(b.type))).toEqual([
      { type: 'action.completed', caseId, actionId },
      { type: 'action.created', caseId, actionId },
      { type: 'case.changed', caseId },
      { type: 'case.created', caseId },
      { type: 'case.naboklage_linked', caseId },
      { type: 'case.paused', caseId },
      { type: 'case.resident_added', caseId },
      { type: 'consent.confirmed', caseId, consentId },
      { type: 'consent.invalidated', caseId, consentId },
      { type: 'consent.recorded', caseId, consentId },
      { type: 'consent.withdrawn', caseId, consentId },
      { type: 'entry.corrected', caseId, entryId: expect.any(String) },
      { type: 'entry.created', caseId, entryId },
      { type: 'naboklage.changed', naboklageId },
      { type: 'naboklage.created', naboklageId },
    ])
    expect(await heard(other)).toEqual([])
  })

  it('a partner from the consent on, of what it covers, until the withdrawal', async () => {
    const partner = await listener('viborg-kommune')
    const home = await tenancy(drift)
    const residentIds = [home.residents[0].id]
    const { id: caseId } = await makeCase(drift, home)
    await addMember(drift, caseId, anna)
    expect(await heard(partner)).toEqual([])

    const { id: consentId } = await makeConsent(drift, caseId, residentIds[0])
    await makeEntry(drift, caseId, residentIds, { dataCategory: 'health' })
    const { id: entryId } = await makeEntry(drift, caseId, residentIds, { dataCategory: 'social' })
    const own = await makeEntry(anna, caseId, residentIds, { dataCategory: 'health' })
    expect((await heard(partner)).sort((a, b) => a.type.localeCompare(b.type))).toEqual([
      { type: 'consent.recorded', caseId, consentId },
      { type: 'entry.created', caseId, entryId },
      { type: 'entry.created', caseId, entryId: own.id },
    ])

    await withdraw(anna, consentId)
    await makeEntry(drift, caseId, residentIds)
    await makeConsent(drift, caseId, residentIds[0], { recipientOrganisationIds: ['helhedsplanen'] })
    expect(await heard(partner)).toEqual([{ type: 'consent.withdrawn', caseId, consentId }])
  })

  it('and what it may no longer see when it is to be sent is withheld', async () => {
    const partner = await listener('viborg-kommune')
    const home = await tenancy(drift)
    const { id: caseId } = await makeCase(drift, home)
    await addMember(drift, caseId, anna)
    const { id: consentId } = await makeConsent(drift, caseId, home.residents[0].id)
    await makeEntry(drift, caseId, [home.residents[0].id])
    await withdraw(drift, consentId)
    expect(await heard(partner)).toEqual([{ type: 'consent.withdrawn', caseId, consentId }])
    const log = await deliveriesOf(admin, partner.id)
    expect(log.map(({ event, status, attempts }) => ({ event, status, attempts }))).toEqual([
      { event: 'consent.withdrawn', status: 'delivered', attempts: 1 },
      { event: 'entry.created', status: 'withheld', attempts: 0 },
      { event: 'consent.recorded', status: 'withheld', attempts: 0 },
    ])
    const withheld = log.find(({ status }) => status === 'withheld')
    await admin.post(`/webhooks/deliveries/${withheld.id}/redelivery`)
    expect(await heard(partner)).toEqual([])
  })
})

it('is told only what it asked for, and while it is enabled', async () => {
  const hook = await hookOf(admin, { events: ['naboklage.created'] })
  await makeCase(drift, await tenancy(drift))
  const { id: naboklageId } = await makeNaboklage(drift)
  expect(await heard(hook)).toEqual([{ type: 'naboklage.created', naboklageId }])
  await admin.patch(`/webhooks/${hook.id}`, { disabled: true }, { 'if-match': '*' })
  await makeNaboklage(drift)
  await admin.patch(`/webhooks/${hook.id}`, { disabled: false }, { 'if-match': '*' })
  expect(await heard(hook)).toEqual([])
})

it('is told nothing of reads, refusals, changes that were undone and requests that were repeated', async () => {
  const hook = await listener('boligviborg')
  const naboklage = await makeNaboklage(drift)
  const path = `/naboklager/${naboklage.id}`
  await heard(hook)
  await drift.get(path)
  await drift.get('/naboklager')
  await drift.patch(path, { place: 'Her' }, { 'if-match': '"stale"' })
  await anna.patch(path, { place: 'Her' }, { 'if-match': '*' })
  await drift.post('/naboklager', newNaboklage({ departmentId: 'karup' }))
  expect(await heard(hook)).toEqual([])
  const [body, headers] = [newNaboklage(), { 'idempotency-key': 'once' }]
  await Promise.all([1, 2, 3].map(() => drift.post('/naboklager', body, headers)))
  expect(await heard(hook)).toHaveLength(1)
})
