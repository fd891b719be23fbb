import { sql } from 'drizzle-orm'
import { recorded, recordedList } from '../../database/recorded.ts'
import { statement } from '../../database/statement.ts'
import type { Content } from '../publishing/content.ts'
import { publishedTables as t } from '../table.ts'

const period = sql`${sql.placeholder('period')}::text`
const noSubjects = { subjects: sql`'{}'::uuid[]` }

/** The periods that there are tables of, newest first. */
export const listPublished = recordedList(
  { table: t.tableId, period: t.period },
  sql`from ${t} where ${t.content} is not null order by period_ends(${t.period}) desc, ${t.period} desc`,
  noSubjects,
)

/** Of a period, or else the newest: of those that end together the finer one. */
export const findPublished = recorded(
  { content: sql<Content>`${t.content}` },
  sql`from ${t} where ${t.content} is not null and ${t.tableId} = ${sql.placeholder('table')}
    and ${t.period} = coalesce(${period}, ${t.period})
    order by period_ends(${t.period}) desc, ${t.period} desc limit 1`,
  noSubjects,
)

/** What has not ended is told apart from what has not been published. */
export const requireClosed = statement(
  sql`select require_closed(${period} is null or period_is_closed(${period}))`,
)
