import { sql } from 'drizzle-orm'
import { statement } from '../../database/statement.ts'
import { here, inFile, leads, meets } from './fragments.ts'

const p = sql.placeholder

/** The leases that are known by their key. */
const byKey = statement(sql`
  update tenancy_import_rows s set tenancy = t.id from tenancies t
  where ${here} and t.department_id = s.department_id and t.external_key = s.key`)

/**
 * Those that were entered by hand: of the same dwelling at the same time, with somebody of the same name. Only where there
 * is no doubt, on either side.
 */
const byDwelling = statement(sql`
  with likely as (
    select a.department_id, a.key, t.id from ${leads} a join tenancies t on ${meets}
    where a.tenancy is null and t.external_key is null and exists (
      select from residents r join tenancy_import_rows s on s.name_key = folded(r.name)
      where r.tenancy_id = t.id and ${here} and s.department_id = a.department_id and s.key = a.key)
  ), counted as (
    select l.*, count(*) over (partition by l.department_id, l.key) as homes, count(*) over (partition by l.id) as files
    from likely l
  )
  update tenancy_import_rows s set tenancy = c.id from counted c
  where ${here} and c.homes = 1 and c.files = 1 and s.department_id = c.department_id and s.key = c.key`)

/** What they will say: a spelling that means the same is left, and so is what the file has no column for. */
const leaseAfterwards = statement(sql`
  with next as (
    select s.line,
      case when s.address_key = folded(t.address) then t.address else s.address end as address,
      case when s.dwelling_key = folded(t.dwelling) then t.dwelling else s.dwelling end as dwelling,
      case when ${p('givesMovedOut')}::boolean then s.moved_out_on else t.moved_out_on end as moved_out_on,
      t.address as old_address, t.dwelling as old_dwelling, t.moved_in_on as old_in, t.moved_out_on as old_out,
      t.external_key as old_key
    from tenancy_import_rows s join tenancies t on t.id = s.tenancy where ${here}
  )
  update tenancy_import_rows s set address = n.address, dwelling = n.dwelling, moved_out_on = n.moved_out_on,
    lease_fields = array_remove(array[
      case when n.address <> n.old_address then 'address' end,
      case when n.dwelling <> n.old_dwelling then 'dwelling' end,
      case when s.moved_in_on <> n.old_in then 'movedInOn' end,
      case when n.moved_out_on is distinct from n.old_out then 'movedOutOn' end,
      case when s.key is distinct from n.old_key then 'key' end], null)
  from next n where ${here} and s.line = n.line`)

const newTenancies = statement(sql`
  with made as (
    select a.department_id, a.key, uuidv7() as id
    from (select * from ${leads} l where l.tenancy is null order by l.line) a
  )
  update tenancy_import_rows s set tenancy = m.id, is_new_tenancy = true from made m
  where ${here} and s.department_id = m.department_id and s.key = m.key`)

/** Whoever lived there, by the landlord's own register, and is not in the file, moves out when these move in. */
const successions = statement(sql`
  update tenancy_import_rows s set succeeds = f.id
  from (select a.line, t.id from ${leads} a join tenancies t on ${meets}
    where a.is_new_tenancy and t.external_key is not null and t.moved_in_on < a.moved_in_on and not ${inFile}) f
  where ${here} and s.line = f.line`)

const byPersonKey = statement(sql`
  update tenancy_import_rows s set resident = r.id from residents r
  where ${here} and not s.is_new_tenancy and r.tenancy_id = s.tenancy and r.external_key = s.person_key`)

/** By name within the household; where two have it, nobody is found, and the row is told of. */
const byName = statement(sql`
  with likely as (
    select s.line, r.id from tenancy_import_rows s join residents r on r.tenancy_id = s.tenancy and folded(r.name) = s.name_key
    where ${here} and not s.is_new_tenancy and s.resident is null and (s.person_key is null or r.external_key is null)
      and not exists (select from tenancy_import_rows o where o.import_id = s.import_id and o.resident = r.id)
  ), counted as (
    select l.*, count(*) over (partition by l.line) as people, count(*) over (partition by l.id) as rows from likely l
  )
  update tenancy_import_rows s set resident = c.id from counted c
  where ${here} and s.line = c.line and c.people = 1 and c.rows = 1`)

/**
 * What they will say. An empty phone or year says nothing; a protected address is never laid open by a file; and what is
 * restricted is not changed (GDPR art. 18).
 */
const personAfterwards = statement(sql`
  with held as materialized (
    select x.resident_id from restrictions x where x.case_id is null and x.lifted_at is null
  ), said as (
    select s.line, r as old, s.resident in (select h.resident_id from held h) as held,
      case when s.name_key = folded(r.name) then r.name else s.name end as name,
      coalesce(s.birth_year, r.birth_year) as birth_year, coalesce(s.phone, r.phone) as phone,
      r.protected_address or s.protected_address as protected_address,
      ${p('givesProtection')}::boolean and r.protected_address and not s.protected_address as protection_kept,
      coalesce(s.person_key, r.external_key) as person_key
    from tenancy_import_rows s join residents r on r.id = s.resident where ${here}
  ), next as (
    select n.*, (n.old).external_key as old_key, (n.old).protected_address as old_protected,
      (n.name, n.birth_year, n.phone) is distinct from ((n.old).name, (n.old).birth_year, (n.old).phone) as differs
    from said n
  )
  update tenancy_import_rows s set
    name = case when n.held then (n.old).name else n.name end,
    birth_year = case when n.held then (n.old).birth_year else n.birth_year end,
    phone = case when n.held then (n.old).phone else n.phone end,
    protected_address = n.protected_address, person_key = n.person_key,
    restricted = n.held and n.differs, protection_kept = n.protection_kept,
    person_fields = array_remove(array[
      case when not n.held and n.name <> (n.old).name then 'name' end,
      case when not n.held and n.birth_year is distinct from (n.old).birth_year then 'birthYear' end,
      case when not n.held and n.phone is distinct from (n.old).phone then 'phone' end,
      case when n.protected_address <> n.old_protected then 'protectedAddress' end,
      case when n.person_key is distinct from n.old_key then 'personKey' end], null)
  from next n where ${here} and s.line = n.line`)

const newResidents = statement(sql`
  with made as (
    select x.line, uuidv7() as id
    from (select s.line from tenancy_import_rows s where ${here} and s.resident is null order by s.line) x
  )
  update tenancy_import_rows s set resident = m.id, is_new_resident = true from made m
  where ${here} and s.line = m.line`)

export const findLeases = [byKey, byDwelling]
export const findPeople = [leaseAfterwards, newTenancies, byPersonKey, byName, personAfterwards]
/** When nothing stands in the way. */
export const findMoves = [successions]
export const nameNewPeople = newResidents
