import { type SQL, sql } from 'drizzle-orm'
import { recorded } from '../../database/recorded.ts'
import { statement } from '../../database/statement.ts'

const p = sql.placeholder

interface Shown {
  id: string
  consentIds: string[]
}

const kind = (name: SQL) => sql<Shown[]>`(
  select coalesce(json_agg(json_build_object('id', s.id, 'consentIds', s.consent_ids) order by s.id), '[]')
  from shown s where s.kind = ${name})`

/** What the database shows a member of the team of another organisation, asked of the rule itself. */
export const findVisibility = recorded(
  {
    organisationId: sql<string>`${p('organisationId')}::text`,
    entries: kind(sql`'entry'`),
    residents: kind(sql`'resident'`),
    naboklager: kind(sql`'naboklage'`),
  },
  sql`from (select ${p('id')}::uuid as id) c`,
  {
    with: sql`shown as materialized (select * from shown_to(${p('id')}::uuid, ${p('organisationId')}::text))`,
    subjects: sql`c.id || array(select s.id from shown s)`,
    caseId: sql`c.id`,
  },
)

export const requireOrganisation = statement(sql`
  select require(exists (select from organisations o where o.id = ${p('organisationId')}::text),
    'Organisationen er ukendt.')`)
