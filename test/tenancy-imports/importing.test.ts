import { describe, expect, test } from 'vitest'
import type { Actor, Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { dayAgo, makeCase } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'
import { fileOf, meant, send } from './support.ts'

const { as, database } = await testApp()
const drift = as('drift.boligviborg')
const anna = as('social.anna')

const numbers = Array.from({ length: 100 }, (_, index) => index + 1).values()
/** A dwelling of its own, as the columns of a file say it. */
const home = () => `Importvej ${numbers.next().value};1. tv`
const soon = dayAgo(-30)

const householdsAt = async (address: string): Promise<Json[]> =>
  (
    await drift.get(`/tenancies?address=${encodeURIComponent(address.split(';')[0] ?? '')}`)
  ).body.items.reverse()
const householdAt = async (address: string): Promise<Json> => (await householdsAt(address))[0]
const noticesOf = async (by: Actor): Promise<Json[]> =>
  (await by.get('/notifications?kind=household_changed')).body.items
const kinds = ({ body }: { body: Json }) => body.changes.map(({ kind }: Json) => kind)

describe('a register', () => {
  test('is tried and changes nothing; meant, it is there; and once more, nothing is new', async () => {
    const [a, b] = [home(), home()]
    const file = fileOf(
      `Ringparken;A-1;${a};01-03-2024;;Mette Ågård;1;+45 20 30 40 50;nej`,
      `Ringparken;A-1;${a};01-03-2024;;Ole Ågård;2;;nej`,
      `lindon;A-2;${b};1/4/2024;${soon};Bo Sø;3;;ja`,
    )
    const created = { created: 2, changed: 0, movedOut: 0, untouched: 0, missing: 0, expired: 0 }
    const tried = await send(drift, file)
    expect([tried.status, tried.body.state, tried.body.counts.tenancies]).toEqual([200, 'done', created])
    expect(await householdsAt(a)).toEqual([])
    const answer = await send(drift, file, meant)
    expect([answer.status, answer.body.counts]).toEqual([201, tried.body.counts])
    expect(await householdAt(a)).toMatchObject({
      ...{ departmentId: 'ringparken', dwelling: '1. tv', movedInOn: '2024-03-01', movedOutOn: null },
      residents: [
        { name: 'Mette Ågård', phone: '+45 20 30 40 50', protectedAddress: false },
        { name: 'Ole Ågård' },
      ],
    })
    expect(await householdAt(b)).toMatchObject({ movedInOn: '2024-04-01', movedOutOn: soon })
    const again = await send(drift, file, meant)
    expect([again.status, again.body.changes]).toEqual([201, []])
    expect(again.body.counts.tenancies).toMatchObject({ created: 0, untouched: 2 })
    const kept = await drift.get(`/imports/tenancies/${answer.body.id}`)
    expect(kept.body).toMatchObject({
      state: 'done',
      rows: 3,
      staged: 3,
      applied: 3,
      counts: answer.body.counts,
    })
    expect((await drift.get('/imports/tenancies?limit=1')).body.items[0].id).toBe(again.body.id)
    expect(await database.admin('select from tenancy_import_rows')).toEqual([])
    // An empty field for a phone says nothing.
    expect((await send(drift, file.replace('+45 20 30 40 50', ''))).body.changes).toEqual([])
  })

  test('tells row by row what it changes, and by which fields', async () => {
    const [a, b] = [home(), home()]
    await send(
      drift,
      fileOf(
        `Ringparken;B-1;${a};01-03-2024;;Mette Dam;1;;nej`,
        `Ringparken;B-2;${b};01-03-2024;;Bo Eng;2;;nej`,
      ),
      meant,
    )
    const [before, other] = [await householdAt(a), await householdAt(b)]
    const file = fileOf(
      `Ringparken;B-1;${a};01-03-2024;31-12-2025;Mette Damsgård;1;;ja`,
      `Ringparken;B-1;${a};01-03-2024;31-12-2025;Ny Dam;9;;ja`,
    )
    const tried = await send(drift, file)
    const residentId = before.residents[0].id
    expect(tried.body.changes).toEqual(
      [
        {
          row: 2,
          kind: 'resident_changed',
          tenancyId: before.id,
          residentId,
          fields: ['name', 'protectedAddress'],
        },
        { row: 2, kind: 'tenancy_moved_out', tenancyId: before.id, residentId: null, fields: ['movedOutOn'] },
        { row: 3, kind: 'resident_created', tenancyId: before.id, residentId: null, fields: [] },
        expect.objectContaining({ row: null, kind: 'tenancy_missing' }),
      ].concat(tried.body.changes.slice(4)),
    )
    expect(tried.body.changes.map(({ tenancyId }: Json) => tenancyId)).toContain(other.id)
    await send(drift, file, meant)
    expect(await householdAt(a)).toMatchObject({
      movedOutOn: '2025-12-31',
      residents: [{ id: residentId, name: 'Mette Damsgård', protectedAddress: true }, { name: 'Ny Dam' }],
    })
    // Who is not in the file is told of and stays.
    expect(await householdAt(b)).toEqual(other)
    const former = await database.admin('select former from former_versions where record_id = $1', [
      residentId,
    ])
    expect(former).toMatchObject([{ former: { name: 'Mette Dam', protectedAddress: false } }])
  })

  test('moves out by date who lived where others move in', async () => {
    const at = home()
    await send(drift, fileOf(`Ringparken;C-1;${at};01-03-2020;;Inge Vig;;;`), meant)
    const next = fileOf(`Ringparken;C-2;${at};01-06-2026;;Per Vig;;;`)
    expect(kinds(await send(drift, next))).toEqual(
      expect.arrayContaining(['tenancy_created', 'tenancy_moved_out']),
    )
    await send(drift, next, meant)
    expect(await householdsAt(at)).toMatchObject([
      { movedInOn: '2020-03-01', movedOutOn: '2026-06-01', residents: [{ name: 'Inge Vig' }] },
      { movedInOn: '2026-06-01', movedOutOn: null, residents: [{ name: 'Per Vig' }] },
    ])
  })

  test('lets two households swap dwellings', async () => {
    const [a, b] = [home(), home()]
    const rows = (first: string, second: string) =>
      fileOf(
        `Ringparken;D-1;${first};01-03-2020;;Ida Bro;;;`,
        `Ringparken;D-2;${second};01-03-2020;;Jens Bro;;;`,
      )
    await send(drift, rows(a, b), meant)
    expect((await send(drift, rows(b, a), meant)).status).toBe(201)
    expect((await householdAt(a)).residents[0].name).toBe('Jens Bro')
  })

  test('finds the household that was entered by hand, and keeps what it says otherwise', async () => {
    const at = home()
    const [address = '', dwelling] = at.split(';')
    const by = { address, dwelling, movedInOn: '2021-01-01' }
    const made = await tenancy(drift, {
      ...by,
      residents: [{ name: 'Karen Holm', phone: '+45 11 22 33 44' }],
    })
    const file = fileOf(`Ringparken;E-1;${at.toUpperCase()};01-01-2021;;KAREN HOLM;7;;`)
    const answer = await send(drift, file, meant)
    expect(answer.body.counts.tenancies).toMatchObject({ created: 0, changed: 1 })
    expect((await drift.get(`/tenancies/${made.id}`)).body).toEqual(made)
    expect((await send(drift, file, meant)).body.changes.filter(({ row }: Json) => row)).toEqual([])
    // A namesake in another dwelling is somebody else.
    const elsewhere = await send(drift, fileOf(`Ringparken;E-2;${home()};01-01-2021;;Karen Holm;;;`))
    expect(elsewhere.body.counts.tenancies.created).toBe(1)
  })

  test('lays no protected address open, and leaves what is restricted', async () => {
    const at = home()
    await send(drift, fileOf(`Ringparken;F-1;${at};01-01-2021;;Eva Lund;1;;ja`), meant)
    const before = await householdAt(at)
    const [eva] = before.residents
    await as('dpo').post(`/residents/${eva.id}/restrictions`, { reason: 'legal_claim' })
    const file = fileOf(`Ringparken;F-1;${at};01-01-2021;;Eva Lundgaard;1;+45 12 34 56 78;nej`)
    const answer = await send(drift, file, meant)
    expect(answer.status).toBe(201)
    expect(answer.body.counts.residents).toMatchObject({ restricted: 1, protectionKept: 1, changed: 0 })
    expect(await householdAt(at)).toEqual(before)
  })

  test('does not bring back who moved out longer ago than households are kept', async () => {
    const at = home()
    const answer = await send(
      drift,
      fileOf(`Ringparken;G-1;${at};01-01-2001;01-01-2010;Gert Gammel;;;`),
      meant,
    )
    expect(answer.body.counts.tenancies).toMatchObject({ created: 0, expired: 1 })
    expect(await householdsAt(at)).toEqual([])
  })

  test('is in the trail: who was read in and changed', async () => {
    const at = home()
    const answer = await send(drift, fileOf(`Ringparken;H-1;${at};01-01-2021;;Tove Trap;;;`), meant)
    const { id, residents } = await householdAt(at)
    for (const subjectId of [id, residents[0].id, answer.body.id]) {
      const { body } = await as('dpo').get(`/audit/events?subjectId=${subjectId}&action=tenancy.import`)
      expect(body.items).toMatchObject([
        { decision: 'allowed', purpose: 'tenancy_administration', role: 'drift' },
      ])
    }
  })
})

describe('the household of an open case', () => {
  const withCase = async (key: string) => {
    const at = home()
    await send(drift, fileOf(`Ringparken;${key};${at};01-01-2021;;Lis Krog;1;;`), meant)
    const lease = await householdAt(at)
    return { at, lease, id: (await makeCase(anna, lease)).id }
  }
  const told = async (id: string) => (await noticesOf(anna)).filter(({ caseId }) => caseId === id)

  test('does not change in a file without a notice to its key person, once', async () => {
    const { at, id } = await withCase('I-1')
    const changed = fileOf(
      `Ringparken;I-1;${at};01-01-2021;31-12-2026;Lis Krogh;1;;`,
      `Ringparken;I-1;${at};01-01-2021;31-12-2026;Ib Krogh;2;;`,
    )
    await send(drift, changed)
    expect(await told(id)).toEqual([])
    await send(drift, changed, meant)
    expect(await told(id)).toMatchObject([{ subjectId: id, title: 'Husstanden i en åben sag er ændret' }])
    await send(drift, changed, meant)
    expect(await told(id)).toHaveLength(1)
    await send(drift, fileOf(`Ringparken;I-9;${at};01-12-2026;;Nye Folk;;;`), meant)
    expect(await told(id)).toHaveLength(2)
  })

  test.each<[string, (lease: Json) => Promise<{ status: number }>]>([
    [
      'a move',
      ({ id }) => drift.patch(`/tenancies/${id}`, { movedOutOn: '2026-12-31' }, { 'if-match': '*' }),
    ],
    [
      'a name',
      ({ residents: [lis] }) => drift.patch(`/residents/${lis.id}`, { name: 'Lis Ny' }, { 'if-match': '*' }),
    ],
    ['a newcomer', ({ id }) => drift.post(`/tenancies/${id}/residents`, { name: 'Bo Ny' })],
  ])('nor by hand: %s', async (what, write) => {
    const { lease, id } = await withCase(`J-${what}`)
    expect((await write(lease)).status).toBeLessThan(300)
    expect(await told(id)).toHaveLength(1)
  })

  test('but a phone number is no change of it, and of a closed case nobody is told', async () => {
    const { lease, id } = await withCase('K-1')
    const [lis] = lease.residents
    await drift.patch(`/residents/${lis.id}`, { phone: '+45 11 11 11 11' }, { 'if-match': '*' })
    await anna.post(
      `/cases/${id}/closure`,
      { outcome: 'tenancy_kept', closedOn: dayAgo() },
      { 'if-match': '*' },
    )
    await drift.patch(`/residents/${lis.id}`, { name: 'Lis Ny' }, { 'if-match': '*' })
    expect(await told(id)).toEqual([])
  })
})
