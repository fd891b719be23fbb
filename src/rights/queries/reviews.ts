import { type SQL, sql } from 'drizzle-orm'
import { recorded, recordedList } from '../../database/recorded.ts'
import { filtered, insertInto, type RowOf, selected, statement } from '../../database/statement.ts'
import type { Code } from '../../kernel/codes.ts'
import { subjectAccessReviews as r } from '../table.ts'

const p = sql.placeholder

/** What is told of a complaint that waits for its review, or has been through it; its reader is the landlord's staff. */
const columns = {
  id: sql<string>`n.id`,
  requestId: sql<string>`a.request_id`,
  residentId: sql<string>`a.resident_id`,
  reference: sql<string>`n.reference`,
  departmentId: sql<string>`n.department_id`,
  category: sql<Code<'naboklageCategory'>>`n.category`,
  occurredAt: sql<string>`n.occurred_at`,
  dueOn: sql<string>`a.due_on`,
  state: sql<Code<'redactionReviewState'>>`case when a.reviewed then 'approved' else 'pending' end`,
}

/** The gate lists what is to be reviewed; its texts are the complaint's own, by the policies of the complaint. */
const complaints = sql`from access_complaints a join naboklager n on n.id = a.naboklage_id`
const subjects = sql`array[n.id, a.request_id, a.resident_id]`

export const listReviews = filtered(
  { state: sql`${columns.state} = ${p('state')}`, departmentId: sql`n.department_id = ${p('departmentId')}` },
  (where) => recordedList(columns, sql`${complaints} where ${where} order by a.due_on, n.id`, { subjects }),
)

interface Text {
  field: string
  text: string
  /** What the resident is given of it; null when nothing. */
  given: string | null
  reasons: Code<'redactionReason'>[]
}

/** Every free text of the complaint, as it is and as it would be given. */
const texts = sql<Text[]>`(
  select coalesce(json_agg(json_build_object('field', x.field, 'text', x.text, 'given',
      case when v.given is not null then v.given ->> x.field when x.field = 'sharedSummary' then x.text end,
    'reasons', case when v.given is null then json_build_array(
        variadic array(select 'may_identify_complainant' where x.field <> 'sharedSummary')) else (
      select coalesce(json_agg(f.reason order by f.reason), '[]')
      from json_to_recordset(v.redactions) f (field text, reason text) where f.field = x.field) end)
    order by x.position, x.field), '[]')
  from (
    select 0 as position, f.field, f.text
    from (values ('description', n.description), ('place', n.place), ('sharedSummary', n.shared_summary)) f (field, text)
    union all
    select s.position, 'steps.' || s.position || f.field, f.text from naboklage_steps s
    cross join lateral (values ('.note', s.note), ('.overrideReason', s.override_reason)) f (field, text)
    where s.naboklage_id = n.id) x
  where x.text is not null)`

const detailed = { ...columns, texts, reviewedAt: sql<string | null>`v.recorded_at` }

const one = sql`${complaints} left join lateral (
    select x.given, x.redactions, x.recorded_at from subject_access_reviews x
    where x.request_id = a.request_id and x.naboklage_id = n.id and x.version = a.version order by x.id desc limit 1) v on true
  where a.request_id = ${p('requestId')} and a.naboklage_id = ${p('naboklageId')}`

export type ReviewRow = RowOf<typeof detailed>
export const findReview = recorded(detailed, one, { subjects })

export const readReview = statement<ReviewRow & { version: number }>(
  sql`select ${selected({ ...detailed, version: sql<number>`a.version` })} ${one}`,
)

/** Of the version that was read: the table's policy refuses one that has been overtaken. */
export const insertReview = statement(
  insertInto(r, ['id', 'requestId', 'naboklageId', 'version', 'given', 'redactions']),
)

/** How far the landlord's staff have come with what a request is about, for the officer. */
export const reviewsOf = (requestId: SQL) => sql<
  { naboklageId: string; departmentId: string; state: Code<'redactionReviewState'> }[]
>`(
  select coalesce(json_agg(json_build_object('naboklageId', a.naboklage_id, 'departmentId', a.department_id,
    'state', ${columns.state}) order by a.naboklage_id), '[]')
  from access_complaints a where a.request_id = ${requestId})`
