import { createRequire } from 'node:module'
import { beforeAll, expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'
import { publishedNow, publisher } from './publishing.ts'

/** Its ES module is for browsers. */
const JSONstat = createRequire(import.meta.url)('jsonstat-toolkit')

const app = await testApp()
const { as, database } = app
const board = as('board')

let counts: Json
let url: string
beforeAll(async () => {
  const drift = as('drift.boligviborg')
  for (let household = 0; household < 8; household += 1) {
    const { id: respondentTenancyId } = await tenancy(drift)
    await makeNaboklage(drift, { respondentTenancyId, category: household < 6 ? 'noise' : 'drugs' })
  }
  counts = (await publishedNow(app, publisher(database))).body
  // What was published is read in the time in which its period has ended.
  await database.setClock(`now() + interval '100 days'`)
  url = `/statistics/naboklager?period=${counts.period}`
}, 120_000)

test('JSON-stat is read back by its own toolkit, cell by cell', async () => {
  const { body, headers } = await board.get(`${url}&format=json-stat`)
  expect(headers['content-type']).toBe('application/json-stat+json; charset=utf-8')
  const dataset = JSONstat(body)
  expect([dataset.class, dataset.id]).toEqual(['dataset', ['period', 'department', 'categoryGroup']])
  expect(dataset.Dimension('period').id).toEqual([counts.period])
  expect(dataset.role.time).toEqual(['period'])
  for (const { department, categoryGroup, households, hidden } of counts.cells) {
    const cell = dataset.Data({ period: counts.period, department, categoryGroup })
    expect([cell.value, cell.status]).toEqual([households, hidden ? 'hidden' : null])
  }
  const [place] = counts.dimensions
  for (const { id, label } of place.values)
    expect(dataset.Dimension('department').Category(id).label).toBe(label)
  expect(body.dimension.department.category.child).toEqual({ total: ['boligviborg', 'sct-joergen'] })
  expect(counts.cells.filter((cell: Json) => cell.hidden).length).toBeGreaterThan(0)
})

test('CSV is what a Danish Excel opens: a byte order mark, semicolons, and a word for what is hidden', async () => {
  const { text, headers } = await board.get(`${url}&format=csv`)
  expect(headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(text.startsWith('\ufeffdepartment;categoryGroup;households\r\n')).toBe(true)
  const rows = text.slice(1).split('\r\n')
  expect(rows.pop()).toBe('')
  expect(rows.slice(1)).toEqual(
    counts.cells.map(
      (cell: Json) => `${cell.department};${cell.categoryGroup};${cell.hidden ? 'skjult' : cell.households}`,
    ),
  )
  expect(text).toContain('total;dwelling;0\r\n')
  expect(text).toContain('total;safety;skjult\r\n')
})

test('the header asks for a format as the query does, and each has an entity tag of its own', async () => {
  const types = ['application/json', 'application/json-stat+json', 'text/csv']
  const answers = await Promise.all(types.map((accept) => board.get(url, { accept })))
  expect(answers.map(({ headers }) => String(headers['content-type']).split(';')[0])).toEqual(types)
  expect(new Set(answers.map(({ etag }) => etag)).size).toBe(3)
  for (const { headers } of answers) expect(headers.vary).toContain('accept')
  const [json] = answers
  expect((await board.get(url, { 'if-none-match': json?.etag ?? '' })).status).toBe(304)
  expect((await board.get(`${url}&format=json`, { accept: 'text/csv' })).body).toEqual(counts)
  expect((await board.get('/statistics/nope', { accept: 'text/csv' })).headers['content-type']).toMatch(
    /^application\/problem\+json/,
  )
})
