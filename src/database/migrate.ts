import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { applyReferenceData } from '../../seeds/reference.ts'
import { applyPending } from './applying.ts'
import { installJobs, jobsSchemaOf } from './jobs-schema.ts'
import { type Migration, readMigrations } from './migrations.ts'
import { lockTimeoutMs, patiently, type Say } from './patience.ts'

export interface MigrateOptions {
  /** A role that may create roles and schemas. */
  adminUrl: string
  schema: string
  /** The application's own address: its role is made with the password in it, if it does not exist yet. */
  applicationUrl?: string | undefined
  migrations?: Migration[]
  /** Told how it goes. */
  say?: Say
}

const oldestSupported = 180_000

/**
 * Roles are cluster-wide and outlive a schema. The owner and the gate can't log in; the application's role
 * owns nothing and inherits nothing; the roles of jobs and sealing are ones that it steps down into.
 */
const roles = (schema: string, jobs: string) => `
  do $$
  declare
    name text;
  begin
    foreach name in array array['bo_godt_owner', 'bo_godt_gate', 'bo_godt_insight', 'bo_godt_redactor',
      'bo_godt_statistics', 'bo_godt_eraser', 'bo_godt_jobs', 'bo_godt_sealer', 'bo_godt_app'] loop
      if not exists (select from pg_roles where rolname = name) then
        execute format('create role %I nologin noinherit', name);
      end if;
    end loop;
  end $$;
  grant bo_godt_owner to current_user with set true;
  grant bo_godt_gate to bo_godt_owner with inherit false, set true;
  grant bo_godt_insight to bo_godt_owner with inherit false, set true;
  grant bo_godt_redactor to bo_godt_owner with inherit false, set true;
  grant bo_godt_statistics to bo_godt_owner with inherit false, set true;
  grant bo_godt_eraser to bo_godt_owner with inherit false, set true;
  grant bo_godt_jobs, bo_godt_sealer to bo_godt_app with inherit false, set true;
  revoke bo_godt_statistics from bo_godt_app;
  create schema if not exists ${schema} authorization bo_godt_owner;
  create schema if not exists ${jobs} authorization bo_godt_owner;
  create extension if not exists btree_gist schema ${schema};
  grant usage, create on schema ${schema} to bo_godt_gate, bo_godt_insight, bo_godt_redactor,
    bo_godt_statistics, bo_godt_eraser;
  grant usage on schema ${schema} to bo_godt_app, bo_godt_jobs, bo_godt_sealer;
  do $$ begin
    execute format('grant connect on database %I to bo_godt_app', current_database());
    execute format('grant create on database %I to bo_godt_owner', current_database());
    -- A temporary table is found before any other of its name, also by the functions that decide who sees what.
    execute format('revoke temporary on database %I from public', current_database());
  end $$`

const letIn = async (admin: pg.Client, applicationUrl: string) => {
  const { username, password } = new URL(applicationUrl)
  const { rows } = await admin.query(`select rolcanlogin from pg_roles where rolname = 'bo_godt_app'`)
  if (username !== 'bo_godt_app' || rows[0]?.rolcanlogin) return
  const secret = admin.escapeLiteral(decodeURIComponent(password))
  await admin.query(`alter role bo_godt_app login password ${secret}`)
}

/** @throws when the server is older than PostgreSQL 18. */
export const requireVersion = async (client: { query: pg.Client['query'] }): Promise<void> => {
  const { rows } = await client.query(`select current_setting('server_version_num')::int as version`)
  if (rows[0].version < oldestSupported)
    throw new Error(
      `PostgreSQL 18 or newer is required; this server is ${Math.floor(rows[0].version / 10_000)}`,
    )
}

/**
 * Two at once wait for each other. It is asked for again and again rather than waited for: whoever waits in a statement is
 * waited for by `create index concurrently`.
 */
const waitForOthers = async (admin: pg.Client, schema: string, say: Say): Promise<void> => {
  const lock = `select pg_try_advisory_lock(hashtext('bo_godt.migrate'), hashtext($1)) as mine`
  for (let told = false; !(await admin.query(lock, [schema])).rows[0].mine; told = true) {
    if (!told) say('another process is migrating: waiting for it')
    await setTimeout(lockTimeoutMs)
  }
}

/**
 * Brings roles, schema and reference data up to date while the system is in use; safe to repeat, also after one that was
 * cut off.
 */
export const migrate = async (options: MigrateOptions): Promise<void> => {
  const { adminUrl, schema, applicationUrl, migrations = readMigrations(), say = () => {} } = options
  const admin = new pg.Client({ connectionString: adminUrl, lock_timeout: lockTimeoutMs })
  admin.on('error', () => {})
  await admin.connect()
  const step = (what: string, work: () => Promise<unknown>) => patiently(admin, what, say, work)
  try {
    await requireVersion(admin)
    await waitForOthers(admin, schema, say)
    await step('the roles', () => admin.query(roles(admin.escapeIdentifier(schema), jobsSchemaOf(schema))))
    if (applicationUrl) await letIn(admin, applicationUrl)
    await admin.query('set role bo_godt_owner')
    await admin.query(`set search_path to ${admin.escapeIdentifier(schema)}`)
    await applyPending(admin, migrations, say)
    await step('the jobs', () => installJobs(admin, schema))
    await step('the reference data', () => applyReferenceData(admin))
  } finally {
    await admin.end()
  }
}
