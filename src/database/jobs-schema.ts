import type pg from 'pg'
import { getConstructionPlans, getMigrationPlans } from 'pg-boss'
import boss from 'pg-boss/package.json' with { type: 'json' }

/** The jobs' tables lie in a schema of their own, beside that of the helhedsplan. */
export const jobsSchemaOf = (schema: string): string => `${schema}_jobs`

/** What pg-boss asks of its tables at work; it can't change them. */
const grants = (schema: string) => `
  grant usage on schema ${schema} to bo_godt_jobs;
  grant select, insert, update, delete on all tables in schema ${schema} to bo_godt_jobs;
  grant execute on all functions in schema ${schema} to bo_godt_jobs`

const installed = async (admin: pg.Client, schema: string): Promise<number | undefined> => {
  const found = await admin.query('select from pg_tables where schemaname = $1 and tablename = $2', [
    schema,
    'version',
  ])
  if (!found.rowCount) return undefined
  const { rows } = await admin.query(`select version::int from ${schema}.version`)
  return rows[0].version
}

/** Makes pg-boss's tables, or brings them to the version that this program knows. */
export const installJobs = async (admin: pg.Client, schema: string): Promise<void> => {
  const jobs = jobsSchemaOf(schema)
  const version = await installed(admin, jobs)
  if (version === undefined) await admin.query(getConstructionPlans(jobs, { createSchema: false }))
  else if (version < boss.pgboss.schema) await admin.query(getMigrationPlans(jobs, version))
  await admin.query(grants(jobs))
}
