import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { cases } from '../cases/table.ts'
import { consents } from '../consents/table.ts'
import { calendarDate, gate, id, insight, instant, policy, recordedAt } from '../database/columns.ts'
import { organisations } from '../housing/table.ts'
import { codesOf } from '../kernel/codes.ts'

const carried = sql`exists (select from carried_cases k where k.case_id = basis_reviews.case_id)`

/**
 * An entry that stood on consent alone, and no longer does: the one who carries the consent decides by a date whether
 * there is another basis to keep it on, or it is erased (GDPR art. 17(1)(b)). Raised by the database with what ended
 * the consent. Names the entry without a foreign key, so that it can be erased.
 */
export const basisReviews = pgTable(
  'basis_reviews',
  {
    id: id().default(sql`uuidv7()`),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    /** The newest version when it was raised. */
    entryId: uuid().notNull(),
    /** Who wrote it. */
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    /** The answer of the resident that ended the consent. */
    consentId: uuid()
      .notNull()
      .references(() => consents.id),
    dueOn: calendarDate().notNull(),
    raisedAt: recordedAt(),
    outcome: text({ enum: codesOf('basisReviewOutcome') }),
    legalBasis: text({ enum: codesOf('legalBasis') }),
    reason: text(),
    decidedAt: instant(),
    decidedBy: uuid(),
  },
  (t) => [
    index().on(t.caseId),
    uniqueIndex('basis_reviews_pending_index').on(t.entryId).where(sql`outcome is null`),
    check(
      'basis_reviews_decided_whole',
      sql`num_nonnulls(${t.outcome}, ${t.decidedAt}, ${t.decidedBy}) in (0, 3)`,
    ),
    check(
      'basis_reviews_kept_on_another',
      sql`coalesce(${t.legalBasis} in ('contract', 'public_task'), false) = (${t.outcome} is not distinct from 'kept')`,
    ),
    gate(),
    policy('carrier_reads', { for: 'select', using: carried }),
    policy('carrier_decides', {
      for: 'update',
      using: sql`${carried} and outcome is null`,
      withCheck: sql`decided_by = (select actor_id())`,
    }),
  ],
)

/**
 * What was decided, for each version of an entry: the basis that it stands on since, or none. One without is sealed
 * from everyone, and waits to be erased: those rows are what an erasure takes, and go with the entry.
 */
export const reviewedEntries = pgTable(
  'reviewed_entries',
  {
    entryId: uuid().primaryKey(),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    legalBasis: text({ enum: codesOf('legalBasis') }),
    /** What the eraser asks for, who reads no text. */
    sealed: boolean().generatedAlwaysAs(sql`legal_basis is null`),
    decidedAt: recordedAt(),
  },
  (t) => [index().on(t.caseId), gate(), insight()],
)
