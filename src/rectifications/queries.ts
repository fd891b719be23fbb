import { sql } from 'drizzle-orm'
import { insideCase } from '../cases/lookups.ts'
import { recorded, recordedPage, type Trail } from '../database/recorded.ts'
import { filtered, type RowOf, selected, statement } from '../database/statement.ts'
import type { Code } from '../kernel/codes.ts'
import { formerVersions as f, rectifications as r } from './table.ts'

const p = sql.placeholder

const stateOf = sql<Code<'rectificationState'>>`case when ${r.outcome} is null then 'open' else 'decided' end`

interface Event {
  kind: Code<'rectificationEvent'>
  organisationId: string | null
  at: string
  by: string
}

const columns = {
  id: r.id,
  residentId: r.residentId,
  subjectKind: r.subjectKind,
  subjectId: r.subjectId,
  caseId: r.caseId,
  organisationId: r.organisationId,
  claim: r.claim,
  receivedOn: r.receivedOn,
  dueOn: r.dueOn,
  recordedAt: r.recordedAt,
  recordedBy: r.recordedBy,
  state: stateOf,
  outcome: r.outcome,
  reason: r.reason,
  statement: r.statement,
  decidedAt: r.decidedAt,
  decidedBy: r.decidedBy,
  log: sql<Event[]>`(
    select coalesce(json_agg(json_build_object('kind', l.kind, 'organisationId', l.organisation_id,
      'at', rfc3339(l.recorded_at), 'by', l.recorded_by) order by l.position), '[]')
    from rectification_log l where l.rectification_id = ${r.id})`,
}
export type RectificationRow = RowOf<typeof columns>

/** The consents that show a case, and what is of it, to another organisation than its owner. */
const opening = (caseId: unknown) => sql`array(select n.id from consents_naming_me n
  join visible_cases v on v.case_id = n.case_id where n.case_id = ${caseId} and not v.owned)`

const trail = {
  subjects: sql`array_remove(array[${r.id}, ${r.residentId}, ${r.subjectId}, ${r.caseId}], null)`,
  caseId: sql`${r.caseId}`,
  consents: opening(r.caseId),
}

/** A record that there is not, or that is not about the resident, is not found (a trigger). */
export const insertRectification = statement(sql`
  insert into ${r} (id, resident_id, subject_kind, subject_id, claim, received_on, due_on)
  values (${p('id')}, ${p('residentId')}, ${p('subjectKind')}, ${p('subjectId')}, ${p('claim')}, ${p('receivedOn')},
    ${p('dueOn')})`)

const one = sql`from ${r} where ${r.id} = ${p('id')}`

export const findRectification = recorded(columns, one, trail)
export const lockRectification = statement(sql`select 1 ${one} for update`)
export const readRectification = statement<RectificationRow>(sql`select ${selected(columns)} ${one}`)

export const listRectifications = filtered(
  {
    state: sql`${stateOf} = ${p('state')}`,
    residentId: sql`${r.residentId} = ${p('residentId')}`,
    subjectId: sql`${r.subjectId} = ${p('subjectId')}`,
    cursor: sql`${r.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from ${r} where ${where}`, r.id, trail),
)

export const requireAuthor = statement(sql`
  select require_found(count(*) = 1), require_allowed(bool_and(${r.organisationId} = actor_organisation()),
    'Kun den organisation, der har skrevet det, kan afgøre, om det skal rettes.')
  ${one}`)

export const decide = statement(sql`
  update ${r} set outcome = ${p('outcome')}, reason = ${p('reason')}, statement = ${p('statement')},
    decided_at = clock(), decided_by = actor_id()
  where ${r.id} = ${p('id')}`)

const former = {
  id: f.id,
  changedAt: f.recordedAt,
  changedBy: sql<{ id: string; name: string } | null>`(
    select json_build_object('id', u.id, 'name', u.name) from users u where u.id = ${f.recordedBy})`,
}
const history = <T>(trail: Partial<Trail>) =>
  filtered({ cursor: sql`${f.id} < ${p('cursor')}` }, (where) =>
    recordedPage(
      { ...former, former: sql<T>`${f.former}` },
      sql`from ${f} where ${f.recordId} = ${p('id')} and ${where}`,
      f.id,
      { subjects: sql`array[${f.recordId}]`, ...trail },
    ),
  )

interface FormerResident {
  name: string
  birthYear: number | null
  phone: string | null
  protectedAddress: boolean
}

export const listCaseHistory = history<{ theme: Code<'caseTheme'>; problem: string }>({
  ...insideCase(p('id')),
  consents: opening(p('id')),
})
export const listResidentHistory = history<FormerResident>({
  found: sql`exists (select from residents r where r.id = ${p('id')})`,
})
