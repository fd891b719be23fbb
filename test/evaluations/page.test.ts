import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { attribute, cellsOf, type Element, elements, named, parsed, textOf, wordsOf } from './dom.ts'

const { as } = await testApp()
const koordinator = as('koordinator')
const board = as('board')
const url = '/evaluations/2025'
const hostile = `</p><script>alert(1)</script><img src=x onerror="alert('&amp;')"> & <b>fed</b>`

const observe = (indicator: string, departmentId: string | null, value: string | null, more: Json = {}) =>
  koordinator.put(`/indicators/${indicator}/observations/2025`, {
    ...{ departmentId, value, status: value === null ? 'pending' : 'final', source: hostile },
    ...more,
  })

let evaluation: Json
let page: string
let document: ReturnType<typeof parsed>['document']
let errors: string[]

beforeAll(async () => {
  await observe('andel-fraflytninger', 'ringparken', '20.1', { note: hostile })
  await observe('andel-fraflytninger', 'karup', '8.25')
  await observe('andel-fraflytninger', 'lindon', null)
  await observe('tilfredshed-i-boligomraadet', 'houlkaervaenget', '91')
  await observe('tilfredshed-i-boligomraadet', 'ringparken', '70')
  await observe('antal-effektive-udsaettelser', null, '4')
  await koordinator.put(`${url}/comments/faerre-fraflytninger`, { text: `Første.\n\n${hostile}\nny linje` })
  await koordinator.post('/agreement/revisions', { decidedOn: '2026-01-05', text: hostile })
  evaluation = (await board.get(url)).body
  const answer = await board.get(`${url}?format=html`)
  page = answer.text
  ;({ document, errors } = parsed(page))
})

const tableCalled = (part: string): Element => {
  const found = named(document, 'table').find((table) => wordsOf(table).includes(part))
  if (!found) throw new Error(`no table ${part}`)
  return found
}
const inDanish = (value: string) => value.replace('.', ',')

describe('the page of an evaluation', () => {
  test('is asked for by Accept or by format, and has an entity tag of its own', async () => {
    const byAccept = await board.get(url, { accept: 'text/html,application/xml;q=0.9,*/*;q=0.8' })
    expect([byAccept.status, byAccept.text]).toEqual([200, page])
    expect(byAccept.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', vary: 'Accept' })
    const asJson = await board.get(url)
    for (const accept of ['*/*', 'application/json', 'application/json, text/html;q=0.5', 'image/png'])
      expect((await board.get(url, { accept })).text).toBe(asJson.text)
    expect((await board.get(`${url}?format=json`, { accept: 'text/html' })).text).toBe(asJson.text)
    expect(asJson.headers.vary).toBe('Accept')
    expect(byAccept.etag).not.toBe(asJson.etag)
    expect((await board.get(`${url}?format=html`, { 'if-none-match': byAccept.etag })).status).toBe(304)
    expect((await board.get(`${url}?format=pdf`)).status).toBe(400)
    expect((await as('drift.ringparken').get(`${url}?format=html`)).status).toBe(403)
    expect((await board.get('/evaluations/2031?format=html')).body.code).toBe('not_found')
  })

  test('lets nothing in but its own style', async () => {
    const { headers } = await board.get(`${url}?format=html`)
    const [style, ...more] = named(document, 'style')
    const digest = createHash('sha256')
      .update(textOf(style as Element))
      .digest('base64')
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    expect(more).toEqual([])
    const all = elements(document)
    expect(
      all.filter(({ tagName }) => /^(script|link|img|iframe|object|form|input|base|b)$/.test(tagName)),
    ).toEqual([])
    const attributes = all.flatMap(({ attrs }) => attrs)
    expect(
      attributes.filter(({ name }) => name === 'style' || name.startsWith('on') || name === 'src'),
    ).toEqual([])
    const links = attributes.filter(({ name }) => name === 'href').map(({ value }) => value)
    expect(links.filter((link) => !link.startsWith('#'))).toEqual([])
  })

  test('shows hostile text as text, wherever it comes from', () => {
    expect(errors).toEqual([])
    const [comment] = elements(document).filter((one) => attribute(one, 'class') === 'comment')
    expect(named(comment as Element, 'p').map(textOf)).toEqual(['Første.', `${hostile}ny linje`])
    const words = wordsOf(document)
    expect(words.split(hostile).length - 1).toBeGreaterThanOrEqual(4)
  })

  test('is Danish, in order, and names all of its parts', () => {
    const [root] = named(document, 'html')
    expect(attribute(root as Element, 'lang')).toBe('da')
    expect(named(document, 'title')[0] && wordsOf(named(document, 'title')[0] as Element)).toBe(
      'Årsevaluering 2025 – Kladde',
    )
    const levels = named(document, 'h1', 'h2', 'h3', 'h4').map(({ tagName }) => Number(tagName[1]))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    for (const [index, level] of levels.entries())
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
    const ids = elements(document).flatMap((one) => attribute(one, 'id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const one of elements(document)) {
      const pointed = [attribute(one, 'aria-labelledby'), attribute(one, 'href')?.slice(1)].join(' ').trim()
      for (const id of pointed.split(' ').filter(Boolean)) expect(ids).toContain(id)
    }
  })

  test('has a caption on each table and a scope on each heading, and a table of the same beside each chart', () => {
    const tables = named(document, 'table')
    expect(tables.length).toBeGreaterThanOrEqual(6)
    for (const table of tables) {
      expect(named(table, 'caption').map(wordsOf).join()).not.toBe('')
      expect(named(table, 'thead')).toHaveLength(1)
      for (const heading of named(table, 'th'))
        expect(attribute(heading, 'scope')).toMatch(/^(col|row|rowgroup)$/)
    }
    const charts = named(document, 'svg')
    expect(charts).toHaveLength(2)
    for (const chart of charts) {
      expect(attribute(chart, 'role')).toBe('img')
      const parts = (attribute(chart, 'aria-labelledby') ?? '').split(' ')
      expect(parts.map((id) => elements(chart).find((one) => attribute(one, 'id') === id)?.tagName)).toEqual([
        ...['title', 'desc'],
      ])
    }
  })

  test('tells the same numbers as the JSON, each with its source', () => {
    for (const { name, baselines, observations, comparators, unit } of evaluation.goals.flatMap(
      (g: Json) => g.indicators,
    )) {
      const table = tableCalled(`${name}: udgangspunkt`)
      const rows = cellsOf(table)
      const told = (value: string) => `${inDanish(value)}${unit === 'percent' ? '\u00a0%' : ''}`
      for (const { label, value } of [...baselines, ...comparators]) {
        const row = rows.find(([first]) => first?.replace(/^[A-Z]: /, '') === label)
        expect(row?.[1]?.replace(/[a-z]$/, '')).toEqual(
          value === null ? expect.stringContaining('Afventer') : told(value),
        )
      }
      for (const { departmentId, label, value, changeSinceBaseline: change } of observations) {
        const known = baselines.find((b: Json) => b.departmentId === departmentId)?.label ?? label
        const row = rows.find(([first]) => first === known)
        expect([name, row?.[2]?.replace(/[a-z]$/, '')]).toEqual([
          name,
          value === null ? 'Afventer' : told(value),
        ])
        const signed =
          change === null
            ? '–'
            : change.startsWith('-')
              ? inDanish(change).replace('-', '−')
              : `+${inDanish(change)}`
        expect(row?.[3]).toBe(change === '0' ? '0' : signed)
      }
    }
    const moveOuts = cellsOf(tableCalled('Andelen af årlige fraflytninger: udgangspunkt'))
    const rowOf = (label: string) => moveOuts.find(([first]) => first === label)
    expect(rowOf('Ringparken')).toEqual(['Ringparken', '21,5\u00a0%a', '20,1\u00a0%b', '−1,4', 'Bedre'])
    expect(rowOf('Lindon')).toEqual(['Lindon', '60\u00a0%a', 'Afventerb', '–', 'Kan ikke afgøres'])
    expect(rowOf('A: Landsgennemsnit, familiebolig')).toEqual([
      ...[
        'A: Landsgennemsnit, familiebolig',
        '10,3\u00a0%c',
        'I 2025 ligger 1 af 2 områder lavere og 1 højere',
      ],
    ])
    expect(rowOf('Elmely')).toEqual(['Elmely', '35\u00a0%a', 'Mangler', '–', '–'])
  })

  test('says what is not known, and never 0 for it', () => {
    const evictions = cellsOf(tableCalled('Antallet af effektive udsættelser: udgangspunkt'))
    expect(evictions.at(-1)).toEqual([
      'Boligområderne under helhedsplanen',
      'Afventer: Opgøres endeligt med udgangen af 2024a',
      ...['4b', '–', 'Kan ikke afgøres'],
    ])
    const words = wordsOf(document)
    expect(words).toContain('Bedre i 1 afdeling, dårligere i 1 afdeling.')
    expect(words).toContain('Delaftalen siger ikke, hvilken vej der er bedst.')
    expect(words).toContain('Ingen bemærkninger.')
    expect(words).toContain('Der er ikke offentliggjort tal for 2025.')
  })

  test('says where the evaluation is on its way', async () => {
    const stateOf = async () => wordsOf(parsed((await board.get(`${url}?format=html`)).text).document)
    const move = (by: typeof board, kind: string) => by.post(`${url}/${kind}`, {}, { 'if-match': '*' })
    expect(await stateOf()).toContain('Kladde. Evalueringen er ikke forelagt bestyrelsen')
    const { body } = await move(koordinator, 'presentation')
    expect(await stateOf()).toMatch(
      /Forelagt bestyrelsen\. Evalueringen blev forelagt bestyrelsen \d+\. \S+ \d{4} og/,
    )
    await koordinator.put(`${url}/comments/oeget-tilfredshed`, { text: 'Et par ord' })
    expect(await stateOf()).toContain('er ændret siden og skal forelægges igen')
    await move(koordinator, 'presentation')
    await move(board, 'approval')
    const approved = await stateOf()
    expect(approved).toMatch(/Godkendt af bestyrelsen\. Bestyrelsen godkendte evalueringen \d+\. \S+ \d{4}\./)
    const { contentHash } = (await board.get(url)).body
    expect(approved).toContain(contentHash)
    expect(contentHash).not.toBe(body.contentHash)
    await observe('andel-fraflytninger', 'ringparken', '1')
    expect(await stateOf()).toBe(approved)
  })
})
