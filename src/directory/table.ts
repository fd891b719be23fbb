import { sql } from 'drizzle-orm'
import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { gate, instant, recordedAt } from '../database/columns.ts'
import { organisations } from '../housing/table.ts'
import { users } from '../identity/table.ts'

/**
 * What an organisation's own directory says of its users (SCIM). Reached through functions alone,
 * and only by the organisation's own system.
 */
export const directoryEntries = pgTable(
  'directory_entries',
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    /** The directory's own key. */
    externalId: text(),
    givenName: text(),
    familyName: text(),
    /** When the directory switched the account off: only that may it undo, and not what an administrator did. */
    switchedOffAt: instant(),
    recordedAt: recordedAt(),
    /** The directory knows the user no more; the account stays, disabled, for what it has written. */
    removedAt: instant(),
  },
  (t) => [
    uniqueIndex('directory_entries_external_id_index')
      .on(t.organisationId, t.externalId)
      .where(sql`removed_at is null`),
    gate(),
  ],
)
