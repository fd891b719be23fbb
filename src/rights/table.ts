import { sql } from 'drizzle-orm'
import { check, index, integer, json, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import {
  byActor,
  calendarDate,
  code,
  gate,
  id,
  insight,
  officer,
  policy,
  recordedAt,
} from '../database/columns.ts'
import { residents } from '../housing/table.ts'
import { naboklager } from '../naboklager/table.ts'

const byHand = sql`recorded_by = (select actor_id())`
const officerReads = () => policy('officer_reads', { for: 'select', using: officer })

/** A resident's request for access to their data (GDPR art. 15), and when it must be answered by (art. 12(3)). */
export const subjectAccessRequests = pgTable(
  'subject_access_requests',
  {
    id: id(),
    residentId: uuid()
      .notNull()
      .references(() => residents.id),
    receivedOn: calendarDate().notNull(),
    /** One month after the receipt; an extension is a move. */
    dueOn: calendarDate().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    index().on(t.residentId),
    check(
      'subject_access_not_in_future',
      sql`${t.receivedOn} <= (${t.recordedAt} at time zone 'Europe/Copenhagen')::date`,
    ),
    gate(),
    insight(),
    officerReads(),
    policy('officer_records', { for: 'insert', withCheck: sql`${officer} and ${byHand}` }),
  ],
)

const ofRequest = () =>
  uuid()
    .notNull()
    .references(() => subjectAccessRequests.id)

/**
 * What the landlord's staff let a respondent be told of a complaint's free texts: `given` holds what is left of those
 * that are given, and no text as it was. It counts for the version of the complaint that was read, and the newest counts.
 */
export const subjectAccessReviews = pgTable(
  'subject_access_reviews',
  {
    id: id(),
    requestId: ofRequest(),
    naboklageId: uuid()
      .notNull()
      .references(() => naboklager.id),
    version: integer().notNull(),
    given: json().$type<Record<string, string>>().notNull(),
    redactions: json().$type<{ field: string; reason: string }[]>().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    index().on(t.requestId, t.naboklageId, t.id),
    gate(),
    insight(),
    officerReads(),
    policy('landlord_reads', {
      for: 'select',
      using: sql`exists (select from naboklager n where n.id = naboklage_id)`,
    }),
    policy('landlord_reviews', {
      for: 'insert',
      withCheck: sql`${byHand} and exists (select from naboklager n where n.id = naboklage_id)
        and exists (select from access_complaints c where c.request_id = subject_access_reviews.request_id
          and c.naboklage_id = subject_access_reviews.naboklage_id and c.version = subject_access_reviews.version)`,
    }),
  ],
)

/** Open, and every complaint about the household reviewed as it is now. */
const releasable = (requestId: string) =>
  sql.raw(`not exists (
          select from access_complaints c where c.request_id = ${requestId} and not c.reviewed)`)

/**
 * What a resident was given, as canonical JSON (RFC 8785) that anyone can hash anew. All that is kept of it is in this
 * table, so that it can be erased long before the record that access was given.
 */
export const subjectAccessBundles = pgTable(
  'subject_access_bundles',
  {
    requestId: uuid()
      .primaryKey()
      .references(() => subjectAccessRequests.id),
    content: text().notNull(),
    contentHash: text().notNull(),
    subjectIds: uuid().array().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    check(
      'subject_access_bundles_hash_of_content',
      sql`${t.contentHash} = encode(sha256(convert_to(${t.content}, 'UTF8')), 'hex')`,
    ),
    gate(),
    officerReads(),
    policy('officer_freezes', {
      for: 'insert',
      withCheck: sql`${officer} and ${byHand} and ${releasable('subject_access_bundles.request_id')}`,
    }),
  ],
)

const request = sql`subject_access_requests q where q.id = request_id`

/** What became of a request, and why. Only ever added to. */
export const subjectAccessMoves = pgTable(
  'subject_access_moves',
  {
    id: id(),
    requestId: ofRequest(),
    kind: code('subjectAccessMove'),
    reason: text(),
    dueOn: calendarDate(),
    contentHash: text(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    uniqueIndex('subject_access_extended_once').on(t.requestId).where(sql`kind = 'extension'`),
    uniqueIndex('subject_access_settled_once').on(t.requestId).where(sql`kind <> 'extension'`),
    check(
      'subject_access_moves_whole',
      sql`(${t.reason} is null, ${t.dueOn} is null, ${t.contentHash} is null) = case ${t.kind}
        when 'extension' then (false, false, true) when 'refusal' then (false, true, true) else (true, true, false) end`,
    ),
    gate(),
    officerReads(),
    // Two further months at most, told within the first (GDPR art. 12(3)).
    policy('officer_extends', {
      for: 'insert',
      withCheck: sql`kind = 'extension' and ${officer} and ${byHand} and exists (select from ${request}
        and today() <= q.due_on and subject_access_moves.due_on > q.due_on
        and subject_access_moves.due_on <= (q.received_on + interval '3 months')::date)`,
    }),
    policy('officer_releases', {
      for: 'insert',
      withCheck: sql`kind = 'release' and ${officer} and ${byHand} and content_hash = (
        select b.content_hash from subject_access_bundles b where b.request_id = subject_access_moves.request_id)`,
    }),
    policy('officer_refuses', {
      for: 'insert',
      withCheck: sql`kind = 'refusal' and ${officer} and ${byHand}`,
    }),
  ],
)
