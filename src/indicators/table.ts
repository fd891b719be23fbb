import { sql } from 'drizzle-orm'
import { check, index, numeric, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { byActor, calendarDate, code, gate, id, policy, recordedAt } from '../database/columns.ts'
import { departments } from '../housing/table.ts'

const signedIn = sql`(select actor_id()) is not null`
const coordinator = sql`(select actor_role()) = 'helhedsplan' and recorded_by = (select actor_id())`
const everyoneReads = () => policy('signed_in', { for: 'select', using: signedIn })

/** What the delaftale says of itself; changes that the board decides are its revisions. */
export const agreements = pgTable(
  'agreements',
  {
    id: text().primaryKey(),
    title: text().notNull(),
    validFrom: calendarDate().notNull(),
    /** The last day. */
    validTo: calendarDate().notNull(),
  },
  () => [gate(), everyoneReads()],
)

export const agreementParties = pgTable(
  'agreement_parties',
  { position: smallint().primaryKey(), name: text().notNull(), role: text().notNull() },
  () => [gate(), everyoneReads()],
)

/** What the delaftale does, and the hours that it sets aside for it each week. */
export const activities = pgTable(
  'activities',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    hoursPerWeek: smallint().notNull(),
    purpose: text().array().notNull(),
    targetGroups: text().array().notNull(),
    position: smallint().notNull(),
  },
  () => [gate(), everyoneReads()],
)

export const agreementRevisions = pgTable(
  'agreement_revisions',
  {
    id: id(),
    decidedOn: calendarDate().notNull(),
    text: text().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    check(
      'agreement_revisions_not_in_future',
      sql`${t.decidedOn} <= (${t.recordedAt} at time zone 'Europe/Copenhagen')::date`,
    ),
    gate(),
    everyoneReads(),
    policy('coordinator_records', { for: 'insert', withCheck: coordinator }),
  ],
)

export const goals = pgTable(
  'goals',
  { id: text().primaryKey(), name: text().notNull(), position: smallint().notNull() },
  () => [gate(), everyoneReads()],
)

/** The columns of the delaftale's table: indicator, data source and the year of its baselines. */
export const indicators = pgTable(
  'indicators',
  {
    id: text().primaryKey(),
    goalId: text()
      .notNull()
      .references(() => goals.id),
    name: text().notNull(),
    unit: code('indicatorUnit'),
    /** Null where the delaftale does not say which way is better. */
    better: text({ enum: ['lower', 'higher'] }),
    source: text().notNull(),
    baselineYear: smallint(),
    position: smallint().notNull(),
  },
  () => [gate(), everyoneReads()],
)

/** Of a department, or of the whole area; one that is pending has no value, and is never 0. */
export const indicatorBaselines = pgTable(
  'indicator_baselines',
  {
    indicatorId: text()
      .notNull()
      .references(() => indicators.id),
    position: smallint().notNull(),
    departmentId: text().references(() => departments.id),
    label: text().notNull(),
    value: numeric(),
    status: code('figureStatus'),
    pendingText: text(),
    source: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.indicatorId, t.position] }),
    check('indicator_baselines_pending_has_no_value', sql`(${t.status} = 'pending') = (${t.value} is null)`),
    gate(),
    everyoneReads(),
  ],
)

/** "Evt. anden baseline": what a figure is held against. */
export const indicatorComparators = pgTable(
  'indicator_comparators',
  {
    indicatorId: text()
      .notNull()
      .references(() => indicators.id),
    position: smallint().notNull(),
    label: text().notNull(),
    value: numeric().notNull(),
    source: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.indicatorId, t.position] }), gate(), everyoneReads()],
)

/** What was entered or imported from its source: every version is kept, and the newest counts. */
export const observations = pgTable(
  'observations',
  {
    id: id(),
    indicatorId: text()
      .notNull()
      .references(() => indicators.id),
    /** Null for the whole area. */
    departmentId: text().references(() => departments.id),
    year: smallint().notNull(),
    value: numeric(),
    status: code('figureStatus'),
    source: text().notNull(),
    note: text(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    index().on(t.indicatorId, t.departmentId, t.year, t.id),
    check('observations_pending_has_no_value', sql`(${t.status} = 'pending') = (${t.value} is null)`),
    check(
      'observations_not_in_future',
      sql`${t.year} <= extract(year from ${t.recordedAt} at time zone 'Europe/Copenhagen')`,
    ),
    gate(),
    everyoneReads(),
    policy('coordinator_records', { for: 'insert', withCheck: coordinator }),
  ],
)
