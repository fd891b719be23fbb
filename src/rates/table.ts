import { index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { gate, recordedAt } from '../database/columns.ts'

/** How many requests of a minute have been handed out to processes. Unlogged: after a crash each minute begins anew. */
export const requestWindows = pgTable(
  'request_windows',
  {
    /** A keyed hash of who asks: whoever reads the table learns of nobody's address or habits. */
    key: text().primaryKey(),
    startedAt: recordedAt(),
    taken: integer().notNull(),
  },
  (t) => [index().on(t.startedAt), gate()],
)
