import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, smallint, text } from 'drizzle-orm/pg-core'
import { byActor, gate, id, policy, recordedAt } from '../database/columns.ts'

/** Few groups matter more than any algorithm: how complaint categories are published (statistics.md). */
export const categoryGroups = pgTable(
  'category_groups',
  {
    category: text().primaryKey(),
    groupId: text().notNull(),
    label: text().notNull(),
    /** A household counts in the group of its gravest naboklage. */
    gravity: smallint().notNull(),
  },
  () => [gate()],
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
    policy('readers', {
      for: 'select',
      using: sql`(select actor_role()) = any ('{helhedsplan,board,dpo}'::text[])`,
    }),
    policy('coordinator_records', {
      for: 'insert',
      withCheck: sql`(select actor_role()) = 'helhedsplan' and recorded_by = (select actor_id())`,
    }),
  ],
)
