import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueOn } from '../../src/naboklager/rules.ts'
import { testApp } from '../support/app.ts'
import { newNaboklage } from '../support/builders.ts'

const dayMs = 86_400_000
const iso = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)
const dayOf = (date: string): number => Date.parse(date) / dayMs
const firstOf = (year: number, month: number): number => Date.UTC(year, month - 1, 1) / dayMs

/** Almenlejeloven § 83 by arithmetic, with no day counted one by one: the days before July and those after it. */
const model = (demandedOn: string): string => {
  const day = dayOf(demandedOn)
  const year = Number(demandedOn.slice(0, 4))
  const july = firstOf(year, 7)
  const august = firstOf(year, 8)
  if (day >= august || day + 28 < july) return iso(day + 28)
  const before = Math.max(0, july - 1 - day)
  return iso(august - 1 + 28 - before)
}

test('a demand is due in four weeks, and July does not count', () => {
  expect(dueOn('2026-06-20')).toBe('2026-08-18')
  expect(dueOn('2026-01-31')).toBe('2026-02-28')
  expect(dueOn('2026-06-02')).toBe('2026-06-30')
  expect(dueOn('2026-06-03')).toBe('2026-08-01')
  expect(dueOn('2026-06-30')).toBe('2026-08-28')
  expect(dueOn('2026-07-01')).toBe('2026-08-28')
  expect(dueOn('2026-07-31')).toBe('2026-08-28')
  expect(dueOn('2026-08-01')).toBe('2026-08-29')
  expect(dueOn('2026-12-20')).toBe('2027-01-17')
  expect(dueOn('2028-02-01')).toBe('2028-02-29')
})

test('on every day, as the arithmetic says', () => {
  const days = fc.integer({ min: dayOf('1950-01-01'), max: dayOf('2150-12-31') })
  fc.assert(
    fc.property(days, (day) => dueOn(iso(day)) === model(iso(day))),
    { numRuns: 3_000 },
  )
})

const { as, database } = await testApp({ config: { SESSION_HOURS: 24 * 3650 } })
const drift = as('drift.boligviborg')
const occurredAt = '2025-01-15T20:00:00Z'

test('follows the demand of a naboklage, and goes with it', async () => {
  const demandedOn = '2025-06-20'
  const made = await drift.post('/naboklager', newNaboklage({ demandedOn, occurredAt }))
  expect(made.body).toMatchObject({ demandedOn, dueOn: '2025-08-18' })
  const url = `/naboklager/${made.body.id}`
  const moved = await drift.patch(url, { demandedOn: '2025-08-01' }, { 'if-match': made.etag })
  expect(moved.body.dueOn).toBe('2025-08-29')
  const cleared = await drift.patch(url, { demandedOn: null }, { 'if-match': moved.etag })
  expect(cleared.body).toMatchObject({ demandedOn: null, dueOn: null })
})

test('a demand is not made in the future, by the Danish day', async () => {
  const demand = async (demandedOn: string) =>
    (await drift.post('/naboklager', newNaboklage({ demandedOn, occurredAt }))).status
  await database.setClock(`timestamptz '2026-06-20T21:59:00Z'`)
  expect([await demand('2026-06-20'), await demand('2026-06-21')]).toEqual([201, 422])
  await database.setClock(`timestamptz '2026-06-20T22:00:00Z'`)
  expect(await demand('2026-06-21')).toBe(201)
  await database.setClock('now()')
})
