import { describe, expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { ago, makeNaboklage, move } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const { as, database } = await testApp({ config: { SESSION_HOURS: 24 * 3650 } })
const drift = as('drift.ringparken')
const day = 86_400_000
const today = new Date().toISOString().slice(0, 10)
const occurredAt = ago(200 * day)

const by = (name: string, tenancyId?: string) => ({ complainant: { name, ...(tenancyId && { tenancyId }) } })
const file = async (home: Json, changes: Json) =>
  makeNaboklage(drift, { respondentTenancyId: home.id, occurredAt, ...changes })
const signalsOf = async (home: Json): Promise<Json[]> =>
  (await drift.get('/signals?limit=200')).body.items.filter((s: Json) => s.tenancyId === home.id)
const restsOn = async (home: Json) =>
  (await signalsOf(home)).map(({ naboklager }) => naboklager.map(({ id }: Json) => id).sort())
const idsOf = (...complaints: Json[]) => complaints.map(({ id }) => id).sort()

describe('a signal', () => {
  test('is raised by three complaints of two complainants, and rests on them', async () => {
    const home = await tenancy(drift)
    const first = await file(home, by('Åse Holm'))
    const second = await file(home, by('Bo Bæk'))
    expect(await signalsOf(home)).toEqual([])
    const third = await file(home, by(' åse  holm '))
    const [signal, ...others] = await signalsOf(home)
    expect(others).toEqual([])
    expect(signal).toMatchObject({
      departmentId: 'ringparken',
      tenancyId: home.id,
      status: 'open',
      caseId: null,
    })
    expect(signal.naboklager[0]).toEqual({
      id: expect.any(String),
      reference: expect.stringMatching(/^N-/),
      category: 'noise',
      occurredAt,
      status: 'received',
    })
    expect(await restsOn(home)).toEqual([idsOf(first, second, third)])
    const { body, etag } = await drift.get(`/signals/${signal.id}`)
    expect({ ...body, etag }).toEqual(signal)
  })

  test('is not raised by one complainant, whatever the name is called', async () => {
    const home = await tenancy(drift)
    const neighbour = await tenancy(drift)
    for (const name of ['Åse Holm', 'ÅSE HOLM', 'Åse  holm']) await file(home, by(name))
    expect(await signalsOf(home)).toEqual([])
    const other = await tenancy(drift)
    for (const name of ['Åse Holm', 'Bo Holm', 'Ib Holm']) await file(other, by(name, neighbour.id))
    expect(await signalsOf(other)).toEqual([])
    await file(other, by('Åse Holm', home.id))
    expect(await signalsOf(other)).toHaveLength(1)
  })

  test('takes complaints of ninety days, by the database', async () => {
    const home = await tenancy(drift)
    await database.setClock(`now() - interval '90 days 1 minute'`)
    await file(home, by('A'))
    await database.setClock(`now() - interval '89 days'`)
    await file(home, by('B'))
    await database.setClock('now()')
    await file(home, by('C'))
    expect(await signalsOf(home)).toEqual([])
    const fourth = await file(home, by('D'))
    expect((await restsOn(home))[0]).toHaveLength(3)
    expect((await restsOn(home))[0]).toContain(fourth.id)
  })

  test('counts neither drafts nor what was withdrawn or had no basis', async () => {
    const home = await tenancy(drift)
    const draft = await file(home, { ...by('A'), channel: 'oral' })
    for (const outcome of ['withdrawn', 'no_basis']) {
      const { id } = await file(home, by('B'))
      await move(drift, id, 'steps', { kind: 'closure', on: today, outcome })
    }
    const resolved = await file(home, by('C'))
    await move(drift, resolved.id, 'steps', { kind: 'closure', on: today, outcome: 'resolved' })
    const last = await file(home, by('C'))
    expect(await signalsOf(home)).toEqual([])
    await move(drift, draft.id, 'writing-down', { description: 'Skrevet ned' })
    expect(await restsOn(home)).toEqual([idsOf(draft, resolved, last)])
  })

  test('is raised when a complaint turns out to be about the household, and lets go of one that is not', async () => {
    const home = await tenancy(drift)
    const elsewhere = await tenancy(drift)
    const [first, second] = [await file(home, by('A')), await file(home, by('B'))]
    const third = await file(elsewhere, by('C'))
    const about = (id: string, respondentTenancyId: string) =>
      drift.patch(`/naboklager/${id}`, { respondentTenancyId }, { 'if-match': '*' })
    await about(third.id, home.id)
    expect(await restsOn(home)).toEqual([idsOf(first, second, third)])
    await about(first.id, elsewhere.id)
    expect(await restsOn(home)).toEqual([idsOf(second, third)])
    const fourth = await file(home, by('A'))
    expect(await restsOn(home)).toEqual([idsOf(second, third, fourth)])
    expect(await signalsOf(elsewhere)).toEqual([])
  })

  test('is one, however many complaints arrive at once', async () => {
    for (let round = 0; round < 4; round += 1) {
      const home = await tenancy(drift)
      const names = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']
      const filed = await Promise.all(names.map((name) => file(home, by(name))))
      expect(await restsOn(home)).toEqual([idsOf(...filed)])
    }
  })
})

test('the rule is set up where the process is', async () => {
  const settings = { 'bo_godt.signal_complaints': 2, 'bo_godt.signal_complainants': 1 }
  const strict = await testApp({ database, settings })
  const home = await tenancy(drift)
  const other = strict.as('drift.ringparken')
  const complaint = { respondentTenancyId: home.id, occurredAt, ...by('Åse Holm') }
  for (let n = 0; n < 2; n += 1) await makeNaboklage(other, complaint)
  expect(await signalsOf(home)).toHaveLength(1)
})
