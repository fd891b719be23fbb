import { sql } from 'drizzle-orm'
import { insideCase } from '../cases/lookups.ts'
import { recorded, recordedPage, type Trail } from '../database/recorded.ts'
import { filtered, insertInto, type RowOf, selected, statement } from '../database/statement.ts'
import { agreedActions as a, actionDueDates } from './table.ts'

const p = sql.placeholder

interface Member {
  id: string
  name: string
  organisationId: string
}

interface DueDate {
  dueOn: string
  reason: string | null
  recordedAt: string
  recordedBy: string
}

const overdue = sql<boolean>`(${a.status} = 'open' and ${a.dueOn} < today())`

const columns = {
  id: a.id,
  caseId: a.caseId,
  organisationId: a.organisationId,
  author: sql<Member>`(select json_build_object('id', u.id, 'name', u.name, 'organisationId', ${a.organisationId})
    from users u where u.id = ${a.authorId})`,
  title: a.title,
  method: a.method,
  activityId: a.activityId,
  community: a.community,
  responsibleUserId: a.responsibleUserId,
  responsible: sql<Member>`(
    select json_build_object('id', u.id, 'name', u.name, 'organisationId', u.organisation_id)
    from users u where u.id = ${a.responsibleUserId})`,
  dueOn: a.dueOn,
  overdue,
  dueDates: sql<DueDate[]>`(select json_agg(json_build_object('dueOn', d.due_on, 'reason', d.reason,
      'recordedAt', rfc3339(d.recorded_at), 'recordedBy', d.recorded_by) order by d.recorded_at, d.id)
    from action_due_dates d where d.action_id = ${a.id})`,
  dataCategory: a.dataCategory,
  residentIds: a.residentIds,
  status: a.status,
  completedOn: a.completedOn,
  completionNote: a.completionNote,
  dropReason: a.dropReason,
  settledAt: a.settledAt,
  settledBy: a.settledBy,
  recordedAt: a.recordedAt,
}
export type ActionRow = RowOf<typeof columns>

/** As of an entry: another organisation's rests on the consents that cover it, one's own on those that open the case. */
const trail = {
  subjects: sql`array[${a.id}, ${a.caseId}] || ${a.residentIds}`,
  caseId: sql`${a.caseId}`,
  consents: sql`array(
    select n.id from consents_naming_me n
    where n.case_id = ${a.caseId} and case when ${a.organisationId} = (select actor_organisation())
      then not exists (select from visible_cases v where v.case_id = n.case_id and v.owned)
      else n.resident_id = any (${a.residentIds}) and ${a.dataCategory} = any (n.data_categories) end)`,
}

const one = sql`from ${a} where ${a.id} = ${p('id')}`
export const findAction = recorded(columns, one, trail)
export const readAction = statement<ActionRow>(sql`select ${selected(columns)} ${one}`)
/** Locks before anything is read, so that what is read is what others left. */
export const lockAction = statement(sql`select 1 ${one} for update`)

const filters = {
  mine: sql`(${a.responsibleUserId} = actor_id()) = ${p('mine')}::boolean`,
  overdue: sql`${overdue} = ${p('overdue')}::boolean`,
  dueBefore: sql`${a.dueOn} < ${p('dueBefore')}::date`,
  status: sql`${a.status} = ${p('status')}`,
  caseId: sql`${a.caseId} = ${p('caseId')}`,
  cursor: sql`${a.id} < ${p('cursor')}`,
}
const listed = (more: Partial<Trail>) =>
  filtered(filters, (where) =>
    recordedPage(columns, sql`from ${a} where ${where}`, a.id, { ...trail, ...more }),
  )

/** Across all cases, which the policies narrow to the actor's. */
export const listActions = listed({})
export const listActionsOfCase = listed(insideCase(p('caseId')))

/** Who is to do it must see it too, by the one rule; which of the conditions fails is not told. */
export const requireResponsible = statement(sql`
  select require(would_see(${p('responsibleUserId')}::uuid, ${p('caseId')}::uuid, ${p('residentIds')}::uuid[],
    ${p('dataCategory')}), 'Den ansvarlige kan ikke se handlingen og kan derfor ikke udføre den.')`)

export const requireActivity = statement(sql`
  select require(${p('activityId')}::text is null or exists (select from activities x where x.id = ${p('activityId')}),
    'Aktiviteten er ikke en af delaftalens.')`)

export const requireDueDate = statement(
  sql`select require(${p('dueOn')}::date >= today(), 'Fristen kan ikke ligge i fortiden.')`,
)

export const requireCarrier = statement(sql`
  select require_found(count(*) = 1), require_allowed(bool_and(${a.organisationId} = actor_organisation()
      or ${a.responsibleUserId} = actor_id()
      or exists (select from keyed_cases k where k.case_id = ${a.caseId})),
    'Kun den ansvarlige, den aftalende organisation og nøglepersonen kan gøre dette.')
  ${one}`)

export const insertAction = statement(
  insertInto(a, [
    'id',
    'caseId',
    'title',
    'method',
    'activityId',
    'community',
    'responsibleUserId',
    'dueOn',
    'dataCategory',
    'residentIds',
  ]),
)

export const insertDueDate = statement(insertInto(actionDueDates, ['id', 'actionId', 'dueOn', 'reason']))

export const completeAction = statement(sql`
  update ${a} set status = 'done', completed_on = coalesce(${p('completedOn')}::date, today()),
    completion_note = ${p('note')}, settled_at = clock(), settled_by = actor_id() where ${a.id} = ${p('id')}`)

export const dropAction = statement(sql`
  update ${a} set status = 'dropped', drop_reason = ${p('reason')}, settled_at = clock(), settled_by = actor_id()
  where ${a.id} = ${p('id')}`)

export const moveDueDate = statement(
  sql`update ${a} set due_on = ${p('dueOn')}::date where ${a.id} = ${p('id')}`,
)
