import { sql } from 'drizzle-orm'
import { recorded, recordedNews, recordedPage, recordedWrite, recordedWrites } from '../database/recorded.ts'
import { filtered, statement } from '../database/statement.ts'
import type { Code } from '../kernel/codes.ts'

const p = sql.placeholder
const n = sql`n`

interface Acknowledgement {
  organisationId: string
  acknowledgedAt: string | null
}

const columns = {
  id: sql<string>`n.id`,
  kind: sql<Code<'notificationKind'>>`n.kind`,
  subjectId: sql<string | null>`n.subject_id`,
  caseId: sql<string | null>`n.case_id`,
  dueOn: sql<string | null>`n.due_on`,
  raisedAt: sql<string>`n.raised_at`,
  readAt: sql<string | null>`n.read_at`,
  mustAcknowledge: sql<boolean>`n.must_acknowledge`,
  acknowledgedAt: sql<string | null>`n.acknowledged_at`,
  acknowledgedBy: sql<string | null>`n.acknowledged_by`,
  acknowledgements: sql<Acknowledgement[] | null>`n.acknowledgements`,
}

const trail = {
  subjects: sql`array_remove(array[n.id, n.subject_id, n.case_id], null)`,
  caseId: sql`n.case_id`,
}

export const listNotices = filtered(
  {
    unread: sql`(n.read_at is null) = ${p('unread')}::boolean`,
    kind: sql`n.kind = ${p('kind')}`,
    cursor: sql`n.id < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from my_notices n where ${where}`, sql`n.id`, trail),
)

const one = sql`from my_notices n where n.id = ${p('id')}`
export const findNotice = recorded(columns, one, trail)

/** Read for the first time: what was read stays as it was. */
export const readNotice = recordedWrite(
  columns,
  n,
  sql`update my_notices x set read_at = coalesce(x.read_at, clock()) where x.id = ${p('id')}`,
  trail,
)

export const readNotices = recordedWrites(
  { id: sql<string>`n.id` },
  n,
  sql`update my_notices x set read_at = clock() where x.read_at is null`,
  { subjects: sql`array[n.id]` },
)

export const acknowledge = statement(sql`
  select require_found(acknowledged is not null), require(acknowledged, 'Beskeden skal ikke kvitteres.')
  from acknowledge_notice(${p('id')}) acknowledged`)

/** The streams begin here: with what came after an id, or from a minute ago, of which `known` was there already. */
export const openStream = recorded(
  {
    since: sql<string>`f.since`,
    known: sql<string[]>`case when ${p('lastId')}::uuid is null
      then array(select n.id from my_notices n where n.id > f.since) else '{}' end`,
  },
  sql`from (select coalesce(${p('lastId')}::uuid, uuidv7(interval '-1 minute')) as since) f`,
  { subjects: sql`'{}'::uuid[]` },
)

export const listNews = recordedNews(
  { id: sql<string>`n.id`, kind: sql<Code<'notificationKind'>>`n.kind` },
  sql`from my_notices n where n.id > ${p('since')} and n.id <> all (${p('known')}::uuid[])`,
  { subjects: sql`array[n.id]` },
)

export const readSettings = recorded(
  { email: sql<boolean>`u.wanted` },
  sql`from wants_mail() u (wanted) where u.wanted is not null`,
  { subjects: sql`array[(select actor_id())]` },
)
export const wantMail = statement(sql`select want_mail(${p('email')}::boolean)`)

/** What the jobs have done by the database, with rights that their own role has not got. */
export const databaseDate = statement<{ today: string }>(sql`select today() as today`)
export const raiseDue = statement(sql`select raise_due_notices(${p('untouchedSince')}::date)`)
export const openBatches = statement<{ batch: string }>(sql`select batch from open_mail_batches() batch`)
export const findBatch = statement<{ email: string; news: number }>(
  sql`select email, news from mail_batch(${p('batch')}::uuid)`,
)
export const closeBatch = statement(sql`select close_mail_batch(${p('batch')}::uuid)`)
