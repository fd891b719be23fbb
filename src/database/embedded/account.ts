import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { lstatSync } from 'node:fs'

/** The account that PostgreSQL's programs run as; undefined means the account of this process. */
export type RunAs = { uid: number; gid: number } | undefined

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

export const findAccount = async (): Promise<RunAs> => {
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

export const ownerOf = (path: string): RunAs => {
  const stat = lstatSync(path, { throwIfNoEntry: false })
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined
}
