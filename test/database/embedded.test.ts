import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { watch } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { type EmbeddedDatabase, type EmbeddedOptions, startEmbedded } from '../../src/database/embedded.ts'

const isRoot = process.getuid?.() === 0
const parent = mkdtempSync(join(tmpdir(), 'embedded-'))
// mkdtemp makes it for its owner alone, and the database of root runs under another account.
chmodSync(parent, 0o755)
/** The tests that need no new database use this one: making one takes most of the time. */
const shared = join(parent, 'shared')
afterAll(() => rmSync(parent, { recursive: true, force: true, maxRetries: 5 }))

const start = async (dataDir: string, options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedDatabase> => {
  const database = await startEmbedded({ dataDir, ...options })
  onTestFinished(() => database.stop())
  return database
}

const query = async (url: string, sql: string) => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows
  } finally {
    await client.end()
  }
}

const makeMark = (url: string) =>
  query(url, 'DROP TABLE IF EXISTS mark; CREATE TABLE mark (n int); INSERT INTO mark VALUES (1)')
const countMarks = async ({ adminUrl }: EmbeddedDatabase) =>
  Number((await query(adminUrl, 'SELECT count(*) FROM mark'))[0]?.[0])

/** Another process that starts the database in `dataDir`, says its address and keeps running. */
const startElsewhere = (dataDir: string): ChildProcess => {
  const module = new URL('../../src/database/embedded.ts', import.meta.url)
  const script = `
    const { startEmbedded } = await import('${module}')
    console.log((await startEmbedded({ dataDir: process.argv[1] })).adminUrl)
    setInterval(() => {}, 60_000)`
  return spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

const kill = async (child: ChildProcess) => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

const appears = async (folder: string, prefix: string) => {
  for await (const { filename } of watch(folder)) {
    if (filename?.startsWith(prefix)) return
  }
}

const postmaster = (folder: string) =>
  Number(readFileSync(join(folder, 'cluster/data/postmaster.pid'), 'utf8').split('\n')[0])

describe('startEmbedded', { timeout: 30_000 }, () => {
  it('keeps the data from one start to the next', async () => {
    const first = await start(shared)
    await makeMark(first.adminUrl)
    await first.stop()
    await first.stop()

    expect(await countMarks(await start(shared))).toBe(1)
  })

  it('folds Danish letters, keeps UTC, asks for a password and logs nothing of a query', async () => {
    const dataDir = join(parent, 'throwaway')
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'other'), '')
    const { adminUrl, folder, stop } = await start(dataDir, { throwaway: true, maxConnections: 12 })
    const sql = `SELECT lower('ÆØÅ'), current_setting('TimeZone'), current_setting('max_connections')`
    expect(await query(adminUrl, sql)).toEqual([['æøå', 'UTC', '12']])
    await expect(query(adminUrl.replace(/:[^:@]+@/, ':wrong@'), sql)).rejects.toThrow('password')

    await expect(query(adminUrl, `SELECT 'Inge Hansen'::uuid`)).rejects.toThrow('Inge Hansen')
    const log = readFileSync(join(folder, 'postgres.log'), 'utf8')
    expect(log).toContain('ready to accept connections')
    expect(log).not.toContain('Inge')

    await stop()
    expect(readdirSync(dataDir)).toEqual(['other'])
  })

  it('lets one of two starts on a folder win', async () => {
    const both = await Promise.allSettled([start(shared), start(shared)])
    const refused = both.filter((result) => result.status === 'rejected')
    const message = `${shared} is in use by process ${process.pid}; set BO_GODT_DATA_DIR to another folder`
    expect(refused.map(({ reason }) => reason.message)).toEqual([message])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('takes a folder over from a killed process whose server still runs', async () => {
    const child = startElsewhere(shared)
    onTestFinished(() => kill(child))
    const [url] = await once(child.stdout as NodeJS.ReadableStream, 'data')
    await makeMark(`${url}`.trim())
    await expect(start(shared)).rejects.toThrow(`in use by process ${child.pid};`)
    const orphan = postmaster(join(shared, 'postgres'))
    await kill(child)
    expect(existsSync(join(shared, 'postgres/cluster/data/postmaster.pid'))).toBe(true)

    const database = await start(shared)
    expect(await countMarks(database)).toBe(1)
    expect(postmaster(database.folder)).not.toBe(orphan)
  })

  it('takes a lock over whose pid has gone to another process', async () => {
    const first = await start(shared)
    await makeMark(first.adminUrl)
    const pidFile = join(first.folder, 'cluster/data/postmaster.pid')
    const lines = readFileSync(pidFile, 'utf8').split('\n').slice(1)
    await first.stop()
    writeFileSync(pidFile, [process.pid, ...lines].join('\n'))
    writeFileSync(join(shared, 'lock'), `${process.pid}\nstarted at another time\n`)

    expect(await countMarks(await start(shared))).toBe(1)
  })

  it('starts after an init that was killed halfway', async () => {
    const dataDir = join(parent, 'halfway')
    const home = join(dataDir, 'postgres')
    mkdirSync(home, { recursive: true })
    const begun = appears(home, 'new-')
    const child = startElsewhere(dataDir)
    onTestFinished(() => kill(child))
    await begun
    await kill(child)
    expect(readdirSync(home)).toEqual([expect.stringMatching(/^new-/)])

    const database = await start(dataDir)
    expect(await query(database.adminUrl, 'SELECT 1')).toEqual([[1]])
  })

  it('tells what PostgreSQL said when it does not start, and can be started when that is mended', async () => {
    const first = await start(shared)
    await first.stop()
    const configuration = join(first.folder, 'cluster/data/postgresql.conf')
    const original = readFileSync(configuration)
    writeFileSync(configuration, 'nonsense\n')
    await expect(start(shared)).rejects.toThrow(/does not start: .*syntax error in file/)

    writeFileSync(configuration, original)
    await start(shared)
  })

  it('names the setting when it cannot use the folder', async () => {
    writeFileSync(join(parent, 'file'), '')
    await expect(start(join(parent, 'file'))).rejects.toThrow(/^no database can lie in .*BO_GODT_DATA_DIR/)
  })

  it.skipIf(!isRoot)('puts the data elsewhere when the account cannot enter the folder', async () => {
    const closed = join(parent, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const dataDir = join(closed, 'data')
    const lines: string[] = []
    const first = await start(dataDir, { log: (line) => lines.push(line) })
    await makeMark(first.adminUrl)
    await first.stop()
    expect(first.folder.startsWith(parent)).toBe(false)
    expect(lines).toEqual([expect.stringContaining(`so the data lies in ${first.folder}`)])
    expect(first.folder.startsWith(readFileSync(join(dataDir, 'database-folder'), 'utf8').trim())).toBe(true)

    const second = await start(dataDir, { throwaway: true })
    expect(await countMarks(second)).toBe(1)
    await second.stop()
    expect([first.folder, dataDir].filter(existsSync)).toEqual([])
  })
})
