import { createSigner } from '../../src/audit/sealing/note.ts'
import { createSealer, type Sealer, sealerSettings } from '../../src/audit/sealing/sealer.ts'
import { createPool } from '../../src/database/pool.ts'
import { createLogger } from '../../src/logger.ts'
import { schema } from './database.ts'

/** A sealer as the server has it; what it warns of ends the measurement. */
export const sealerOf = (url: string, key: string): Sealer => {
  const pool = createPool({
    ...{ url, schema, max: 2, role: 'bo_godt_sealer', settings: sealerSettings },
    statementTimeoutMs: 600_000,
    onError: () => {},
  })
  const log = createLogger('warn', {
    write: (line) => {
      process.stderr.write(line)
      process.exit(1)
    },
  })
  return createSealer({ pool, signer: createSigner('bench', key), places: [], longestSeconds: 86_400, log })
}
