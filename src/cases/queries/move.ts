import { type SQL, sql } from 'drizzle-orm'
import { recordedPage } from '../../database/recorded.ts'
import { filtered, insertInto, statement } from '../../database/statement.ts'
import { cases as c, caseMoves as m } from '../table.ts'

const p = sql.placeholder

interface Member {
  id: string
  name: string
  organisationId: string
}

const member = (id: unknown) => sql<Member>`(
  select json_build_object('id', u.id, 'name', u.name, 'organisationId', u.organisation_id)
  from users u where u.id = ${id})`

const columns = {
  id: m.id,
  caseId: m.caseId,
  kind: m.kind,
  reason: m.reason,
  outcome: m.outcome,
  closedOn: m.closedOn,
  keyPerson: member(m.keyPersonId),
  recordedAt: m.recordedAt,
  recordedBy: member(m.recordedBy),
}

export const listMoves = filtered({ cursor: sql`${m.id} < ${p('cursor')}` }, (where) =>
  recordedPage(columns, sql`from ${m} where ${m.caseId} = ${p('id')} and ${where}`, m.id, {
    subjects: sql`array[${m.id}, ${m.caseId}]`,
    caseId: sql`${m.caseId}`,
    listOf: sql`${p('id')}::uuid`,
  }),
)

/** The key person is whoever it is by now. */
export const insertMove = statement(
  insertInto(m, ['id', 'caseId', 'kind', 'reason', 'outcome', 'closedOn'], {
    keyPersonId: sql`(select o.key_person_id from owned_cases o where o.id = ${p('caseId')})`,
  }),
)

/** Locks before anything is read; of a case that is not the caller's organisation's there is nothing to lock. */
export const lockOwned = statement(sql`select 1 from owned_cases o where o.id = ${p('id')} for update`)

const moved = (change: SQL) => statement(sql`update owned_cases o set ${change} where o.id = ${p('id')}`)

/** What each move does to its case. A closed case remembers that it was paused. */
export const moves = {
  pause: moved(sql`paused_at = clock()`),
  resumption: moved(sql`paused_at = null`),
  closure: moved(sql`closed_at = clock(), closed_on = ${p('closedOn')}::date, outcome = ${p('outcome')}`),
  reopening: moved(sql`closed_at = null, closed_on = null, outcome = null`),
  handover: moved(sql`key_person_id = ${p('userId')}::uuid, reconfirmation_due = true`),
  reconfirmation: moved(sql`reconfirmation_due = false`),
}

/** A key person who has left, or is shut out by a conflict, hands over nothing: anyone of the owner's team may take over. */
export const requireMayHandOver = statement(sql`
  select require_allowed(bool_and(c.key_person_id = actor_id() or key_person_barred(c.id) or not exists (
      select from users u
      where u.id = c.key_person_id and u.disabled_at is null and u.organisation_id = c.organisation_id)),
    'Kun sagens nøgleperson kan give sagen videre.')
  from ${c} c where c.id = ${p('id')}`)

export const requireSuccessor = statement(sql`
  select require_found(count(*) = 1),
    require(bool_and(u.organisation_id = c.organisation_id),
      'Den nye nøgleperson skal være medarbejder i sagens egen organisation.'),
    require(bool_and(u.id <> c.key_person_id), 'Sagen har allerede den nøgleperson.')
  from users u join ${c} c on c.id = ${p('id')} where u.id = ${p('userId')} and u.disabled_at is null`)

export const requireImpartial = statement(sql`
  select require(not key_person_barred(${p('id')}::uuid), 'Den nye nøgleperson er inhabil i sagen.')`)
