import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checkpoint } from './statements.ts'

type Kept = Pick<Checkpoint, 'size' | 'note'>

/** Somewhere outside of the database where checkpoints are kept, so that the database can't take them back. */
export interface Place {
  /** What is put there when it is not known to have any: all that there are, or the newest and all after it. */
  beginsWith: 'all' | 'newest'
  newest(): Promise<Kept | undefined>
  /** Can be repeated. */
  put(checkpoint: Kept, signal: AbortSignal): Promise<void>
}

const fileOf = (size: number): string => `${String(size).padStart(16, '0')}.checkpoint`
const pattern = /^(\d{16})\.checkpoint$/

/** Puts a file in a folder: it is there whole or not at all, also after a power cut. */
export const putFile = async (folder: string, name: string, content: string): Promise<void> => {
  const file = join(folder, name)
  const unfinished = `${file}.${process.pid}`
  const handle = await open(unfinished, 'w', 0o644)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(unfinished, file)
}

/** A file for each, named by its number of leaves. */
export const folderPlace = (folder: string): Place => ({
  beginsWith: 'all',
  newest: async () => {
    await mkdir(folder, { recursive: true })
    const sizes = (await readdir(folder)).flatMap((name) => pattern.exec(name)?.[1] ?? [])
    const newest = sizes.sort().at(-1)
    if (newest === undefined) return undefined
    const size = Number(newest)
    return { size, note: await readFile(join(folder, fileOf(size)), 'utf8') }
  },
  put: ({ size, note }) => putFile(folder, fileOf(size), note),
})

const timeoutMs = 10_000

/** PUT <url>/<number of leaves>: what was sent before may be sent again, with the same content. */
export const httpPlace = (url: string): Place => ({
  beginsWith: 'newest',
  newest: async () => undefined,
  put: async ({ size, note }, signal) => {
    const { ok, status } = await fetch(`${url.replace(/\/$/, '')}/${size}`, {
      method: 'PUT',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: note,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    if (!ok) throw new Error(`the receiver of checkpoints answers ${status}`)
  },
})
