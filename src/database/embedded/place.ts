import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lchownSync,
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
import { findAccount, ownerOf, type RunAs, run } from './account.ts'

/** `folder` belongs to this process and holds the lock; `home` in it belongs to the database's account. */
export interface Place {
  /** What the operator asked for. */
  dataDir: string
  folder: string
  home: string
  runAs: RunAs
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

/** Names the folder elsewhere, if there is one. */
export const noteIn = (dataDir: string): string => join(dataDir, 'database-folder')

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
