import { sql } from 'drizzle-orm'
import { statement } from '../../database/statement.ts'
import type { Basis } from '../publishing/release.ts'

/** The oldest publication that is asked for and not made; null when there is none. */
export const publicationToMake = statement<{ basis: Basis | null }>(
  sql`select publication_to_make(${sql.placeholder('closedOn')}::date[]) as basis`,
)

/** Does nothing when another process has made it. @throws when others were made since its basis was read */
export const storePublication = statement(sql`select store_publication(${sql.placeholder('id')}::uuid,
  ${sql.placeholder('seen')}::int, ${sql.placeholder('outcome')}::jsonb)`)
