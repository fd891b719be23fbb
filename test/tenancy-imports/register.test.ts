import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { dayAgo } from '../support/builders.ts'
import { type Lease, type Row, registerAfter } from './model.ts'
import { fileOf, meant, send } from './support.ts'

const { as, database } = await testApp()
const drift = as('drift.boligviborg')

/** Days of the model are months around now: none is so old that its household would be kept no longer. */
const dates = Array.from({ length: 8 }, (_, index) => dayAgo(30 * (6 - index)))
const dateOf = (day: number) => String(dates[day])
const dayOf = (date: string) => dates.indexOf(date)

const day = fc.nat(dates.length - 1)
const person = {
  name: fc.constantFrom('Ane Å', 'Bo B', 'Carl C'),
  personKey: fc.constantFrom(null, 'p1', 'p2', 'p3'),
  phone: fc.constantFrom(null, '+45 11 11 11 11', '+45 22 22 22 22'),
  isProtected: fc.boolean(),
}
const period = fc
  .tuple(day, fc.option(day))
  .map(([from, to]) => (to === null ? { from, to } : { from: Math.min(from, to), to: Math.max(from, to) }))

/** A household as a file has it: rows that agree, mostly. */
interface Household {
  key: string
  dwelling: string
  period: Pick<Row, 'from' | 'to'>
  people: Omit<Row, 'key' | 'dwelling' | 'from' | 'to'>[]
  slip: Pick<Row, 'from' | 'to'> | null
}
const key = fc.constantFrom('1', '2', '3', '4')
const people = fc.array(fc.record(person), { minLength: 1, maxLength: 2 })
const household: fc.Arbitrary<Household> = fc.record({
  ...{ key, period, people },
  dwelling: fc.constantFrom('1. tv', '1. th', '2. tv'),
  slip: fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: period }),
})
const base = fc.uniqueArray(household, { selector: (one) => one.key, minLength: 1, maxLength: 3 })

/** What has become of a household by the next file. */
const edit = fc.record({
  dropped: fc.nat(4).map((n) => n === 0),
  key: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: key }),
  period: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: period }),
  people: fc.option(people, { freq: 2 }),
})
type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never
const edits = fc.array(fc.array(edit, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 2 })

const filesOf = (first: Household[], later: Edit[][]): Household[][] => {
  const files = [first]
  for (const step of later)
    files.push(
      (files.at(-1) ?? []).flatMap((one, index) => {
        const { dropped, ...changes } = step[index] ?? { dropped: true }
        const said = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null))
        return dropped ? [] : [{ ...one, ...said, slip: null }]
      }),
    )
  return files
}

const rowsOf = (file: Household[]): Row[] =>
  file.flatMap(({ people, period, slip, ...lease }) =>
    people.map((one, index) => ({ ...one, ...lease, ...(index > 0 && slip ? slip : period) })),
  )

const lineOf = ({ key, dwelling, from, to, name, personKey, phone, isProtected }: Row) =>
  [
    ...['Ringparken', key, 'Modelvej 1', dwelling, dateOf(from), to === null ? '' : dateOf(to)],
    ...[name, personKey ?? '', phone ?? '', isProtected ? 'ja' : ''],
  ].join(';')

const ordered = (register: Lease[]) =>
  register
    .map(({ key, dwelling, from, to, residents }) =>
      JSON.stringify([
        ...[key, dwelling, from, to],
        residents.map((r) => JSON.stringify([r.name, r.personKey, r.phone, r.isProtected])).sort(),
      ]),
    )
    .sort()

const register = async (): Promise<Lease[]> => {
  const rows = await database.admin<Record<string, never>>(`
    select t.external_key as key, t.dwelling, t.moved_in_on::text as from, t.moved_out_on::text as to,
      (select json_agg(json_build_object('name', r.name, 'personKey', r.external_key, 'phone', r.phone,
        'isProtected', r.protected_address)) from residents r where r.tenancy_id = t.id) as residents
    from tenancies t`)
  return rows.map((row) => ({
    ...(row as unknown as Lease),
    from: dayOf(String(row.from)),
    to: row.to === null ? null : dayOf(String(row.to)),
  }))
}

/** Entered as single households are, without the landlord's keys. */
const enter = async ({ dwelling, period: { from, to }, people }: Household) => {
  const residents = people.map(({ name, phone, isProtected }) => ({
    name,
    phone,
    protectedAddress: isProtected,
  }))
  await drift.post('/tenancies', {
    ...{ departmentId: 'ringparken', address: 'Modelvej 1', dwelling, residents },
    ...{ movedInOn: dateOf(from), movedOutOn: to === null ? null : dateOf(to) },
  })
}

test('a register is what the rules say after any files, and the same after any of them again', async () => {
  let applied = 0
  await fc.assert(
    fc.asyncProperty(base, edits, fc.boolean(), async (first, later, byHand) => {
      await database.admin('with gone as (delete from residents) delete from tenancies')
      if (byHand && first[0]) await enter(first[0])
      for (const file of filesOf(first, later)) {
        const [before, rows] = [await register(), rowsOf(file)]
        const expected = registerAfter(before, rows)
        const text = fileOf(...rows.map(lineOf))
        const tried = await send(drift, text)
        expect([tried.status, tried.body.errorCount > 0]).toEqual([200, expected === null])
        const answer = await send(drift, text, meant)
        expect(answer.status).toBe(expected ? 201 : 422)
        expect(ordered(await register())).toEqual(ordered(expected ?? before))
        if (!expected) continue
        applied += 1
        expect(answer.body.counts).toEqual(tried.body.counts)
        const { counts } = (await send(drift, text)).body
        const { created, changed, movedOut } = counts.tenancies
        expect([created, changed, movedOut, counts.residents.created, counts.residents.changed]).toEqual([
          0, 0, 0, 0, 0,
        ])
      }
    }),
    { numRuns: 20 },
  )
  expect(applied).toBeGreaterThan(10)
})
