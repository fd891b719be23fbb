import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError } from '../../kernel/errors.ts'
import * as queries from '../queries/moves.ts'
import { findNaboklage, lockNaboklage, type NaboklageRow, readNaboklage } from '../queries/naboklage.ts'
import { requireOpen, statusAfter } from '../rules.ts'
import type { NewStep, NewTransfer } from '../schemas.ts'

const current = (tx: Transaction, id: string): Promise<NaboklageRow> => {
  tx.add(lockNaboklage, { id })
  return tx.current(readNaboklage, { id })
}

export const takeStep = (pool: Pool, call: Call, id: string, body: z.output<typeof NewStep>) =>
  change(pool, call, async (tx) => {
    const naboklage = await current(tx, id)
    const status = statusAfter(naboklage, body)
    const { note = null, outcome = null, overrideReason = null } = body
    const step = { kind: body.kind, takenOn: body.on, note, outcome, overrideReason }
    tx.add(queries.requireDay, { id, on: body.on })
    tx.add(queries.insertStep, { ...step, naboklageId: id, position: naboklage.steps.length + 1 })
    tx.add(queries.moveNaboklage, { id, status, outcome })
    return { recorded: findNaboklage, values: { id } }
  })

export const reopen = (pool: Pool, call: Call, id: string, reason: string) =>
  change(pool, call, async (tx) => {
    const { status } = await current(tx, id)
    if (status !== 'closed') throw new DomainError('invalid_transition', 'Naboklagen er ikke afsluttet.')
    tx.add(queries.reopenNaboklage, { id, reason })
    return { recorded: findNaboklage, values: { id } }
  })

/** To another department of the landlord. Who does not have that department is answered a receipt. */
export const transfer = (pool: Pool, call: Call, id: string, body: z.output<typeof NewTransfer>) =>
  change<NaboklageRow | queries.Transferred>(pool, call, async (tx) => {
    const { status } = await current(tx, id)
    requireOpen(status)
    const values = { id, ...body }
    const { own } = await tx.row(queries.hasDepartment, body)
    if (!own) return { recorded: queries.transferAway, values }
    tx.add(queries.transferNaboklage, values)
    return { recorded: findNaboklage, values: { id } }
  })
