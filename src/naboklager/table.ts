import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import {
  byActor,
  calendarDate,
  code,
  gate,
  id,
  insight,
  instant,
  policy,
  recordedAt,
} from '../database/columns.ts'
import { departments, tenancies } from '../housing/table.ts'

const ownDepartment = sql`department_id = any ((select actor_departments())::text[])`

/** The complainant is withheld from the respondent, and from everyone but the landlord's staff. */
export const naboklager = pgTable(
  'naboklager',
  {
    id: id(),
    reference: text().notNull().default(sql`next_reference('N', nextval('naboklage_numbers'))`),
    departmentId: text()
      .notNull()
      .references(() => departments.id),
    status: code('naboklageStatus'),
    respondentTenancyId: uuid().references(() => tenancies.id),
    place: text(),
    complainantName: text().notNull(),
    complainantContact: text(),
    complainantTenancyId: uuid().references(() => tenancies.id),
    complainantWithheld: boolean().notNull(),
    channel: code('naboklageChannel'),
    writtenWithHelpFrom: text(),
    category: code('naboklageCategory'),
    occurredAt: instant().notNull(),
    description: text().notNull(),
    sharedSummary: text(),
    demandedOn: calendarDate(),
    dueOn: calendarDate(),
    receivedAt: instant(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
    changedAt: recordedAt(),
  },
  (t) => [
    uniqueIndex().on(t.reference),
    index().on(t.departmentId, t.id),
    index().on(t.respondentTenancyId),
    index().on(t.complainantTenancyId),
    index().on(t.recordedAt),
    check('naboklager_not_in_future', sql`${t.occurredAt} <= ${t.changedAt} + interval '10 seconds'`),
    check(
      'naboklager_demand_not_in_future',
      sql`${t.demandedOn} <= (${t.changedAt} at time zone 'Europe/Copenhagen')::date`,
    ),
    gate(),
    insight(),
    policy('landlord_reads', { for: 'select', using: ownDepartment }),
    policy('conflict', {
      as: 'restrictive',
      using: sql`not (array[id, respondent_tenancy_id, complainant_tenancy_id] && (select actor_barred())::uuid[])`,
    }),
    policy('landlord_files', {
      for: 'insert',
      withCheck: sql`${ownDepartment} and recorded_by = (select actor_id())`,
    }),
    policy('landlord_changes', { for: 'update', using: ownDepartment, withCheck: ownDepartment }),
  ],
)
