import { randomBytes } from 'node:crypto'
import { lchownSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './account.ts'
import type { Place } from './place.ts'
import { lastLines } from './programs.ts'

export const removeHalfMade = (home: string): void => {
  for (const name of readdirSync(home).filter((entry) => entry.startsWith('new-'))) {
    try {
      rmSync(join(home, name), { recursive: true, force: true })
    } catch {
      // An initdb that outlived its parent is still writing there; the next start removes it.
    }
  }
}

/** Made under a name of its own and renamed when whole, so that an interrupted start leaves no half cluster. */
export const makeCluster = async (
  place: Place,
  programs: string,
  cluster: string,
  sync: boolean,
): Promise<void> => {
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
