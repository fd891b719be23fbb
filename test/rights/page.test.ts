import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { cast, ingeAgrees, situation } from '../cases/situation.ts'
import {
  attribute,
  cellsOf,
  type Element,
  elements,
  named,
  parsed,
  textOf,
  wordsOf,
} from '../evaluations/dom.ts'
import { askForAccess, reviewComplaint } from '../support/access.ts'
import type { Json } from '../support/actors.ts'
import { makeEntry, makeNaboklage, move } from '../support/builders.ts'

const people = await cast()
const { as, drift, anna, koordinator } = people
const dpo = as('dpo')
const hostile = `</p><script>alert(1)</script><img src=x onerror="alert('&amp;')"> & <b>fed</b>`
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format()

let url: string
let access: Json
let page: string
let document: ReturnType<typeof parsed>['document']
let errors: string[]

beforeAll(async () => {
  const there = await situation(people, { problem: hostile })
  const complaint = await makeNaboklage(drift, {
    ...{ respondentTenancyId: there.home.id, complainant: { name: 'Klager Klagesen' } },
    ...{ description: hostile, place: 'Opgang 3', sharedSummary: `${hostile}\n\nAfsnit to` },
  })
  await move(drift, complaint.id, 'steps', { kind: 'assessment', on: today, note: hostile })
  await ingeAgrees(people, there, { purpose: hostile, note: hostile })
  await makeEntry(anna, there.id, [there.inge], { text: hostile })
  await makeEntry(anna, there.id, [there.inge, there.per], { text: 'Om dem begge' })
  await koordinator.get(there.url)
  const { id } = await askForAccess(people, there.inge)
  await reviewComplaint(drift, id, complaint.id, [
    { field: 'description', cuts: [] },
    { field: 'sharedSummary', cuts: [] },
    { field: 'steps.1.note', cuts: [{ from: 0, to: 4, reason: 'may_identify_complainant' }] },
  ])
  url = `/subject-access/${id}`
  const { etag } = await dpo.get(url)
  access = (await dpo.post(`${url}/release`, undefined, { 'if-match': etag })).body
  page = (await dpo.get(`${url}?format=html`)).text
  ;({ document, errors } = parsed(page))
})

const rowsOf = (caption: string): string[][] => {
  const table = named(document, 'table').find((each) => wordsOf(each).startsWith(caption))
  if (!table) throw new Error(`no table ${caption}`)
  return cellsOf(table)
}

describe('the page that a resident is given', () => {
  test('is asked for by Accept or by format, by the officer alone, and has an entity tag of its own', async () => {
    const byAccept = await dpo.get(url, { accept: 'text/html,application/xml;q=0.9,*/*;q=0.8' })
    expect([byAccept.status, byAccept.text]).toEqual([200, page])
    expect(byAccept.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', vary: 'Accept' })
    const asJson = await dpo.get(url)
    expect([asJson.body, asJson.headers.vary]).toEqual([access, 'Accept'])
    expect(asJson.etag).not.toBe(byAccept.etag)
    expect((await dpo.get(`${url}?format=html`, { 'if-none-match': byAccept.etag })).status).toBe(304)
    expect((await dpo.get(`${url}?format=pdf`)).status).toBe(400)
    expect((await drift.get(`${url}?format=html`)).status).toBe(403)
  })

  test('lets nothing in but its own style', async () => {
    const { headers } = await dpo.get(`${url}?format=html`)
    const [style, ...more] = named(document, 'style')
    const digest = createHash('sha256')
      .update(textOf(style as Element))
      .digest('base64')
    expect(headers['content-security-policy']).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    expect(more).toEqual([])
    const foreign = /^(script|link|img|iframe|object|form|input|base|b)$/
    expect(elements(document).filter(({ tagName }) => foreign.test(tagName))).toEqual([])
    const attributes = elements(document).flatMap(({ attrs }) => attrs)
    expect(attributes.filter(({ name }) => name === 'style' || name.startsWith('on'))).toEqual([])
    expect(attributes.filter(({ name }) => ['src', 'href'].includes(name))).toEqual([])
  })

  test('shows hostile text as text, wherever it comes from', () => {
    expect(errors).toEqual([])
    const words = wordsOf(document)
    // The case's problem is about both, and so it is left out.
    expect(words.split(hostile).length - 1).toBe(5)
    expect(words).toContain(`[udeladt]${hostile.slice(4)}`)
  })

  test('is Danish, in order, and names all of its parts', () => {
    expect(attribute(named(document, 'html')[0] as Element, 'lang')).toBe('da')
    expect(wordsOf(named(document, 'title')[0] as Element)).toBe('Dine oplysninger i Bo Godt – Udleveret')
    const levels = named(document, 'h1', 'h2', 'h3', 'h4').map(({ tagName }) => Number(tagName[1]))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    for (const [index, level] of levels.entries())
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1)
    const ids = elements(document).flatMap((one) => attribute(one, 'id') ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const one of elements(document)) {
      const pointed = attribute(one, 'aria-labelledby')
      if (pointed !== undefined) expect(ids).toContain(pointed)
    }
    for (const table of named(document, 'table')) {
      expect(named(table, 'caption').map(wordsOf).join()).not.toBe('')
      for (const heading of named(table, 'th')) expect(attribute(heading, 'scope')).toMatch(/^(col|row)$/)
    }
    for (const list of named(document, 'dl'))
      for (const pair of named(list, 'div'))
        expect(named(pair, 'dt', 'dd').map(({ tagName }) => tagName)).toEqual(['dt', 'dd'])
  })

  test('tells the same as the JSON', () => {
    const { content, redactions } = access
    const words = wordsOf(document)
    for (const { reference } of [...content.naboklager, ...content.cases]) expect(words).toContain(reference)
    for (const { text } of content.informationTexts) expect(words).toContain(text)
    const [it] = content.cases
    expect(rowsOf(`Notater i sag ${it.reference}`)).toHaveLength(1 + it.entries.length)
    expect(rowsOf('Opslag')).toHaveLength(1 + content.accessLog.length)
    expect(rowsOf('Hvem der har set noget, fordi du sagde ja')).toEqual([
      ['Dato', 'Hvem', 'Sag'],
      [expect.any(String), 'Den boligsociale helhedsplan', it.reference],
    ])
    expect(rowsOf('Udeladt')).toHaveLength(1 + redactions.length)
    expect(rowsOf('Opbevaring')).toHaveLength(1 + content.retention.length)
    expect(rowsOf('Opbevaring')).toContainEqual(expect.arrayContaining(['Afsluttede naboklager', '2 år']))
    expect(words).toContain(access.contentHash)
    for (const hidden of ['Klagesen', 'Opgang 3', 'Om dem begge', 'Anna Kjær', 'Karen'])
      expect(words).not.toContain(hidden)
  })

  test('says plainly when it is no answer yet, and when the answer is no', async () => {
    const there = await situation(people)
    const { id } = await askForAccess(people, there.inge)
    const read = async () =>
      wordsOf(parsed((await dpo.get(`/subject-access/${id}?format=html`)).text).document)
    expect(await read()).toContain('Udkast, ikke udleveret.')
    const { etag } = await dpo.get(`/subject-access/${id}`)
    await dpo.post(`/subject-access/${id}/refusal`, { reason: hostile }, { 'if-match': etag })
    const refused = await read()
    expect(refused).toMatch(/Afslået \d+\. \S+ \d{4}\./)
    for (const part of [hostile, 'klage til Datatilsynet']) expect(refused).toContain(part)
    expect(refused).not.toContain('Inge Hansen')
  })
})
