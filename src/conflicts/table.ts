import { sql } from 'drizzle-orm'
import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { byActor, gate, id, instant, policy, recordedAt } from '../database/columns.ts'
import { tenancies } from '../housing/table.ts'
import { users } from '../identity/table.ts'

const byAdminOrColleague = sql`(select actor_role()) = 'admin'
  or exists (select from users u where u.id = user_id and u.organisation_id = (select actor_organisation()))`

/**
 * A user who has a stake in a household is shut out of all that concerns it, as reader and as writer. Kept when it
 * has ended: what someone could not see, and when, belongs to the trail.
 */
export const conflicts = pgTable(
  'conflicts',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    tenancyId: uuid()
      .notNull()
      .references(() => tenancies.id),
    reason: text().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
    endedAt: instant(),
    endedBy: uuid(),
  },
  (t) => [
    uniqueIndex('conflicts_in_force_index').on(t.userId, t.tenancyId).where(sql`ended_at is null`),
    gate(),
    policy('colleagues_read', { for: 'select', using: byAdminOrColleague }),
    policy('colleagues_record', {
      for: 'insert',
      withCheck: sql`recorded_by = (select actor_id()) and (${byAdminOrColleague})`,
    }),
    // Nobody lets themselves back in.
    policy('colleagues_end', {
      for: 'update',
      using: sql`user_id <> (select actor_id()) and (${byAdminOrColleague})`,
      withCheck: sql`true`,
    }),
  ],
)
