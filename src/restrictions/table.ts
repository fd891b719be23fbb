import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { caseResidents } from '../cases/table.ts'
import { byActor, code, gate, id, instant, officer, policy, recordedAt } from '../database/columns.ts'
import { residents } from '../housing/table.ts'
import { codesOf } from '../kernel/codes.ts'

const ofOwnCase = sql`exists (select from own_restrictions o where o.id = restrictions.id)`
/** A restriction of one case tells that there is that case: the landlord's staff see those of the whole resident. */
const ofOwnTenant = sql`(case_id is null and exists (select from residents r where r.id = resident_id))`

/**
 * While what is recorded of a resident is contested, it is read and neither changed nor shown to further organisations
 * (GDPR art. 18): all cases that the resident is on, or one of them. Lifted once the resident has been told (art. 18(3)).
 */
export const restrictions = pgTable(
  'restrictions',
  {
    id: id(),
    residentId: uuid()
      .notNull()
      .references(() => residents.id),
    /** Null: all that there is about the resident. */
    caseId: uuid(),
    reason: code('restrictionReason'),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
    toldTo: text({ enum: codesOf('consentGivenBy') }),
    toldAt: instant(),
    toldBy: uuid(),
    toldThrough: text({ enum: codesOf('withdrawalChannel') }),
    liftedAt: instant(),
    liftedBy: uuid(),
    liftingReason: text(),
  },
  (t) => [
    foreignKey({
      name: 'restrictions_of_own_case',
      columns: [t.caseId, t.residentId],
      foreignColumns: [caseResidents.caseId, caseResidents.residentId],
    }),
    uniqueIndex('restrictions_in_force_index')
      .on(t.residentId, sql`coalesce(case_id, resident_id)`)
      .where(sql`lifted_at is null`),
    index().on(t.caseId),
    check(
      'restrictions_told_whole',
      sql`num_nonnulls(${t.toldTo}, ${t.toldAt}, ${t.toldBy}, ${t.toldThrough}) in (0, 4)`,
    ),
    check('restrictions_told_after_it_began', sql`${t.toldAt} >= ${t.recordedAt} - interval '10 seconds'`),
    check(
      'restrictions_lifted_whole',
      sql`num_nonnulls(${t.liftedAt}, ${t.liftedBy}, ${t.liftingReason}) in (0, 3)`,
    ),
    check('restrictions_told_before_lifting', sql`${t.liftedAt} is null or ${t.toldAt} is not null`),
    gate(),
    policy('concerned_read', { for: 'select', using: sql`${officer} or ${ofOwnCase} or ${ofOwnTenant}` }),
    policy('officer_restricts', { for: 'insert', withCheck: officer }),
    policy('officer_lifts', {
      for: 'update',
      using: sql`${officer} and lifted_at is null`,
      withCheck: sql`true`,
    }),
  ],
)
