import type { Pool } from 'pg'
import type { z } from 'zod'
import { addCase } from '../cases/lookups.ts'
import { change } from '../database/scope.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError } from '../kernel/errors.ts'
import * as queries from './queries.ts'
import type { CaseOfSignal, Waiting } from './schemas.ts'

/** @throws invalid_transition when it has been dismissed or taken up */
const undecided = async (tx: Transaction, id: string): Promise<queries.SignalRow> => {
  tx.add(queries.lockSignal, { id })
  const signal = await tx.current(queries.readSignal, { id })
  if (signal.status === 'dismissed' || signal.status === 'taken_up')
    throw new DomainError('invalid_transition', 'Der er allerede taget stilling til signalet.')
  return signal
}

const nothing = { reason: null, until: null, caseId: null }

export const dismiss = (pool: Pool, call: Call, id: string, reason: string) =>
  change(pool, call, async (tx) => {
    await undecided(tx, id)
    tx.add(queries.dismissSignal, { ...nothing, id, reason })
    return { recorded: queries.findSignal, values: { id } }
  })

export const wait = (pool: Pool, call: Call, id: string, body: z.output<typeof Waiting>) =>
  change(pool, call, async (tx) => {
    await undecided(tx, id)
    tx.add(queries.requireLater, body)
    tx.add(queries.awaitSignal, { ...nothing, id, ...body })
    return { recorded: queries.findSignal, values: { id } }
  })

/** From a signal straight to a case, with its complaints linked. */
export const takeUp = (pool: Pool, call: Call, at: Date, id: string, body: z.output<typeof CaseOfSignal>) =>
  change(pool, call, async (tx) => {
    const { tenancyId, naboklager } = await undecided(tx, id)
    const naboklageIds = naboklager.map((naboklage) => naboklage.id)
    const opened = addCase(tx, at, { ...body, tenancyId, naboklageIds })
    tx.add(queries.takeUpSignal, { ...nothing, id, caseId: opened.values.id })
    return opened
  })
