import type { Pool } from 'pg'
import { eventOf } from '../database/client.ts'
import { change, tell } from '../database/scope.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import type { Departments, Mapping } from './file/columns.ts'
import { batchesOf, examine, type Found, mostErrors } from './file/reading.ts'
import type { Upload } from './file/upload.ts'
import * as applying from './queries/applying.ts'
import { listChanges, recordChanges } from './queries/changes.ts'
import * as checks from './queries/checks.ts'
import * as imports from './queries/imports.ts'
import * as matching from './queries/matching.ts'
import * as staging from './queries/staging.ts'
import type { Change, Counts, RowError } from './schemas.ts'

export interface Asked {
  dryRun: boolean
  mapping: Mapping
  said: Departments
}

const batchSize = 1000

/** What the file comes to: errors, or what it changes. */
interface Result {
  errors: RowError[]
  errorCount: number
  counts: Counts | null
  changes: Change[]
}

const nothing = { errors: [], errorCount: 0, counts: null, changes: [] }

/** One import at work: its transaction, and how others are told how far it has come. */
interface Work {
  tx: Transaction
  call: Call
  id: string
  dryRun: boolean
  say(state: 'reading' | 'applying', done: { staged?: number; applied?: number }): Promise<void>
}

const stage = async ({ tx, id, say }: Work, file: Upload, { reading }: Found): Promise<void> => {
  let staged = 0
  for await (const rows of batchesOf(file, reading, batchSize)) {
    await tx.rows(staging.stage, { id, batch: { rows } })
    staged += rows.length
    await say('reading', { staged })
  }
  tx.add(staging.markLeads, { id })
}

/** The first that is wrong: what comes later rests on what comes before. */
const failing = async ({ tx, id }: Work, check: checks.Check): Promise<Result | undefined> => {
  const { errors, count } = await tx.row(check, { id })
  return count > 0 ? { ...nothing, errors: errors.slice(0, mostErrors), errorCount: count } : undefined
}

const compare = async (work: Work, { columns: { places } }: Found['reading']): Promise<Result> => {
  const { tx, id, dryRun, call } = work
  const given = {
    id,
    givesMovedOut: places.movedOutOn !== undefined,
    givesProtection: places.protectedAddress !== undefined,
  }
  const inFile = await failing(work, checks.checkFile)
  if (inFile) return inFile
  for (const find of matching.findLeases) tx.add(find, given)
  const { expired } = await tx.row(staging.dropExpired, { id })
  for (const find of matching.findPeople) tx.add(find, given)
  const found = await failing(work, checks.checkFound)
  if (found) return found
  for (const find of matching.findMoves) tx.add(find, given)
  const register = await failing(work, checks.checkRegister)
  if (register) return register
  tx.add(matching.nameNewPeople, { id })
  const told = await tx.row(listChanges, { id, dryRun, expired })
  tx.add(recordChanges, { id, dryRun, ...eventOf(call) })
  return { ...nothing, ...told }
}

const apply = async ({ tx, id, say }: Work, { rows, lastLine }: Found): Promise<void> => {
  await say('applying', { applied: 0 })
  for (const step of [applying.endSucceeded, applying.setAside, applying.changeTenancies])
    await tx.rows(step, { id })
  for (let from = 0; from < lastLine; from += batchSize) {
    const part = { id, from, to: from + batchSize }
    tx.add(applying.addTenancies, part)
    tx.add(applying.addResidents, part)
    await tx.rows(applying.changeResidents, part)
    await say('applying', { applied: Math.min(from + batchSize, rows) })
  }
}

const resultOf = async (work: Work, file: Upload, found: Found): Promise<Result> => {
  if (found.errorCount > 0) return { ...nothing, errors: found.errors, errorCount: found.errorCount }
  await stage(work, file, found)
  return compare(work, found.reading)
}

const refusal = (id: string, { errors, errorCount }: Result) =>
  new DomainError('rule_violated', 'Filen har fejl, og intet er ændret.', {
    members: { importId: id, errorCount, errors },
  })

/**
 * Reads a landlord's register in: compares it with what there is and, unless it is only tried, changes all of it or
 * nothing, in one transaction. How far it has come is told beside that, where others can read it.
 * @throws conflict when the landlord has another one under way; personal_number before anything is stored; rule_violated
 *   with errors by row, when any row of one that is not only tried has any
 */
export const importTenancies = (pool: Pool, call: Call, at: Date, file: Upload, asked: Asked) => {
  const { dryRun } = asked
  const id = newId(at)
  let started = false
  let refused: Result | undefined
  const work = async (tx: Transaction) => {
    tx.add(imports.begin, {})
    const known = await tx.row(staging.known, {})
    const found = await examine(file, { ...asked, ...known })
    await tell(pool, call, imports.start, { id, dryRun, rows: found.rows })
    started = true
    const say: Work['say'] = (state, done) =>
      tell(pool, call, imports.progress, { id, state, staged: null, applied: null, ...done })
    const doing: Work = { tx, call, id, dryRun, say }
    const result = await resultOf(doing, file, found)
    if (result.errorCount > 0 && !dryRun) {
      refused = result
      throw refusal(id, result)
    }
    if (!dryRun) await apply(doing, found)
    tx.add(staging.clear, { id })
    const told = { ...result, ignoredColumns: found.reading.columns.ignored }
    tx.add(imports.end, { id, state: 'done', errorCount: result.errorCount, told })
    return { recorded: imports.findOutcome, values: { id, told } }
  }
  const endRefused = async (error: unknown) => {
    const { errors, errorCount } = refused ?? nothing
    if (started)
      await tell(pool, call, imports.end, {
        id,
        state: 'refused',
        errorCount,
        told: { errors, counts: null },
      })
    throw error
  }
  return change(pool, call, work).catch(endRefused)
}
