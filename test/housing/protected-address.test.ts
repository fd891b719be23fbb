import { describe, expect, test } from 'vitest'
import { cast, ingeAgrees, situation } from '../cases/situation.ts'
import type { Actor, Json } from '../support/actors.ts'
import { ago, makeEntry, makeNaboklage, newNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const people = await cast()
const { as, anna, drift, koordinator } = people
const rikke = as('drift.ringparken')
let homes = 0

/** A household whose address is protected, and a case on it that partners see. */
const hidden = async () => {
  homes += 1
  const address = `Skjulte Sti ${homes}`
  const residents = [{ name: 'Inge Hansen', protectedAddress: true, phone: '+45 55 66 77 88' }]
  const home = await tenancy(drift, { address, dwelling: 'bagerst', residents })
  const inge = home.residents[0].id
  const there = {
    ...(await situation(people, { tenancyId: home.id, residentIds: [inge] })),
    inge,
    home,
    address,
  }
  await ingeAgrees(people, there)
  return there
}

describe('8. a protected address', () => {
  test('is in no answer to others than the landlord: lists, search, errors or the case', async () => {
    const { id, url, home, address, inge } = await hidden()
    const complaint = await makeNaboklage(drift, {
      respondentTenancyId: home.id,
      place: `Foran ${address}`,
      description: `Larm fra ${address}`,
      sharedSummary: 'Uro om natten',
    })
    await drift.post(`${url}/naboklager`, { naboklageId: complaint.id })
    const entry = await makeEntry(anna, id, [inge])
    const whom = { departmentId: 'ringparken', address, residentName: 'Inge Hansen', reason: 'economy' }
    for (const by of [anna, koordinator]) {
      const answers = [
        ...(await Promise.all(
          [url, '/cases', `${url}/entries`, `${url}/consents`, `/entries/${entry.id}`].map((at) =>
            by.get(at),
          ),
        )),
        await by.post('/tenancies/lookup', whom),
        await by.post('/tenancies/lookup', { ...whom, residentName: 'Inge' }),
        await by.get(`/tenancies/${home.id}`),
        await by.get(`/tenancies?address=${encodeURIComponent(address)}`),
        await by.get(`/residents/${inge}`),
        await by.post('/cases', { tenancyId: home.id, residentIds: [], theme: 'other', problem: 'x' }),
      ]
      for (const { text } of answers) expect(text).not.toMatch(/skjulte|bagerst|55 66/i)
    }
  })

  test('is kept out of what the landlord’s staff write for the others', async () => {
    const { url, home, address, inge } = await hidden()
    const said = `Støj fra ${address.toUpperCase().replaceAll(' ', '  ')}, 2. sal`
    const refused = async (answer: Promise<{ status: number; body: Json; text: string }>) => {
      const { status, body, text } = await answer
      expect([status, body.code]).toEqual([422, 'rule_violated'])
      expect(text).not.toMatch(/skjulte/i)
    }
    const about = { respondentTenancyId: home.id }
    await refused(drift.post('/naboklager', newNaboklage({ ...about, sharedSummary: said })))
    const { id } = await makeNaboklage(drift, { ...about, description: said })
    const tag = { 'if-match': '*' }
    await refused(drift.patch(`/naboklager/${id}`, { sharedSummary: said }, tag))
    const unnamed = await makeNaboklage(drift, { sharedSummary: said })
    await refused(drift.patch(`/naboklager/${unnamed.id}`, about, tag))
    await refused(drift.patch(url, { problem: said }, tag))
    const opening = { tenancyId: home.id, residentIds: [inge], theme: 'other', problem: said }
    await refused(drift.post('/cases', opening))
    const note = { kind: 'note', dataCategory: 'housing', residentIds: [inge], legalBasis: 'contract' }
    await refused(drift.post(`${url}/entries`, { ...note, text: said, occurredAt: ago(0) }))
    const complainant = { name: 'Nabo Nielsen', tenancyId: home.id }
    await refused(drift.post('/naboklager', newNaboklage({ complainant, sharedSummary: said })))
  })

  test('is no oracle for those who do not know it', async () => {
    const { url, address } = await hidden()
    const write = (by: Actor) => by.patch(url, { problem: `Bor hun på ${address}?` }, { 'if-match': '*' })
    for (const by of [anna, koordinator]) expect((await write(by)).status).toBe(200)
  })

  test('is not every address: another number, and that of those without protection', async () => {
    const { home, address } = await hidden()
    const file = (respondentTenancyId: string, sharedSummary: string) =>
      drift.post('/naboklager', newNaboklage({ respondentTenancyId, sharedSummary }))
    expect((await file(home.id, `Støj ved ${address}7`)).status).toBe(201)
    const open = await tenancy(drift)
    expect((await file(open.id, `Støj fra ${open.address}`)).status).toBe(201)
    expect((await rikke.get(`/tenancies/${home.id}`)).body.address).toBe(address)
  })
})
