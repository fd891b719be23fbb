import { sql } from 'drizzle-orm'
import { recorded } from '../../database/recorded.ts'
import { insertInto, statement } from '../../database/statement.ts'
import { departmentPopulation as n } from '../table.ts'

const p = sql.placeholder

const columns = {
  id: n.id,
  departmentId: n.departmentId,
  year: n.year,
  version: sql<number>`(select count(*)::int from department_population e
    where e.department_id = ${n.departmentId} and e.year = ${n.year} and e.id <= ${n.id})`,
  dwellings: n.dwellings,
  households: n.households,
  residents: n.residents,
  source: n.source,
  recordedAt: n.recordedAt,
  recordedBy: n.recordedBy,
}

/** The newest version. */
export const findPopulation = recorded(
  columns,
  sql`from ${n} where ${n.departmentId} = ${p('departmentId')} and ${n.year} = ${p('year')} order by ${n.id} desc limit 1`,
  { subjects: sql`'{}'::uuid[]` },
)

export const insertPopulation = statement(
  insertInto(n, ['id', 'departmentId', 'year', 'dwellings', 'households', 'residents', 'source']),
)

export const saysTheSame = statement<{ same: boolean }>(sql`
  select (x.dwellings, x.households, x.residents, x.source)
    = (${p('dwellings')}::int, ${p('households')}::int, ${p('residents')}::int, ${p('source')}::text) as same
  from department_population x where x.department_id = ${p('departmentId')} and x.year = ${p('year')}
  order by x.id desc limit 1`)
