import { sql } from 'drizzle-orm'
import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { calendarDate, code, gate, instant, recordedAt } from '../database/columns.ts'
import { organisations } from '../housing/table.ts'
import { users } from '../identity/table.ts'

/**
 * News for one user. The application's role reaches them through the view `my_notices`; they are raised by the
 * database alone, in the transaction of what they tell of, or when a date is reached.
 */
export const notices = pgTable(
  'notices',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    recipientId: uuid()
      .notNull()
      .references(() => users.id),
    kind: code('notificationKind'),
    /** What it is about, with the date that it goes by: one notice of each matter, and a moved date is a new one. */
    matter: text().notNull(),
    subjectId: uuid().notNull(),
    caseId: uuid(),
    dueOn: calendarDate(),
    /** The organisation that must acknowledge it, by any of its members; null where nobody need. */
    organisationId: text().references(() => organisations.id),
    raisedAt: recordedAt(),
    readAt: instant(),
    acknowledgedAt: instant(),
    acknowledgedBy: uuid(),
    /** The mail that it is counted in: the same until that has been sent. */
    mailBatch: uuid(),
    mailedAt: instant(),
  },
  (t) => [
    unique('notices_once').on(t.recipientId, t.kind, t.matter),
    index().on(t.recipientId, t.id),
    index().on(t.kind, t.matter),
    index('notices_not_mailed').on(t.recipientId).where(sql`mailed_at is null`),
    gate(),
  ],
)
