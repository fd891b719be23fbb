import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import { afterAll, inject } from 'vitest'
import { createPool } from '../../src/database/pool.ts'
import { adminQuery, applicationUrl, dropDatabase, onDatabase, schema } from './addresses.ts'

export interface TestDatabase {
  adminUrl: string
  applicationUrl: string
  schema: string
  /** Runs SQL as the superuser, who sees past every policy. */
  admin<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  /** A pool of the application's role; ended with the file. */
  pool(max?: number, settings?: Record<string, number>): pg.Pool
  /** Moves the database's clock, e.g. `now() + interval '11 months'`, until it is set to `now()` again. */
  setClock(expression: string): Promise<void>
}

/** A database that is there already; its pools are ended with the file. */
export const databaseAt = (adminUrl: string): TestDatabase => {
  const pools: pg.Pool[] = []
  afterAll(() => Promise.all(pools.map((pool) => pool.end())))
  const database: TestDatabase = {
    adminUrl,
    applicationUrl: applicationUrl(adminUrl),
    schema,
    admin: (text, values) => adminQuery(adminUrl, text, values),
    pool: (max = 10, settings = {}) => {
      const url = database.applicationUrl
      const pool = createPool({ url, schema, max, settings, statementTimeoutMs: 10_000, onError: () => {} })
      pools.push(pool)
      return pool
    },
    setClock: async (expression) => {
      await database.admin(`create or replace function clock() returns timestamptz
        language sql stable parallel safe return ${expression}`)
    },
  }
  return database
}

/** Clones the template, or another database, for the calling test file, and drops the clone when the file is done. */
export const cloneDatabase = async (template = inject('template')): Promise<TestDatabase> => {
  const server = inject('adminUrl')
  const name = `bo_godt_test_${process.pid}_${randomBytes(4).toString('hex')}`
  await adminQuery(server, `create database ${name} template ${template} strategy file_copy`)
  // Rights on a database are not cloned with it.
  await adminQuery(server, `revoke temporary on database ${name} from public`)
  afterAll(() => dropDatabase(server, name))
  return databaseAt(onDatabase(server, name))
}
