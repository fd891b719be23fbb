import { sql } from 'drizzle-orm'
import { statement } from '../../database/statement.ts'

const p = sql.placeholder

/** What a file is read by: the caller's own departments, and the day. */
export const known = statement<{ today: string; departments: { id: string; name: string }[] }>(sql`
  select today()::text as today, (
    select coalesce(json_agg(json_build_object('id', d.id, 'name', d.name) order by d.position), '[]')
    from departments d where d.id = any ((select actor_departments())::text[])) as departments`)

export const stage = statement(sql`
  insert into tenancy_import_rows (import_id, line, department_id, key, person_key, address, dwelling, moved_in_on,
    moved_out_on, name, birth_year, phone, protected_address)
  select ${p('id')}::uuid, x.* from json_to_recordset(${p('batch')}::json -> 'rows') x (line int,
    "departmentId" text, key text, "personKey" text, address text, dwelling text, "movedInOn" date, "movedOutOn" date,
    name text, "birthYear" smallint, phone text, "protectedAddress" boolean)`)

export const markLeads = statement(sql`
  update tenancy_import_rows s set lead = true
  from (select min(x.line) as line from tenancy_import_rows x where x.import_id = ${p('id')}::uuid
    group by x.department_id, x.key) first
  where s.import_id = ${p('id')}::uuid and s.line = first.line`)

/** Households that are kept no longer are not brought back, unless they are here still. */
export const dropExpired = statement<{ expired: number }>(sql`
  with gone as (
    delete from tenancy_import_rows s where s.import_id = ${p('id')}::uuid
      and s.moved_out_on < (select households_kept_since()) and s.tenancy is null
    returning s.lead)
  select count(*) filter (where lead)::int as expired from gone`)

export const clear = statement(sql`delete from tenancy_import_rows s where s.import_id = ${p('id')}::uuid`)
