import { chmodSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBackup } from '../../src/commands/drill/backup.ts'
import { findHost, holdDrill, restore, workFolder } from '../../src/commands/drill/drill.ts'
import { compare, type DrillOptions, examine } from '../../src/commands/drill/examine.ts'
import { fixMoment } from '../../src/commands/drill/moment.ts'
import { connect } from '../../src/commands/drill/source.ts'
import { readOutside } from '../../src/commands/drill/trail.ts'
import { type Config, readSettings } from '../../src/config.ts'
import { adminQuery, schema } from '../support/addresses.ts'
import { Running, until } from '../support/process.ts'
import { runningSystem } from './running.ts'

const folder = mkdtempSync(join(tmpdir(), 'bo-godt-drilled-'))
chmodSync(folder, 0o755)
const kept = join(folder, 'kept')

let system: Awaited<ReturnType<typeof runningSystem>>
/** A drill while the system is written to, whose backup the tests share. */
let drilled: Awaited<ReturnType<typeof system.drill>>
let written: number
beforeAll(async () => {
  system = await runningSystem(folder)
  await system.write()
  await system.seal()
  const before = await tenancies()
  drilled = await system.whileWriting(system.drill('--keep', kept))
  written = (await tenancies()) - before
  return () => system.stop()
}, 180_000)

const tenancies = async () =>
  Number((await system.database.admin<{ n: string }>('select count(*) as n from tenancies'))[0]?.n)
const leftBehind = () => readdirSync(system.environment.TMPDIR)
const sizes = () => readdirSync(system.checkpoints).map((name) => Number.parseInt(name, 10))

it('finds everything again, while the system is written to, and leaves nothing behind', async () => {
  const { code, stdout, stderr } = drilled
  expect({ stderr, code }, stdout).toEqual({ stderr: '', code: 0 })
  expect(stdout).toMatch(/^ +\d+,\d s {2}Sikkerhedskopi af databasen, mens den er i brug\n/)
  expect(stdout).toMatch(/holder: Roller, .* det er \d\d tabeller med \d+ rækker\.\n/)
  expect(stdout).toMatch(/holder: Programmet kører på kopien og svarer\.\n/)
  expect(stdout).toMatch(/holder: Hændelse 0 til \d+ af \d+ .* er alle med, i rækkefølge og uændrede\.\n/)
  expect(stdout).toMatch(/\nAlt kom tilbage\.\n$/)
  expect(written).toBeGreaterThan(10)
  expect(leftBehind()).toEqual([])
  const slots = await system.database.admin('select from pg_replication_slots')
  const sessions = await system.database.admin(
    `select from pg_stat_activity where application_name = 'bo-godt-drill'`,
  )
  expect([slots, sessions]).toEqual([[], []])
})

it('compares at a moment when nobody has begun what is not ended', async () => {
  const { adminUrl } = system.database
  const [writing, writer, reader] = await Promise.all([
    connect(adminUrl),
    connect(adminUrl),
    connect(adminUrl),
  ])
  await writing.query('begin')
  await writing.query(
    `create table ${schema}.marks (); commit; begin; insert into ${schema}.marks default values`,
  )
  let fixed = false
  const fixing = fixMoment(writer, reader, [`${schema}.marks`], 'moment').finally(() => {
    fixed = true
  })
  const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and query like 'lock table%'`
  await until(async () => fixed || (await system.database.admin(waits)).length > 0)
  expect(fixed).toBe(false)
  await writing.query('commit')
  await fixing
  const { rowCount } = await reader.query(`select from ${schema}.marks`)
  await reader.query('commit')
  await writing.query(`drop table ${schema}.marks`)
  await Promise.all([writing.end(), writer.end(), reader.end()])
  expect(rowCount).toBe(1)
})

it('tells that a backup is older than what was sealed since, and erases again what was erased since', async () => {
  const [filed] = await system.database.admin<{ id: string }>('select id from naboklager order by id limit 1')
  const line = {
    position: 1,
    kind: 'naboklage',
    id: filed?.id,
    erasedAt: new Date().toISOString(),
    keep: 'P2Y',
  }
  writeFileSync(join(system.checkpoints, '0000000000000001.erasures'), `${JSON.stringify(line)}\n`)
  await system.write()
  await system.seal()
  const { code, stdout } = await system.drill('--backup', kept)
  expect(code).toBe(1)
  const [, own, newest] = /holder ikke: Kopien er ældre .* har (\d+) .* over (\d+)\.\n/.exec(stdout) ?? []
  expect(Number(newest)).toBe(Math.max(...sizes()))
  expect(Number(own)).toBeLessThan(Number(newest))
  expect(stdout.match(/holder ikke/g)).toHaveLength(1)
  expect(stdout).toContain('holder: Listen over sletninger har 1; 1 af dem var på kopien igen')
  expect(stdout).toMatch(/\nIkke alt kom tilbage\.\n$/)
})

it('removes what it has made when it is cut off', async () => {
  const args = system.drillArguments(['--backup', kept])
  const running = new Running('src/commands/drill-restore.ts', args, system.environment)
  await running.says('Serveren startet')
  running.signal('SIGTERM')
  expect(await running.ended).toBe(2)
  expect(leftBehind()).toEqual([])
})

const made = new AsyncDisposableStack()
afterAll(() => made.disposeAsync())
const options = (): DrillOptions => ({
  ...{ made, step: (_what, work) => work() },
  config: { ...readSettings({}), DATABASE_ADMIN_URL: system.database.adminUrl, DATABASE_SCHEMA: schema },
  outside: readOutside(readSettings({}), [system.checkpoints], [system.key]),
})

describe('a drill that can not be held', () => {
  it.each([
    ['both kinds of backup', ['--keep', 'x', '--backup', 'y'], '--keep og --backup'],
    ['a checkpoint that is not there', ['--checkpoint', '/no/such'], 'kan ikke læses'],
  ])('says why in one line, and answers 2: %s', async (_what, args, why) => {
    const { code, stdout, stderr } = await system.drill(...args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^bo-godt: øvelsen kan ikke holdes: .+\n$/)
    expect(stderr).toContain(why)
    expect(leftBehind()).toEqual([])
  })

  it('is told of by --help', async () => {
    const { code, stdout } = await system.drill('--help')
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('npm run drill:restore') })
  })

  it('asks for a backup, and for a server that may be backed up', async () => {
    await expect(holdDrill(options(), { backup: folder })).rejects.toThrow('er ikke en sikkerhedskopi')
    const on = (changes: Partial<Config>) => {
      const { config, ...rest } = options()
      return holdDrill({ ...rest, config: { ...config, ...changes } }, {})
    }
    const nowhere = { DATABASE_ADMIN_URL: undefined, BO_GODT_DATA_DIR: join(folder, 'nowhere') }
    await expect(on(nowhere)).rejects.toThrow('ingen database kører')
    await expect(on({ DATABASE_ADMIN_URL: system.database.applicationUrl })).rejects.toThrow('superbruger')
    await expect(on({ DATABASE_SCHEMA: 'another' })).rejects.toThrow('DATABASE_SCHEMA')
    expect(() => readOutside({ ...readSettings({}), ...nowhere }, [], [])).toThrow('--checkpoint')
  })
})

describe('a copy that is not the same', () => {
  const restored = async () => {
    const backup = await readBackup(kept)
    const copy = await restore(options(), backup, await findHost(workFolder(made)))
    return { backup, copy }
  }

  it('is none, when the backup can not be brought to its moment', async () => {
    const damaged = join(folder, 'damaged')
    cpSync(kept, damaged, { recursive: true })
    const wal = readdirSync(join(damaged, 'data', 'pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name))
    rmSync(join(damaged, 'data', 'pg_wal', wal.sort().at(-1) ?? ''))
    const { fails } = await holdDrill(options(), { backup: damaged })
    expect(fails).toEqual([expect.stringMatching(/^Kopien kan ikke bruges: the database does not start/)])
  })

  it('is told, whatever it is', async () => {
    const { backup, copy } = await restored()
    const fails = async () => (await compare(copy, backup, schema)).fails
    expect(await fails()).toEqual([])
    const [policy] = await adminQuery<{ tablename: string; policyname: string }>(
      copy.adminUrl,
      `select tablename, policyname from pg_policies where tablename = 'tenancies' limit 1`,
    )
    const breaks: [string, RegExp][] = [
      [`drop policy ${policy?.policyname} on tenancies`, /^Politikker: mangler på kopien: tenancies\./],
      [
        'alter table residents no force row level security',
        /^Rækkesikkerhed: mangler .* residents enabled forced/,
      ],
      ['alter table cases disable row level security', /^Rækkesikkerhed: er kun .* cases OFF forced/],
      [
        `delete from naboklager where id = (select min(id::text)::uuid from naboklager)`,
        /^Tabellen bo_godt\.naboklager har \d+ rækker på kopien og \d+ i kilden\.$/,
      ],
      [
        `update tenancies set address = 'Et andet sted' where id = (select min(id::text)::uuid from tenancies)`,
        /^Tabellen bo_godt\.tenancies har lige mange rækker, men ikke de samme\.$/,
      ],
      [
        'grant delete on audit_events to bo_godt_app',
        /^Rettigheder til tabeller og views: er kun .*audit_events: bo_godt_app=/,
      ],
      [
        'alter function clock() owner to postgres',
        /^Funktioner: er kun på kopien: of postgres CREATE .* bo_godt\.clock/,
      ],
      ['alter role bo_godt_app bypassrls', /^Roller: er kun på kopien: bo_godt_app /],
      [
        'grant bo_godt_statistics to bo_godt_app',
        /^Medlemskaber: er kun på kopien: bo_godt_app in bo_godt_statistics/,
      ],
      [
        'alter table audit_events enable trigger all',
        /^Triggere: mangler på kopien: .* ON bo_godt\.audit_events .* enabled A$/,
      ],
    ]
    let known: string[] = []
    for (const [sql, line] of breaks) {
      await adminQuery(copy.adminUrl, `set session_replication_role = replica; ${sql}`)
      const now = await fails()
      const added = now.filter((each) => !known.includes(each))
      expect(added, sql).toContainEqual(expect.stringMatching(line))
      known = now
    }
    expect((await examine(options(), backup, copy)).fails).toContainEqual(
      expect.stringMatching(/^Programmet kan ikke køre på kopien \(DATABASE_URL: connect as bo_godt_app/),
    )
  })

  it('is told of the trail by the checkpoints outside', async () => {
    const { backup, copy } = await restored()
    await adminQuery(
      copy.adminUrl,
      `set session_replication_role = replica; alter table audit_events disable trigger all;
       update audit_events set purpose = 'casework' where id = (select event_id from audit_leaves where index = 3)`,
    )
    const { fails } = await examine(options(), backup, copy)
    expect(fails).toContainEqual(expect.stringMatching(/^Hændelserne er ikke dem, der blev forseglet/))
    expect(fails).toContainEqual(expect.stringMatching(/^Tabellen bo_godt\.audit_events\w* har lige mange/))
  })
})
