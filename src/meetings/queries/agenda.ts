import { type SQL, sql } from 'drizzle-orm'
import { recorded, recordedPage, recordedWrite } from '../../database/recorded.ts'
import { type Columns, filtered, insertInto, statement } from '../../database/statement.ts'
import type { Code } from '../../kernel/codes.ts'
import { discussions, meetingItems, disclosures as s } from '../table.ts'

const p = sql.placeholder

interface Discussion {
  entryId: string | null
  actionIds: string[]
  presentOrganisationIds: string[]
  participantUserIds: string[]
  recordedAt: string
  recordedBy: string
}

/** The organisations of a meeting: who convenes it and who is invited. */
const organisations = sql`(m.organisation_id || m.invited_organisation_ids)`

/** Nobody beside the case's owner may see it any more: which the owner's team, who still does, is told. */
const removed = sql`d.item_id is null and unseeing(i.case_id, ${organisations})
  @> array_remove(${organisations}, c.organisation_id)`

const entryShown = sql`(select e.id from case_entries e where e.id = d.entry_id)`
const actionsShown = sql`array(select a.id from agreed_actions a where a.id = any (d.action_ids) order by a.id)`

/** Of a discussion one is told the entry and the actions that one may see. */
export const itemColumns = {
  id: sql<string>`i.id`,
  meetingId: sql<string>`i.meeting_id`,
  caseId: sql<string>`i.case_id`,
  reference: sql<string>`c.reference`,
  residents: sql<{ id: string; name: string }[]>`(
    select coalesce(json_agg(json_build_object('id', r.resident_id, 'name', r.name) order by r.name, r.resident_id), '[]')
    from case_people r where r.case_id = i.case_id)`,
  state: sql<
    Code<'meetingItemState'>
  >`case when d.item_id is not null then 'discussed' when ${removed} then 'removed'
    else 'planned' end`,
  removedBecause: sql<'consent_missing' | null>`case when ${removed} then 'consent_missing' end`,
  discussion: sql<Discussion | null>`case when d.item_id is not null then json_build_object('entryId', ${entryShown},
    'actionIds', ${actionsShown}, 'presentOrganisationIds', d.present_organisation_ids,
    'participantUserIds', d.participant_user_ids, 'recordedAt', rfc3339(d.recorded_at), 'recordedBy', d.recorded_by) end`,
} satisfies Columns

export const items = sql`meeting_items i join cases c on c.id = i.case_id join meetings m on m.id = i.meeting_id
  left join discussions d on d.item_id = i.id`

/** The records and residents that an item shows, and the consents that showing it rests on: none for the case's owner. */
export const itemSubjects = sql`array[i.id, i.case_id]
  || array(select r.resident_id from case_people r where r.case_id = i.case_id)
  || array_remove(array[${entryShown}], null) || ${actionsShown}`
export const itemConsents = sql`array(select n.id from consents_naming_me n
  join visible_cases v on v.case_id = n.case_id where n.case_id = i.case_id and not v.owned)`

export const findItem = recorded(itemColumns, sql`from ${items} where i.id = ${p('itemId')}`, {
  subjects: sql`i.meeting_id || ${itemSubjects}`,
  caseId: sql`i.case_id`,
  consents: itemConsents,
})

/** Who of the meeting may not see the case now; no row when it is the caller. */
export const readUnseeing = statement<{ unseeing: string[]; keyed: boolean; residentIds: string[] }>(sql`
  select unseeing(c.id, ${organisations}) as unseeing, c.key_person_id = actor_id() as keyed,
    array(select r.resident_id from case_people r where r.case_id = c.id) as "residentIds"
  from cases c join meetings m on m.id = ${p('id')} where c.id = ${p('caseId')}`)

export const insertItem = statement(
  insertInto(meetingItems, ['id', 'caseId'], { meetingId: sql`${p('meetingId')}` }),
)

/** Off the agenda: by who put it there, the convener and the case's key person. */
export const requireCarrier = statement(sql`
  select require_found(count(*) = 1), require_allowed(bool_and(i.recorded_by = actor_id()
      or m.organisation_id = actor_organisation()
      or exists (select from keyed_cases k where k.case_id = i.case_id)),
    'Kun den, der har sat sagen på, indkalderen og sagens nøgleperson kan tage den af.')
  from ${items} where i.id = ${p('itemId')} and i.meeting_id = ${p('id')}`)

export const deleteItem = recordedWrite(
  { id: meetingItems.id },
  meetingItems,
  sql`delete from ${meetingItems} where ${meetingItems.id} = ${p('itemId')} and ${meetingItems.meetingId} = ${p('id')}`,
  {
    subjects: sql`array[${meetingItems.id}, ${meetingItems.meetingId}, ${meetingItems.caseId}]`,
    caseId: sql`${meetingItems.caseId}`,
  },
)

interface ItemState {
  caseId: string
  organisations: string[]
  own: string
  keyed: boolean
  cancelled: boolean
  begun: boolean
  discussed: boolean
  /** Noon of the meeting's day, or now when that is still to come. */
  occurredAt: string
}
export const readItem = statement<ItemState>(sql`
  select i.case_id as "caseId", ${organisations} as organisations, actor_organisation() as own,
    c.key_person_id = actor_id() as keyed, m.cancelled_at is not null as cancelled, m.held_on <= today() as begun,
    d.item_id is not null as discussed,
    least(clock(), (m.held_on + time '12:00') at time zone 'Europe/Copenhagen') as "occurredAt"
  from ${items} where i.id = ${p('itemId')} and i.meeting_id = ${p('id')}`)

/** From here to the end no consent on the case is withdrawn: what is shown is shown on consents in force. */
export const holdConsents = statement(sql`select hold_consents(${p('caseId')})`)

export const readUncovered = statement<{ organisationId: string; residentIds: string[] }>(sql`
  select u.organisation_id as "organisationId", u.resident_ids as "residentIds"
  from uncovered(${p('caseId')}::uuid, ${p('organisations')}::text[], ${p('residentIds')}::uuid[], ${p('dataCategory')}) u`)

export const requireParticipants = statement(sql`
  select require(may_attend(${p('caseId')}::uuid, ${p('participantUserIds')}::uuid[], ${p('organisations')}::text[]),
    'Deltagerne skal være på sagens team og fra de organisationer, der deltog.')`)

export const insertDiscussion = statement(
  insertInto(discussions, ['itemId', 'entryId', 'actionIds', 'presentOrganisationIds', 'participantUserIds']),
)

export const recordDisclosures = statement(sql`
  select record_disclosures(${p('itemId')}::uuid, ${p('organisations')}::text[], ${p('residentIds')}::uuid[],
    ${p('dataCategory')})`)

const disclosureColumns = {
  id: s.id,
  meetingId: s.meetingId,
  itemId: s.itemId,
  caseId: s.caseId,
  residentId: s.residentId,
  organisationId: s.organisationId,
  dataCategory: s.dataCategory,
  consentIds: s.consentIds,
  recordedAt: s.recordedAt,
}

export const listDisclosures = filtered({ cursor: sql`${s.id} < ${p('cursor')}` }, (where: SQL) =>
  recordedPage(disclosureColumns, sql`from ${s} where ${s.meetingId} = ${p('id')} and ${where}`, s.id, {
    subjects: sql`array[${s.id}, ${s.meetingId}, ${s.caseId}, ${s.residentId}] || ${s.consentIds}`,
    caseId: sql`${s.caseId}`,
  }),
)

/** Also for an owner whose case was discussed without them. */
export const requireRecord = statement(sql`
  select require_found(exists (select from meetings m where m.id = ${p('id')})
    or exists (select from disclosures s where s.meeting_id = ${p('id')}))`)
