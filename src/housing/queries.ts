import { sql } from 'drizzle-orm'
import { recorded, recordedList, recordedPage, recordedWrite } from '../database/recorded.ts'
import { filtered, insertInto, type RowOf, selected, statement, updateOf } from '../database/statement.ts'
import { departments as d, organisations as o, residents as r, tenancies as t } from './table.ts'

const p = sql.placeholder

const resident = {
  id: r.id,
  tenancyId: r.tenancyId,
  name: r.name,
  birthYear: r.birthYear,
  phone: r.phone,
  protectedAddress: r.protectedAddress,
}
export type ResidentRow = RowOf<typeof resident>

const tenancy = {
  id: t.id,
  departmentId: t.departmentId,
  address: t.address,
  dwelling: t.dwelling,
  movedInOn: t.movedInOn,
  movedOutOn: t.movedOutOn,
  // The same fields in the same order as of a resident alone, for the entity tags to be the same.
  residents: sql<ResidentRow[]>`(
    select coalesce(json_agg(json_build_object('id', x.id, 'tenancyId', x.tenancy_id, 'name', x.name,
      'birthYear', x.birth_year, 'phone', x.phone, 'protectedAddress', x.protected_address) order by x.id), '[]')
    from residents x where x.tenancy_id = ${t.id})`,
}
export type TenancyRow = RowOf<typeof tenancy>

const household = {
  subjects: sql`${t.id} || array(select x.id from residents x where x.tenancy_id = ${t.id})`,
}
const person = { subjects: sql`array[${r.id}, ${r.tenancyId}]` }

export const insertTenancy = statement(
  insertInto(t, ['id', 'departmentId', 'address', 'dwelling', 'movedInOn', 'movedOutOn']),
)
const residentColumns = ['id', 'tenancyId', 'name', 'birthYear', 'phone', 'protectedAddress'] as const
export const insertResident = statement(insertInto(r, [...residentColumns]))
export const insertResidentAlone = recordedWrite(resident, r, insertInto(r, [...residentColumns]), person)

const oneTenancy = sql`from ${t} where ${t.id} = ${p('id')}`
const oneResident = sql`from ${r} where ${r.id} = ${p('id')}`

export const findTenancy = recorded(tenancy, oneTenancy, household)
export const readTenancy = statement<TenancyRow>(sql`select ${selected(tenancy)} ${oneTenancy}`)
export const lockTenancy = statement(sql`select 1 ${oneTenancy} for update`)
export const updateTenancy = statement(updateOf(t, ['address', 'dwelling', 'movedInOn', 'movedOutOn']))

export const findResident = recorded(resident, oneResident, person)
export const readResident = statement<ResidentRow>(sql`select ${selected(resident)} ${oneResident}`)
export const lockResident = statement(sql`select 1 ${oneResident} for update`)
export const updateResident = statement(updateOf(r, ['name', 'birthYear', 'phone', 'protectedAddress']))

export const requireTenancy = statement(sql`select require_found(exists (select 1 ${oneTenancy}))`)

export const listTenancies = filtered(
  {
    departmentId: sql`${t.departmentId} = ${p('departmentId')}`,
    address: sql`strpos(folded(${t.address}), folded(${p('address')})) > 0`,
    cursor: sql`${t.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(tenancy, sql`from ${t} where ${where}`, t.id, household),
)

export const lookup = recorded(
  { tenancyId: sql<string>`f.tenancy_id`, residentId: sql<string>`f.resident_id` },
  sql`from lookup_tenancy(${p('departmentId')}, ${p('address')}, ${p('dwelling')}, ${p('residentName')},
    coalesce(${p('on')}::date, today())) f`,
  { subjects: sql`array[f.tenancy_id, f.resident_id]` },
)

const nobody = { subjects: sql`'{}'::uuid[]` }

export const listOrganisations = recordedList(
  { id: o.id, name: o.name, party: o.party },
  sql`from ${o} order by ${o.id}`,
  nobody,
)
export const listDepartments = recordedList(
  { id: d.id, name: d.name, organisationId: d.organisationId },
  sql`from ${d} order by ${d.position}`,
  nobody,
)
