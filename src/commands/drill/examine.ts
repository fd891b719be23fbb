import type { Config } from '../../config.ts'
import type { Backup } from './backup.ts'
import { differences } from './compare.ts'
import { eraseOnCopy } from './erased.ts'
import { readFacts, rowsIn } from './facts.ts'
import type { Copy } from './restore.ts'
import { connect } from './source.ts'
import { type Outside, verifyTrail } from './trail.ts'
import { tryProgram, Unwilling } from './trial.ts'

export interface Findings {
  /** Lines of Danish. */
  holds: string[]
  fails: string[]
}

export interface DrillOptions {
  config: Config
  /** Does a step and tells how long it took. */
  step: <T>(what: string, work: () => Promise<T>) => Promise<T>
  /** Undone at the end, and when the drill is cut off. */
  made: AsyncDisposableStack
  outside: Outside
}

/** The copy beside what was in the source at that moment. */
export const compare = async (copy: Copy, { manifest }: Backup, schema: string): Promise<Findings> => {
  const client = await connect(copy.adminUrl)
  try {
    const found = await readFacts(client, schema)
    const fails = differences(manifest.facts, found)
    const count = `${Object.keys(found.tables).length} tabeller med ${rowsIn(found)} rækker`
    const all = `Roller, medlemskaber, rettigheder, politikker, triggere, funktioner og views er de samme, og det er ${count}.`
    return { holds: fails.length === 0 ? [all] : [], fails }
  } finally {
    await client.end()
  }
}

const orUnwilling = async (work: Promise<Findings>): Promise<Findings> =>
  work.catch((error) => {
    if (error instanceof Unwilling) return { holds: [], fails: [error.message] }
    throw error
  })

/** Whether what matters came back: the schema with all that protects it, every row, a program that serves, and the trail; and that what was erased since goes again. */
export const examine = async (
  { config, step, outside }: DrillOptions,
  backup: Backup,
  copy: Copy,
): Promise<Findings> => {
  const compared = await step('Sammenlignet med kilden', () => compare(copy, backup, config.DATABASE_SCHEMA))
  const tried = await step('Programmet prøvet på kopien, og sporet efterprøvet', () =>
    orUnwilling(
      tryProgram(copy, config, async (ask) => {
        const { holds, fails } = await verifyTrail(ask, outside)
        return { holds: ['Programmet kører på kopien og svarer.', ...holds], fails }
      }),
    ),
  )
  const erased = await step('Slettet igen, hvad listen over sletninger fortæller', () =>
    eraseOnCopy(copy, outside.folders, config.DATABASE_SCHEMA),
  )
  const found = [compared, tried, erased]
  return { holds: found.flatMap(({ holds }) => holds), fails: found.flatMap(({ fails }) => fails) }
}
