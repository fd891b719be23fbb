import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { caseOpen, cases, caseVisible, notInEmergency } from '../cases/table.ts'
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
import { organisations } from '../housing/table.ts'
import { users } from '../identity/table.ts'
import { activities } from '../indicators/table.ts'

const beyondReading = notInEmergency('agreed_actions.case_id')
const actionVisible = sql`exists (select from agreed_actions a where a.id = action_id)`

/** What the parties have agreed that someone does for the residents, by when; seen by the one rule as an entry is. */
export const agreedActions = pgTable(
  'agreed_actions',
  {
    id: id(),
    caseId: uuid()
      .notNull()
      .references(() => cases.id),
    organisationId: byActorsOrganisation().references(() => organisations.id),
    authorId: byActor().references(() => users.id),
    title: text().notNull(),
    method: code('actionMethod'),
    activityId: text().references(() => activities.id),
    community: text(),
    responsibleUserId: uuid()
      .notNull()
      .references(() => users.id),
    dueOn: calendarDate().notNull(),
    dataCategory: code('dataCategory'),
    residentIds: uuid().array().notNull(),
    status: code('actionStatus').default('open'),
    completedOn: calendarDate(),
    completionNote: text(),
    dropReason: text(),
    settledAt: instant(),
    settledBy: uuid(),
    recordedAt: recordedAt(),
  },
  (t) => [
    index().on(t.caseId, t.id),
    index().on(t.responsibleUserId, t.status, t.dueOn),
    check(
      'agreed_actions_bridging',
      sql`num_nonnulls(${t.activityId}, ${t.community}) = case ${t.method} when 'bridging' then 1 else 0 end`,
    ),
    check('agreed_actions_settled', sql`(${t.status} = 'open') = (${t.settledAt} is null)`),
    check(
      'agreed_actions_completed_by_now',
      sql`${t.completedOn} <= (${t.settledAt} at time zone 'Europe/Copenhagen')::date`,
    ),
    gate(),
    insight(),
    policy('team_reads', { for: 'select', using: caseVisible }),
    policy('consent', {
      as: 'restrictive',
      using: sql`organisation_id = (select actor_organisation())
        or not exists (select from unnest(resident_ids) r (id) where not exists (
          select from consents_naming_me n where n.case_id = agreed_actions.case_id and n.resident_id = r.id
            and agreed_actions.data_category = any (n.data_categories)))`,
    }),
    policy('team_agrees', {
      for: 'insert',
      withCheck: sql`${caseOpen} and ${beyondReading} and organisation_id = (select actor_organisation())
        and author_id = (select actor_id())
        and resident_ids <@ array(select p.resident_id from case_people p where p.case_id = agreed_actions.case_id)
        and would_see(responsible_user_id, case_id, resident_ids, data_category)`,
    }),
    // Those who carry it: the author's organisation, the one who is to do it, and the key person.
    policy('carriers_move', {
      for: 'update',
      using: sql`${caseVisible} and (organisation_id = (select actor_organisation())
        or responsible_user_id = (select actor_id())
        or exists (select from keyed_cases k where k.case_id = agreed_actions.case_id))`,
      withCheck: beyondReading,
    }),
  ],
)

/** Every date that an action has been due on. Only ever added to. */
export const actionDueDates = pgTable(
  'action_due_dates',
  {
    id: id(),
    actionId: uuid()
      .notNull()
      .references(() => agreedActions.id),
    dueOn: calendarDate().notNull(),
    /** Why it was moved; of the first there is none. */
    reason: text(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    index().on(t.actionId),
    gate(),
    policy('team_reads', { for: 'select', using: actionVisible }),
    policy('team_dates', {
      for: 'insert',
      withCheck: sql`${actionVisible} and recorded_by = (select actor_id())`,
    }),
  ],
)
