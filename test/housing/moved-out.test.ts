import { expect, test } from 'vitest'
import { cast, nobody } from '../cases/situation.ts'
import { addMember, makeCase, makeConsent, makeEntry, makeNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const people = await cast()
const { as, anna, drift, koordinator } = people
const sctjoergen = as('drift.sctjoergen')
const uniform = ({ text }: { text: string }) => text.replace(/"requestId":"[^"]*"/, '')

/** Inge moved from Ringparken to Karup, and Per moved in where she had lived. */
const moved = async () => {
  const before = await tenancy(drift, { movedInOn: '2020-01-01', residents: [{ name: 'Inge Hansen' }] })
  const { id } = await makeCase(drift, before)
  const inge = before.residents[0].id
  await addMember(drift, id, sctjoergen)
  const recipientOrganisationIds = ['helhedsplanen', 'viborg-kommune']
  await makeConsent(drift, id, inge, { recipientOrganisationIds })
  await addMember(drift, id, koordinator)
  const entry = await makeEntry(drift, id, [inge])
  const complaint = await makeNaboklage(drift, {
    respondentTenancyId: before.id,
    occurredAt: '2025-03-01T20:00:00Z',
  })
  await drift.post(`/cases/${id}/naboklager`, { naboklageId: complaint.id })
  await drift.patch(`/tenancies/${before.id}`, { movedOutOn: '2026-01-31' }, { 'if-match': '*' })
  const { address, dwelling } = before
  const next = await tenancy(drift, {
    address,
    dwelling,
    movedInOn: '2026-02-01',
    residents: [{ name: 'Per Sø' }],
  })
  const there = await tenancy(sctjoergen, {
    departmentId: 'karup',
    movedInOn: '2026-02-01',
    residents: [{ name: 'Inge Hansen' }],
  })
  return { before, next, there, id, inge, entry, complaint }
}

test('11. the history does not follow the dwelling to its next household', async () => {
  const { before, next, id } = await moved()
  const list = async (tenancyId: string) =>
    (await drift.get(`/naboklager?respondentTenancyId=${tenancyId}`)).body.items
  expect(await list(before.id)).toHaveLength(1)
  expect(await list(next.id)).toEqual([])
  const opened = await makeCase(anna, next)
  expect(opened).toMatchObject({ consents: [], naboklager: [], status: 'awaiting_consent' })
  expect(opened.residents.map(({ name }: { name: string }) => name)).toEqual(['Per Sø'])
  const old = before.residents[0].id
  expect((await anna.post(`/cases/${opened.id}/residents`, { residentId: old })).status).toBe(404)
  expect((await drift.get(`/cases/${id}`)).body.residents).toEqual([{ id: old, name: 'Inge Hansen' }])
})

test('nor the person to a new landlord', async () => {
  const { there, before, id, inge, entry, complaint } = await moved()
  for (const url of [
    `/cases/${id}`,
    `/cases/${id}/entries`,
    `/entries/${entry.id}`,
    `/naboklager/${complaint.id}`,
    `/tenancies/${before.id}`,
    `/residents/${inge}`,
  ]) {
    const unknown = await sctjoergen.get(url.replace(/[\da-f-]{36}/, nobody))
    expect([url, uniform(await sctjoergen.get(url))]).toEqual([url, uniform(unknown)])
  }
  expect((await sctjoergen.get(`/naboklager?respondentTenancyId=${there.id}`)).body.items).toEqual([])
  const opened = await makeCase(sctjoergen, there)
  expect(opened).toMatchObject({ consents: [], naboklager: [], status: 'awaiting_consent' })
  expect((await drift.get(`/cases/${opened.id}`)).status).toBe(404)
})

test('and a look-up by name gives the tenancy in force on the day alone', async () => {
  const { before, next, there } = await moved()
  const lookup = (residentName: string, on: string | undefined, more: object = {}) =>
    anna.post('/tenancies/lookup', {
      ...{ departmentId: 'ringparken', address: before.address, residentName, reason: 'other' },
      ...(on ? { on } : {}),
      ...more,
    })
  const tenancyOf = async (...asked: Parameters<typeof lookup>) => (await lookup(...asked)).body.tenancyId
  expect(await tenancyOf('Inge Hansen', '2025-06-01')).toBe(before.id)
  expect((await lookup('Inge Hansen', undefined)).status).toBe(404)
  expect((await lookup('Inge Hansen', '2026-02-01')).status).toBe(404)
  expect(await tenancyOf('Per Sø', undefined)).toBe(next.id)
  expect((await lookup('Per Sø', '2026-01-31')).status).toBe(404)
  const karup = { departmentId: 'karup', address: there.address }
  expect(await tenancyOf('Inge Hansen', undefined, karup)).toBe(there.id)
})
