import { type SQL, sql } from 'drizzle-orm'
import { recorded, recordedPage, recordedWrite } from '../../database/recorded.ts'
import { filtered, insertInto, statement } from '../../database/statement.ts'
import { caseEntries as e } from '../table.ts'
import { insideCase } from './inside.ts'

const p = sql.placeholder

const columnsWith = (authorName: SQL<string>) => ({
  id: e.id,
  caseId: e.caseId,
  organisationId: e.organisationId,
  author: {
    id: e.authorId,
    name: authorName,
    organisationId: e.organisationId,
  },
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
})
const columns = columnsWith(sql`(select u.name from users u where u.id = ${e.authorId})`)

const about = { subjects: sql`array[${e.id}, ${e.caseId}] || ${e.residentIds}`, caseId: sql`${e.caseId}` }

/** Of entries as they are shown: the view says on which consents each. */
const shown = sql`visible_entries ${e}`
const trail = { ...about, consents: sql`${e}.rests_on` }

/** Of what is one's own, which is shown on what opens the case. */
const ownTrail = {
  ...about,
  consents: sql`(select s.rests_on from entry_sight s where s.case_id = ${e.caseId})`,
}

export const requireResidents = statement(sql`
  select require_found(${p('residentIds')}::uuid[]
    <@ array(select r.resident_id from case_people r where r.case_id = ${p('caseId')}))`)

/** A withdrawal waits until the entry is there, and then finds it. */
export const holdConsents = statement(sql`select hold_consents(${p('caseId')}::uuid)`)

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
export const insertEntry = recordedWrite(columns, e, given, ownTrail)
/** As a part of something larger, which is what the answer tells. */
export const addEntry = statement(given)

export const findEntry = recorded(columns, sql`from ${shown} where ${e.id} = ${p('id')}`, trail)

export const listEntries = filtered(
  { newest: sql`not ${e}.superseded`, cursor: sql`${e.id} < ${p('cursor')}` },
  (where) =>
    // All authors are looked up at once.
    recordedPage(
      columnsWith(sql`u.name`),
      sql`from ${shown} left join users u on u.id = ${e.authorId} where ${e.caseId} = ${p('id')} and ${where}`,
      e.id,
      { ...trail, ...insideCase(p('id')) },
    ),
)

export const findWhose = statement<{ caseId: string; own: boolean }>(sql`
  select ${e.caseId} as "caseId", ${e.organisationId} = actor_organisation() as own
  from ${e} where ${e.id} = ${p('id')}`)

export const readSuperseded = statement<{ superseded: boolean }>(
  sql`select ${e}.superseded from ${shown} where ${e.id} = ${p('id')}`,
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
  ownTrail,
)
