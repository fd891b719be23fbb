import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'

const { as } = await testApp()
const koordinator = as('koordinator')
const board = as('board')

const people = { dwellings: 120, households: 110, residents: 240, source: 'BoligViborg' }
const put = (url: string, changes: Json = {}) => koordinator.put(url, { ...people, ...changes })

test('how many live in a department is kept in versions, and read by those who read the counts', async () => {
  const url = '/departments/lindon/population/2025'
  expect((await board.get(url)).status).toBe(404)
  const first = await put(url)
  expect([first.status, first.body.version]).toEqual([201, 1])
  expect((await put(url)).body).toEqual(first.body)
  const second = await put(url, { residents: 250 })
  expect([second.status, second.body.version]).toEqual([200, 2])
  for (const name of ['board', 'dpo', 'koordinator2'] as const) {
    const { body, etag } = await as(name).get(url)
    expect([body, etag]).toEqual([second.body, second.etag])
  }
})

test.each([
  [{ households: 121 }, 422],
  [{ residents: 109 }, 422],
  [{ dwellings: -1 }, 400],
  [{ residents: 10.5 }, 400],
  [{ residents: '240' }, 400],
  [{ source: '' }, 400],
  [{ source: undefined }, 400],
  [{ area: 1 }, 400],
])('with %j it is refused with %i', async (changes, status) => {
  const url = '/departments/elmely/population/2025'
  expect((await put(url, changes)).status).toBe(status)
  expect((await board.get(url)).status).toBe(404)
})

test('it is of a department that there is, and of a year that has begun, by the coordinator', async () => {
  expect((await put('/departments/ukendt/population/2025')).status).toBe(404)
  expect((await put('/departments/elmely/population/2099')).body.code).toBe('rule_violated')
  expect((await put('/departments/elmely/population/i-fjor')).status).toBe(400)
  for (const name of ['board', 'dpo', 'drift.boligviborg'] as const)
    expect((await as(name).put('/departments/elmely/population/2025', people)).status).toBe(403)
  for (const name of ['drift.boligviborg', 'social.anna', 'admin'] as const)
    expect((await as(name).get('/departments/lindon/population/2025')).status).toBe(403)
})
