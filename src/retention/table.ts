import { sql } from 'drizzle-orm'
import { bigint, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { cases } from '../cases/table.ts'
import { byActor, code, gate, id, instant, officer, policy, recordedAt } from '../database/columns.ts'
import { residents } from '../housing/table.ts'

const officerReads = () => policy('officer_reads', { for: 'select', using: officer })

/** Set by what others were promised or by another program, and so not the officer's to change. */
export const fixedKinds = ['idempotency_answer', 'webhook_delivery', 'job', 'sealed_entry'] as const
const fixed = sql.raw(`'{${fixedKinds.join()}}'`)

/**
 * How long each kind of record is kept, and why (GDPR art. 5(1)(e)). Every version stays, for the schedule is what an
 * erasure is accounted for by; the newest counts. The first ones came with the program, and are nobody's.
 */
export const retentionRules = pgTable(
  'retention_rules',
  {
    id: id().default(sql`uuidv7()`),
    kind: code('retentionKind'),
    /** An ISO 8601 duration of one part: P2Y, P18M, P30D. */
    keep: text().notNull(),
    legalBasis: text().notNull(),
    recordedAt: recordedAt(),
    recordedBy: uuid().default(sql`actor_id()`),
  },
  (t) => [
    index().on(t.kind, t.id),
    check('retention_rules_keep', sql`${t.keep} ~ '^P[1-9][0-9]{0,2}[YM]$' or ${t.kind} = any (${fixed})`),
    gate(),
    officerReads(),
    policy('officer_changes', {
      for: 'insert',
      withCheck: sql`${officer} and recorded_by = (select actor_id()) and kind <> all (${fixed})`,
    }),
  ],
)

/** What must not be erased for now, and why: a case, or a person, with all that is of it. Kept when it is lifted. */
export const retentionHolds = pgTable(
  'retention_holds',
  {
    id: id(),
    caseId: uuid().references(() => cases.id),
    residentId: uuid().references(() => residents.id),
    reason: text().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
    liftedAt: instant(),
    liftedBy: uuid(),
    liftReason: text(),
  },
  (t) => [
    index().on(t.caseId),
    index().on(t.residentId),
    check('retention_holds_on_one', sql`num_nonnulls(${t.caseId}, ${t.residentId}) = 1`),
    check(
      'retention_holds_lifted_whole',
      sql`num_nonnulls(${t.liftedAt}, ${t.liftedBy}, ${t.liftReason}) in (0, 3)`,
    ),
    gate(),
    officerReads(),
    policy('officer_places', {
      for: 'insert',
      withCheck: sql`${officer} and recorded_by = (select actor_id())`,
    }),
    policy('officer_lifts', {
      for: 'update',
      using: officer,
      withCheck: sql`lifted_by = (select actor_id())`,
    }),
  ],
)

/**
 * What has been erased: ids and kinds, nothing of what it was. After a restore from an older backup it is erased again by
 * this list, which is kept outside of the database too.
 */
export const erasures = pgTable(
  'erasures',
  {
    position: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    kind: code('retentionKind'),
    recordId: uuid().notNull(),
    erasedAt: instant().notNull().default(sql`clock()`),
    /** How long it was kept, by the rule of that day. */
    keep: text().notNull(),
    /** What tells of it in the trail. */
    eventId: uuid(),
    /** Of an event, when it happened, as its leaf tells too: the export of a period finds it by this. */
    happenedAt: instant(),
  },
  (t) => [
    uniqueIndex('erasures_once').on(t.recordId, t.kind),
    index('erasures_of_events').on(t.happenedAt).where(sql`kind = 'audit_event'`),
    gate(),
    officerReads(),
  ],
)

/**
 * Quarters and years in which something counted that was erased before they were published: their counts would be too
 * small, and can no longer be made.
 */
export const thinnedPeriods = pgTable('thinned_periods', { period: text().primaryKey() }, () => [gate()])
