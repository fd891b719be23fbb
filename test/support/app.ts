import type pg from 'pg'
import { afterAll, inject } from 'vitest'
import type { DemoUsername } from '../../seeds/demo-users.ts'
import { buildApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import type { App } from '../../src/http/slice.ts'
import { newPrivateKey } from '../../src/kernel/keys.ts'
import { createLogger } from '../../src/logger.ts'
import { type Actor, actorOn, sessionTokens } from './actors.ts'
import { cloneDatabase, type TestDatabase } from './database.ts'

export interface TestApp {
  app: App
  database: TestDatabase
  pool: pg.Pool
  /** Every log line so far, as it was written. */
  lines: string[]
  /** A demo user, signed in. */
  as(username: DemoUsername): Actor
  /** Whoever: no token at all, unless one is given. */
  anyone: Actor
}

export interface TestAppOptions {
  database?: TestDatabase
  config?: Partial<Config>
  privateKey?: string
  poolSize?: number
  /** What SQL asks `current_setting` for. */
  settings?: Record<string, number>
  clock?: () => Date
  resolve?: (hostname: string) => Promise<string[]>
}

export { newPrivateKey }

/** Tests ask more in a minute than people do. */
const noLimits = { RATE_USER_PER_MINUTE: '1000000', RATE_ADDRESS_PER_MINUTE: '1000000' }

/** The app as it runs, on a clone of its own; what it logs is kept. */
export const testApp = async (options: TestAppOptions = {}): Promise<TestApp> => {
  const database = options.database ?? (await cloneDatabase())
  const pool = database.pool(options.poolSize, options.settings)
  const config: Config = { ...readConfig(noLimits), ...options.config }
  const { privateKey = newPrivateKey(), clock = () => new Date(), resolve } = options
  const lines: string[] = []
  const logger = createLogger('info', { write: (line) => lines.push(line) })
  const app = await buildApp({ config, pool, privateKey, logger, clock, resolve })
  await app.ready()
  afterAll(() => app.close())
  const tokens = sessionTokens(app, inject('password'))
  const as = (username: DemoUsername) => actorOn(app, () => tokens(username))
  return { app, database, pool, lines, as, anyone: actorOn(app, async () => undefined) }
}
