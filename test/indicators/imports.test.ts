import { describe, expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'

const { as, app, database } = await testApp()
const koordinator = as('koordinator')
const token = await koordinator.token()

const header = 'indicator;department;year;value;status;source;note'
const send = async (file: string | Buffer, query = '', type = 'text/csv', more = {}) => {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v1/indicators/imports${query}`,
    headers: { authorization: `Bearer ${token}`, 'content-type': type, ...more },
    payload: file,
  })
  return { status: answer.statusCode, body: answer.json<Json>() }
}
const rows = (...lines: string[]) => [header, ...lines].join('\r\n')
const kept = async (): Promise<number> =>
  (await database.admin<{ n: number }>('select count(*)::int as n from observations'))[0]?.n ?? 0

const good = rows(
  'andel-fraflytninger;karup;2024;8,25;final;Sct. Jørgen;',
  'andel-fraflytninger;;2024;;pending;BoligViborg;"Kommer i juni; se ""brev"""',
  '',
  'antal-effektive-udsaettelser;;2024;3;final;BoligViborg;Æøå',
)

describe('an import', () => {
  test('is tried first, and keeps nothing then', async () => {
    const before = await kept()
    expect(await send(good)).toEqual({ status: 200, body: { dryRun: true, accepted: 3, errors: [] } })
    expect(await kept()).toBe(before)
  })

  test('keeps all of its figures when it is meant', async () => {
    expect(await send(`\ufeff${good}`, '?dryRun=false')).toEqual({
      status: 201,
      body: { dryRun: false, accepted: 3, errors: [] },
    })
    const { body } = await koordinator.get('/indicators/andel-fraflytninger/series')
    expect(body.points).toMatchObject([
      { departmentId: 'karup', value: '8.25', changeSinceBaseline: '0.25' },
      { departmentId: null, value: null, status: 'pending' },
    ])
    const versions = await koordinator.get('/indicators/andel-fraflytninger/observations/2024')
    const [ofAll] = versions.body.items.filter((item: Json) => item.departmentId === null)
    expect(ofAll.note).toBe('Kommer i juni; se "brev"')
  })

  test.each<[string, string, Json]>([
    ['a wrong year', 'andel-fraflytninger;karup;1995;8;final;x;', { row: 2, column: 'year' }],
    ['a year to come', 'andel-fraflytninger;karup;2199;8;final;x;', { row: 2, column: 'year' }],
    [
      'an unknown department',
      'andel-fraflytninger;Karup By;2024;8;final;x;',
      { row: 2, column: 'department' },
    ],
    ['an unknown indicator', 'lykke;karup;2024;8;final;x;', { row: 2, column: 'indicator' }],
    ['a decimal point', 'andel-fraflytninger;karup;2024;8.5;final;x;', { row: 2, column: 'value' }],
    ['points and a comma', 'andel-fraflytninger;karup;2024;1.008,5;final;x;', { row: 2, column: 'value' }],
    ['no value', 'andel-fraflytninger;karup;2024;;final;x;', { row: 2, column: 'value' }],
    ['a value that is pending', 'andel-fraflytninger;karup;2024;0;pending;x;', { row: 2, column: 'value' }],
    ['half an eviction', 'antal-effektive-udsaettelser;;2024;1,5;final;x;', { row: 2, column: 'value' }],
    ['no source', 'andel-fraflytninger;karup;2024;8;final;;', { row: 2, column: 'source' }],
    [
      'a formula',
      'andel-fraflytninger;karup;2024;8;final;"=HYPERLINK(""x"")";',
      { row: 2, column: 'source' },
    ],
    ['a formula as a value', 'andel-fraflytninger;karup;2024;=1+1;final;x;', { row: 2, column: 'value' }],
    ['a personal number', 'andel-fraflytninger;karup;2024;8;final;x;010190-1234', { row: 2, column: 'note' }],
    ['too few fields', 'andel-fraflytninger;karup;2024', { row: 2, column: '' }],
    ['an open quotation mark', 'andel-fraflytninger;karup;2024;8;final;"x;', { column: '' }],
  ])('with %s tells the row, and keeps nothing', async (_what, line, error) => {
    const before = await kept()
    const file = rows(line, 'andel-fraflytninger;stoholm;2024;8,1;final;x;')
    const tried = await send(file)
    expect([tried.status, tried.body.errors]).toEqual([200, [expect.objectContaining(error)]])
    const meant = await send(file, '?dryRun=false')
    expect([meant.status, meant.body.code, meant.body.accepted]).toEqual([422, 'rule_violated', 0])
    expect(meant.body.errors).toEqual(tried.body.errors)
    expect(JSON.stringify(meant.body)).not.toMatch(/010190|HYPERLINK|Karup By/)
    expect(await kept()).toBe(before)
  })

  test('that is repeated is answered as before', async () => {
    const file = rows('andel-fraflytninger;stoholm;2024;8,1;final;x;')
    const again = () => send(file, '?dryRun=false', 'text/csv', { 'idempotency-key': 'figures' })
    const first = await again()
    expect([first.status, first.body.accepted]).toEqual([201, 1])
    expect(await again()).toEqual(first)
  })

  test('tells every row that is wrong, and of one figure that is there twice', async () => {
    const { body } = await send(
      rows(
        'andel-fraflytninger;karup;2024;8;final;x;',
        'lykke;karup;2024;8;final;x;',
        'andel-fraflytninger;karup;2024;9;final;x;',
        'andel-fraflytninger;karup;24;9,x;final;x;',
      ),
    )
    expect(body.errors.map((e: Json) => [e.row, e.column])).toEqual([
      [3, 'indicator'],
      [4, ''],
      [5, 'year'],
      [5, 'value'],
    ])
  })

  test('in another encoding, with another header, or of another kind is refused', async () => {
    const latin1 = await send(Buffer.from(rows('andel-fraflytninger;;2024;8;final;Sct. Jørgen;'), 'latin1'))
    expect(latin1.body.errors).toEqual([{ row: 2, column: '', message: expect.stringContaining('UTF-8') }])
    expect((await send(header.replaceAll(';', ','))).body.errors).toMatchObject([{ row: 1 }])
    expect((await send('')).body.errors).toMatchObject([{ row: 1 }])
    expect((await send('{}', '', 'application/json')).status).toBe(415)
    expect((await send(Buffer.alloc(10_000_000, 'x'))).status).toBe(413)
    expect((await send(good, '?dryRun=maybe')).status).toBe(400)
  })

  test('is for the coordinator alone', async () => {
    for (const name of ['board', 'dpo', 'drift.boligviborg'] as const)
      expect((await as(name).post('/indicators/imports', good, { 'content-type': 'text/csv' })).status).toBe(
        403,
      )
  })
})
