import { sql } from 'drizzle-orm'
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { caseEntries, cases, caseVisible } from '../cases/table.ts'
import {
  byActor,
  byActorsOrganisation,
  calendarDate,
  code,
  gate,
  id,
  insight,
  instant,
  policy,
  recordedAt,
} from '../database/columns.ts'
import { organisations, residents } from '../housing/table.ts'
import { users } from '../identity/table.ts'

const ours = sql`organisation_id = (select actor_organisation())`
const byMe = sql`recorded_by = (select actor_id())`
const onTheAgenda = sql`exists (select from meetings m where m.id = meeting_id)
  and ${caseVisible}`
const itemVisible = sql`exists (select from meeting_items i where i.id = item_id)`

/** A beboerdrøftelse: parties meet about cases. Who is invited sees that it is held, and where. */
export const meetings = pgTable(
  'meetings',
  {
    id: id(),
    /** Who convenes it, and takes part as those do who are invited. */
    organisationId: byActorsOrganisation().references(() => organisations.id),
    heldOn: calendarDate().notNull(),
    place: text(),
    invitedOrganisationIds: text().array().notNull(),
    cancelledAt: instant(),
    recordedAt: recordedAt(),
    recordedBy: byActor().references(() => users.id),
  },
  () => [
    gate(),
    insight(),
    policy('participants_read', {
      for: 'select',
      using: sql`(select actor_role()) = 'dpo'
        or (select actor_organisation()) = any (organisation_id || invited_organisation_ids)`,
    }),
    policy('party_convenes', { for: 'insert', withCheck: sql`${ours} and ${byMe}` }),
    policy('convener_changes', { for: 'update', using: ours }),
  ],
)

/** The agenda: of each case a participant sees it only as long as the one rule shows the case. */
export const meetingItems = pgTable(
  'meeting_items',
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => meetings.id),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    recordedAt: recordedAt(),
    recordedBy: byActor().references(() => users.id),
  },
  (t) => [
    uniqueIndex().on(t.meetingId, t.caseId),
    index().on(t.caseId),
    gate(),
    policy('team_reads', { for: 'select', using: onTheAgenda }),
    // On it comes only what every organisation of the meeting may see at that moment.
    policy('team_puts_on', {
      for: 'insert',
      withCheck: sql`${byMe} and exists (select from meetings m where m.id = meeting_id and m.cancelled_at is null
        and unseeing(case_id, m.organisation_id || m.invited_organisation_ids) = '{}')
        and exists (select from cases c where c.id = case_id and c.closed_at is null)`,
    }),
    policy('carriers_take_off', {
      for: 'delete',
      using: sql`${onTheAgenda} and (${byMe}
        or exists (select from keyed_cases k where k.case_id = meeting_items.case_id)
        or exists (select from meetings m where m.id = meeting_id and m.${ours}))`,
    }),
  ],
)

/** That a case was discussed, by whom, and what came of it. Only ever added to. */
export const discussions = pgTable(
  'discussions',
  {
    itemId: uuid()
      .primaryKey()
      .references(() => meetingItems.id),
    entryId: uuid()
      .notNull()
      .references(() => caseEntries.id),
    actionIds: uuid().array().notNull(),
    presentOrganisationIds: text().array().notNull(),
    participantUserIds: uuid().array().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor().references(() => users.id),
  },
  () => [
    gate(),
    policy('team_reads', { for: 'select', using: itemVisible }),
    policy('team_discusses', {
      for: 'insert',
      withCheck: sql`${byMe} and exists (
        select from meeting_items i join meetings m on m.id = i.meeting_id
        where i.id = item_id and m.cancelled_at is null and m.held_on <= today()
          and present_organisation_ids <@ (m.organisation_id || m.invited_organisation_ids))`,
    }),
  ],
)

/**
 * Videregivelse: what a meeting showed of a resident to which organisation, and the consents that it rested on; none
 * where the organisation owns the case. Only ever added to, by the gate: what was shown stays shown after a withdrawal.
 */
export const disclosures = pgTable(
  'disclosures',
  {
    id: id(),
    meetingId: uuid()
      .notNull()
      .references(() => meetings.id),
    itemId: uuid()
      .notNull()
      .references(() => meetingItems.id),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    residentId: uuid()
      .notNull()
      .references(() => residents.id),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    dataCategory: code('dataCategory'),
    consentIds: uuid().array().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    index().on(t.meetingId, t.id),
    gate(),
    insight(),
    policy('owner_and_officer_read', {
      for: 'select',
      using: sql`(select actor_role()) = 'dpo'
        or exists (select from visible_cases v where v.case_id = disclosures.case_id and v.owned)`,
    }),
  ],
)
