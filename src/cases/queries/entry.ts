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

export const insertEntry = recordedWrite(
  columns,
  e,
  insertInto(e, ['id', 'caseId', 'kind', 'dataCategory', 'residentIds', 'legalBasis', 'text', 'occurredAt']),
  trailOf(p('caseId')),
)

export const findEntry = recorded(
  columns,
  sql`from ${e} where ${e.id} = ${p('id')}`,
  trailOf(sql`(select x.case_id from ${e} x where x.id = ${p('id')})`),
)

export const listEntries = filtered({ cursor: sql`${e.id} < ${p('cursor')}` }, (where) =>
  recordedPage(columns, sql`from ${e} where ${e.caseId} = ${p('id')} and ${where}`, e.id, {
    ...trailOf(p('id')),
    listOf: sql`${p('id')}::uuid`,
  }),
)
