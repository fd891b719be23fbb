import { generateKeyPairSync } from 'node:crypto'
import pg from 'pg'
import { buildApp } from '../src/app.ts'
import { type Config, readConfig } from '../src/config.ts'
import { createPool } from '../src/database/pool.ts'
import type { App } from '../src/http/slice.ts'
import { createLogger } from '../src/logger.ts'
import { plan } from './plan.ts'

export interface DemoOptions {
  adminUrl: string
  applicationUrl: string
  schema: string
  /** The demo users' password; the users exist already. */
  password: string
  log: (line: string) => void
}

/** Sends a request as a demo user, at a moment of the demo's own time. */
export type Send = <T = { id: string }>(request: {
  at: Date
  as: string
  method?: 'POST' | 'PATCH' | 'PUT' | 'GET'
  url: string
  body?: object
}) => Promise<T>

const demoClock = `create or replace function clock() returns timestamptz language sql stable parallel safe
  return coalesce(nullif(current_setting('bo_godt.demo_clock', true), '')::timestamptz, now())`
const realClock = `create or replace function clock() returns timestamptz language sql stable parallel safe
  return now()`

const asOwner = async (options: DemoOptions, ...statements: string[]): Promise<void> => {
  const admin = new pg.Client({ connectionString: options.adminUrl })
  await admin.connect()
  await admin.query(`set role bo_godt_owner; set search_path to ${admin.escapeIdentifier(options.schema)}`)
  for (const statement of statements) await admin.query(statement)
  await admin.end()
}

/** The planner's picture of tables that grow from nothing is kept true by `analyze`. */
/** On the one connection; the demo data need not outlive a crash before it is complete. */
const setClock = `select set_config('bo_godt.demo_clock', $1, false), set_config('synchronous_commit', 'off', false)`

interface Session {
  accessToken: string
  refreshToken: string
}

const sender = (app: App, pool: pg.Pool, password: string, setNow: (at: Date) => void) => {
  const sessions = new Map<string, Session>()
  const post = (url: string, body: object) =>
    app.inject({ method: 'POST', url: `/api/v1${url}`, payload: body })
  const send: Send = async ({ at, as, method = 'POST', url, body }) => {
    setNow(at)
    await pool.query(setClock, [at.toISOString()])
    const session =
      sessions.get(as) ?? (await post('/auth/token', { username: as, password })).json<Session>()
    sessions.set(as, session)
    const response = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { authorization: `Bearer ${session.accessToken}`, 'if-match': '*' },
      ...(body && { payload: body }),
    })
    if (response.statusCode >= 300) throw new Error(`demo data: ${method} ${url}: ${response.body}`)
    return response.json()
  }
  const signOut = async () => {
    for (const { refreshToken } of sessions.values()) await post('/auth/logout', { refreshToken })
  }
  return { send, signOut }
}

/** One connection, so that the demo's clock is set where the next request runs. */
const singleConnection = ({ applicationUrl, schema }: DemoOptions): pg.Pool =>
  createPool({
    url: applicationUrl,
    schema,
    max: 1,
    statementTimeoutMs: 30_000,
    onError: () => {},
  })

/**
 * Fills an empty installation with two years of invented work, through the API as its users would. The database's
 * clock is replaced meanwhile; on failure the database is not to be used.
 */
export const seedDemo = async (options: DemoOptions): Promise<void> => {
  const started = Date.now()
  const logger = createLogger('silent')
  const privateKey = String(
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
  )
  const config: Config = { ...readConfig({}), SESSION_HOURS: 24 * 3650, ACCESS_TOKEN_SECONDS: 3600 }
  let now = new Date()
  const pool = singleConnection(options)
  const app = await buildApp({ config, pool, privateKey, logger, clock: () => now })
  await asOwner(options, demoClock)
  const { send, signOut } = sender(app, pool, options.password, (at) => {
    now = at
  })
  const events = plan(new Date())
  for (const [index, event] of events.entries()) {
    if (index % 500 === 0) await asOwner(options, 'analyze')
    await event.run(send, event.at)
  }
  await signOut()
  await app.close()
  await pool.end()
  await asOwner(options, realClock)
  options.log(`demo data: ${events.length} events in ${Math.round((Date.now() - started) / 100) / 10} s`)
}
