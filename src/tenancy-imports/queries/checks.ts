import { type SQL, sql } from 'drizzle-orm'
import { type Statement, statement } from '../../database/statement.ts'
import type { RowError } from '../schemas.ts'
import { here, inFile, leads, meets } from './fragments.ts'

const p = sql.placeholder
const most = 1000

/** Rows that break a rule, by line: the first of them, and how many there are. */
export type Check = Statement<{ errors: RowError[]; count: number }>

const check = (...parts: SQL[]): Check =>
  statement(sql`
    with wrong ("row", "column", message) as materialized (${sql.join(parts, sql` union all `)})
    select (select count(*)::int from wrong) as count, (
      select coalesce(json_agg(f order by f."row"), '[]') from (select * from wrong order by "row" limit ${sql.raw(String(most))}) f
    ) as errors`)

const disagreeing = sql`
  select s.line, '', format('Lejemålet står også i række %s med andre oplysninger', a.line)
  from tenancy_import_rows s join ${leads} a on a.department_id = s.department_id and a.key = s.key
  where ${here} and (s.address_key, s.dwelling_key, s.moved_in_on, s.moved_out_on)
    is distinct from (a.address_key, a.dwelling_key, a.moved_in_on, a.moved_out_on)`

const samePerson = (by: SQL) => sql`
  select x.line, '', format('Beboeren står også i række %s', x.first)
  from (select s.line, min(s.line) over (partition by s.department_id, s.key, ${by}) as first
    from tenancy_import_rows s where ${here}) x
  where x.line > x.first`

const largeHouseholds = sql`
  select min(s.line), '', 'Højst 20 beboere i et lejemål' from tenancy_import_rows s where ${here}
  group by s.department_id, s.key having count(*) > 20`

const twoOfOneName = sql`
  select s.line, 'name', 'Husstanden har flere med det navn: giv dem beboernumre'
  from tenancy_import_rows s where ${here} and s.resident is null and not s.is_new_tenancy and exists (
    select from residents r where r.tenancy_id = s.tenancy and folded(r.name) = s.name_key
      and (s.person_key is null or r.external_key is null))`

const endsBeforeItBegins = sql`
  select a.line, 'movedOutOn', 'Fraflytning ligger før indflytning' from ${leads} a where a.moved_out_on < a.moved_in_on`

const overlapInFile = sql`
  select b.line, 'movedInOn', format('Boligen er lejet ud i samme periode i række %s', a.line)
  from ${leads} a join ${leads} b on b.department_id = a.department_id and b.address_key = a.address_key
    and b.dwelling_key = a.dwelling_key and b.line > a.line
    and daterange(b.moved_in_on, b.moved_out_on) && daterange(a.moved_in_on, a.moved_out_on)`

const taken = sql`'Boligen har allerede et lejemål i perioden'`

/** Those that are not in the file stand in the way, unless they are who these succeed. */
const overlap = sql`
  select distinct a.line, 'movedInOn', ${taken} from ${leads} a join tenancies t on ${meets}
  where (a.is_new_tenancy or a.lease_fields <> '{}') and a.succeeds is distinct from t.id and not ${inFile}`

/** And so do those that the sender is shut out of. */
const overlapUnseen = sql`
  select l, 'movedInOn', ${taken} from barred_import_rows(${p('id')}::uuid) l`

/** Of the file alone, before anything is looked for. */
export const checkFile = check(
  disagreeing,
  samePerson(sql`coalesce('k' || s.person_key, 'n' || s.name_key)`),
  largeHouseholds,
)
/** Of what was found. */
export const checkFound = check(twoOfOneName, endsBeforeItBegins)
/** Of what the register would be. */
export const checkRegister = check(overlapInFile, overlap, overlapUnseen)
