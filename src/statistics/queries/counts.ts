import { sql } from 'drizzle-orm'
import { recordedLook } from '../../database/recorded.ts'
import { statement } from '../../database/statement.ts'

const period = sql`${sql.placeholder('period')}::text`

export const lookAtCounts = recordedLook()

export interface Cell {
  period: string
  landlordId: string
  landlord: string
  groupId: string
  groupLabel: string
  households: number | null
  hidden: boolean
}

const lastQuarter = sql`case when length(${period}) = 4 then ${period} || '-Q4' else ${period} end`

/** There were no records before 2025, a period that has not ended is open, and whole years are not published. */
export const requireClosed = statement(sql`
  select require_found(${period} is null or ${lastQuarter} >= '2025-Q1'),
    require_closed(${period} is null or exists (select from closed_quarters q where q.period = ${lastQuarter})),
    require_found(${period} is null or length(${period}) > 4)`)

export const readCells = statement<Cell>(sql`
  select c.period, c.landlord_id as "landlordId", c.landlord, c.group_id as "groupId",
    c.group_label as "groupLabel", c.households, c.hidden
  from naboklage_cells c
  where c.period = coalesce(${period}, (select max(q.period) from closed_quarters q))
  order by c.landlord_id, c.gravity desc`)

export const closedQuarters = statement<{ period: string }>(
  sql`select q.period from closed_quarters q order by q.period desc`,
)
