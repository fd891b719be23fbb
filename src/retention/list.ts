import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { putFile } from '../audit/lookups.ts'
import { run } from '../database/scope.ts'
import { erasuresAfter } from './queries/erasing.ts'
import type { Erasure } from './rules.ts'

/** Files of the list lie beside the checkpoints, each named by the position of its last line. */
const suffix = '.erasures'
const nameOf = ({ position }: Erasure) => `${String(position).padStart(16, '0')}${suffix}`
const pattern = /^(\d{16})\.erasures$/

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => pattern.test(name)).sort()

/**
 * Takes out of the database what was erased since the last time, so that the list outlives it. Two at once write the same
 * files; one that is killed leaves the rest to the next.
 */
export const keepErasures = async (pool: Pool, folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true })
  let last = Number.parseInt((await filesIn(folder)).at(-1) ?? '0', 10)
  for (let some = await run(pool, erasuresAfter, { last }); some.length > 0; ) {
    const newest = some.at(-1) as Erasure
    await putFile(folder, nameOf(newest), some.map((each) => `${JSON.stringify(each)}\n`).join(''))
    last = newest.position
    some = await run(pool, erasuresAfter, { last })
  }
}

/** All that a folder tells to have been erased, the oldest first. @throws when a file can't be read */
export async function* keptErasures(folder: string): AsyncGenerator<Erasure> {
  for (const name of await filesIn(folder)) {
    const lines = (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n')
    for (const line of lines) yield JSON.parse(line)
  }
}
