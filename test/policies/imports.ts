import type { TestApp } from '../support/app.ts'
import type { Sight } from './observe.ts'
import { asOther, type Probe, uuid } from './probe.ts'
import type { State, User } from './state.ts'
import type { World } from './world.ts'

/** A file that was tried, and a row of one as it is only while it is at work. */
export const recordImport = async (
  { as, database }: TestApp,
  senderId: string,
): Promise<State['imported']> => {
  const file =
    'Afdeling;Aftalenr;Adresse;Bolig;Indflytning;Navn\nRingparken;x;Prøvevej 999;st. tv.;1.1.2020;Ib Ny'
  const answer = await as('drift.boligviborg').post('/imports/tenancies', file, {
    'content-type': 'text/csv',
  })
  if (answer.status !== 200) throw new Error(answer.text)
  const { id } = answer.body
  await database.admin(`insert into tenancy_import_rows (import_id, line, department_id, key, address, dwelling,
      moved_in_on, name, protected_address, recorded_by)
    values ('${id}', 2, 'ringparken', 'x', 'x', 'x', '2020-01-01', 'x', false, '${senderId}')`)
  return { id, senderId, organisationId: 'boligviborg' }
}

export const importRelations = {
  tenancy_imports: 'select id::text from tenancy_imports',
  tenancy_import_rows: 'select import_id::text from tenancy_import_rows',
}

/** Of the landlord's staff; the rows are of whoever sends them alone. */
export const aboutImports = ({ imported }: State, user: User): Sight => ({
  tenancy_imports:
    user.role === 'drift' && user.organisationId === imported.organisationId ? [imported.id] : [],
  tenancy_import_rows: user.id === imported.senderId ? [imported.id] : [],
})

export const importProbes = ({ state }: World): Probe[] => {
  const other = asOther('recorded_by', state.users[0]?.id ?? '')
  const begin = (more = ['', '']) => `insert into tenancy_imports (id, dry_run, rows${more[0]})
    values (${uuid}, true, 1${more[1]})`
  const stage = (
    more = ['', ''],
  ) => `insert into tenancy_import_rows (import_id, line, department_id, key, address,
      dwelling, moved_in_on, name, protected_address${more[0]})
    values (${uuid}, 1, 'lindon', 'x', 'x', 'x', today(), 'x', false${more[1]})`
  const goOn = `update tenancy_imports set staged = 1`
  return [
    { by: 'drift.ringparken', sql: begin(), touches: 1 },
    { by: 'social.anna', sql: begin(), touches: 'refused' },
    { by: 'drift.ringparken', sql: goOn, touches: 1 },
    { by: 'drift.sctjoergen', sql: goOn, touches: 0 },
    { by: 'koordinator', sql: goOn, touches: 0 },
    { by: 'drift.ringparken', sql: stage(), touches: 1 },
    { by: 'drift.ringparken', sql: stage(other), touches: 'refused' },
    { by: 'drift.boligviborg', sql: `update tenancy_import_rows set name = 'y'`, touches: 1 },
    { by: 'drift.ringparken', sql: `update tenancy_import_rows set name = 'y'`, touches: 0 },
    { by: 'drift.ringparken', sql: `delete from tenancy_import_rows`, touches: 0 },
  ]
}
