import { sql } from 'drizzle-orm'
import { statement } from '../../database/statement.ts'
import { here, leads } from './fragments.ts'

const p = sql.placeholder
/** So many lines of the file at a time: no statement is long. */
const part = sql`s.line > ${p('from')}::int and s.line <= ${p('to')}::int`

const leaseMoves = sql`array['address', 'dwelling', 'movedInOn', 'movedOutOn'] && a.lease_fields`

/** Those who are succeeded move out. */
export const endSucceeded = statement(sql`
  update tenancies t set moved_out_on = a.moved_in_on
  from (select l.succeeds, min(l.moved_in_on) as moved_in_on from ${leads} l where l.succeeds is not null
    group by l.succeeds) a where t.id = a.succeeds`)

/**
 * Leases that change are shortened to nothing first: two that swap dwellings or days never overlap on the way to where
 * they are going.
 */
export const setAside = statement(sql`
  update tenancies t set moved_out_on = t.moved_in_on from ${leads} a
  where t.id = a.tenancy and not a.is_new_tenancy and ${leaseMoves}`)

export const changeTenancies = statement(sql`
  update tenancies t set address = a.address, dwelling = a.dwelling, moved_in_on = a.moved_in_on,
    moved_out_on = a.moved_out_on, external_key = a.key
  from ${leads} a where t.id = a.tenancy and not a.is_new_tenancy and a.lease_fields <> '{}'`)

export const addTenancies = statement(sql`
  insert into tenancies (id, department_id, address, dwelling, moved_in_on, moved_out_on, external_key)
  select s.tenancy, s.department_id, s.address, s.dwelling, s.moved_in_on, s.moved_out_on, s.key
  from tenancy_import_rows s where ${here} and ${part} and s.lead and s.is_new_tenancy order by s.line`)

export const addResidents = statement(sql`
  insert into residents (id, tenancy_id, name, birth_year, phone, protected_address, external_key)
  select s.resident, s.tenancy, s.name, s.birth_year, s.phone, s.protected_address, s.person_key
  from tenancy_import_rows s where ${here} and ${part} and s.is_new_resident order by s.line`)

export const changeResidents = statement(sql`
  update residents r set name = s.name, birth_year = s.birth_year, phone = s.phone,
    protected_address = s.protected_address, external_key = s.person_key
  from tenancy_import_rows s where ${here} and ${part} and r.id = s.resident and s.person_fields <> '{}'`)
