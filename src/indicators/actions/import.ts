import type { Pool } from 'pg'
import { change } from '../../database/scope.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { readImport } from '../import.ts'
import * as queries from '../queries.ts'
import type { RowError } from '../schemas.ts'

export interface Outcome {
  dryRun: boolean
  accepted: number
  errors: RowError[]
}

/**
 * Keeps all the figures of a file, or none; a dry run keeps none and tells what is wrong.
 * @throws rule_violated with the errors, when a real run has any
 */
export const importFigures = async (
  pool: Pool,
  call: Call,
  at: Date,
  file: Buffer,
  dryRun: boolean,
): Promise<Outcome> =>
  change(pool, call, async (tx) => {
    const known = await tx.row(queries.known, {})
    const { rows, errors } = readImport(file, known)
    const outcome = { dryRun, accepted: errors.length > 0 && !dryRun ? 0 : rows.length, errors }
    if (!dryRun && errors.length > 0)
      throw new DomainError('rule_violated', 'Filen har fejl, og intet er gemt.', { members: { ...outcome } })
    if (!dryRun && rows.length > 0)
      tx.add(queries.insertRows, { file: { rows: rows.map((row) => ({ ...row, id: newId(at) })) } })
    return { recorded: queries.tellOutcome, values: { outcome } }
  })
