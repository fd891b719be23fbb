import { sql } from 'drizzle-orm'
import type { z } from 'zod'
import { recorded } from '../database/recorded.ts'
import { asJson, insertInto, type RowOf, selected, statement } from '../database/statement.ts'
import {
  agreements as a,
  agreementColumns,
  goals as g,
  indicators as i,
  indicatorColumns,
  type Observed,
  observationsOfYear,
} from '../indicators/lookups.ts'
import type { Counts } from '../statistics/lookups.ts'
import { evaluationComments as c, evaluationMoves as m } from './table.ts'

const p = sql.placeholder
const nobody = { subjects: sql`'{}'::uuid[]` }
const year = sql`${p('year')}::int`

const { id: indicatorId, goalId, ...ofIndicator } = indicatorColumns
const indicator = { indicatorId, ...ofIndicator, observations: observationsOfYear }

interface Goal {
  goalId: string
  name: string
  comment: string | null
  indicators: (RowOf<typeof indicator> & { observations: Observed[] })[]
}

const goals = sql<Goal[]>`(
  select json_agg(json_build_object('goalId', ${g.id}, 'name', ${g.name},
    'comment', (select x.text from evaluation_comments x
      where x.goal_id = ${g.id} and x.year = ${year} order by x.id desc limit 1),
    'indicators', (select coalesce(json_agg(${asJson(indicator)} order by ${i.position}), '[]')
      from ${i} where ${goalId} = ${g.id})) order by ${g.position}) from ${g})`

/** The tables of the year and of its quarters, in the order of the catalogue. */
const ofYear = sql`from published_tables t where t.period = ${p('year')}::text or t.period like ${p('year')} || '-Q_'`

const counts = sql<z.infer<typeof Counts>[]>`(
  select coalesce(json_agg(t.content order by t.position, t.period) filter (where t.content is not null), '[]') ${ofYear})`

/** Those that could not be published without telling too much. */
const withheld = sql<{ table: string; period: string; reason: string }[]>`(
  select coalesce(json_agg(json_build_object('table', t.table_id, 'period', t.period, 'reason', t.reason)
    order by t.position, t.period) filter (where t.content is null), '[]') ${ofYear})`

interface Move {
  at: string
  by: string
  contentHash: string
  content: string
}

/** The newest of its kind. */
const move = (kind: 'presentation' | 'approval') => sql<Move | null>`(
  select json_build_object('at', rfc3339(x.recorded_at), 'by', x.recorded_by, 'contentHash', x.content_hash,
    'content', x.content)
  from evaluation_moves x where x.year = ${year} and x.kind = '${sql.raw(kind)}' order by x.id desc limit 1)`

/** What an evaluation is made of: the figures as they stand, and what was presented and approved. */
const columns = {
  year: sql<number>`${year}`,
  agreement: sql<RowOf<typeof agreementColumns>>`${asJson(agreementColumns)}`,
  goals,
  counts,
  withheld,
  presentation: move('presentation'),
  approval: move('approval'),
}
export type Material = RowOf<typeof columns>

/** The years of the agreement that have begun. */
const one = sql`from ${a} where ${year} between extract(year from ${a.validFrom}) and extract(year from ${a.validTo})
  and ${year} <= extract(year from today())`

export const findMaterial = recorded(columns, one, nobody)
export const readMaterial = statement<Material>(sql`select ${selected(columns)} ${one}`)

/** One change of a year's evaluation at a time. */
export const lockYear = statement(
  sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || ' evaluation ' || ${p('year')}::text, 0))`,
)

/** @throws not_found for a year that has no evaluation; invalid_transition when it is frozen */
export const requireUnapproved = statement(sql`
  select require_found(exists (select ${one})), require_possible(not exists (
    select from evaluation_moves x where x.year = ${year} and x.kind = 'approval'), 'Evalueringen er godkendt og ligger fast.')`)

export const insertMove = statement(insertInto(m, ['id', 'year', 'kind', 'content', 'contentHash']))

export const newestComment = statement<{ id: string; text: string }>(sql`
  select x.id, x.text from evaluation_comments x
  where x.year = ${p('year')} and x.goal_id = ${p('goalId')} order by x.id desc limit 1`)

export const insertComment = statement(insertInto(c, ['id', 'year', 'goalId', 'text']))

export const findComment = recorded(
  {
    id: c.id,
    year: c.year,
    goalId: c.goalId,
    version: sql<number>`(select count(*)::int from evaluation_comments e
      where e.year = ${c.year} and e.goal_id = ${c.goalId} and e.id <= ${c.id})`,
    text: c.text,
    recordedAt: c.recordedAt,
    recordedBy: c.recordedBy,
  },
  sql`from ${c} where ${c.id} = ${p('commentId')}`,
  nobody,
)
