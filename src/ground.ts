import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import { requireFit } from './database/requirements.ts'
import { keptPrivateKey } from './http/tokens.ts'
import type { Lifecycle } from './lifecycle.ts'

/** What a process stands on: its database, its keys, and where checkpoints of the trail are kept. */
export interface Ground {
  databaseUrl: string
  privateKey: string
  signingKey: string | undefined
  checkpointDir: string | undefined
}

/**
 * A database and keys of our own, kept in the data folder. Only here is the embedded database loaded: it is not installed
 * where a DATABASE_URL is set.
 */
export const embedded = async (config: Config, log: Logger, lifecycle: Lifecycle): Promise<Ground> => {
  const { startEmbedded } = await import('./database/embedded.ts')
  const { openDemoDatabase } = await import('./database/demo-database.ts')
  const { BO_GODT_DATA_DIR: dataDir, DATABASE_SCHEMA: schema, DEMO_PASSWORD: password } = config
  const say = (line: string) => log.info(line)
  const starting = startEmbedded({ dataDir, log: say, maxConnections: config.DATABASE_POOL_SIZE + 20 })
  lifecycle.onStop(async () => (await starting.catch(() => undefined))?.stop())
  const { adminUrl } = await starting
  const databaseUrl = await openDemoDatabase({ adminUrl, schema, password, log: say })
  return {
    databaseUrl,
    privateKey: config.TOKEN_PRIVATE_KEY ?? keptPrivateKey(dataDir, 'token-key.pem'),
    signingKey: config.AUDIT_SIGNING_KEY ?? keptPrivateKey(dataDir, 'audit-key.pem'),
    checkpointDir: config.AUDIT_CHECKPOINT_DIR ?? join(dataDir, 'checkpoints', schema),
  }
}

/** @throws UnfitDatabase */
export const given = async (databaseUrl: string, config: Config): Promise<Ground> => {
  await requireFit(databaseUrl, config.DATABASE_SCHEMA)
  const { TOKEN_PRIVATE_KEY: privateKey = '', AUDIT_SIGNING_KEY, AUDIT_CHECKPOINT_DIR } = config
  return { databaseUrl, privateKey, signingKey: AUDIT_SIGNING_KEY, checkpointDir: AUDIT_CHECKPOINT_DIR }
}
