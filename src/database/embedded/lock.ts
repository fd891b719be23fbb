import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

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
