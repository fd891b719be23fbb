import pg from 'pg'

export interface PoolOptions {
  url: string
  schema: string
  max: number
  statementTimeoutMs: number
  /** One that the application's role steps down into, for as long as the connection lasts. */
  role?: string
  /** What SQL asks `current_setting` for. */
  settings?: Record<string, number>
  onError: (error: Error) => void
}

const optionsOf = ({ role, schema, settings = {} }: PoolOptions): string => {
  const session = {
    search_path: schema,
    timezone: 'UTC',
    datestyle: 'ISO',
    plan_cache_mode: 'force_generic_plan',
  }
  const all = Object.entries({ ...(role && { role }), ...session, ...settings })
  return all.map(([name, value]) => `-c ${name}=${value}`).join(' ')
}

/**
 * Connections of the application's own role. What a session must have (schema, UTC, limits) is set when it
 * is opened, and each client has an `error` listener: without one, a connection that dies ends the process.
 */
export const createPool = (options: PoolOptions): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: options.statementTimeoutMs,
    lock_timeout: options.statementTimeoutMs,
    idle_in_transaction_session_timeout: 2 * options.statementTimeoutMs,
    application_name: 'bo-godt',
    options: optionsOf(options),
  })
  pool.on('connect', (client) => client.on('error', options.onError))
  pool.on('error', options.onError)
  return pool
}
