import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { directionOf, directionOfAll } from '../../src/evaluations/rules.ts'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { hashOf } from './hash.ts'

const { as } = await testApp()
const koordinator = as('koordinator')
const board = as('board')
const outsiders = ['drift.boligviborg', 'social.anna', 'admin'] as const

const observe = async (indicator: string, year: number, changes: Json): Promise<void> => {
  const url = `/indicators/${indicator}/observations/${year}`
  const body = { value: '12.3', status: 'final', source: 'BoligViborg', ...changes }
  expect((await koordinator.put(url, body)).status).toBeLessThan(300)
}
const evaluated = async (year: number): Promise<Json> => (await board.get(`/evaluations/${year}`)).body
const indicatorOf = async (year: number, id: string): Promise<Json> => {
  const { goals } = await evaluated(year)
  return goals.flatMap((goal: Json) => goal.indicators).find((it: Json) => it.indicatorId === id)
}

describe('an evaluation', () => {
  test('holds every goal of the agreement with its indicators, baselines and comparators', async () => {
    const { status, body, etag } = await board.get('/evaluations/2025')
    expect([status, body.year, body.state, body.presentation, body.approval]).toEqual([
      ...[200, 2025, 'draft', null, null],
    ])
    expect(etag).toMatch(/^"[\w-]+"$/)
    const { items: goals } = (await board.get('/goals')).body
    expect(
      body.goals.map(({ goalId, name, indicators }: Json) => ({
        ...{ id: goalId, name, indicatorIds: indicators.map((it: Json) => it.indicatorId) },
      })),
    ).toEqual(goals)
    for (const { goalId, indicators } of body.goals)
      for (const { indicatorId: id, observations: _, direction: __, ...rest } of indicators)
        expect({ id, goalId, ...rest }).toEqual((await board.get(`/indicators/${id}`)).body)
    expect(body.agreement).toEqual((await board.get('/agreement')).body)
    expect([body.counts, body.withheld]).toEqual([[], []])
  })

  test('is read by helhedsplan, board and dpo alone, and written by the coordinator alone', async () => {
    for (const name of ['koordinator2', 'board', 'dpo'] as const)
      expect((await as(name).get('/evaluations/2025')).status).toBe(200)
    for (const name of outsiders) expect((await as(name).get('/evaluations/2025')).status).toBe(403)
    for (const name of [...outsiders, 'board', 'dpo'] as const)
      expect(
        (await as(name).put('/evaluations/2025/comments/faerre-fraflytninger', { text: 'x' })).status,
      ).toBe(403)
  })

  test('is of a year of the agreement that has begun', async () => {
    for (const year of [2024, 2030, 2029, 2100]) {
      expect((await board.get(`/evaluations/${year}`)).body.code).toBe('not_found')
      const comment = await koordinator.put(`/evaluations/${year}/comments/faerre-fraflytninger`, {
        text: 'x',
      })
      expect(comment.body.code).toBe('not_found')
      const present = await koordinator.post(`/evaluations/${year}/presentation`, {}, { 'if-match': '*' })
      expect(present.body.code).toBe('not_found')
    }
    for (const year of ['20255', 'i-fjor', '1999'])
      expect((await board.get(`/evaluations/${year}`)).status).toBe(400)
  })

  test('leaves one event of each call in the trail', async () => {
    const calls = [
      await board.get('/evaluations/2026'),
      await koordinator.put('/evaluations/2026/comments/oeget-tilfredshed', { text: 'Godt på vej' }),
      await koordinator.put('/evaluations/2026/comments/ukendt', { text: 'Godt på vej' }),
      await as('social.anna').get('/evaluations/2026'),
    ]
    expect(calls.map(({ status }) => status)).toEqual([200, 201, 404, 403])
    const events = await Promise.all(
      calls.map(async ({ headers }) => {
        const { body } = await as('dpo').get(`/audit/events?requestId=${headers['x-request-id']}`)
        expect(body.items).toHaveLength(1)
        const { action, purpose, decision, subjectIds } = body.items[0]
        return [action, purpose, decision, subjectIds.length]
      }),
    )
    expect(events).toEqual([
      ['evaluation.read', 'evaluation', 'allowed', 0],
      ['evaluation.comment', 'evaluation', 'allowed', 0],
      ['evaluation.comment', 'evaluation', 'denied', 0],
      ['evaluation.read', 'evaluation', 'denied', 0],
    ])
  })
})

describe('a comment', () => {
  const url = '/evaluations/2026/comments/faerre-fraflytninger'

  test('is kept in versions, and the newest is told', async () => {
    const first = await koordinator.put(url, { text: '  Færre flytter  ' })
    expect([first.status, first.body.version, first.body.text]).toEqual([201, 1, 'Færre flytter'])
    expect(first.headers.location).toBe('/api/v1/evaluations/2026')
    const again = await koordinator.put(url, { text: 'Færre flytter' })
    expect([again.status, again.body]).toEqual([200, first.body])
    const second = await as('koordinator2').put(url, { text: 'Flere flytter' })
    expect([second.status, second.body.version]).toEqual([200, 2])
    const { goals } = await evaluated(2026)
    expect(goals[0].comment).toBe('Flere flytter')
    expect((await evaluated(2025)).goals[0].comment).toBeNull()
  })

  test.each([
    [{}, 'validation_failed'],
    [{ text: '' }, 'validation_failed'],
    [{ text: 'x'.repeat(8_001) }, 'validation_failed'],
    [{ text: 'x', goalId: 'y' }, 'validation_failed'],
    [{ text: 'Beboeren 010190-1234 flyttede' }, 'personal_number'],
  ])('that is %j is refused', async (body, code) => {
    const before = (await evaluated(2026)).contentHash
    const answer = await koordinator.put(url, body)
    expect([answer.status, answer.body.code]).toEqual([400, code])
    expect((await evaluated(2026)).contentHash).toBe(before)
  })
})

describe('a direction', () => {
  test('is by what the delaftale hopes for, exactly', async () => {
    await observe('andel-fraflytninger', 2025, { departmentId: 'ringparken', value: '21.4999' })
    expect(await indicatorOf(2025, 'andel-fraflytninger')).toMatchObject({
      observations: [
        {
          ...{ departmentId: 'ringparken', label: 'Ringparken', value: '21.4999', source: 'BoligViborg' },
          ...{ changeSinceBaseline: '-0.0001', direction: 'better' },
        },
      ],
      direction: 'better',
    })
    await observe('tilfredshed-i-boligomraadet', 2025, { departmentId: 'ellekonebakken', value: '80.5' })
    await observe('tilfredshed-i-boligomraadet', 2025, { departmentId: 'houlkaervaenget', value: '91.000' })
    const satisfaction = await indicatorOf(2025, 'tilfredshed-i-boligomraadet')
    expect(satisfaction.observations.map((o: Json) => o.direction).sort()).toEqual(['unchanged', 'worse'])
    expect(satisfaction.direction).toBe('worse')
  })

  test('is unknown where a figure is pending, missing, or has nothing to be held against', async () => {
    await observe('antal-effektive-udsaettelser', 2025, { value: '4' })
    await observe('andel-med-foranstaltning', 2025, { value: null, status: 'pending' })
    await observe('andel-fraflytninger', 2026, { departmentId: 'lindon', value: null, status: 'pending' })
    expect(await indicatorOf(2025, 'antal-effektive-udsaettelser')).toMatchObject({
      observations: [{ value: '4', changeSinceBaseline: null, direction: 'unknown' }],
      direction: 'unknown',
    })
    const pending = { value: null, status: 'pending', changeSinceBaseline: null, direction: 'unknown' }
    for (const [year, id] of [
      [2025, 'andel-med-foranstaltning'],
      [2026, 'andel-fraflytninger'],
    ] as const)
      expect(await indicatorOf(year, id)).toMatchObject({ observations: [pending], direction: 'unknown' })
    expect(await indicatorOf(2026, 'tilfredshed-i-boligomraadet')).toMatchObject({
      ...{ observations: [], direction: 'unknown' },
    })
  })

  /** Ten-thousandths as whole numbers: what the decimals mean, reckoned in another way. */
  test('of a change is that of whole numbers', () => {
    const change = fc.integer({ min: -1_000_000, max: 1_000_000 })
    const asDecimal = (n: number) =>
      `${n < 0 ? '-' : ''}${Math.trunc(Math.abs(n) / 10_000)}.${String(Math.abs(n) % 10_000).padStart(4, '0')}`
    fc.assert(
      fc.property(change, fc.constantFrom('lower', 'higher'), (n, better) => {
        const gain = better === 'lower' ? -n : n
        const expected = gain > 0 ? 'better' : gain < 0 ? 'worse' : 'unchanged'
        expect(directionOf(better as 'lower', asDecimal(n))).toBe(expected)
      }),
    )
  })

  test.each([
    [['better', 'unchanged', 'unknown'], 'better'],
    [['worse', 'unchanged'], 'worse'],
    [['better', 'worse'], 'unknown'],
    [['unchanged', 'unknown'], 'unchanged'],
    [['unknown'], 'unknown'],
    [[], 'unknown'],
  ] as const)('of departments that are %j is %s, unless the whole area has its own', (directions, all) => {
    const figures = directions.map((direction, n) => ({ departmentId: String(n), direction }))
    expect(directionOfAll(figures)).toBe(all)
    const whole = { departmentId: null, direction: 'worse' } as const
    expect(directionOfAll([whole, ...figures])).toBe('worse')
  })
})

test('the hash is of what is told, and anyone can make it again', async () => {
  const answer = await evaluated(2025)
  expect(answer.contentHash).toBe(hashOf(answer))
})
