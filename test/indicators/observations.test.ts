import { describe, expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'

const { as, database } = await testApp()
const koordinator = as('koordinator')
const board = as('board')

const moveOuts = '/indicators/andel-fraflytninger'
const put = (url: string, changes: Json = {}) =>
  koordinator.put(url, { value: '12.3', status: 'final', source: 'BoligViborg', ...changes })
const seriesOf = async (departmentId: string): Promise<Json> =>
  (await board.get(`${moveOuts}/series?departmentId=${departmentId}`)).body

describe('an observation', () => {
  test('is kept in every version, the newest first, and said again it adds none', async () => {
    const url = `${moveOuts}/observations/2024`
    const first = await put(url, { departmentId: 'karup', value: '9.50', note: 'Foreløbig' })
    expect([first.status, first.body.version, first.body.value]).toEqual([201, 1, '9.5'])
    const second = await put(url, { departmentId: 'karup', value: '9.25' })
    expect([second.status, second.body.version]).toEqual([200, 2])
    expect((await put(url, { departmentId: 'karup', value: '9.250' })).body).toEqual(second.body)
    const { body } = await board.get(`${url}?departmentId=karup`)
    expect(body.items).toEqual([second.body, first.body])
    expect(first.body.recordedBy).toBe((await koordinator.get('/me')).body.id)
    expect((await board.get(url)).body.items).toEqual(body.items)
    expect((await board.get(`${url}?departmentId=stoholm`)).body.items).toEqual([])
  })

  test('of a department is held against its own baseline, exactly', async () => {
    await put(`${moveOuts}/observations/2024`, { departmentId: 'ringparken', value: '21.8' })
    await put(`${moveOuts}/observations/2025`, { departmentId: 'ringparken', value: '21.2' })
    const series = await seriesOf('ringparken')
    expect(series.baseline).toMatchObject({ label: 'Ringparken', value: '21.5' })
    expect(series.points.map((p: Json) => [p.year, p.value, p.changeSinceBaseline])).toEqual([
      [2024, '21.8', '0.3'],
      [2025, '21.2', '-0.3'],
    ])
  })

  test('that is pending has no value and no change, and missing is neither', async () => {
    await put(`${moveOuts}/observations/2025`, { departmentId: 'lindon', value: null, status: 'pending' })
    const { points } = await seriesOf('lindon')
    expect(points).toMatchObject([{ value: null, status: 'pending', changeSinceBaseline: null }])
    expect((await seriesOf('elmely')).points).toEqual([])
    await put('/indicators/antal-effektive-udsaettelser/observations/2025', { value: '4' })
    const { body } = await board.get('/indicators/antal-effektive-udsaettelser/series')
    expect(body).toMatchObject({
      baseline: { status: 'pending' },
      points: [{ value: '4', changeSinceBaseline: null }],
    })
  })

  test.each([
    [{ value: '101' }, 400],
    [{ value: '-1' }, 400],
    [{ value: '12,3' }, 400],
    [{ value: '1e2' }, 400],
    [{ value: 12.3 }, 400],
    [{ value: null }, 400],
    [{ value: '0', status: 'pending' }, 400],
    [{ status: 'maybe' }, 400],
    [{ source: ' ' }, 400],
    [{ source: undefined }, 400],
    [{ note: 'Ring til 010190-1234' }, 400],
    [{ extra: 1 }, 400],
    [{ departmentId: 'ukendt' }, 404],
  ])('with %j is refused with %i, and nothing is kept', async (changes, status) => {
    const url = `${moveOuts}/observations/2022`
    expect((await put(url, changes)).status).toBe(status)
    expect((await board.get(url)).body.items).toEqual([])
  })

  test('is of a year that has begun, and of an indicator that there is', async () => {
    for (const year of ['1999', 'i-fjor', '20255'])
      expect((await put(`${moveOuts}/observations/${year}`)).status).toBe(400)
    expect((await put(`${moveOuts}/observations/2099`)).body.code).toBe('rule_violated')
    expect((await put('/indicators/ukendt/observations/2025')).status).toBe(404)
    for (const url of [
      '/indicators/ukendt',
      '/indicators/ukendt/series',
      '/indicators/ukendt/observations/2025',
    ])
      expect((await board.get(url)).status).toBe(404)
    expect((await board.get(`${moveOuts}/series?departmentId=ukendt`)).status).toBe(404)
    expect(
      (await put('/indicators/antal-effektive-udsaettelser/observations/2025', { value: '4.5' })).status,
    ).toBe(400)
  })

  test('is never changed afterwards, not even by the owner of the table', async () => {
    await put(`${moveOuts}/observations/2021`)
    for (const statement of [`update observations set value = 1`, 'delete from observations'])
      await expect(database.admin(statement)).rejects.toThrow(/kept/)
  })
})
