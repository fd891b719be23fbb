import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../src/kernel/calendar.ts'
import { danishWorkingDays, workingDaysBefore } from '../../src/kernel/working-days.ts'

/** By hand from the calendar: public holidays of 2025 to 2027 that are no Saturday or Sunday. */
const holidays = [
  ...[
    '2025-01-01',
    '2025-04-17',
    '2025-04-18',
    '2025-04-21',
    '2025-05-29',
    '2025-06-09',
    '2025-12-25',
    '2025-12-26',
  ],
  ...['2026-01-01', '2026-04-02', '2026-04-03', '2026-04-06', '2026-05-14', '2026-05-25', '2026-12-25'],
  ...['2027-01-01', '2027-03-25', '2027-03-26', '2027-03-29', '2027-05-06', '2027-05-17'],
]
const closedOn = ['06-05', '12-24', '12-31']
const isWorkingDay = danishWorkingDays(closedOn)
const weekday = (date: string) => new Date(`${date}T12:00:00Z`).getUTCDay() % 6 !== 0
const date = fc.integer({ min: 0, max: 3 * 365 - 1 }).map((days) => addDays('2025-01-01', days))

describe('Danish working days', () => {
  test('are weekdays that are neither public holidays nor days on which the office is closed', () => {
    for (let day = '2025-01-01'; day < '2028-01-01'; day = addDays(day, 1))
      expect([day, isWorkingDay(day)]).toEqual([
        day,
        weekday(day) && !holidays.includes(day) && !closedOn.includes(day.slice(5)),
      ])
  })

  test('have store bededag among them since 2024, and Constitution Day where the office is open', () => {
    expect(['2023-05-05', '2024-04-26', '2025-05-16', '2026-05-01'].map(isWorkingDay)).toEqual([
      false,
      true,
      true,
      true,
    ])
    expect(danishWorkingDays([])('2026-06-05')).toBe(true)
    expect(danishWorkingDays([])('2026-12-24')).toBe(true)
  })

  test('are counted from the day after up to the day itself', () => {
    expect(workingDaysBefore('2026-11-25', 10, isWorkingDay)).toBe('2026-11-11')
    // Over Christmas: 28, 29 and 30 December, and 4 January.
    expect(workingDaysBefore('2027-01-04', 4, isWorkingDay)).toBe('2026-12-27')
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 60 }), (on, days) => {
        const since = workingDaysBefore(on, days, isWorkingDay)
        let passed = 0
        for (let day = addDays(since, 1); day <= on; day = addDays(day, 1)) if (isWorkingDay(day)) passed += 1
        expect(passed).toBe(days)
        expect(isWorkingDay(addDays(since, 1))).toBe(true)
      }),
    )
  })
})
