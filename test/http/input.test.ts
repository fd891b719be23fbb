import { describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { newNaboklage } from '../support/builders.ts'
import { newTenancy } from '../support/households.ts'

const { as, anyone } = await testApp()
const drift = as('drift.boligviborg')

const refusesEach = async (field: string, values: unknown[]): Promise<void> => {
  for (const value of values) {
    const { status, body } = await drift.post('/naboklager', newNaboklage({ [field]: value }))
    expect([value, status, body.errors?.[0]?.path]).toEqual([value, 400, field])
  }
}

describe('a field refuses', () => {
  test('text of the wrong type, empty, too long, or with characters that no text has', () =>
    refusesEach('description', [
      null,
      7,
      true,
      [],
      {},
      '',
      ' \n\t ',
      'x'.repeat(10_001),
      'a\u0000b',
      'a\u001bb',
      'half \ud800',
      '\udc00 half',
    ]))

  test('instants that are none', () =>
    refusesEach('occurredAt', [
      '2025-01-15',
      '2025-02-30T12:00:00Z',
      '2025-01-15T25:00:00Z',
      '2025-01-15T12:00:00',
      '2025-01-15 12:00:00Z',
      '0001-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '+275760-09-13T00:00:00Z',
      1_736_942_400_000,
      null,
    ]))

  test('dates that are none', () =>
    refusesEach('demandedOn', [
      '2026-02-30',
      '2025-02-29',
      '2025-13-01',
      '15-01-2025',
      '2025-1-5',
      20250115,
      '1899-12-31',
    ]))

  test('ids and codes that are none', async () => {
    await refusesEach('respondentTenancyId', [
      '1',
      7,
      `'; drop table users --`,
      '01900000-0000-7000-8000-00000000000g',
    ])
    await refusesEach('departmentId', ['', 'Ringparken', 'a'.repeat(61), null, ['ringparken'], 'a\u0000'])
    await refusesEach('category', ['Noise', 'toString', '__proto__', 0])
  })
})

test('text is kept as it was written, but for the white space around it', async () => {
  const description = `Æblegrød 🎺 "citeret" 'enkelt' \\ <b>fed</b> \u00a0 $1 {} %s\nny linje\t; -- \u{1F469}\u200d\u{1F467}`
  const { status, body } = await drift.post(
    '/naboklager',
    newNaboklage({ description: `  ${description}\n` }),
  )
  expect([status, body.description]).toEqual([201, description])
  expect((await drift.get(`/naboklager/${body.id}`)).body.description).toBe(description)
})

test('huge, negative and broken numbers are refused', async () => {
  for (const limit of ['1e9', '-1', '0', '201', '1.5', 'NaN', 'Infinity', '9'.repeat(400), '', '5&limit=6'])
    expect([limit, (await drift.get(`/naboklager?limit=${limit}`)).body.code]).toEqual([
      limit,
      'validation_failed',
    ])
  for (const birthYear of [1e300, -1, 2 ** 53, 1.5]) {
    const { body } = await drift.post('/tenancies', newTenancy({ residents: [{ name: 'A', birthYear }] }))
    expect(body.errors[0].path).toBe('residents.0.birthYear')
  }
})

test('what is signed in with is never an error of ours', async () => {
  for (const username of [
    'a\u0000',
    '\ud800',
    'x'.repeat(10_000),
    ['drift'],
    { $ne: null },
    `' or true --`,
  ]) {
    const { status } = await anyone.post('/auth/token', { username, password: 'a\u0000' })
    expect([400, 401]).toContain(status)
  }
  for (const refreshToken of ['a\u0000', '', 7, 'x'.repeat(10_000)]) {
    const { status } = await anyone.post('/auth/refresh', { refreshToken })
    expect([400, 401]).toContain(status)
  }
})

test('no filter of a list is an error of ours', async () => {
  for (const query of [
    'departmentId=%00',
    'departmentId=',
    'from=2026-02-30',
    'respondentTenancyId=1',
    'status=new',
  ])
    expect([query, (await drift.get(`/naboklager?${query}`)).body.code]).toEqual([query, 'validation_failed'])
  for (const query of ['address=%00', 'address=%20', `address=${'x'.repeat(201)}`])
    expect([query, (await drift.get(`/tenancies?${query}`)).body.code]).toEqual([query, 'validation_failed'])
})

test('a field that is missing is told to be, whatever its type', async () => {
  const { errors } = (await drift.post('/rectifications', {})).body
  const told = Object.fromEntries(errors.map(({ path, message }: Record<string, string>) => [path, message]))
  for (const path of ['residentId', 'subjectId', 'claim', 'receivedOn'])
    expect([path, told[path]]).toEqual([path, 'Feltet mangler'])
  const wrong = (await drift.post('/rectifications', { residentId: 'x', receivedOn: 'x' })).body.errors
  const named = Object.fromEntries(wrong.map(({ path, message }: Record<string, string>) => [path, message]))
  expect(named).toMatchObject({ residentId: 'Et id er en UUID', receivedOn: 'En dato skrives ÅÅÅÅ-MM-DD' })
})
