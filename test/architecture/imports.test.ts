import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))
const pattern = /^(?:import|export)\s+(type\s)?[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/gms

interface Import {
  from: string
  to: string
  typeOnly: boolean
}

const importsOf = (from: string): Import[] =>
  [...readFileSync(join(root, from), 'utf8').matchAll(pattern)].map(([, type, to, lazy]) => {
    const target = to ?? lazy ?? ''
    const path = target.startsWith('.') ? relative(root, join(root, dirname(from), target)) : target
    return { from, to: path, typeOnly: type !== undefined }
  })

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => `src/${file}`)
const imports = files.flatMap(importsOf)

/** `src/cases/queries/case.ts` is the file `queries` of the layer `cases`. */
const layerOf = (path: string) => (path.startsWith('src/') ? (path.split('/')[1] ?? '') : path)
const partOf = (path: string) => (path.split('/')[2] ?? '').replace(/\.ts$/, '')

const ours = ({ to }: Import) => to.startsWith('src/') || to.startsWith('seeds/')
const shared = ['kernel', 'tracing', 'database', 'http', 'jobs']
const slices = [...new Set(files.map(layerOf))].filter(
  (layer) => !layer.endsWith('.ts') && ![...shared, 'commands'].includes(layer),
)

/** Those that break a rule, written so that one sees how. */
const breaking = (layers: string[], allowed: (one: Import) => boolean) =>
  imports
    .filter((one) => layers.includes(layerOf(one.from)) && ours(one) && !allowed(one))
    .map(({ from, to }) => `${from} -> ${to}`)

const order = ['table', 'queries', 'actions', 'routes']

describe('imports go one way', () => {
  it('looks at what there is', () => {
    expect(slices).toEqual(expect.arrayContaining(['identity', 'housing', 'naboklager', 'cases', 'consents']))
    expect(imports.filter(ours).length).toBeGreaterThan(100)
  })

  it('the kernel knows nothing of ours, no framework and no I/O', () => {
    expect(breaking(['kernel'], ({ to }) => layerOf(to) === 'kernel')).toEqual([])
    const packages = imports.filter((one) => layerOf(one.from) === 'kernel' && !ours(one)).map(({ to }) => to)
    expect(
      packages.filter((name) => !['uuid', 'canonicalize', 'date-holidays', 'node:crypto'].includes(name)),
    ).toEqual([])
  })

  it('http knows the kernel, and the type of the configuration', () => {
    const allowed = ({ to, typeOnly }: Import) =>
      ['kernel', 'tracing', 'http'].includes(layerOf(to)) || (typeOnly && to === 'src/config.ts')
    expect(breaking(['http'], allowed)).toEqual([])
  })

  it('the database knows the kernel; its migrations know the tables and the reference data', () => {
    const allowed = ({ from, to }: Import) =>
      ['kernel', 'tracing', 'database'].includes(layerOf(to)) ||
      (from === 'src/database/tables.ts' && partOf(to) === 'table') ||
      (from === 'src/database/migrate.ts' && to === 'seeds/reference.ts') ||
      (from === 'src/database/demo-database.ts' && to.startsWith('seeds/'))
    expect(breaking(['database'], allowed)).toEqual([])
  })

  it('tracing knows nothing of ours, and what it loads is loaded by the server alone', () => {
    expect(breaking(['tracing'], ({ to }) => layerOf(to) === 'tracing')).toEqual([])
    const exporting = imports.filter(({ to }) => to === 'src/tracing/exporter.ts').map(({ from }) => from)
    expect(exporting).toEqual(['src/server.ts'])
  })

  it('jobs know the kernel, the database, and the type of the configuration', () => {
    const allowed = ({ to, typeOnly }: Import) =>
      ['kernel', 'tracing', 'database', 'jobs'].includes(layerOf(to)) || (typeOnly && to === 'src/config.ts')
    expect(breaking(['jobs'], allowed)).toEqual([])
    const running = imports.filter(({ to }) => to === 'src/jobs/jobs.ts').map(({ from }) => from)
    expect(running).toEqual(['src/server.ts'])
  })

  it('a slice knows of another only its lookups, and its table where tables refer to each other', () => {
    const allowed = ({ from, to }: Import) =>
      [...shared, layerOf(from)].includes(layerOf(to)) ||
      (slices.includes(layerOf(to)) && partOf(to) === 'lookups') ||
      (partOf(from) === 'table' && partOf(to) === 'table')
    expect(breaking(slices, allowed)).toEqual([])
  })

  it('statistics knows no slice at all', () => {
    const allowed = ({ to }: Import) => [...shared, 'statistics'].includes(layerOf(to))
    expect(breaking(['statistics'], allowed)).toEqual([])
  })

  it('within a slice the table comes first and the routes come last', () => {
    const allowed = ({ from, to }: Import) =>
      layerOf(to) !== layerOf(from) ||
      partOf(from) === partOf(to) ||
      (order.includes(partOf(from))
        ? order.indexOf(partOf(from)) > order.indexOf(partOf(to))
        : partOf(to) !== 'routes')
    expect(breaking(slices, allowed)).toEqual([])
  })

  it('the verifier of the trail shares nothing with what it verifies but canonical JSON', () => {
    const verifier = imports.filter(({ from }) => from.startsWith('src/audit/verifier/'))
    const beyond = verifier.filter(({ to }) => !to.startsWith('src/audit/verifier/'))
    expect([...new Set(beyond.map(({ to }) => to))].sort()).toEqual([
      'node:crypto',
      'src/kernel/canonical.ts',
    ])
  })

  it('rules, queries and actions know nothing of HTTP', () => {
    const inner = ({ from }: Import) => ['table', 'rules', 'queries', 'actions'].includes(partOf(from))
    expect(breaking(slices, (one) => !inner(one) || layerOf(one.to) !== 'http')).toEqual([])
  })

  it('the environment is read in one place', () => {
    const readers = files.filter((file) => readFileSync(join(root, file), 'utf8').includes('process.env'))
    // The other hands PATH, and nothing else, to the programs of the embedded database.
    expect(readers).toEqual(expect.arrayContaining(['src/config.ts']))
    expect(readers.filter((file) => file !== 'src/database/embedded/account.ts')).toEqual(['src/config.ts'])
  })

  it('only the export of the trail reads on without an event for each of its pages', () => {
    const importing = files.filter((file) =>
      /import \{[^}]*\breadOn\b/.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(importing).toEqual(['src/audit/actions/export.ts'])
  })

  it('nothing names a schema in SQL', () => {
    const migrations = readdirSync(join(root, 'migrations')).filter((file) => file.endsWith('.sql'))
    const all = [...files, ...migrations.map((file) => `migrations/${file}`)]
    const naming = all.filter((file) =>
      /\b(public|bo_godt)"?\."?\w/.test(
        readFileSync(join(root, file), 'utf8').replaceAll(/'bo_godt\.\w+'/g, ''),
      ),
    )
    expect(naming).toEqual([])
  })
})
