import { beforeAll, describe, expect, test } from 'vitest'
import { publishedNow, publisher } from '../statistics/publishing.ts'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'
import { attribute, cellsOf, type Element, elements, named, parsed, wordsOf } from './dom.ts'
import { hashOf } from './hash.ts'

const app = await testApp()
const { as, database } = app
const board = as('board')
const koordinator = as('koordinator')

let year: string
let period: string
const evaluated = async (): Promise<Json> => (await board.get(`/evaluations/${year}`)).body
const pageNow = async () => parsed((await board.get(`/evaluations/${year}?format=html`)).text).document
const move = (by: typeof board, kind: string) =>
  by.post(`/evaluations/${year}/${kind}`, {}, { 'if-match': '*' })

beforeAll(async () => {
  const drift = as('drift.boligviborg')
  for (let household = 0; household < 9; household += 1) {
    const { id } = await tenancy(drift)
    const category = household < 7 ? 'noise' : 'danger'
    await makeNaboklage(drift, { respondentTenancyId: id, category })
  }
  const [now] = await database.admin<{ period: string }>(
    `select to_char(clock() at time zone 'Europe/Copenhagen', 'YYYY-"Q"Q') as period`,
  )
  period = now?.period ?? ''
  year = period.slice(0, 4)
  await move(koordinator, 'presentation')
  await publishedNow(app, publisher(database))
})

describe('the counts of an evaluation', () => {
  test('are the tables of its year as they were published, and of no other', async () => {
    await database.setClock(`now() + interval '100 days'`)
    const evaluation = await evaluated()
    const { items } = (await board.get('/statistics')).body
    expect(evaluation.counts.map(({ table }: Json) => table)).toEqual(items.map(({ id }: Json) => id))
    for (const table of evaluation.counts)
      expect(table).toEqual((await board.get(`/statistics/${table.table}?period=${period}`)).body)
    await database.setClock('now()')
    expect(evaluation.contentHash).toBe(hashOf(evaluation))
    expect((await board.get(`/evaluations/${Number(year) - 1}`)).body.counts).toEqual([])
  })

  test('make a draft of what was presented without them', async () => {
    const { state, presentation } = await evaluated()
    expect([state, presentation]).toEqual(['draft', expect.anything()])
  })

  test('stand on the page, the hidden ones as one word, with what is hidden and why', async () => {
    const document = await pageNow()
    const { counts } = await evaluated()
    const tables = named(document, 'table').filter((one) => attribute(one, 'class') === 'counts')
    expect(tables).toHaveLength(counts.length)
    for (const [index, { dimensions, cells }] of counts.entries()) {
      const [places, groups] = dimensions
      const rows = cellsOf(tables[index] as Element).slice(2)
      expect(rows).toEqual(
        places.values.map(({ id, label }: Json) => [
          label,
          ...groups.values.map((group: Json) => {
            const cell = cells.find((one: Json) => one[places.id] === id && one[groups.id] === group.id)
            return cell.hidden ? 'skjult' : String(cell.households)
          }),
        ]),
      )
    }
    const all = counts.flatMap(({ cells }: Json) => cells)
    const hidden = all.filter((cell: Json) => cell.hidden)
    expect(hidden.length).toBeGreaterThan(0)
    expect(wordsOf(document)).toContain(`${hidden.length} af ${all.length} offentliggjorte tal er skjult`)
    expect(elements(document).filter((one) => attribute(one, 'class') === 'hidden')).toHaveLength(
      hidden.length,
    )
  })

  test('that could not be published are told, with the reason, and change nothing that is approved', async () => {
    const before = await evaluated()
    await move(koordinator, 'presentation')
    await move(board, 'approval')
    const refuse = async (of: string) => {
      const [made] = await database.admin<{ id: string }>(
        'insert into publications (id, period, requested_by) select uuidv7(), $1, id from users limit 1 returning id',
        [of],
      )
      await database.admin(
        `insert into published_tables (publication_id, position, table_id, period, reason)
        values ($1, 1, 'naboklager', $2, 'Kan ikke skjules')`,
        [made?.id, of],
      )
    }
    await refuse(year)
    const approved = await evaluated()
    expect([approved.contentHash, approved.withheld]).toEqual([before.contentHash, []])
    await refuse('2025')
    expect((await board.get('/evaluations/2025')).body.withheld).toEqual([
      { table: 'naboklager', period: '2025', reason: 'Kan ikke skjules' },
    ])
    const { text } = await board.get('/evaluations/2025?format=html')
    expect(wordsOf(parsed(text).document)).toContain('Husstande, der er klaget over, 2025: Kan ikke skjules')
  })
})
