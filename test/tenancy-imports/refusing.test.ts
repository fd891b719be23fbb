import { describe, expect, test } from 'vitest'
import type { Actor, Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { dayAgo } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'
import { fileOf, headings, meant, send } from './support.ts'

const { as, database, lines } = await testApp()
const drift = as('drift.boligviborg')
const ringparken = as('drift.ringparken')

const counts = async () =>
  (
    await database.admin(`select (select count(*)::int from tenancies) as tenancies,
      (select count(*)::int from residents) as residents, (select count(*)::int from tenancy_import_rows) as rows`)
  )[0]
const good = 'Ringparken;1;Nejvej 1;1. tv;01-03-2024;;Mette Å;;;'

describe('CPR numbers', () => {
  test.each<[string, string, string]>([
    ['a column of them', `${headings};CPR-nr.\n${good};`, 'række 1, kolonne 11'],
    ['a column of them by another name', `${headings};Personnummer\n${good};`, 'række 1, kolonne 11'],
    [
      'one in a column that is not read',
      `${headings};Note\n${good};ring til 010190-1234`,
      'række 2, kolonne 11',
    ],
    ['one in a name', fileOf(good, good.replace('Mette Å', 'Mette 0101901234')), 'række 3, kolonne 7'],
    [
      'one among errors',
      fileOf(good.replace('01-03-2024', 'x'), `${good}010190 1234`),
      'række 3, kolonne 10',
    ],
    ['one in a heading', `${headings};010190-1234\n${good};`, 'række 1, kolonne 11'],
  ])('are refused before anything is stored: %s', async (_what, file, path) => {
    const before = await counts()
    const imports = await database.admin('select id from tenancy_imports')
    for (const query of [{}, meant]) {
      const { status, body, text } = await send(drift, file, query)
      expect([status, body.code, body.errors.map((e: Json) => e.path)]).toEqual([
        400,
        'personal_number',
        [path],
      ])
      expect(text).not.toMatch(/010190|0101901234/)
    }
    expect(await counts()).toEqual(before)
    expect(await database.admin('select id from tenancy_imports')).toEqual(imports)
    expect(lines.join()).not.toMatch(/010190|Mette/)
  })
})

const wrong: [string, string[], Json][] = [
  ['an unknown department', [good.replace('Ringparken', 'Nowhere')], { row: 2, column: 'department' }],
  ['a date that is none', [good.replace('01-03-2024', '31-02-2024')], { row: 2, column: 'movedInOn' }],
  ['a date far ahead', [good.replace('01-03-2024', '01-03-2090')], { row: 2, column: 'movedInOn' }],
  ['out before in', [good.replace(';;Mette', ';1.1.2024;Mette')], { row: 2, column: 'movedOutOn' }],
  ['a formula', [good.replace('Mette', '=1+1')], { row: 2, column: 'name' }],
  ['an empty name', [good.replace('Mette Å', '')], { row: 2, column: 'name' }],
  ['a long name', [good.replace('Mette', 'x'.repeat(201))], { row: 2, column: 'name' }],
  ['a control character', [good.replace('Mette', 'M\u0007')], { row: 2, column: 'name' }],
  ['neither yes nor no', [`${good}måske`], { row: 2, column: 'protectedAddress' }],
  ['too few fields', ['Ringparken;1'], { row: 2, column: '' }],
  ['an open quotation mark', [good, '"Ringparken;1'], { column: '' }],
  ['a resident twice', [good, good], { row: 3, column: '' }],
  ['a lease in two ways', [good, good.replace('1. tv', '1. th').replace('Å', 'Ø')], { row: 3, column: '' }],
  ['two leases of a dwelling', [good, good.replace(';1;', ';2;')], { row: 3, column: 'movedInOn' }],
  [
    'twenty-one residents',
    Array.from({ length: 21 }, (_, n) => good.replace('Mette', `Mette${n}`)),
    { row: 2, column: '' },
  ],
]

describe('a file with errors', () => {
  test.each(wrong)('changes nothing and is told by row: %s', async (_what, rows, error) => {
    const before = await counts()
    const file = fileOf(...rows, '', good.replace(';1;', ';9;').replace('Nejvej 1', 'Nejvej 9'))
    const tried = await send(drift, file)
    expect([tried.status, tried.body.errors]).toEqual([200, [expect.objectContaining(error)]])
    const answer = await send(drift, file, meant)
    expect([answer.status, answer.body.code, answer.body.errors]).toEqual([
      422,
      'rule_violated',
      tried.body.errors,
    ])
    expect(await counts()).toEqual(before)
    const { body } = await drift.get(`/imports/tenancies/${answer.body.importId}`)
    expect(body).toMatchObject({ state: 'refused', errorCount: 1, errors: tried.body.errors, applied: 0 })
    expect(body.endedAt).not.toBeNull()
    const told = tried.body.errors.map(({ message }: Json) => message).join()
    expect(told).not.toMatch(/Mette|Nejvej|Nowhere/)
  })

  test('tells a thousand and counts all', async () => {
    const file = fileOf(...Array.from({ length: 1200 }, (_, n) => good.replace('Ringparken', `Uvej ${n}`)))
    const { body } = await send(drift, file)
    expect([body.errorCount, body.errors.length]).toEqual([1200, 1000])
  })

  test.each([
    ['no file', '', 400],
    ['no heading of ours', 'a;b\n1;2', 400],
    ['a heading twice', `${headings};Navn\n${good};x`, 400],
    ['UTF-16', Buffer.from('\ufeffAfdeling;Navn', 'utf16le'), 400],
    ['more than 20,000 rows', fileOf(...Array(20_001).fill('')), 200],
    ['more than 10 MiB', 'x'.repeat(10 * 1024 * 1024 + 1), 413],
  ])('%s is told', async (_what, file, status) => {
    const answer = await send(drift, file)
    expect(answer.status).toBe(status)
  })

  test('neither a wrong type nor wrong parameters are taken', async () => {
    expect((await drift.post('/imports/tenancies', { rows: [] })).status).toBe(415)
    for (const query of [
      { dryRun: 'maybe' },
      { mapping: '[' },
      { mapping: '{"x":"y"}' },
      { x: '1' },
      { mapping: '{"key":"z"}' },
    ])
      expect([query, (await send(drift, fileOf(good), query)).status]).toEqual([query, 400])
  })
})

test('where either of two could be meant that was entered by hand, neither is taken', async () => {
  const by = { address: 'Tvivlsvej 1', dwelling: '1. tv', movedInOn: '2020-01-01' }
  await tenancy(drift, { ...by, residents: [{ name: 'Mette Å' }] })
  const row = (key: string, from: string, to: string) =>
    `Ringparken;${key};Tvivlsvej 1;1. tv;${from};${to};Mette Å;;;`
  const { body } = await send(drift, fileOf(row('T1', '1.1.2020', dayAgo()), row('T2', dayAgo(), '')))
  expect(body.errors.map(({ row: line, column }: Json) => [line, column])).toEqual([
    [2, 'movedInOn'],
    [3, 'movedInOn'],
  ])
})

describe('others', () => {
  test('see no import, and send none', async () => {
    const { id } = (await send(drift, fileOf(good))).body
    const asked = (by: Actor) => by.get(`/imports/tenancies/${id}`)
    expect((await asked(ringparken)).status).toBe(200)
    expect([(await asked(as('drift.sctjoergen'))).status, (await asked(as('koordinator'))).status]).toEqual([
      404, 403,
    ])
    for (const name of ['social.anna', 'koordinator', 'board', 'dpo', 'admin'] as const)
      expect((await send(as(name), fileOf(good), meant)).body.code).toBe('forbidden')
  })

  test('keep their departments to themselves', async () => {
    const lindon = good.replace('Ringparken', 'Lindon')
    const errors = [{ row: 2, column: 'department', message: 'Ukendt afdeling, eller ikke en af dine' }]
    for (const row of [lindon, good.replace('Ringparken', 'Karup'), good.replace('Ringparken', 'x')])
      expect((await send(ringparken, fileOf(row))).body.errors).toEqual(errors)
  })

  test('and a household that one is shut out of is neither seen nor changed', async () => {
    const at = { address: 'Lukketvej 1', dwelling: '1. tv', residents: [{ name: 'Mette Å' }] }
    const home = await tenancy(drift, at)
    const { id: userId } = (await ringparken.get('/me')).body
    await drift.post('/conflicts', { userId, tenancyId: home.id, reason: 'Naboer' })
    const file = fileOf(good.replace('Nejvej 1', 'Lukketvej 1').replace('01-03-2024', '01-01-2020'))
    const told = await send(ringparken, file, meant)
    expect(told.body.errors).toMatchObject([
      { row: 2, message: 'Boligen har allerede et lejemål i perioden' },
    ])
    expect((await send(drift, file, meant)).status).toBe(201)
    const twice = await send(ringparken, file)
    expect(twice.body.errors).toEqual(told.body.errors)
  })
})

describe('a request that is repeated', () => {
  test('is answered as before, and changes nothing again; with another file it is refused', async () => {
    const key = { 'idempotency-key': 'register-1' }
    const file = fileOf(good.replace('Nejvej 1', 'Igenvej 1').replace(';1;', ';R1;'))
    const first = await send(drift, file, meant, key)
    expect(first.status).toBe(201)
    const again = await send(drift, file, meant, key)
    expect([again.status, again.body, again.headers['idempotency-replayed']]).toEqual([
      201,
      first.body,
      'true',
    ])
    const other = await send(drift, file.replace('Mette', 'Grete'), meant, key)
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch'])
  })

  test('at the same time is one at a time', async () => {
    const file = fileOf(
      ...Array.from({ length: 300 }, (_, n) => `Ringparken;S${n};Samvej ${n};1;01-03-2024;;A B;;;`),
    )
    const answers = await Promise.all([1, 2, 3].map(() => send(drift, file, meant)))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses[0]).toBe(201)
    for (const { status, body } of answers)
      if (status !== 201)
        expect([status, body.code, body.detail]).toEqual([
          409,
          'conflict',
          expect.stringMatching(/^En anden indlæsning/),
        ])
    expect(statuses).toContain(409)
    const [{ n } = { n: 0 }] = await database.admin<{ n: number }>(
      `select count(*)::int as n from tenancies where address like 'Samvej %'`,
    )
    expect(n).toBe(300)
  })
})
