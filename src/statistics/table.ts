import { sql } from 'drizzle-orm'
import {
  check,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { byActor, gate, id, instant, officer, policy, recordedAt } from '../database/columns.ts'

const readers = policy('readers', {
  for: 'select',
  using: sql`(select actor_role()) = any ('{helhedsplan,board,dpo}'::text[])`,
})

/** Few groups matter more than any algorithm: what the codes of a table are published as (statistics.md). */
export const countGroups = pgTable(
  'count_groups',
  {
    tableId: text().notNull(),
    code: text().notNull(),
    groupId: text().notNull(),
    label: text().notNull(),
    position: smallint().notNull(),
    /** A household counts in its gravest group; where groups have no gravity, in its latest. */
    gravity: smallint(),
  },
  (t) => [primaryKey({ columns: [t.tableId, t.code] }), gate()],
)

/** What the theme of a case was, and from when: a closed period does not move with it. A trigger writes it. */
export const caseThemes = pgTable(
  'case_themes',
  {
    id: id().default(sql`uuidv7()`),
    caseId: uuid().notNull(),
    theme: text().notNull(),
    recordedAt: recordedAt(),
  },
  (t) => [index().on(t.caseId, t.id), gate()],
)

/**
 * How many live in a department, year by year: it stands under its own name only when it is large enough. Every version
 * is kept, and the newest counts. The department's foreign key is in the migration: statistics knows no other slice.
 */
export const departmentPopulation = pgTable(
  'department_population',
  {
    id: id(),
    departmentId: text().notNull(),
    year: smallint().notNull(),
    dwellings: integer().notNull(),
    households: integer().notNull(),
    residents: integer().notNull(),
    source: text().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    index().on(t.departmentId, t.year, t.id),
    check('population_not_negative', sql`least(${t.dwellings}, ${t.households}, ${t.residents}) >= 0`),
    check('population_households_in_dwellings', sql`${t.households} <= ${t.dwellings}`),
    check('population_residents_in_households', sql`${t.residents} >= ${t.households}`),
    check(
      'population_not_in_future',
      sql`${t.year} <= extract(year from ${t.recordedAt} at time zone 'Europe/Copenhagen')`,
    ),
    gate(),
    readers,
    policy('coordinator_records', {
      for: 'insert',
      withCheck: sql`(select actor_role()) = 'helhedsplan' and recorded_by = (select actor_id())`,
    }),
  ],
)

/** A closed period that was asked to be published, once. Like all that follows it is only ever added to. */
export const publications = pgTable(
  'publications',
  {
    id: id(),
    period: text().notNull(),
    requestedAt: recordedAt(),
    requestedBy: byActor(),
  },
  (t) => [
    uniqueIndex().on(t.period),
    gate(),
    readers,
    policy('coordinator_publishes', {
      for: 'insert',
      withCheck: sql`(select actor_role()) = 'helhedsplan' and requested_by = (select actor_id())
        and period_is_closed(period)`,
    }),
  ],
)

const ofPublication = () =>
  uuid()
    .notNull()
    .references(() => publications.id)

/** What became of it: written by the job that protects, in one transaction with the tables. */
export const publicationOutcomes = pgTable(
  'publication_outcomes',
  {
    publicationId: ofPublication().primaryKey(),
    status: text({ enum: ['published', 'refused'] }).notNull(),
    ruleVersion: text().notNull(),
    contentHash: text().notNull(),
    publishedAt: instant().notNull().default(sql`clock()`),
  },
  () => [gate(), readers],
)

/** The tables of a publication, in the order of the catalogue. A refused one has no content, and says why. */
export const publishedTables = pgTable(
  'published_tables',
  {
    publicationId: ofPublication(),
    position: smallint().notNull(),
    tableId: text().notNull(),
    period: text().notNull(),
    /** `json` and not `jsonb`: it is shown as it was made. */
    content: json(),
    reason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.publicationId, t.tableId] }),
    index().on(t.tableId, t.period),
    check('published_tables_or_refused', sql`num_nonnulls(${t.content}, ${t.reason}) = 1`),
    gate(),
    readers,
  ],
)

/** What a table can be verified by. It tells bounds of hidden counts, so it is the data protection officer's alone. */
export const publicationProofs = pgTable(
  'publication_proofs',
  {
    publicationId: ofPublication(),
    tableId: text().notNull(),
    proof: jsonb().notNull(),
    bounds: jsonb().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.publicationId, t.tableId] }),
    gate(),
    policy('officer_reads', { for: 'select', using: officer }),
  ],
)

/** The counts behind what is hidden, for protecting later releases against all that is known. No one reads them. */
export const publicationTruths = pgTable(
  'publication_truths',
  {
    publicationId: ofPublication(),
    tableId: text().notNull(),
    release: jsonb().notNull(),
  },
  (t) => [primaryKey({ columns: [t.publicationId, t.tableId] }), gate()],
)
