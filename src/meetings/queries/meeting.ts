import { sql } from 'drizzle-orm'
import { recorded, recordedPage } from '../../database/recorded.ts'
import {
  asJson,
  filtered,
  insertInto,
  type RowOf,
  selected,
  statement,
  updateOf,
} from '../../database/statement.ts'
import type { Code } from '../../kernel/codes.ts'
import { meetings as m } from '../table.ts'
import { itemColumns, itemConsents, itemSubjects, items } from './agenda.ts'

const p = sql.placeholder

/** The agenda of a meeting, as the policies show it to the caller. */
const agenda = sql`from ${items} where i.meeting_id = ${m.id}`

const columns = {
  id: m.id,
  organisationId: m.organisationId,
  convener: sql<{ id: string; name: string; organisationId: string }>`(
    select json_build_object('id', u.id, 'name', u.name, 'organisationId', ${m.organisationId})
    from users u where u.id = ${m.recordedBy})`,
  heldOn: m.heldOn,
  place: m.place,
  invitedOrganisationIds: m.invitedOrganisationIds,
  status: sql<Code<'meetingStatus'>>`case when ${m.cancelledAt} is not null then 'cancelled'
    when meeting_held(${m.id}) then 'held' else 'planned' end`,
  items: sql<RowOf<typeof itemColumns>[]>`(
    select coalesce(json_agg(${asJson(itemColumns)} order by i.id), '[]') ${agenda})`,
  recordedAt: m.recordedAt,
}
export type MeetingRow = RowOf<typeof columns>

/** Every case and resident that the agenda shows, and the consents that showing them rests on. */
const trail = {
  subjects: sql`${m.id} || array(select unnest(${itemSubjects}) ${agenda})`,
  consents: sql`array(select unnest(${itemConsents}) ${agenda})`,
}

const one = sql`from ${m} where ${m.id} = ${p('id')}`
export const findMeeting = recorded(columns, one, trail)
export const readMeeting = statement<MeetingRow>(sql`select ${selected(columns)} ${one}`)

/** One change of a meeting at a time, whoever of the participants makes it. */
export const lockMeeting = statement(sql`select lock_meeting(${p('id')})`)

export const listMeetings = filtered(
  {
    from: sql`${m.heldOn} >= ${p('from')}::date`,
    to: sql`${m.heldOn} <= ${p('to')}::date`,
    cursor: sql`${m.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from ${m} where ${where}`, m.id, trail),
)

export const requireDate = statement(
  sql`select require(${p('heldOn')}::date >= today(), 'Mødet kan ikke ligge i fortiden.')`,
)

/** It takes two to meet across parties. */
export const requireInvited = statement(sql`
  select require(${p('invitedOrganisationIds')}::text[] <@ array(select o.id from organisations o),
      'En af organisationerne er ukendt.'),
    require(array_remove(${p('invitedOrganisationIds')}::text[], actor_organisation()) <> '{}',
      'Indkald mindst én organisation ud over din egen.')`)

export const requireConvener = statement(sql`
  select require_found(count(*) = 1), require_allowed(bool_and(${m.organisationId} = actor_organisation()),
    'Kun den organisation, der har indkaldt, kan gøre dette.')
  ${one}`)

export const insertMeeting = statement(
  insertInto(m, ['id', 'heldOn', 'place'], {
    invitedOrganisationIds: sql`array_remove(${p('invitedOrganisationIds')}::text[], actor_organisation())`,
  }),
)
export const updateMeeting = statement(updateOf(m, ['heldOn', 'place']))
export const cancelMeeting = statement(sql`update ${m} set cancelled_at = clock() where ${m.id} = ${p('id')}`)
