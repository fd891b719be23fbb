import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holdsPersonalNumber } from '../../src/kernel/personal-number.ts'
import type { Answer } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { newNaboklage } from '../support/builders.ts'
import { newTenancy } from '../support/households.ts'

const { as, lines } = await testApp()
const drift = as('drift.boligviborg')

const refused = ({ status, body, text, headers }: Answer, path: string): void => {
  expect([status, body.code, body.errors]).toMatchObject([400, 'personal_number', [{ path }]])
  expect(text + JSON.stringify(headers)).not.toMatch(/0101|1234/)
}

test('are refused in any text of a body, naming the field and not the number', async () => {
  const number = '010190-1234'
  refused(await drift.post('/naboklager', newNaboklage({ description: `Han har ${number}.` })), 'description')
  refused(await drift.post('/naboklager', newNaboklage({ sharedSummary: number })), 'sharedSummary')
  refused(
    await drift.post('/naboklager', newNaboklage({ complainant: { name: `K ${number}` } })),
    'complainant.name',
  )
  const residents = [{ name: 'A' }, { name: 'B', phone: '0101901234' }]
  refused(await drift.post('/tenancies', newTenancy({ residents })), 'residents.1.phone')
  const whom = { departmentId: 'ringparken', address: 'A', residentName: number, reason: 'economy' }
  refused(await as('social.anna').post('/tenancies/lookup', whom), 'residentName')
})

test('are refused in a query string, whatever the parameter', async () => {
  refused(await drift.get('/tenancies?address=0101901234'), 'address')
  refused(await drift.get('/tenancies?address=Ringparken&address=010190%201234'), 'address')
  refused(await drift.get('/naboklager?whatever=010190-1234'), 'whatever')
  refused(await drift.get('/naboklager?010190-1234=1'), 'query')
  expect(lines.join()).not.toMatch(/0101/)
})

test('phone numbers, references, dates and ids are let through', async () => {
  const residents = [{ name: 'A', phone: '+45 20 30 40 50' }]
  const address = 'Vej 0101, matrikel 123456'
  expect((await drift.post('/tenancies', newTenancy({ residents, address }))).status).toBe(201)
  const description =
    'Se N-2026-00042. Den 12.03.2026 kl. 22.15, 12-03-2026 og 2026-03-12T22:15:00Z. Ring +4520304050.'
  expect((await drift.post('/naboklager', newNaboklage({ description }))).status).toBe(201)
  expect((await drift.get('/naboklager?from=2026-01-01&to=2026-03-12')).status).toBe(200)
  expect(
    (await drift.get('/naboklager?respondentTenancyId=01019012-3456-7000-8000-010190123456')).status,
  ).toBe(200)
})

describe('the guard', () => {
  const two = (number: number) => String(number).padStart(2, '0')
  const day = fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: 61, max: 91 })).map(two)
  const month = fc.integer({ min: 1, max: 12 }).map(two)
  const year = fc.integer({ min: 0, max: 99 }).map(two)
  const serial = fc.integer({ min: 0, max: 9999 }).map((number) => String(number).padStart(4, '0'))
  const separator = fc.constantFrom('', '-', '.', ' ')
  const number = fc
    .tuple(day, separator, month, separator, year, separator, serial)
    .map((parts) => parts.join(''))
  const around = fc.constantFrom('', ' ', 'CPR: ', 'a', 'Født ', '(', '"', 'nr.', '\n')

  test('finds a number however it is written, whatever is around it', () => {
    fc.assert(
      fc.property(around, number, fc.constantFrom('', ' ', '.', 'b', ')', '\n'), (before, text, after) =>
        holdsPersonalNumber(before + text + after),
      ),
      { numRuns: 2_000 },
    )
  })

  test('finds it in full-width digits and with other dashes', () => {
    for (const text of ['０１０１９０－１２３４', '010190–1234', '010190\u00a01234', '0101901234']) {
      expect(holdsPersonalNumber(text)).toBe(true)
    }
  })

  test('finds none where the digits are more, fewer, of no date, or of a phone abroad', () => {
    const dateless = fc.tuple(fc.constantFrom('00', '32', '45', '60', '92'), month, year, serial)
    const monthless = fc.tuple(day, fc.constantFrom('00', '13', '20'), year, serial)
    for (const parts of [dateless, monthless])
      fc.assert(
        fc.property(parts, (digits) => !holdsPersonalNumber(digits.join(''))),
        { numRuns: 1_000 },
      )
    const longer = fc.tuple(
      fc.integer({ min: 0, max: 9 }),
      number.filter((text) => /^\d+$/.test(text)),
    )
    fc.assert(
      fc.property(longer, ([digit, text]) => {
        const numbers = [`${digit}${text}`, `${text}${digit}`, text.slice(1), `+${text}`]
        return (
          numbers.slice(0, 2).every((more) => !holdsPersonalNumber(more)) &&
          !holdsPersonalNumber(numbers[3] ?? '')
        )
      }),
      { numRuns: 1_000 },
    )
    expect(holdsPersonalNumber('+49 1512 345678')).toBe(false)
  })
})
