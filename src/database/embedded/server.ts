import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { programOptions, run } from './account.ts'
import { isRunning } from './lock.ts'
import type { Place } from './place.ts'
import { lastLines } from './programs.ts'

export interface Server {
  place: Place
  programs: string
  cluster: string
  settings: Record<string, string | number>
}

const START_MS = 300_000
const STOP_MS = 60_000

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
export const stopServer = async (server: Server): Promise<void> => {
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

export const startServer = async (server: Server): Promise<number> => {
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
