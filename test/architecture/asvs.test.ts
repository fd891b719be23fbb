import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const list = readFileSync(`${root}docs/asvs.md`, 'utf8')

/** How many items each section of ASVS 5.0.0 has, chapter by chapter. */
const sections = [
  [2, 10, 12, 3, 3],
  [3, 3, 5, 2],
  [1, 3, 5, 8, 8, 1, 5],
  [5, 5, 2, 4],
  [1, 6, 3, 3],
  [3, 12, 8, 6, 8, 4, 2, 4],
  [3, 4, 2, 5, 3, 2],
  [4, 4, 3, 2],
  [3, 4],
  [2, 3, 5, 16, 5, 2, 3],
  [4, 5, 5, 4, 2, 2, 2],
  [5, 2, 5],
  [4, 6, 4, 7],
  [2, 8, 3],
  [5, 5, 7, 4],
  [1, 5, 4, 3, 4],
  [2, 8, 2],
]
const items = sections.flatMap((counts, chapter) =>
  counts.flatMap((count, section) =>
    Array.from({ length: count }, (_, item) => `${chapter + 1}.${section + 1}.${item + 1}`),
  ),
)
const rows = [...list.matchAll(/^\| (\d+\.\d+\.\d+) \| [123] \| [^|]+ \| ([^|]+) \|$/gm)]

test('each item of the standard stands once, as held, not yet, or not here', () => {
  const elsewhere = [...list.matchAll(/^Not here \([^)]+\): ([\d., ]+)\.$/gm)].flatMap(([, ids = '']) =>
    ids.split(', '),
  )
  const told = [...rows.map(([, id]) => id ?? ''), ...elsewhere]
  expect(told.toSorted()).toEqual(items.toSorted())
  expect(
    rows.every(([, , held = '']) =>
      /`|not yet|operator|below|there (is|are) none|any number|of Node/i.test(held),
    ),
  ).toBe(true)
})

test('each test that an item names is there', () => {
  const named = rows.flatMap(([, id, held = '']) =>
    [...held.matchAll(/`(test\/[^`]+)`(?: “([^”]+)”)?/g)].map(([, path = '', title = '']) => ({
      id,
      path,
      title,
    })),
  )
  const missing = named.filter(
    ({ path, title }) => !existsSync(root + path) || !readFileSync(root + path, 'utf8').includes(title),
  )
  expect(missing).toEqual([])
  expect(named.length).toBeGreaterThan(200)
})
