import { sql } from 'drizzle-orm'
import { check, index, pgTable, uuid } from 'drizzle-orm/pg-core'
import { byActor, calendarDate, gate, id, policy, recordedAt } from '../database/columns.ts'
import { residents } from '../housing/table.ts'

const officer = sql`(select actor_role()) = 'dpo'`

/** A resident's request for access to their data (GDPR art. 15), and when it must be answered by (art. 12(3)). */
export const subjectAccessRequests = pgTable(
  'subject_access_requests',
  {
    id: id(),
    residentId: uuid()
      .notNull()
      .references(() => residents.id),
    receivedOn: calendarDate().notNull(),
    dueOn: calendarDate().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    index().on(t.residentId),
    check(
      'subject_access_not_in_future',
      sql`${t.receivedOn} <= (${t.recordedAt} at time zone 'Europe/Copenhagen')::date`,
    ),
    gate(),
    policy('officer_reads', { for: 'select', using: officer }),
    policy('officer_records', {
      for: 'insert',
      withCheck: sql`${officer} and recorded_by = (select actor_id())`,
    }),
  ],
)
