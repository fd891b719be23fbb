import type { DemoUsername } from '../../seeds/demo-users.ts'

/**
 * A write of the application's role, as someone, and the rows that it may touch; `refused` by a policy, or `restricted`
 * as what is written about is.
 */
export interface Probe {
  by: DemoUsername
  /** As a party's own system that is let do this alone. */
  scopes?: string
  sql: string
  touches: number | 'refused' | 'restricted'
}

export const uuid = 'uuidv7()'
export const tenancy = (department: string, more = ['', '']) => `insert into tenancies
  (id, department_id, address, dwelling, moved_in_on${more[0]}) values (${uuid}, '${department}', 'Vej ${Math.random()}',
  'st.', '2020-01-01'${more[1]})`
export const resident = (tenancyId: string) =>
  `insert into residents (id, tenancy_id, name) values (${uuid}, '${tenancyId}', 'Ny Beboer')`
export const naboklage = (
  department: string,
  more = ['', ''],
) => `insert into naboklager (id, department_id, status, complainant_name,
  complainant_withheld, channel, category, occurred_at, description${more[0]})
  values (${uuid}, '${department}', 'received', 'x', true, 'written', 'noise', clock(), 'x'${more[1]})`
export const newCase = (
  tenancyId: string,
  more = ['', ''],
) => `insert into cases (id, tenancy_id, department_id, theme,
  problem${more[0]}) values (${uuid}, '${tenancyId}', 'ringparken', 'other', 'x'${more[1]})`
export const entry = (
  caseId: string,
  residentId: string,
  more = ['', ''],
) => `insert into case_entries (id, case_id, kind,
  data_category, resident_ids, legal_basis, text, occurred_at${more[0]})
  values (${uuid}, '${caseId}', 'note', 'housing', '{${residentId}}', 'public_task', 'x', clock()${more[1]})`
export const consent = (
  caseId: string,
  residentId: string,
) => `insert into consents (id, case_id, resident_id, given_by,
  response, channel, given_at, information_text_version, interpreter, purpose, recipient_organisation_ids,
  data_categories, review_on) values (${uuid}, '${caseId}', '${residentId}', 'resident', 'given', 'phone', clock(), 'x',
  false, 'x', '{boligviborg}', '{housing}', today() + 30)`
export const add = (table: string, column: string, caseId: string, id: string, more = ['', '']) =>
  `insert into ${table} (case_id, ${column}${more[0]}) values ('${caseId}', '${id}'${more[1]})`

export const asOther = (column: string, id: string) => [`, ${column}`, `, '${id}'`]
