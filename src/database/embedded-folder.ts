import { type SpawnOptions, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  lchownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The account that PostgreSQL's programs run as; undefined means the account of this process. */
export type RunAs = { uid: number; gid: number } | undefined

/** `folder` belongs to this process and holds the lock; `home` in it belongs to the database's account. */
export interface Place {
  /** What the operator asked for. */
  dataDir: string
  folder: string
  home: string
  runAs: RunAs
}

const ACCOUNTS = ['postgres', 'bo-godt', 'nobody']
const NEW_ACCOUNT = 'bo-godt'

/** What the database's programs get of our environment: no secrets and no PG* settings. */
export const programOptions = (runAs: RunAs): SpawnOptions => {
  const env = { PATH: `${process.env.PATH ?? ''}:/usr/bin:/bin:/usr/sbin:/sbin`, LC_ALL: 'C', TZ: 'UTC' }
  // A session of its own keeps Ctrl-C in the terminal from reaching the programs.
  return { ...runAs, env, cwd: '/', detached: true }
}

/** Runs a program to its end. Never throws: a program that cannot be started gives ok = false. */
export const run = async (
  file: string,
  args: string[],
  runAs?: RunAs,
): Promise<{ ok: boolean; output: string }> => {
  let output = ''
  try {
    const child = spawn(file, args, { ...programOptions(runAs), stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        output += chunk
      })
    }
    const [code] = await once(child, 'close')
    return { ok: code === 0, output }
  } catch (error) {
    return { ok: false, output: `${output}${(error as Error).message}` }
  }
}

const accountNamed = async (name: string): Promise<RunAs> => {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
  if (!uid.ok || !gid.ok) return undefined
  const ids = { uid: Number(uid.output), gid: Number(gid.output) }
  return (await run('/bin/sh', ['-c', ':'], ids)).ok ? ids : undefined
}

const findAccount = async (): Promise<RunAs> => {
  for (const name of ACCOUNTS) {
    const account = await accountNamed(name)
    if (account) return account
  }
  const made = await run('useradd', ['--system', '--user-group', '--no-create-home', NEW_ACCOUNT])
  if (!made.ok) await run('adduser', ['-S', '-D', '-H', NEW_ACCOUNT])
  const account = await accountNamed(NEW_ACCOUNT)
  if (account) return account
  throw new Error('PostgreSQL does not run as root and no other account can be used: set DATABASE_URL')
}

const ownerOf = (path: string): RunAs => {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined
}

const openPlace = async (dataDir: string, folder: string): Promise<Place | undefined> => {
  const home = join(folder, 'postgres')
  // The owner of data that is already there goes before a better account that has come since.
  const runAs = process.getuid?.() === 0 ? (ownerOf(home) ?? (await findAccount())) : undefined
  if (!(await run('/bin/sh', ['-c', 'cd -- "$0"', folder], runAs)).ok) return undefined
  mkdirSync(home, { recursive: true, mode: 0o700 })
  if (runAs) lchownSync(home, runAs.uid, runAs.gid)
  return { dataDir, folder, home, runAs }
}

/** Where all can write, another user may have made the folder first, to read our data or replace them. */
const makeOwnFolder = (folder: string): boolean => {
  try {
    mkdirSync(folder)
    chmodSync(folder, 0o711)
  } catch {
    // It exists, or cannot be made: the check below tells which.
  }
  const stat = lstatSync(folder, { throwIfNoEntry: false })
  return !!stat?.isDirectory() && stat.uid === process.getuid?.() && (stat.mode & 0o022) === 0
}

const openElsewhere = async (dataDir: string, noted: string | undefined): Promise<Place | undefined> => {
  const name = `bo-godt-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`
  const folders = ['/var/lib', '/var/tmp', '/tmp', tmpdir()].map((base) => join(base, name))
  for (const folder of noted ? [noted] : folders) {
    const place = makeOwnFolder(folder) ? await openPlace(dataDir, folder) : undefined
    if (place) return place
  }
  return undefined
}

const noteIn = (dataDir: string): string => join(dataDir, 'database-folder')

const notedFolder = (dataDir: string, log: (line: string) => void): string | undefined => {
  if (!existsSync(noteIn(dataDir))) return undefined
  const folder = readFileSync(noteIn(dataDir), 'utf8').trim()
  if (existsSync(folder)) return folder
  log(`the database in ${folder} is gone; a new one is made`)
  return undefined
}

/**
 * Finds the folder where the database of `dataDir` lies or can lie. That is `dataDir` itself, unless the
 * database's account cannot enter it; then a folder elsewhere, which a file in `dataDir` names.
 * Throws when there is no such folder, and when data in `dataDir` has come out of reach.
 */
export const findPlace = async (dataDir: string, log: (line: string) => void): Promise<Place> => {
  mkdirSync(dataDir, { recursive: true })
  const real = realpathSync(dataDir)
  const noted = notedFolder(real, log)
  const here = noted ? undefined : await openPlace(real, real)
  if (here) return here
  const leftBehind = !noted && existsSync(join(real, 'postgres'))
  if (leftBehind || process.getuid?.() !== 0) throw outOfReach(real)
  const place = await openElsewhere(real, noted)
  if (!place) throw outOfReach(noted ?? real)
  writeFileSync(noteIn(real), `${place.folder}\n`)
  log(`the database's account cannot enter ${real}, so the data lies in ${place.home}`)
  return place
}

const outOfReach = (folder: string): Error =>
  new Error(`the database's account cannot use ${folder}: set BO_GODT_DATA_DIR to a folder it can enter`)

/** Removes all that a throwaway database has made, its lock too, and `dataDir` when nothing else is in it. */
export const removePlace = ({ folder, dataDir }: Place): void => {
  for (const parent of new Set([folder, dataDir])) {
    for (const name of ['postgres', 'programs', 'database-folder', 'lock']) {
      rmSync(join(parent, name), { recursive: true, force: true })
    }
    if (existsSync(parent) && readdirSync(parent).length === 0) rmdirSync(parent)
  }
}

/** Another process has the lock. */
export class InUse extends Error {
  readonly pid: number
  constructor(pid: number) {
    super(`in use by process ${pid}`)
    this.pid = pid
  }
}

interface Holder {
  pid: number
  /** Tells a process from a later one with the same pid; empty where the system does not say. */
  started: string
}

const startOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    return state === 'Z' ? 'ended' : `${boot} ${rest[18]}`
  } catch {
    return ''
  }
}

const readHolder = (path: string): Holder | undefined => {
  try {
    const [pid, started] = readFileSync(path, 'utf8').split('\n')
    return { pid: Number(pid), started: started ?? '' }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Whether a process with this pid runs, under any account. One that only waits to be reaped does not. */
export const isRunning = (pid: number): boolean => {
  try {
    return pid > 0 && process.kill(pid, 0) && startOf(pid) !== 'ended'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const isHeld = (holder: Holder): boolean => {
  if (!isRunning(holder.pid)) return false
  const started = startOf(holder.pid)
  return started === '' || holder.started === '' || started === holder.started
}

const linked = (from: string, to: string): boolean => {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const claim = (path: string, mine: string): void => {
  while (!linked(mine, path)) {
    const holder = readHolder(path)
    if (holder && isHeld(holder)) throw new InUse(holder.pid)
    if (holder) removeStale(path, mine)
  }
}

/** Two processes that see the same stale lock must not remove it both: the later would remove the new lock. */
const removeStale = (path: string, mine: string): void => {
  const guard = `${path}.takeover`
  claim(guard, mine)
  try {
    const holder = readHolder(path)
    if (holder && !isHeld(holder)) rmSync(path)
  } finally {
    rmSync(guard)
  }
}

/**
 * Takes the lock file at `path`, also from a process that has ended without giving it back.
 * Returns the function that gives it back. Throws InUse when a process has it.
 */
export const takeLock = (path: string): (() => void) => {
  // A link puts the lock in place with its content; no one can meet it half written.
  const mine = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`
  writeFileSync(mine, `${process.pid}\n${startOf(process.pid)}\n`, { flag: 'wx' })
  try {
    claim(path, mine)
  } finally {
    rmSync(mine)
  }
  return () => rmSync(path, { force: true })
}
