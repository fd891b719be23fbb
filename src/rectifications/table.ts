import { sql } from 'drizzle-orm'
import { bigint, check, index, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { cases } from '../cases/table.ts'
import {
  byActor,
  calendarDate,
  code,
  gate,
  id,
  instant,
  officer,
  policy,
  recordedAt,
} from '../database/columns.ts'
import { organisations, residents } from '../housing/table.ts'
import { codesOf } from '../kernel/codes.ts'

/** Whoever sees a record is told that it is contested, and what the resident says of it. */
const subjectSeen = sql`still_visible(subject_id)`

/**
 * A resident's request that something recorded of them be corrected (GDPR art. 16), decided by the organisation that
 * wrote it. Refused, it stays with the record as the resident's own statement. Names the record without a foreign key,
 * so that it can be erased.
 */
export const rectifications = pgTable(
  'rectifications',
  {
    id: id(),
    residentId: uuid()
      .notNull()
      .references(() => residents.id),
    subjectKind: code('rectificationSubject'),
    subjectId: uuid().notNull(),
    /** That the record is of; found by the database, and so is who wrote it. */
    caseId: uuid().references(() => cases.id),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    claim: text().notNull(),
    receivedOn: calendarDate().notNull(),
    dueOn: calendarDate().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
    outcome: text({ enum: codesOf('rectificationOutcome') }),
    reason: text(),
    /** The supplementary statement of one who was refused. */
    statement: text(),
    decidedAt: instant(),
    decidedBy: uuid(),
  },
  (t) => [
    index().on(t.residentId),
    index().on(t.subjectId),
    check(
      'rectifications_not_in_future',
      sql`${t.receivedOn} <= (${t.recordedAt} at time zone 'Europe/Copenhagen')::date`,
    ),
    check(
      'rectifications_decided_whole',
      sql`num_nonnulls(${t.outcome}, ${t.decidedAt}, ${t.decidedBy}) in (0, 3)`,
    ),
    check(
      'rectifications_refused_with_reason',
      sql`num_nonnulls(${t.reason}, ${t.statement}) = case ${t.outcome} when 'refused' then 2 else 0 end`,
    ),
    gate(),
    policy('concerned_read', { for: 'select', using: sql`${officer} or ${subjectSeen}` }),
    policy('concerned_record', { for: 'insert', withCheck: sql`${officer} or ${subjectSeen}` }),
    policy('author_decides', {
      for: 'update',
      using: sql`organisation_id = (select actor_organisation()) and outcome is null and ${subjectSeen}`,
      withCheck: sql`decided_by = (select actor_id())`,
    }),
  ],
)

/** What became of a request, and when. Written by the database, and only ever added to. */
export const rectificationLog = pgTable(
  'rectification_log',
  {
    rectificationId: uuid()
      .notNull()
      .references(() => rectifications.id),
    position: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    kind: code('rectificationEvent'),
    /** One that had been shown what was wrong, and was told (GDPR art. 19). */
    organisationId: text().references(() => organisations.id),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    primaryKey({ columns: [t.rectificationId, t.position] }),
    gate(),
    policy('concerned_read', {
      for: 'select',
      using: sql`exists (select from rectifications r where r.id = rectification_id)`,
    }),
  ],
)

/** What a case or a resident's record said before each change; a trigger writes it, so that no change goes without. */
export const formerVersions = pgTable(
  'former_versions',
  {
    id: id().default(sql`uuidv7()`),
    recordId: uuid().notNull(),
    former: json().notNull(),
    recordedAt: recordedAt(),
    /** Null when an operator changed it by hand. */
    recordedBy: uuid().default(sql`actor_id()`),
  },
  (t) => [
    index().on(t.recordId, t.id),
    gate(),
    policy('seen_with_record', {
      for: 'select',
      using: sql`exists (select from cases c where c.id = record_id)
        or exists (select from residents r where r.id = record_id)`,
    }),
  ],
)
