import { createPublicKey, type KeyObject } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { readCheckpoint, readPublicKeys } from '../../audit/verifier/note.ts'
import { type Kept, verifyExport } from '../../audit/verifier/verify.ts'
import type { Config } from '../../config.ts'
import { readCheckpoints } from '../checkpoints.ts'
import { CannotDrill } from './cannot.ts'
import type { Ask } from './trial.ts'

/** What was kept outside of the database, to verify it by. */
export interface Outside {
  kept: Kept[]
  keys: KeyObject[]
  /** Where the list of what was erased lies too. */
  folders: string[]
}

const files = (config: Config, checkpoints: string[]) => {
  const { BO_GODT_DATA_DIR: dataDir, DATABASE_SCHEMA: schema, AUDIT_CHECKPOINT_DIR: given } = config
  if (checkpoints.length > 0) return checkpoints
  const folder = given ?? join(dataDir, 'checkpoints', schema)
  return existsSync(folder) ? [folder] : []
}

const keysOf = (
  { BO_GODT_DATA_DIR: dataDir, AUDIT_SIGNING_KEY }: Config,
  keyFiles: string[],
): KeyObject[] => {
  if (keyFiles.length > 0) return keyFiles.flatMap((file) => readPublicKeys(readFileSync(file, 'utf8')))
  const own = join(dataDir, 'audit-key.pem')
  const signing = AUDIT_SIGNING_KEY ?? (existsSync(own) ? readFileSync(own, 'utf8') : undefined)
  return signing ? [createPublicKey(signing)] : []
}

/** What is named, or what this installation's settings name. @throws CannotDrill */
export const readOutside = (config: Config, checkpoints: string[], keyFiles: string[]): Outside => {
  let outside: Outside
  try {
    const named = files(config, checkpoints)
    const folders = named.filter((path) => statSync(path).isDirectory())
    outside = { kept: named.flatMap(readCheckpoints), keys: keysOf(config, keyFiles), folders }
  } catch {
    throw new CannotDrill('et kontrolpunkt eller en nøgle kan ikke læses')
  }
  if (outside.kept.length > 0 && outside.keys.length > 0) return outside
  throw new CannotDrill(
    'sporet kan ikke efterprøves uden kontrolpunkter og nøgle: angiv --checkpoint og --public-key',
  )
}

/** How many events each checkpoint is signed over; one that is not signed by a known key says nothing of it. */
const sizeOf = (note: string, keys: KeyObject[]): number => readCheckpoint(note, keys)?.size ?? 0

/** That the copy is older is told once, and not for each checkpoint since. */
const olderThan = (newest: number, own: number): string[] =>
  newest > own
    ? [
        `Kopien er ældre end det nyeste kontrolpunkt: dens spor har ${own} forseglede hændelser, og det er underskrevet over ${newest}.`,
      ]
    : []

/** Verifies the copy's trail, as the program exports it, against what was kept outside. */
export const verifyTrail = async (
  ask: Ask,
  { kept, keys }: Pick<Outside, 'kept' | 'keys'>,
): Promise<{ holds: string[]; fails: string[] }> => {
  const { items } = (await (await ask('/audit/checkpoints?limit=1')).json()) as { items: { size: number }[] }
  const own = items[0]?.size ?? 0
  const older = olderThan(Math.max(...kept.map(({ note }) => sizeOf(note, keys))), own)
  if (own === 0) return { holds: [], fails: [...older, 'Kopiens spor er ikke forseglet.'] }
  const { body } = await ask('/audit/export')
  const lines = createInterface({
    input: Readable.fromWeb(body as ReadableStream),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  const reached = kept.filter(({ note }) => sizeOf(note, keys) <= own)
  const { holds, fails, open } = await verifyExport(lines, reached, keys)
  return { holds, fails: [...older, ...fails, ...open] }
}
