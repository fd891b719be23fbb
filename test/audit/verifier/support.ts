import { createPublicKey } from 'node:crypto'
import { type Kept, type Verdict, verifyExport } from '../../../src/audit/verifier/verify.ts'
import type { Actor } from '../../support/actors.ts'
import type { TestDatabase } from '../../support/database.ts'
import { storedTree } from '../sealing/support.ts'

export const exported = async (dpo: Actor, query = ''): Promise<string[]> => {
  const { status, text } = await dpo.get(`/audit/export${query}`)
  if (status !== 200) throw new Error(text)
  return text.trimEnd().split('\n')
}

/** What was shipped, as one who keeps it has it. */
export const keptOf = async (database: TestDatabase): Promise<Kept[]> =>
  (await storedTree(database)).checkpoints.map(({ size, note }) => ({ name: String(size), note }))

async function* each(lines: string[]) {
  yield* lines
}

export const judged = (lines: string[], kept: Kept[], publicKeys: string[]): Promise<Verdict> =>
  verifyExport(
    each(lines),
    kept,
    publicKeys.map((key) => createPublicKey(key)),
  )
