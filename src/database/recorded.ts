import { type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { type Columns, type RowOf, type Statement, selected, statement } from './statement.ts'

/**
 * A statement that answers the caller and writes the event of it into the trail, in one: what is not
 * logged is not shown. `recorded` and `recordedList` are the only makers.
 */
export interface Recorded<Row> extends Statement<Row> {
  readonly recorded: true
}

/** What an event says of the rows that an answer holds. */
export interface Trail {
  /** uuid[]: every record and resident that the row holds. */
  subjects: SQL
  /** uuid: the case that the row belongs to. */
  caseId?: SQL
  /** uuid[]: the consents that showing the row to this caller rests on. */
  consents?: SQL
}

const nothing = sql`'{}'::uuid[]`

const compile = <C extends Columns>(
  columns: C,
  source: SQL,
  trail: Trail,
  when: SQL,
  before = sql``,
): Recorded<RowOf<C>> => {
  const names = sql.join(
    Object.keys(columns).map((name) => sql.identifier(name)),
    sql`, `,
  )
  const ids = (column: SQL) => sql`array(select distinct unnest(${column}) from answer)`
  const query = sql`
    with ${before} answer as materialized (
      select ${selected(columns)}, ${trail.subjects} as trail_subjects,
        ${trail.caseId ?? sql`null::uuid`} as trail_case, ${trail.consents ?? nothing} as trail_consents
      ${source}
    ), event as (
      insert into audit_events (action, purpose, decision, request_id, subject_ids, consent_ids, case_id)
      select ${sql.placeholder('eventAction')}, ${sql.placeholder('eventPurpose')}, 'allowed',
        ${sql.placeholder('eventRequestId')}, ${ids(sql`trail_subjects`)}, ${ids(sql`trail_consents`)},
        (select case when count(distinct trail_case) = 1 then any_value(trail_case) end from answer)
      ${when}
    )
    select ${names} from answer`
  return Object.assign(statement<RowOf<C>>(query), { recorded: true as const })
}

/** For one resource: without a row there is no answer, and so no event of one. */
export const recorded = <C extends Columns>(columns: C, source: SQL, trail: Trail): Recorded<RowOf<C>> =>
  compile(columns, source, trail, sql`where exists (select from answer)`)

/** For a list: an empty one is an answer too. */
export const recordedList = <C extends Columns>(columns: C, source: SQL, trail: Trail): Recorded<RowOf<C>> =>
  compile(columns, source, trail, sql``)

/** For a resource that is created; its columns are those of its own table. */
export const recordedInsert = <C extends Columns>(
  columns: C,
  table: PgTable,
  insert: SQL,
  trail: Trail,
): Recorded<RowOf<C>> =>
  compile(columns, sql`from inserted as ${table}`, trail, sql``, sql`inserted as (${insert} returning *),`)
