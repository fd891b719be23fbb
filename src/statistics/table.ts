import { pgTable, smallint, text } from 'drizzle-orm/pg-core'
import { gate } from '../database/columns.ts'

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
