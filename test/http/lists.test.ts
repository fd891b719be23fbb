import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage } from '../support/builders.ts'

const { as } = await testApp()
const drift = as('drift.boligviborg')
const made: string[] = []
for (let index = 0; index < 12; index += 1)
  made.unshift((await makeNaboklage(drift, { category: index % 2 ? 'noise' : 'waste' })).id)

const ids = (items: Json[]): string[] => items.map(({ id }) => id)
const nextOf = (link: unknown): string | undefined =>
  /^<\/api\/v1([^>]+)>; rel="next"$/.exec(String(link))?.[1]

/** All pages by following what each says. */
const follow = async (first: string, by: 'link' | 'cursor'): Promise<string[][]> => {
  const pages: string[][] = []
  for (let url: string | undefined = first; url; ) {
    const { body, headers } = await drift.get(url)
    pages.push(ids(body.items))
    expect(headers.link === undefined).toBe(body.nextCursor === null)
    const next: string | undefined =
      by === 'link' ? nextOf(headers.link) : `${first}&cursor=${body.nextCursor}`
    url = body.nextCursor === null ? undefined : next
  }
  return pages
}

test('newest first, page by page, by Link and by cursor alike', async () => {
  for (const by of ['link', 'cursor'] as const) {
    const pages = await follow('/naboklager?limit=5', by)
    expect(pages.map((page) => page.length)).toEqual([5, 5, 2])
    expect(pages.flat()).toEqual([...made].sort().reverse())
  }
})

test('a last page that is full has no next', async () => {
  expect((await follow('/naboklager?limit=6', 'link')).map((page) => page.length)).toEqual([6, 6])
  expect((await follow('/naboklager?limit=12', 'link')).map((page) => page.length)).toEqual([12])
})

test('a filter goes along', async () => {
  const pages = await follow('/naboklager?category=noise&departmentId=ringparken&limit=4', 'link')
  expect(pages.map((page) => page.length)).toEqual([4, 2])
})

test('what is added meanwhile moves no page', async () => {
  const first = await drift.get('/naboklager?limit=6')
  const { id } = await makeNaboklage(drift)
  const second = await drift.get(nextOf(first.headers.link) ?? '')
  expect(ids(second.body.items)).not.toContain(id)
  expect(new Set([...ids(first.body.items), ...ids(second.body.items)]).size).toBe(12)
})

test('50 unless said otherwise, 200 at most, and no counts', async () => {
  const { body } = await drift.get('/naboklager')
  expect(Object.keys(body).sort()).toEqual(['items', 'nextCursor'])
  expect((await drift.get('/naboklager?limit=200')).status).toBe(200)
  expect((await drift.get('/naboklager?limit=201')).status).toBe(400)
})

test('a cursor that was not given out is refused, and one of another list says nothing', async () => {
  for (const cursor of [
    'x',
    '',
    'MQ',
    Buffer.from('1 or 1=1').toString('base64url'),
    'x'.repeat(101),
    'a%00',
  ])
    expect([cursor, (await drift.get(`/naboklager?cursor=${cursor}`)).body.code]).toEqual([
      cursor,
      'validation_failed',
    ])
  const { body } = await drift.get('/naboklager?limit=1')
  const other = await as('drift.sctjoergen').get(`/naboklager?cursor=${body.nextCursor}`)
  expect(other.body).toEqual({ items: [], nextCursor: null })
})

test('an empty list is an answer', async () => {
  expect((await as('drift.sctjoergen').get('/naboklager')).body).toEqual({ items: [], nextCursor: null })
})
