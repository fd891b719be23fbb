import { sql } from 'drizzle-orm'
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { byActor, gate, policy, recordedAt } from './columns.ts'

/** Answers to requests that carried an Idempotency-Key; kept for 24 hours. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    userId: byActor(),
    key: text().notNull(),
    /** Hash of method, address and body. */
    fingerprint: text().notNull(),
    resourceId: uuid(),
    answer: text(),
    recordedAt: recordedAt(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.key] }),
    index().on(t.recordedAt),
    gate(),
    policy('own', {
      for: 'select',
      using: sql`user_id = (select actor_id()) and still_visible(resource_id)`,
    }),
  ],
)
