import { newPrivateKey } from './app.ts'
import type { TestDatabase } from './database.ts'
import type { Environment } from './process.ts'

/** The settings of a server on a database that is there already. */
export const settingsOf = (database: Pick<TestDatabase, 'applicationUrl'>): Environment => ({
  DATABASE_URL: database.applicationUrl,
  TOKEN_PRIVATE_KEY: newPrivateKey(),
  SECOND_FACTOR_ROLES: 'none',
  RATE_USER_PER_MINUTE: '1000000',
  RATE_ADDRESS_PER_MINUTE: '1000000',
})
