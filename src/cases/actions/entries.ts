import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { lockCase, requireOpen } from '../queries/case.ts'
import * as queries from '../queries/entry.ts'
import type { Correction, NewEntry } from '../schemas.ts'

type Entry = z.output<typeof NewEntry> & { caseId: string }

const requireConcerned = (tx: Transaction, entry: Entry): void => {
  tx.add(queries.requireResidents, entry)
  if (entry.legalBasis !== 'consent') return
  tx.add(queries.holdConsents, entry)
  tx.add(queries.requireConsent, entry)
}

/** Writes an entry; with consent as its basis, each resident's must be in force and cover the category. */
export const writeEntry = (
  pool: Pool,
  call: Call,
  at: Date,
  caseId: string,
  body: z.output<typeof NewEntry>,
) =>
  change(pool, call, async (tx) => {
    const entry = { ...body, id: newId(at), caseId, residentIds: [...new Set(body.residentIds)] }
    tx.add(requireOpen, { id: caseId })
    requireConcerned(tx, entry)
    return { recorded: queries.insertEntry, values: entry }
  })

/**
 * Corrects an entry of one's own organisation by a version that supersedes it.
 * @throws conflict when it is superseded already: only the newest version is corrected
 */
export const correctEntry = (
  pool: Pool,
  call: Call,
  at: Date,
  id: string,
  body: z.output<typeof Correction>,
) =>
  change(pool, call, async (tx) => {
    const { caseId, own } = await tx.row(queries.findWhose, { id })
    if (!own)
      throw new DomainError('forbidden', 'Kun den organisation, der har skrevet notatet, kan rette det.')
    tx.add(lockCase, { id: caseId })
    tx.add(requireOpen, { id: caseId })
    const { superseded } = await tx.row(queries.readSuperseded, { id })
    if (superseded) throw new DomainError('conflict', 'Kun den nyeste version kan rettes.')
    return { recorded: queries.insertCorrection, values: { ...body, id, caseId, newId: newId(at) } }
  })

/** Adds an entry to what a transaction does, and answers with its id. */
export const addEntry = (tx: Transaction, at: Date, entry: Entry): string => {
  const id = newId(at)
  requireConcerned(tx, entry)
  tx.add(queries.addEntry, { ...entry, id })
  return id
}
