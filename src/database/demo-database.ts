import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { seedDemo } from '../../seeds/demo.ts'
import { createDemoUsers, setDemoPasswords } from '../../seeds/demo-users.ts'
import { migrate } from './migrate.ts'

export interface DemoDatabaseOptions {
  /** Where the server's databases can be made. */
  adminUrl: string
  schema: string
  /** The demo users' password. */
  password: string
  log: (line: string) => void
}

const unfinished = 'unfinished'

const query = async (url: string, ...statements: string[]): Promise<{ rowCount: number | null }> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    let last: { rowCount: number | null } = { rowCount: 0 }
    for (const statement of statements) last = await client.query(statement)
    return last
  } finally {
    await client.end()
  }
}

export const demoDatabaseOf = (schema: string): string => `demo_${schema}`.slice(0, 63)

export const addressOf = (
  adminUrl: string,
  database: string,
  user?: { name: string; password: string },
): string => {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  if (user) Object.assign(url, { username: user.name, password: user.password })
  return url.href
}

/** A password of this start alone: nothing else knows it, and nothing keeps it. */
const newRolePassword = async (adminUrl: string): Promise<string> => {
  const password = randomBytes(24).toString('hex')
  await query(adminUrl, `alter role bo_godt_app login password '${password}'`)
  return password
}

/** Made under another name and renamed when whole, so that a start that was killed halfway leaves nothing. */
const make = async ({ adminUrl, schema, password, log }: DemoDatabaseOptions, name: string) => {
  await query(adminUrl, `drop database if exists ${unfinished} with (force)`, `create database ${unfinished}`)
  const unfinishedUrl = addressOf(adminUrl, unfinished)
  await migrate({ adminUrl: unfinishedUrl, schema })
  await createDemoUsers(unfinishedUrl, schema, password)
  const role = { name: 'bo_godt_app', password: await newRolePassword(adminUrl) }
  const applicationUrl = addressOf(adminUrl, unfinished, role)
  log('filling a new database with demo data')
  await seedDemo({ adminUrl: unfinishedUrl, applicationUrl, schema, password, log })
  await query(adminUrl, `alter database ${unfinished} rename to ${name}`)
}

/**
 * Brings the database with demo data up to date, or makes it.
 * @returns its address for the application's own role
 */
export const openDemoDatabase = async (options: DemoDatabaseOptions): Promise<string> => {
  const { adminUrl, schema, password } = options
  const name = demoDatabaseOf(schema)
  const found = await query(adminUrl, `select from pg_database where datname = '${name}'`)
  if (found.rowCount) {
    const url = addressOf(adminUrl, name)
    await migrate({ adminUrl: url, schema })
    await setDemoPasswords(url, schema, password)
  } else await make(options, name)
  return addressOf(adminUrl, name, { name: 'bo_godt_app', password: await newRolePassword(adminUrl) })
}
