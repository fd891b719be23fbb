import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startEmbedded } from '../../src/database/embedded.ts'
import { newPrivateKey } from '../../src/kernel/keys.ts'
import { startTraffic, type Traffic } from './traffic.ts'

/**
 * Upgrades a system with demo data from another version to this one while people work on it: the old process answers, the
 * new version migrates, a new process starts beside the old, both answer, and the old one stops. Tells who answered how much.
 */
const { values } = parseArgs({
  options: { from: { type: 'string' }, rounds: { type: 'string', default: '3' } },
})
if (!values.from) throw new Error('--from names the version (a git ref) that is upgraded')
const rounds = Number(values.rounds)
const here = fileURLToPath(new URL('../..', import.meta.url))
const password = 'bo-godt-demo'
const schema = 'bo_godt'

const folder = mkdtempSync(join(tmpdir(), 'bo-godt-upgrade-'))
chmodSync(folder, 0o755)
const old = join(folder, 'old')
const began = Date.now()
const tell = (line: string) =>
  process.stdout.write(`${((Date.now() - began) / 1000).toFixed(1).padStart(7)} s  ${line}\n`)

const git = (...args: string[]) => execFileSync('git', args, { cwd: here, encoding: 'utf8' }).trim()

/** The other version's files, with this one's packages. */
const checkOut = (ref: string): void => {
  git('worktree', 'add', '--quiet', '--detach', old, ref)
  symlinkSync(join(here, 'node_modules'), join(old, 'node_modules'))
}

/** A command of a version, in a process of its own. @throws what it said when it failed */
const run = async (cwd: string, file: string, env: Record<string, string>) => {
  const child = spawn(process.execPath, [file], { cwd, env: { PATH: process.env.PATH ?? '', ...env } })
  let said = ''
  const hear = (chunk: Buffer) => {
    said += chunk
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = once(child, 'close').then(([code]) => ({ code, said }))
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', () => {
      const [, found] = said.match(/"address":"([^"]+)"/) ?? []
      if (found) resolve(found)
    })
    ended.then(() => reject(new Error(said)))
  })
  address.catch(() => {})
  return { child, ended, address }
}

const report = (name: string, { answered, errors }: Traffic['tally']): number => {
  tell(`${name}: ${answered} answered, ${errors.length} errors`)
  for (const error of errors.slice(0, 10)) tell(`  ${error}`)
  return errors.length
}

const upgrade = async (server: Awaited<ReturnType<typeof startEmbedded>>, ref: string): Promise<number> => {
  const { openDemoDatabase } = await import(join(old, 'src/database/demo-database.ts'))
  const databaseUrl: string = await openDemoDatabase({
    adminUrl: server.adminUrl,
    schema,
    password,
    log: () => {},
  })
  tell(`a database of ${ref} with demo data`)
  const settings = {
    ...{
      DATABASE_URL: databaseUrl,
      TOKEN_PRIVATE_KEY: newPrivateKey(),
      PORT: '0',
      SECOND_FACTOR_ROLES: 'none',
    },
    ...{ RATE_USER_PER_MINUTE: '1000000', RATE_ADDRESS_PER_MINUTE: '1000000', LOG_LEVEL: 'info' },
  }
  const before = await run(old, 'src/server.ts', settings)
  const onOld = await startTraffic(await before.address, password)
  await onOld.rounds(rounds)
  tell(`the old process answers: ${onOld.tally.answered} so far`)

  const adminUrl = Object.assign(new URL(databaseUrl), {
    username: new URL(server.adminUrl).username,
    password: new URL(server.adminUrl).password,
  }).href
  const migrating = await run(here, 'src/commands/migrate.ts', { DATABASE_ADMIN_URL: adminUrl })
  const { code, said } = await migrating.ended
  for (const line of said.trim().split('\n')) tell(`  ${line}`)
  if (code !== 0) throw new Error('the migration failed')
  await onOld.rounds(rounds)
  tell(`the old process answers on the new schema: ${onOld.tally.answered} so far`)

  const after = await run(here, 'src/server.ts', settings)
  const onNew = await startTraffic(await after.address, password)
  await Promise.all([onOld.rounds(rounds), onNew.rounds(rounds)])
  await onOld.stop()
  before.child.kill('SIGTERM')
  const oldEnded = await before.ended
  await onNew.rounds(rounds)
  await onNew.stop()
  after.child.kill('SIGTERM')
  const newEnded = await after.ended
  tell(`the processes ended with ${oldEnded.code} and ${newEnded.code}`)
  return (
    report('old', onOld.tally) + report('new', onNew.tally) + Number(oldEnded.code) + Number(newEnded.code)
  )
}

const server = await startEmbedded({ dataDir: join(folder, 'data'), throwaway: true, maxConnections: 100 })
try {
  checkOut(values.from)
  process.exitCode = (await upgrade(server, values.from)) > 0 ? 1 : 0
} finally {
  await server.stop()
  git('worktree', 'remove', '--force', old)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
process.exit()
