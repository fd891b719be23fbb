import { createPublicKey } from 'node:crypto'
import { afterAll } from 'vitest'
import { createSigner } from '../../../src/audit/sealing/note.ts'
import type { Place } from '../../../src/audit/sealing/places.ts'
import { createSealer, sealerSettings } from '../../../src/audit/sealing/sealer.ts'
import { createPool } from '../../../src/database/pool.ts'
import { createLogger } from '../../../src/logger.ts'
import { schema } from '../../support/addresses.ts'
import { newPrivateKey } from '../../support/app.ts'
import type { TestDatabase } from '../../support/database.ts'

export const origin = 'viborg.example/bo-godt'

export interface SealingOptions {
  key?: string
  places?: Place[]
  longestSeconds?: number
}

export const publicKeyOf = (privateKey: string): string =>
  String(createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }))

/** A sealer as the server has it, whose rounds are run by the test; what it logs is kept. */
export const sealing = (database: TestDatabase, options: SealingOptions = {}) => {
  const { key = newPrivateKey(), places = [], longestSeconds = 60 } = options
  const lines: string[] = []
  const log = createLogger('info', { write: (line) => lines.push(line) })
  const pool = createPool({
    url: database.applicationUrl,
    schema,
    max: 2,
    statementTimeoutMs: 60_000,
    role: 'bo_godt_sealer',
    settings: sealerSettings,
    onError: () => {},
  })
  const sealer = createSealer({ pool, signer: createSigner(origin, key), places, longestSeconds, log })
  afterAll(() => sealer.stop())
  return { ...sealer, lines, key, publicKey: publicKeyOf(key) }
}

export interface StoredTree {
  leaves: { index: number; event_id: string; leaf: string }[]
  checkpoints: { size: number; root: Buffer; note: string }[]
}

export const storedTree = async (database: TestDatabase): Promise<StoredTree> => ({
  leaves: await database.admin(
    'select index::int, event_id, leaf from audit_leaves order by audit_leaves.index',
  ),
  checkpoints: await database.admin('select size::int, root, note from audit_checkpoints order by size'),
})
