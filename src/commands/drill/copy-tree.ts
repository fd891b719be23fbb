import { constants } from 'node:fs'
import { chmod, copyFile, lchown, mkdir, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RunAs } from '../../database/embedded/account.ts'

export interface CopyOptions {
  /** Whether this path below the folder is left out; of a folder, its content. */
  leaveOut?: (path: string) => boolean
  /** Whom the copy is for; without it, for the account of this process. */
  owner?: RunAs
}

/** A server at work removes files: one that has gone since it was listed is not missed. */
const unlessGone = async (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )

/** Copies one file, for its owner alone. @returns its size in bytes, 0 when it is gone */
export const copyOne = async (from: string, to: string, owner?: RunAs): Promise<number> => {
  if (!(await unlessGone(copyFile(from, to, constants.COPYFILE_FICLONE)))) return 0
  await chmod(to, 0o600)
  if (owner) await lchown(to, owner.uid, owner.gid)
  return (await stat(to)).size
}

/** Makes a folder for its owner alone, and what it lies in. */
export const makeFolder = async (folder: string, owner?: RunAs): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (owner) await lchown(folder, owner.uid, owner.gid)
}

/**
 * Copies a folder whose files come and go, without what is neither file nor folder.
 * @returns the bytes of it
 */
export const copyTree = async (
  from: string,
  to: string,
  { leaveOut = () => false, owner }: CopyOptions = {},
): Promise<number> => {
  let bytes = 0
  const copy = async (path: string): Promise<void> => {
    await makeFolder(join(to, path), owner)
    for (const entry of await readdir(join(from, path), { withFileTypes: true })) {
      const below = join(path, entry.name)
      if (leaveOut(dirname(below)) || (!entry.isDirectory() && leaveOut(below))) continue
      if (entry.isDirectory()) await unlessGone(copy(below))
      else if (entry.isFile()) bytes += await copyOne(join(from, below), join(to, below), owner)
    }
  }
  await copy('.')
  return bytes
}
