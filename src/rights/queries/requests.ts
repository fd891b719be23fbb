import { sql } from 'drizzle-orm'
import { recorded, recordedPage } from '../../database/recorded.ts'
import { filtered, insertInto, type RowOf, selected, statement } from '../../database/statement.ts'
import type { Code } from '../../kernel/codes.ts'
import type { Content, Redaction } from '../schemas/content.ts'
import {
  subjectAccessBundles as bundles,
  subjectAccessMoves as moves,
  subjectAccessRequests as q,
} from '../table.ts'
import { reviewsOf } from './reviews.ts'

const p = sql.placeholder

export const insertRequest = statement(insertInto(q, ['id', 'residentId', 'receivedOn', 'dueOn']))
export const insertBundle = statement(
  insertInto(bundles, ['requestId', 'content', 'contentHash', 'subjectIds']),
)
export const insertMove = statement(
  insertInto(moves, ['id', 'requestId', 'kind', 'reason', 'dueOn', 'contentHash']),
)

/** A request with its extension, and what settled it. */
const requests = sql`${q}
  left join subject_access_moves x on x.request_id = ${q.id} and x.kind = 'extension'
  left join subject_access_moves s on s.request_id = ${q.id} and s.kind <> 'extension'`

const dueOn = sql<string>`coalesce(x.due_on, ${q.dueOn})`

const state = sql<
  Code<'subjectAccessState'>
>`case s.kind when 'release' then 'released' when 'refusal' then 'refused'
  else case when exists (select from access_complaints c where c.request_id = ${q.id} and not c.reviewed)
    then 'received' else 'reviewed' end end`

interface Step {
  kind: Code<'subjectAccessStep'>
  at: string
  by: { id: string; name: string }
  naboklageId: string | null
  dueOn: string | null
  reason: string | null
}

/** What happened to the request when, and by whom. */
const log = sql<Step[]>`(
  select json_agg(json_build_object('kind', l.kind, 'at', rfc3339(l.at), 'by', json_build_object('id', u.id, 'name', u.name),
    'naboklageId', l.naboklage_id, 'dueOn', l.due_on, 'reason', l.reason) order by l.at, l.id)
  from (
    select ${q.id} as id, 'receipt' as kind, ${q.recordedAt} as at, ${q.recordedBy} as by, null::uuid as naboklage_id,
      ${q.dueOn} as due_on, null as reason
    union all
    select v.id, 'review', v.recorded_at, v.recorded_by, v.naboklage_id, null, null
    from subject_access_reviews v where v.request_id = ${q.id}
    union all
    select m.id, m.kind, m.recorded_at, m.recorded_by, null, m.due_on, m.reason
    from subject_access_moves m where m.request_id = ${q.id}) l
  join users u on u.id = l.by)`

/** The kinds of records that a resident is in, and for how long each is kept (GDPR art. 15(1)(d)). */
const kept = [
  'naboklage',
  'naboklage_draft',
  'case',
  'consent',
  'household',
  'access_bundle',
  'audit_event',
] as const

const retention = sql<{ kind: (typeof kept)[number]; keep: string; legalBasis: string }[]>`(
  select coalesce(json_agg(json_build_object('kind', k.kind, 'keep', k.keep, 'legalBasis', k.legal_basis)
    order by k.position), '[]')
  from (
    select distinct on (r.kind) r.kind, r.keep, r.legal_basis, array_position(${sql.raw(`'{${kept.join()}}'`)}::text[], r.kind)
      as position
    from retention_rules r where r.kind = any (${sql.raw(`'{${kept.join()}}'`)}::text[]) order by r.kind, r.id desc) k)`

const named = (table: 'organisations' | 'departments') =>
  sql<
    { id: string; name: string }[]
  >`(select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.id)
    from ${sql.raw(table)} o)`

const summary = {
  id: q.id,
  residentId: q.residentId,
  receivedOn: q.receivedOn,
  dueOn,
  state,
  settledAt: sql<string | null>`s.recorded_at`,
}

/** What an answer is made of: all there is about the resident now, or what was released. */
const columns = {
  ...summary,
  told: sql<Pick<Content, 'person'> | null>`a.content`,
  redactions: sql<Redaction[] | null>`a.redactions`,
  frozen: sql<string | null>`b.content`,
  contentHash: sql<string | null>`s.content_hash`,
  reviews: reviewsOf(sql`${q.id}`),
  log,
  retention,
  organisations: named('organisations'),
  departments: named('departments'),
  subjectIds: sql<string[]>`coalesce(b.subject_ids, a.subject_ids, array[${q.residentId}])`,
}
export type Material = RowOf<typeof columns>

/** What is released is told as it was; of what is refused, or has been erased since, there is nothing to tell. */
const one = sql`from ${requests}
  left join subject_access_bundles b on b.request_id = ${q.id}
  left join lateral subject_access(case when s.id is null then ${q.id} end) a on true
  where ${q.id} = ${p('id')}`

export const findRequest = recorded(columns, one, {
  subjects: sql`${q.id} || coalesce(b.subject_ids, a.subject_ids, array[${q.residentId}])`,
})
export const readRequest = statement<Material>(sql`select ${selected(columns)} ${one}`)

const last = sql`select coalesce(e.due_on, o.due_on) from subject_access_requests o
  left join subject_access_moves e on e.request_id = o.id and e.kind = 'extension' where o.id = ${p('cursor')}`

/** The soonest due come first; of those that are due on one day, the newest. */
export const listRequests = filtered(
  {
    state: sql`${state} = ${p('state')}`,
    cursor: sql`(${dueOn} > (${last}) or (${dueOn} = (${last}) and ${q.id} < ${p('cursor')}))`,
  },
  (where) =>
    recordedPage(summary, sql`from ${requests} where ${where}`, sql`${dueOn} asc, ${q.id}`, {
      subjects: sql`array[${q.id}, ${q.residentId}]`,
    }),
)

/** One change of a request at a time. */
export const lockRequest = statement(
  sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || ' subject access ' || ${p('id')}::uuid, 0))`,
)

/** @throws rule_violated */
export const requireLaterDate = statement(sql`
  select require(${p('dueOn')}::date > ${q.dueOn} and ${p('dueOn')}::date <= (${q.receivedOn} + interval '3 months')::date,
      'Fristen kan forlænges til højst tre måneder efter modtagelsen.'),
    require(today() <= ${q.dueOn}, 'En forlængelse skal meddeles inden for den første måned.')
  from ${q} where ${q.id} = ${p('id')}`)
