import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Call } from '../../kernel/call.ts'
import type { Code } from '../../kernel/codes.ts'
import { DomainError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import * as queries from '../queries/case.ts'
import {
  insertMove,
  lockOwned,
  moves,
  requireImpartial,
  requireMayHandOver,
  requireSuccessor,
} from '../queries/move.ts'
import { requireNotClosed, requireStart } from '../rules.ts'
import type { Closure, Handover } from '../schemas.ts'

interface Said {
  reason?: string | null
  outcome?: Code<'caseOutcome'>
  closedOn?: string
}

/** What becomes of the case, and the history of it. */
const add = (
  tx: Transaction,
  at: Date,
  caseId: string,
  kind: Code<'caseMove'>,
  said: Said & { userId?: string },
) => {
  const { reason = null, outcome = null, closedOn = null } = said
  tx.add(moves[kind], { ...said, id: caseId })
  tx.add(insertMove, { id: newId(at), caseId, kind, reason, outcome, closedOn })
  return { recorded: queries.findCase, values: { id: caseId } }
}

const lockForOwner = (tx: Transaction, id: string): void => {
  tx.add(lockOwned, { id })
  tx.add(queries.requireOwner, { id })
}

/** By the key person or another of the owner's team. */
const move =
  (kind: Parameters<typeof requireStart>[0]) =>
  (pool: Pool, call: Call, at: Date, id: string, said: Said = {}) =>
    change(pool, call, async (tx) => {
      lockForOwner(tx, id)
      const { status } = await tx.current(queries.readCase, { id })
      requireStart(kind, status)
      return add(tx, at, id, kind, said)
    })

export const pauseCase = move('pause')
export const resumeCase = move('resumption')
export const reopenCase = move('reopening')
const close = move('closure')

export const closeCase = (pool: Pool, call: Call, at: Date, id: string, body: z.output<typeof Closure>) => {
  const { note, ...closure } = body
  return close(pool, call, at, id, { ...closure, reason: note ?? null })
}

/** The consents stay, and are to be confirmed again with the residents by the one who carries them now. */
export const handOver = (pool: Pool, call: Call, at: Date, id: string, body: z.output<typeof Handover>) =>
  change(pool, call, async (tx) => {
    const { userId } = body
    lockForOwner(tx, id)
    tx.add(requireMayHandOver, { id })
    const { status } = await tx.current(queries.readCase, { id })
    requireNotClosed(status)
    tx.add(requireSuccessor, { id, userId })
    tx.add(queries.insertIntoTeam, { caseId: id, userId })
    const done = add(tx, at, id, 'handover', body)
    tx.add(requireImpartial, { id })
    return done
  })

/** @throws invalid_transition when there is nothing to confirm again */
export const reconfirm = (pool: Pool, call: Call, at: Date, id: string, note: string) =>
  change(pool, call, async (tx) => {
    lockForOwner(tx, id)
    tx.add(queries.requireKeyPerson, { id })
    const { status, reconfirmationDue } = await tx.row(queries.readCase, { id })
    requireNotClosed(status)
    if (!reconfirmationDue) throw new DomainError('invalid_transition', 'Samtykket skal ikke bekræftes igen.')
    return add(tx, at, id, 'reconfirmation', { reason: note })
  })
