import { createSigner } from '../../../src/audit/sealing/note.ts'
import { folderPlace } from '../../../src/audit/sealing/places.ts'
import { createSealer, sealerSettings } from '../../../src/audit/sealing/sealer.ts'
import { createPool } from '../../../src/database/pool.ts'
import { createLogger } from '../../../src/logger.ts'

/** A process that seals without a pause, until it is killed. */
const [url = '', folder = '', origin = '', key = ''] = process.argv.slice(2)
const pool = createPool({
  url,
  schema: 'bo_godt',
  max: 2,
  statementTimeoutMs: 60_000,
  role: 'bo_godt_sealer',
  settings: sealerSettings,
  onError: () => {},
})
const log = createLogger('info')
const places = [folderPlace(folder)]
const sealer = createSealer({ pool, signer: createSigner(origin, key), places, longestSeconds: 60, log })
for (let round = 0; ; round += 1) {
  await sealer.round()
  log.info(`round ${round}.`)
}
