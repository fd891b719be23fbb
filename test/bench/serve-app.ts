import { buildApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createPool } from '../../src/database/pool.ts'
import { newPrivateKey } from '../../src/kernel/keys.ts'
import { createLogger } from '../../src/logger.ts'
import { actors, idOf } from './data.ts'
import { sealerOf } from './sealing.ts'

/** Our app, as it is run: tokens, policies, trail and log, in a process of its own. */
const pem = newPrivateKey()
const config = readConfig({ ...process.env, TOKEN_PRIVATE_KEY: pem, ACCESS_TOKEN_SECONDS: '3600' })
const pool = createPool({
  url: config.DATABASE_URL ?? '',
  schema: config.DATABASE_SCHEMA,
  max: config.DATABASE_POOL_SIZE,
  statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
  onError: () => {},
})
const logger = createLogger('info', { write: () => {} })
const app = await buildApp({ config, pool, privateKey: pem, logger })
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const tokenOf = (number: number) =>
  app.tokens.sign({ sub: idOf('user', number), sid: idOf('session', number) })
const tokens = Object.fromEntries(Object.entries(actors).map(([name, number]) => [name, tokenOf(number)]))
// As in the server's process, where a key is set.
if (config.AUDIT_SIGNING_KEY) sealerOf(config.DATABASE_URL ?? '', config.AUDIT_SIGNING_KEY).start()
process.send?.({ address, tokens })
process.on('disconnect', () => process.exit())
