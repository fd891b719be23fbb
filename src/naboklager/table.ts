import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
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
  redactor,
} from '../database/columns.ts'
import { departments, tenancies } from '../housing/table.ts'
import { codesOf } from '../kernel/codes.ts'

const visible = sql`exists (select from naboklager n where n.id = naboklage_id)`
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
    /** Tells complainants apart for those who are not to know who they are. */
    complainantKey: text()
      .notNull()
      .generatedAlwaysAs(sql`coalesce(complainant_tenancy_id::text, md5(folded(complainant_name)))`),
    channel: code('naboklageChannel'),
    writtenWithHelpFrom: text(),
    category: code('naboklageCategory'),
    occurredAt: instant().notNull(),
    description: text().notNull(),
    sharedSummary: text(),
    demandedOn: calendarDate(),
    dueOn: calendarDate(),
    receivedAt: instant(),
    closedAs: text({ enum: codesOf('naboklageOutcome') }),
    /** What a reopening restores. */
    statusBeforeClosure: text({ enum: codesOf('naboklageStatus') }),
    /** Why it was last transferred or reopened; the history keeps it with what was before. */
    changeReason: text(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
    changedAt: recordedAt(),
  },
  (t) => [
    uniqueIndex().on(t.reference),
    index().on(t.departmentId, t.id),
    index('naboklager_open').on(t.departmentId, t.id).where(sql`status <> 'closed'`),
    index().on(t.respondentTenancyId, t.id),
    index().on(t.complainantTenancyId),
    index().on(t.recordedAt),
    check('naboklager_not_in_future', sql`${t.occurredAt} <= ${t.changedAt} + interval '10 seconds'`),
    check(
      'naboklager_demand_not_in_future',
      sql`${t.demandedOn} <= (${t.changedAt} at time zone 'Europe/Copenhagen')::date`,
    ),
    gate(),
    insight(),
    redactor(),
    policy('landlord_reads', { for: 'select', using: ownDepartment }),
    policy('conflict', {
      as: 'restrictive',
      // Hardly anyone is barred from anything: for them no array is made of every row.
      using: sql`(select actor_barred() = '{}')
        or not (array[id, respondent_tenancy_id, complainant_tenancy_id] && (select actor_barred())::uuid[])`,
    }),
    // A complaint form sees what it filed and no other: it is let file, not read.
    policy('system_reads_own', {
      as: 'restrictive',
      for: 'select',
      using: sql`(select actor_scopes()) is null or recorded_by = (select actor_id())`,
    }),
    policy('landlord_files', {
      for: 'insert',
      withCheck: sql`${ownDepartment} and recorded_by = (select actor_id())`,
    }),
    policy('landlord_changes', { for: 'update', using: ownDepartment, withCheck: ownDepartment }),
  ],
)

/** The steps of the ladder that were taken, for good: a mistake is answered by another step. */
export const naboklageSteps = pgTable(
  'naboklage_steps',
  {
    naboklageId: uuid()
      .notNull()
      .references(() => naboklager.id),
    position: smallint().notNull(),
    kind: code('naboklageStepKind'),
    takenOn: calendarDate().notNull(),
    note: text(),
    outcome: text({ enum: codesOf('naboklageOutcome') }),
    /** Why it was taken without the step that it needs before it. */
    overrideReason: text(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    primaryKey({ columns: [t.naboklageId, t.position] }),
    gate(),
    insight(),
    policy('landlord_reads', { for: 'select', using: visible }),
    policy('landlord_adds', {
      for: 'insert',
      withCheck: sql`${visible} and recorded_by = (select actor_id())`,
    }),
  ],
)

/** What a complaint was before each change; a trigger writes it, so that no change goes without. */
export const naboklageChanges = pgTable(
  'naboklage_changes',
  {
    id: id().default(sql`uuidv7()`),
    naboklageId: uuid()
      .notNull()
      .references(() => naboklager.id),
    kind: code('naboklageChangeKind'),
    reason: text(),
    former: json().notNull(),
    /** What a count of a closed period goes by. */
    formerCategory: text().generatedAlwaysAs(sql`former ->> 'category'`),
    formerRespondentTenancyId: uuid().generatedAlwaysAs(sql`(former ->> 'respondentTenancyId')::uuid`),
    recordedAt: recordedAt(),
    /** Null when an operator changed it by hand: the history keeps that too. */
    recordedBy: uuid().default(sql`actor_id()`),
  },
  (t) => [
    index().on(t.naboklageId, t.id),
    gate(),
    insight(),
    policy('landlord_reads', { for: 'select', using: visible }),
  ],
)
