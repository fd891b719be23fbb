import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
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
import { departments, organisations, residents, tenancies } from '../housing/table.ts'
import { users } from '../identity/table.ts'
import { codesOf } from '../kernel/codes.ts'
import { naboklager } from '../naboklager/table.ts'

/** The one rule, part one: on the team, and owner or named by a consent in force (contract, "Who sees what"). */
const onTheTeam = sql`exists (select from my_cases m where m.case_id = cases.id)`
const visible = sql`exists (select from visible_cases v where v.case_id = cases.id)`
export const caseVisible = sql`exists (select from cases c where c.id = case_id)`
/** A closed case is read as before, and takes nothing new. */
export const caseOpen = sql`exists (select from cases c where c.id = case_id and c.closed_at is null)`
/** An emergency access opens a case for reading, and for the user's own entries. */
export const notInEmergency = (caseId: string) =>
  sql`exists (select from visible_cases v where v.case_id = ${sql.raw(caseId)} and not v.emergency)`
const caseOwned = sql`exists (select from visible_cases v where v.case_id = case_team.case_id and v.owned)`

const opening = sql`(user_id = (select actor_id())
  and exists (select from keyed_cases k where k.case_id = case_team.case_id))`

const moveOwned = sql`exists (select from visible_cases v where v.case_id = case_moves.case_id and v.owned)`

/** A correction is of one's organisation's own entry, and changes nothing but the text. */
const correction = sql`exists (select from own_entries o where o.id = supersedes
  and (o.case_id, o.version + 1, o.kind, o.data_category, o.resident_ids, o.legal_basis, o.occurred_at)
    = (case_entries.case_id, case_entries.version, case_entries.kind, case_entries.data_category,
      case_entries.resident_ids, case_entries.legal_basis, case_entries.occurred_at))`

export const cases = pgTable(
  'cases',
  {
    id: id(),
    reference: text().notNull().default(sql`next_reference('S', nextval('case_numbers'))`),
    organisationId: byActorsOrganisation().references(() => organisations.id),
    tenancyId: uuid()
      .notNull()
      .references(() => tenancies.id),
    departmentId: text()
      .notNull()
      .references(() => departments.id),
    theme: code('caseTheme'),
    problem: text().notNull(),
    keyPersonId: byActor().references(() => users.id),
    reconfirmationDue: boolean().notNull().default(false),
    /** Kept when the case is closed, so that reopening restores what was before. */
    pausedAt: instant(),
    closedAt: instant(),
    closedOn: calendarDate(),
    outcome: text({ enum: codesOf('caseOutcome') }),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    uniqueIndex().on(t.reference),
    index().on(t.tenancyId),
    index().on(t.organisationId),
    check(
      'cases_closed_since_opening',
      sql`${t.closedOn} between (${t.recordedAt} at time zone 'Europe/Copenhagen')::date
        and (${t.closedAt} at time zone 'Europe/Copenhagen')::date`,
    ),
    check('cases_closed_whole', sql`num_nonnulls(${t.closedAt}, ${t.closedOn}, ${t.outcome}) in (0, 3)`),
    gate(),
    insight(),
    policy('team_reads', { for: 'select', using: onTheTeam }),
    policy('consent', { as: 'restrictive', for: 'select', using: visible }),
    policy('party_opens', {
      for: 'insert',
      withCheck: sql`organisation_id = (select actor_organisation()) and key_person_id = (select actor_id())
        and recorded_by = (select actor_id())`,
    }),
    policy('conflict', {
      as: 'restrictive',
      for: 'insert',
      withCheck: sql`tenancy_id <> all ((select actor_barred())::uuid[])`,
    }),
    policy('team_changes', { for: 'update', using: visible, withCheck: notInEmergency('cases.id') }),
  ],
)

export const caseResidents = pgTable(
  'case_residents',
  {
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    residentId: uuid()
      .notNull()
      .references(() => residents.id),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.residentId] }),
    gate(),
    insight(),
    policy('team_adds', {
      for: 'insert',
      withCheck: sql`${caseOpen} and ${notInEmergency('case_residents.case_id')} and recorded_by = (select actor_id())`,
    }),
  ],
)

/** The key person is a member too. */
export const caseTeam = pgTable(
  'case_team',
  {
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.userId] }),
    index().on(t.userId, t.caseId),
    gate(),
    policy('team_reads', { for: 'select', using: caseVisible }),
    policy('owner_adds', {
      for: 'insert',
      withCheck: sql`recorded_by = (select actor_id()) and (${caseOwned} or ${opening})`,
    }),
    policy('owner_removes', { for: 'delete', using: caseOwned }),
  ],
)

/** The complaints that a case takes up; what partners see of them is in the view `case_details`. */
export const caseNaboklager = pgTable(
  'case_naboklager',
  {
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    naboklageId: uuid()
      .notNull()
      .references(() => naboklager.id),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.naboklageId] }),
    index().on(t.naboklageId),
    gate(),
    policy('landlord_links', {
      for: 'insert',
      withCheck: sql`${caseOpen} and ${notInEmergency('case_naboklager.case_id')}
        and exists (select from naboklager n where n.id = naboklage_id)
        and recorded_by = (select actor_id())`,
    }),
  ],
)

/** Immutable: a correction is a new version. */
export const caseEntries = pgTable(
  'case_entries',
  {
    id: id(),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    organisationId: byActorsOrganisation().references(() => organisations.id),
    authorId: byActor().references(() => users.id),
    kind: code('entryKind'),
    dataCategory: code('dataCategory'),
    residentIds: uuid().array().notNull(),
    legalBasis: code('legalBasis'),
    text: text().notNull(),
    occurredAt: instant().notNull(),
    recordedAt: recordedAt(),
    version: integer().notNull().default(1),
    supersedes: uuid(),
    correctionReason: text(),
  },
  (t) => [
    index().on(t.caseId, t.id),
    /** Only the newest version is corrected, once. */
    uniqueIndex().on(t.supersedes).where(sql`supersedes is not null`),
    check('case_entries_not_in_future', sql`${t.occurredAt} <= ${t.recordedAt} + interval '10 seconds'`),
    gate(),
    insight(),
    pgPolicy('sealed', {
      as: 'restrictive',
      for: 'select',
      to: 'bo_godt_insight',
      using: sql`not exists (select from reviewed_entries d where d.entry_id = case_entries.id and d.legal_basis is null)`,
    }),
    policy('team_reads', {
      for: 'select',
      using: sql`exists (select from my_cases m where m.case_id = case_entries.case_id)`,
    }),
    policy('consent', {
      as: 'restrictive',
      for: 'select',
      using: sql`exists (select from entry_sight s where s.case_id = case_entries.case_id
        and case_entries.id <> all (s.sealed) and (organisation_id = (select actor_organisation()) or s.emergency
          or s.agreed -> data_category ?& resident_ids::text[]))`,
    }),
    policy('team_writes', {
      for: 'insert',
      withCheck: sql`${caseOpen} and organisation_id = (select actor_organisation())
        and author_id = (select actor_id()) and case when supersedes is null
          then resident_ids <@ array(select p.resident_id from case_people p where p.case_id = case_entries.case_id)
          else ${correction} end`,
    }),
  ],
)

/** What became of a case, and why: for its owner's team. Only ever added to. */
export const caseMoves = pgTable(
  'case_moves',
  {
    id: id(),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    kind: code('caseMove'),
    reason: text(),
    outcome: text({ enum: codesOf('caseOutcome') }),
    closedOn: calendarDate(),
    /** Who carries the case from here on. */
    keyPersonId: uuid()
      .notNull()
      .references(() => users.id),
    recordedAt: recordedAt(),
    recordedBy: byActor().references(() => users.id),
  },
  (t) => [
    index().on(t.caseId, t.id),
    gate(),
    insight(),
    policy('owner_reads', { for: 'select', using: moveOwned }),
    policy('owner_adds', {
      for: 'insert',
      withCheck: sql`${moveOwned} and recorded_by = (select actor_id())`,
    }),
  ],
)
