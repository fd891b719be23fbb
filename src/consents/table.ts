import { sql } from 'drizzle-orm'
import { bigint, boolean, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { cases, caseVisible } from '../cases/table.ts'
import {
  byActor,
  calendarDate,
  code,
  gate,
  id,
  insight,
  instant,
  policy,
  recordedAt,
} from '../database/columns.ts'
import { residents } from '../housing/table.ts'
import { codesOf } from '../kernel/codes.ts'

const byKeyPerson = sql`exists (select from cases c
  where c.id = case_id and c.key_person_id = (select actor_id()) and c.closed_at is null)`
const owned = sql`exists (select from visible_cases v where v.case_id = consents.case_id and v.owned)`
const ownedOrNamed = sql`${owned}
  or (response = 'given' and (select actor_organisation()) = any (recipient_organisation_ids))`

/** A resident's answer, given or refused, and what became of it. Never deleted: it is the proof. */
export const consents = pgTable(
  'consents',
  {
    id: id(),
    /** The order of recording, which settles answers given at the same instant. */
    sequence: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    residentId: uuid()
      .notNull()
      .references(() => residents.id),
    givenBy: code('consentGivenBy'),
    response: code('consentResponse'),
    channel: code('consentChannel'),
    givenAt: instant().notNull(),
    informationTextVersion: text().notNull(),
    interpreter: boolean().notNull(),
    purpose: text().notNull(),
    recipientOrganisationIds: text().array().notNull(),
    dataCategories: text({ enum: codesOf('dataCategory') })
      .array()
      .notNull(),
    reviewOn: calendarDate().notNull(),
    note: text(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
    withdrawalReceivedAt: instant(),
    withdrawalReceivedBy: uuid(),
    withdrawalChannel: text({ enum: codesOf('withdrawalChannel') }),
    withdrawalReason: text(),
    withdrawalRecordedAt: instant(),
    withdrawalRecordedBy: uuid(),
    invalidatedAt: instant(),
    invalidatedBy: uuid(),
    invalidationReason: text(),
    confirmedInWritingOn: calendarDate(),
  },
  (t) => [
    index().on(t.caseId, t.residentId),
    check('consents_not_in_future', sql`${t.givenAt} <= ${t.recordedAt} + interval '10 seconds'`),
    check(
      'consents_review_within_a_year',
      sql`${t.reviewOn} > (${t.givenAt} at time zone 'Europe/Copenhagen')::date
        and ${t.reviewOn} <= ((${t.givenAt} at time zone 'Europe/Copenhagen')::date + interval '12 months')`,
    ),
    check(
      'consents_withdrawal_after_giving',
      sql`${t.withdrawalReceivedAt} between ${t.givenAt} and ${t.withdrawalRecordedAt} + interval '10 seconds'`,
    ),
    gate(),
    insight(),
    policy('team_reads', { for: 'select', using: caseVisible }),
    policy('consent', { as: 'restrictive', for: 'select', using: ownedOrNamed }),
    policy('key_person_records', {
      for: 'insert',
      withCheck: sql`${byKeyPerson} and recorded_by = (select actor_id())
        and exists (select from case_people p where p.case_id = consents.case_id and p.resident_id = consents.resident_id)`,
    }),
    policy('owner_changes', { for: 'update', using: owned, withCheck: sql`true` }),
  ],
)
