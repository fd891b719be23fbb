import { expect, test } from 'vitest'
import { placesOf } from '../../src/statistics/publishing/places.ts'

const landlords = [{ id: 'x', label: 'X' }]
const smallest = { residents: 100, households: 50 }

/** `id` to residents; half as many households. What is published, and what is folded into the others. */
const laidOut = (residents: Record<string, number>, byDepartment = true) => {
  const departments = Object.entries(residents).map(([id, number]) => ({
    ...{ id, label: id, landlord: 'x', residents: number, households: number / 2 },
  }))
  const places = placesOf({ landlords, departments, smallest, byDepartment })
  const of = (published: boolean) =>
    places.filter((place) => place.published === published).map(({ id, parent }) => `${id}<${parent}`)
  return { shown: of(true).slice(2), folded: of(false) }
}

test.each([
  ['all are large', { a: 100, b: 200 }, ['a<x', 'b<x'], []],
  [
    'the small ones stand together',
    { a: 300, b: 60, c: 80, d: 120 },
    ['a<x', 'd<x', 'oevrige-x<x'],
    ['b<oevrige-x', 'c<oevrige-x'],
  ],
  [
    'one alone would be named by it',
    { a: 300, b: 60, c: 200 },
    ['a<x', 'oevrige-x<x'],
    ['b<oevrige-x', 'c<oevrige-x'],
  ],
  [
    'those that are too few together take one more',
    { a: 300, b: 40, c: 40, d: 150 },
    ['a<x', 'oevrige-x<x'],
    ['b<oevrige-x', 'c<oevrige-x', 'd<oevrige-x'],
  ],
  ['none is left to name', { a: 300, b: 60 }, [], ['a<x', 'b<x']],
  ['nobody has said how many', { a: 0, b: 0 }, [], ['a<x', 'b<x']],
])('departments: %s', (_name, residents, shown, folded) => {
  expect(laidOut(residents)).toEqual({ shown, folded })
})

test('a quarter has landlords alone', () => {
  expect(laidOut({ a: 300, b: 400 }, false)).toEqual({ shown: [], folded: ['a<x', 'b<x'] })
})
