import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { type Columns, paths, type RowOf, type Statement, selected, statement } from './statement.ts'

/**
 * A statement that answers the caller and writes the event of it into the trail, in one: what is not
 * logged is not shown. The functions here are its only makers.
 */
export interface Recorded<Row> extends Statement<Row> {
  readonly recorded: true
}

/** What an event says of the rows that an answer holds. */
export interface Trail {
  /** CTEs that these read: what is the same for all rows. */
  with?: SQL
  /** uuid[]: every record and resident that the row holds. */
  subjects: SQL
  /** uuid: the case that the row belongs to. */
  caseId?: SQL
  /** uuid: the case that a list is of, also when there is nothing in it to show. */
  listOf?: SQL
  /** Whether the caller sees what the list is of. @throws not_found when not, so that it needs no guard before it */
  found?: SQL
  /** uuid[]: the consents that showing the row to this caller rests on. */
  consents?: SQL
}

const noIds = sql`'{}'::uuid[]`
const noCase = sql`null::uuid`

/**
 * What the event is made of, for the only row that there can be. Without one it fails as not found: nothing is shown,
 * and a change whose answer its caller may not see is undone rather than left without its event.
 */
const ofOne = sql`trail_subjects, trail_consents, trail_case
  from (select require_found(exists (select from answer))) found left join answer on true`

const distinct = (ids: SQL, shown: SQL) =>
  sql`(select coalesce(array_agg(distinct id), '{}') from (select unnest(${ids}) as id from ${shown}) ids)`

const onlyCase = (shown: SQL) =>
  sql`(select case when count(distinct trail_case) = 1 then any_value(trail_case) end from ${shown})`

/** The same for many rows, or none: each id once, and the case that all are of. */
const ofMany = ({ consents, caseId, listOf, found }: Trail, shown: SQL): SQL => sql`
  ${distinct(sql`trail_subjects`, shown)}, ${consents ? distinct(sql`trail_consents`, shown) : noIds},
  ${listOf ?? (caseId ? onlyCase(shown) : noCase)}
  ${found ? sql`from (select require_found(exists (select from answer) or ${found})) found` : sql``}`

interface Parts {
  /** CTEs that come before the answer. */
  before: (SQL | undefined)[]
  /** The rows of the answer. */
  answer: SQL
  /** The event's ids. */
  event: SQL
}

const compile = <C extends Columns>(columns: C, { before, answer, event }: Parts): Recorded<RowOf<C>> => {
  const names = sql.join(
    paths(columns).map(([path]) => sql.identifier(path)),
    sql`, `,
  )
  const earlier = before.flatMap((cte) => (cte ? [sql`${cte},`] : []))
  const query = sql`
    with ${sql.join(earlier)} answer as materialized (${answer}),
    event as (
      insert into audit_events (action, purpose, decision, request_id, subject_ids, consent_ids, case_id)
      select ${sql.placeholder('eventAction')}, ${sql.placeholder('eventPurpose')}, 'allowed',
        ${sql.placeholder('eventRequestId')}, ${event}
    )
    select ${names} from answer`
  return Object.assign(statement<RowOf<C>>(query), { columns, recorded: true as const })
}

/** What the event is made of comes first: the event reads no further into rows that may be long. */
const rows = (columns: Columns, { subjects, caseId, consents }: Trail, source: SQL): SQL => sql`
  select ${subjects} as trail_subjects, ${caseId ?? noCase} as trail_case, ${consents ?? noIds} as trail_consents,
    ${selected(columns)}
  ${source}`

/** For one resource. @throws not_found when there is no row */
export const recorded = <C extends Columns>(columns: C, source: SQL, trail: Trail): Recorded<RowOf<C>> =>
  compile(columns, { before: [trail.with], answer: rows(columns, trail, source), event: ofOne })

/** For a whole list: an empty one is an answer too. */
export const recordedList = <C extends Columns>(columns: C, source: SQL, trail: Trail): Recorded<RowOf<C>> =>
  compile(columns, {
    before: [trail.with],
    answer: rows(columns, trail, source),
    event: ofMany(trail, sql`answer`),
  })

/** One page is at most this long; a constant, so that the planner knows that it wants few rows. */
const longestPage = 200

/**
 * For one page of a list, newest first by `newest`. It fetches one row more than the placeholder `limit`, which tells
 * that there is another page; that row is not shown, and so it is not in the event.
 */
export const recordedPage = <C extends Columns>(
  columns: C,
  source: SQL,
  newest: SQLWrapper,
  trail: Trail,
): Recorded<RowOf<C>> => {
  const limit = sql.placeholder('limit')
  const page = rows(
    columns,
    trail,
    sql`${source} order by ${newest} desc limit ${sql.raw(String(longestPage + 1))}`,
  )
  return compile(columns, {
    before: [trail.with],
    answer: sql`select * from (${page}) page limit ${limit}::int + 1`,
    event: ofMany(trail, sql`(select * from answer limit ${limit}::int) shown`),
  })
}

/**
 * For a single write whose answer is the row that it leaves; `alias` is what the columns call that row. A guard is a
 * SELECT that fails when the write may not be: one statement less than asking first.
 */
export const recordedWrite = <C extends Columns>(
  columns: C,
  alias: SQLWrapper,
  write: SQL,
  trail: Trail,
  guard = sql`select`,
): Recorded<RowOf<C>> =>
  compile(columns, {
    before: [trail.with, sql`guard as materialized (${guard})`, sql`written as (${write} returning *)`],
    answer: rows(columns, trail, sql`from guard cross join written as ${alias}`),
    event: ofOne,
  })

/** For a write of many rows whose answer is what it leaves; also when there was nothing to write. */
export const recordedWrites = <C extends Columns>(
  columns: C,
  alias: SQLWrapper,
  write: SQL,
  trail: Trail,
): Recorded<RowOf<C>> =>
  compile(columns, {
    before: [trail.with, sql`written as (${write} returning *)`],
    answer: rows(columns, trail, sql`from written as ${alias}`),
    event: ofMany(trail, sql`answer`),
  })

/** For what a caller is told of without asking: when there is nothing to tell, nothing is shown and nothing logged. */
export const recordedNews = <C extends Columns>(columns: C, source: SQL, trail: Trail): Recorded<RowOf<C>> =>
  compile(columns, {
    before: [trail.with],
    answer: rows(columns, trail, source),
    event: sql`${ofMany(trail, sql`answer`)} where exists (select from answer)`,
  })

/** For what the answer holds no record of: the program's own lists, and counts. */
export const recordedLook = (): Recorded<{ looked: boolean }> =>
  compile(
    { looked: sql<boolean>`true` },
    { before: [], answer: rows({ looked: sql`true` }, { subjects: noIds }, sql``), event: ofOne },
  )
