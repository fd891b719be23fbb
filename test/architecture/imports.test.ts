import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../src')
const slices = [
  'identity',
  'housing',
  'naboklager',
  'cases',
  'consents',
  'audit',
  'statistics',
  'reference',
] as const

interface Import {
  from: string
  to: string
}

const importsOf = (file: string): Import[] => {
  const text = readFileSync(join(root, file), 'utf8')
  const targets = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map(([, target]) => target as string)
  return targets.map((target) => ({ from: file, to: normalize(join(dirname(file), target)) }))
}

const files = globSync('**/*.ts', { cwd: root }).map((file) => relative('.', file))
const imports = files.flatMap(importsOf)
const folderOf = (path: string) => path.split('/')[0] ?? ''
const isSlice = (folder: string) => (slices as readonly string[]).includes(folder)
const fileOf = (path: string) => path.split('/').at(-1)
const offending = (within: (i: Import) => boolean, allowed: (i: Import) => boolean) =>
  imports.filter((i) => within(i) && !allowed(i)).map(({ from, to }) => `${from} -> ${to}`)

describe('who may import whom', () => {
  test('there is something to look at', () => {
    expect(imports.length).toBeGreaterThan(100)
    for (const slice of slices) expect(files.some((file) => folderOf(file) === slice)).toBe(true)
  })

  test('the kernel knows nothing but itself', () => {
    const within = ({ from }: Import) => folderOf(from) === 'kernel'
    expect(offending(within, ({ to }) => folderOf(to) === 'kernel')).toEqual([])
  })

  test('http knows the kernel, and the types of configuration', () => {
    const within = ({ from }: Import) => folderOf(from) === 'http'
    const allowed = ({ to }: Import) => ['http', 'kernel', 'config.ts'].includes(folderOf(to))
    expect(offending(within, allowed)).toEqual([])
  })

  test('the database knows the kernel; tables.ts and the demo alone look further', () => {
    const within = ({ from }: Import) =>
      folderOf(from) === 'database' &&
      !['tables.ts', 'demo-database.ts', 'migrate.ts'].includes(fileOf(from) ?? '')
    expect(offending(within, ({ to }) => ['database', 'kernel'].includes(folderOf(to)))).toEqual([])
  })

  test('a slice imports of another its lookups alone, and tables their tables', () => {
    const within = ({ from, to }: Import) =>
      isSlice(folderOf(from)) && isSlice(folderOf(to)) && folderOf(from) !== folderOf(to)
    const allowed = ({ from, to }: Import) =>
      fileOf(to) === 'lookups.ts' || (fileOf(from) === 'table.ts' && fileOf(to) === 'table.ts')
    expect(offending(within, allowed)).toEqual([])
  })

  test('statistics knows no other slice', () => {
    const within = ({ from, to }: Import) => folderOf(from) === 'statistics' && isSlice(folderOf(to))
    expect(offending(within, ({ to }) => folderOf(to) === 'statistics')).toEqual([])
  })

  test('rules and queries know nothing of HTTP; only the reader of settings knows the environment', () => {
    const within = ({ from }: Import) => ['rules.ts', 'queries.ts', 'actions.ts'].includes(fileOf(from) ?? '')
    expect(offending(within, ({ to }) => folderOf(to) !== 'http')).toEqual([])
    const readers = files.filter((file) => /process\.env/.test(readFileSync(join(root, file), 'utf8')))
    expect(
      readers.filter(
        (file) => !['config.ts', 'database/embedded.ts', 'database/embedded-folder.ts'].includes(file),
      ),
    ).toEqual([])
  })

  test('no SQL names the public schema: a helhedsplan is one schema of any name', () => {
    const migrations = join(root, '../migrations')
    const sql = globSync('*.sql', { cwd: migrations }).map((file) =>
      readFileSync(join(migrations, file), 'utf8'),
    )
    const sources = files.map((file) => readFileSync(join(root, file), 'utf8'))
    expect(sql.length).toBeGreaterThan(5)
    expect([...sql, ...sources].filter((text) => /"public"\.|\bpublic\./.test(text))).toEqual([])
  })
})
