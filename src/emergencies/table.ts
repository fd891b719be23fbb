import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { cases } from '../cases/table.ts'
import {
  byActor,
  byActorsOrganisation,
  code,
  gate,
  id,
  insight,
  instant,
  officer,
  policy,
  recordedAt,
} from '../database/columns.ts'
import { organisations } from '../housing/table.ts'
import { users } from '../identity/table.ts'
import { codesOf } from '../kernel/codes.ts'

const ofOwnCase = sql`exists (select from keyed_cases k where k.case_id = emergency_accesses.case_id)`
const own = sql`(user_id = (select actor_id()) and case_id <> all ((select actor_barred())::uuid[]))`

/**
 * A case opened to one member of its team, whose organisation no consent names, for 24 hours. Loud: the key person and
 * the data protection officer see it, and it waits for the officer's review, also after it has expired.
 */
export const emergencyAccesses = pgTable(
  'emergency_accesses',
  {
    id: id(),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    userId: byActor().references(() => users.id),
    organisationId: byActorsOrganisation().references(() => organisations.id),
    reason: text().notNull(),
    legalBasis: code('emergencyBasis'),
    grantedAt: recordedAt(),
    expiresAt: instant().notNull().default(sql`(clock() + interval '24 hours')`),
    outcome: text({ enum: codesOf('emergencyOutcome') }),
    reviewNote: text(),
    reviewedAt: instant(),
    reviewedBy: uuid(),
  },
  (t) => [
    index().on(t.userId, t.expiresAt),
    index().on(t.caseId),
    check(
      'emergency_accesses_reviewed_whole',
      sql`num_nonnulls(${t.outcome}, ${t.reviewNote}, ${t.reviewedAt}, ${t.reviewedBy}) in (0, 4)`,
    ),
    gate(),
    insight(),
    policy('concerned_read', { for: 'select', using: sql`${officer} or ${ofOwnCase} or ${own}` }),
    policy('team_opens', {
      for: 'insert',
      withCheck: sql`exists (select from my_cases m where m.case_id = emergency_accesses.case_id)
        and not exists (select from visible_cases v where v.case_id = emergency_accesses.case_id)`,
    }),
    policy('officer_reviews', {
      for: 'update',
      using: sql`${officer} and reviewed_at is null`,
      withCheck: sql`true`,
    }),
  ],
)
