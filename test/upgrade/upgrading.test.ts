import { fileURLToPath } from 'node:url'
import { expect, inject, test } from 'vitest'
import { migrate } from '../../src/database/migrate.ts'
import { type Migration, readMigrations } from '../../src/database/migrations.ts'
import { connectAs } from '../policies/harness.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { settingsOf } from '../support/given.ts'
import { startServer } from '../support/process.ts'
import { startTraffic } from './traffic.ts'

const ours = readMigrations()
const later = readMigrations(fileURLToPath(new URL('migrations', import.meta.url)))

/** What the migrator says, and when it has said something so many times. */
const hearing = () => {
  const lines: string[] = []
  let wake = () => {}
  const count = (text: string) => lines.filter((line) => line.includes(text)).length
  return {
    lines,
    say: (line: string) => {
      lines.push(line)
      wake()
    },
    heard: (text: string, times: number) =>
      new Promise<void>((resolve) => {
        wake = () => {
          if (count(text) >= times) resolve()
        }
        wake()
      }),
  }
}

const upgrade = ({ adminUrl, schema }: TestDatabase, migrations: Migration[], say = (_: string) => {}) =>
  migrate({ adminUrl, schema, migrations, say })

test('nobody notices a migration, not even one that waits for a lock', { timeout: 300_000 }, async () => {
  const database = await cloneDatabase()
  // Few connections, so that each has prepared what it is asked after the migration.
  const settings = { ...settingsOf(database), DATABASE_POOL_SIZE: '3' }
  const running = await startServer(settings)
  const traffic = await startTraffic(running.address, inject('password'))
  await traffic.rounds(2)

  const holder = await connectAs(database.adminUrl)
  await holder.query('begin; select count(*) from naboklager')
  const { lines, say, heard } = hearing()
  const both = [upgrade(database, [...ours, ...later], say), upgrade(database, [...ours, ...later], say)]
  await heard('9002_columns lets others go first', 1)
  // Whoever stands behind the migration in the queue for the lock goes on when it steps out of it.
  await traffic.rounds(1)
  await holder.query('commit')
  await Promise.all(both)

  await traffic.rounds(2)
  expect((await traffic.stop()).errors).toEqual([])
  for (const { name } of later)
    expect(lines.filter((line) => new RegExp(`^${name} \\d+\\.\\d\\d s$`).test(line))).toHaveLength(1)
  // A copy of the version before starts on the schema too: it may be restarted, or gone back to.
  const restarted = await startServer(settings)
  const elsewhere = await startTraffic(restarted.address, inject('password'))
  await elsewhere.rounds(1)
  expect((await elsewhere.stop()).errors).toEqual([])
})

const made = (name: string, when: number, ...statements: string[]): Migration => ({
  name,
  when: 2_000_000_000_000 + when,
  hash: name,
  statements,
  alone: statements[0]?.includes('concurrently') ?? false,
})

test('a migration that fails is named, and nothing of it is done; the ones before it stay', async () => {
  const database = await cloneDatabase()
  const first = made('first', 1, 'create table first (n int)')
  const second = made('second', 2, 'create table second (n int)', 'select 1 / 0')
  await expect(upgrade(database, [...ours, first, second])).rejects.toThrow(
    'second fails (22012), and nothing of it is done',
  )
  const [found] =
    await database.admin(`select to_regclass('first') is not null as first, to_regclass('second') is null as second,
    (select count(*)::int from migrations) as n`)
  expect(found).toEqual({ first: true, second: true, n: ours.length + 1 })
  await upgrade(database, [...ours, first, made('second', 2, 'create table second (n int)')])
  await expect(upgrade(database, ours)).rejects.toThrow('it is older than the schema')
  const swapped = [...ours, made('other', 3, 'select 1'), made('second', 2, 'select 1')]
  await expect(upgrade(database, swapped)).rejects.toThrow('other is not what was applied in its place')
})

test('an index that was left unfinished is built anew', async () => {
  const database = await cloneDatabase()
  const table = made('table', 1, 'create table doubles (n int)', 'insert into doubles values (1), (1)')
  const index = made('index', 2, 'create unique index concurrently if not exists doubles_once on doubles (n)')
  await expect(upgrade(database, [...ours, table, index])).rejects.toThrow('index fails (23505)')
  await database.admin('delete from doubles where ctid = (select min(ctid) from doubles)')
  await upgrade(database, [...ours, table, index])
  expect(
    await database.admin(`select indisvalid from pg_index where indexrelid = 'doubles_once'::regclass`),
  ).toEqual([{ indisvalid: true }])
})
