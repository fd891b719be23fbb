import { type SQLWrapper, sql } from 'drizzle-orm'
import { recorded, recordedPage, recordedWrite } from '../../database/recorded.ts'
import { filtered, insertInto, statement } from '../../database/statement.ts'
import { caseEntries as e } from '../table.ts'

const p = sql.placeholder

const columns = {
  id: e.id,
  caseId: e.caseId,
  organisationId: e.organisationId,
  author: sql<{ id: string; name: string; organisationId: string }>`(
    select json_build_object('id', u.id, 'name', u.name, 'organisationId', ${e.organisationId})
    from users u where u.id = ${e.authorId})`,
  kind: e.kind,
  dataCategory: e.dataCategory,
  residentIds: e.residentIds,
  legalBasis: e.legalBasis,
  text: e.text,
  occurredAt: e.occurredAt,
  recordedAt: e.recordedAt,
  version: e.version,
  supersedes: e.supersedes,
  correctionReason: e.correctionReason,
}

/**
 * Another organisation's entry is shown on the consents that cover it; one's own, on another's case, on those that
 * open the case. All entries of an answer are of one case, so its consents are looked up once.
 */
const trailOf = (caseId: SQLWrapper) => ({
  with: sql`naming as materialized (
    select n.id, n.resident_id, n.data_categories, v.owned
    from consents_naming_me n join visible_cases v on v.case_id = n.case_id where n.case_id = ${caseId})`,
  subjects: sql`array[${e.id}, ${e.caseId}] || ${e.residentIds}`,
  caseId: sql`${e.caseId}`,
  consents: sql`array(
    select n.id from naming n
    where case when ${e.organisationId} = (select actor_organisation()) then not n.owned
      else n.resident_id = any (${e.residentIds}) and ${e.dataCategory} = any (n.data_categories) end)`,
})

export const requireResidents = statement(sql`
  select require_found(${p('residentIds')}::uuid[]
    <@ array(select r.resident_id from case_people r where r.case_id = ${p('caseId')}))`)

export const requireConsent = statement(sql`
  select require(consents_cover(${p('caseId')}::uuid, ${p('residentIds')}::uuid[], ${p('dataCategory')}),
    'Der er ikke et gældende samtykke fra hver beboer, som dækker denne kategori.')`)

const given = insertInto(e, [
  'id',
  'caseId',
  'kind',
  'dataCategory',
  'residentIds',
  'legalBasis',
  'text',
  'occurredAt',
])
export const insertEntry = recordedWrite(columns, e, given, trailOf(p('caseId')))
/** As a part of something larger, which is what the answer tells. */
export const addEntry = statement(given)

export const findEntry = recorded(
  columns,
  sql`from ${e} where ${e.id} = ${p('id')}`,
  trailOf(sql`(select x.case_id from ${e} x where x.id = ${p('id')})`),
)

const superseded = sql`exists (select from ${e} newer where newer.supersedes = ${e.id})`

export const listEntries = filtered(
  { newest: sql`not ${superseded}`, cursor: sql`${e.id} < ${p('cursor')}` },
  (where) =>
    recordedPage(columns, sql`from ${e} where ${e.caseId} = ${p('id')} and ${where}`, e.id, {
      ...trailOf(p('id')),
      listOf: sql`${p('id')}::uuid`,
    }),
)

export const findWhose = statement<{ caseId: string; own: boolean }>(sql`
  select ${e.caseId} as "caseId", ${e.organisationId} = actor_organisation() as own
  from ${e} where ${e.id} = ${p('id')}`)

export const readSuperseded = statement<{ superseded: boolean }>(
  sql`select ${superseded} as superseded from ${e} where ${e.id} = ${p('id')}`,
)

/** A new version of what is one's own: all but the text is as it was. */
export const insertCorrection = recordedWrite(
  columns,
  e,
  sql`insert into ${e} (id, case_id, kind, data_category, resident_ids, legal_basis, occurred_at, version, supersedes,
      text, correction_reason)
    select ${p('newId')}::uuid, o.case_id, o.kind, o.data_category, o.resident_ids, o.legal_basis, o.occurred_at,
      o.version + 1, o.id, ${p('text')}, ${p('reason')}
    from own_entries o where o.id = ${p('id')}`,
  trailOf(p('caseId')),
)
