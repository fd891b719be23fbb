import { sql } from 'drizzle-orm'
import { recorded, recordedPage } from '../../database/recorded.ts'
import { statement } from '../../database/statement.ts'
import type { Code } from '../../kernel/codes.ts'
import type { Change } from '../schemas.ts'
import { tenancyImports as i } from '../table.ts'

const p = sql.placeholder

/** Work that has not ended, and that nobody does any more, was cut off with its process. */
const stands = sql`(${i.endedAt} is not null or tenancy_import_runs(${i.organisationId}))`
const state = sql<Code<'importState'>>`case when ${stands} then ${i.state} else 'interrupted' end`
const applied = sql<number>`case when ${stands} then ${i.applied} else 0 end`

const columns = {
  ...{ id: i.id, state, dryRun: i.dryRun, rows: i.rows, staged: i.staged, applied },
  ...{ counts: i.counts, errorCount: i.errorCount, errors: i.errors },
  ...{ recordedAt: i.recordedAt, endedAt: i.endedAt },
}
const trail = { subjects: sql`array[${i.id}]` }

export const findImport = recorded(columns, sql`from ${i} where ${i.id} = ${p('id')}`, trail)
export const listImports = recordedPage(
  columns,
  sql`from ${i} where ${p('cursor')}::uuid is null or ${i.id} < ${p('cursor')}::uuid`,
  i.id,
  trail,
)

/**
 * A file and a register are compared as sets, by hashes of all that they have in common: the planner, who has not counted
 * the file, would do it row by row, or department by department.
 */
export const begin = statement(sql`
  select require_new(lock_tenancy_import(), 'En anden indlæsning er i gang. Vent, til den er færdig.'),
    set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true)`)

/** Whatever was under way before is not: this one holds the lock. */
export const start = statement<never>(sql`
  with cut_off as (
    update tenancy_imports i set state = 'interrupted', applied = 0, ended_at = clock()
    where i.organisation_id = (select actor_organisation()) and i.ended_at is null)
  insert into tenancy_imports (id, dry_run, rows) values (${p('id')}, ${p('dryRun')}, ${p('rows')})`)

export const progress = statement<never>(sql`
  update tenancy_imports i set state = ${p('state')}, staged = coalesce(${p('staged')}::int, i.staged),
    applied = coalesce(${p('applied')}::int, i.applied)
  where i.id = ${p('id')}`)

export const end = statement<never>(sql`
  update tenancy_imports i set state = ${p('state')}, ended_at = clock() + (clock_timestamp() - now()), error_count = ${p('errorCount')},
    errors = (${p('told')}::json -> 'errors'), counts = (${p('told')}::json -> 'counts'),
    applied = case when ${p('state')} = 'done' then i.applied else 0 end
  where i.id = ${p('id')}`)

/** What became of the file, with what is told to the one who sent it alone. */
export const findOutcome = recorded(
  {
    ...columns,
    ignoredColumns: sql<string[]>`${p('told')}::json -> 'ignoredColumns'`,
    changes: sql<Change[]>`${p('told')}::json -> 'changes'`,
  },
  sql`from ${i} where ${i.id} = ${p('id')}`,
  trail,
)
