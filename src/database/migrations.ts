import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'

export interface Migration {
  /** `0073_looks_that_cost_less` */
  name: string
  /** When it was generated: what the database knows it by. */
  when: number
  hash: string
  statements: string[]
  /** It can't run in a transaction, as `create index concurrently`. */
  alone: boolean
}

const ours = fileURLToPath(new URL('../../migrations', import.meta.url))

/** The first line of a migration that is a single statement outside of any transaction. */
const aloneMarker = '-- outside a transaction\n'

interface Journal {
  entries: { tag: string }[]
}

/** The migrations that this program knows, in their order. */
export const readMigrations = (folder = ours): Migration[] => {
  const { entries }: Journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'))
  return readMigrationFiles({ migrationsFolder: folder }).map(({ sql, folderMillis: when, hash }, index) => ({
    name: entries[index]?.tag ?? '',
    when,
    hash,
    statements: sql,
    alone: sql[0]?.startsWith(aloneMarker) ?? false,
  }))
}

export const countMigrations = (): number => readMigrations().length
