import type { Pool } from 'pg'
import type { z } from 'zod'
import { requireOpen, requireResidents, requireWritable } from '../cases/lookups.ts'
import { change } from '../database/scope.ts'
import type { Statement, Values } from '../database/statement.ts'
import type { Transaction } from '../database/transaction.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import * as queries from './queries.ts'
import type { Completion, NewAction, NewDueDate } from './schemas.ts'

type New = z.output<typeof NewAction>

/** Adds an action to what a transaction does, and answers with its id. */
export const addAction = (tx: Transaction, at: Date, caseId: string, body: New): string => {
  const id = newId(at)
  const { activityId = null, community = null } = body
  const action = { ...body, activityId, community, id, caseId, residentIds: [...new Set(body.residentIds)] }
  tx.add(requireResidents, action)
  tx.add(queries.requireActivity, action)
  tx.add(queries.requireDueDate, action)
  tx.add(queries.requireResponsible, action)
  tx.add(queries.insertAction, action)
  tx.add(queries.insertDueDate, { id: newId(at), actionId: id, dueOn: body.dueOn, reason: null })
  return id
}

export const agree = (pool: Pool, call: Call, at: Date, caseId: string, body: New) =>
  change(pool, call, async (tx) => {
    tx.add(requireWritable, { id: caseId })
    tx.add(requireOpen, { id: caseId })
    const id = addAction(tx, at, caseId, body)
    return { recorded: queries.findAction, values: { id } }
  })

/** A move of an open action, by those who carry it. */
const move = (pool: Pool, call: Call, id: string, steps: [Statement, Values][]) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockAction, { id })
    const { status } = await tx.current(queries.readAction, { id })
    tx.add(queries.requireCarrier, { id })
    if (status !== 'open') throw new DomainError('invalid_transition', 'Handlingen er allerede afsluttet.')
    for (const step of steps) tx.add(...step)
    return { recorded: queries.findAction, values: { id } }
  })

export const completeAction = (pool: Pool, call: Call, id: string, body: z.output<typeof Completion>) => {
  const { completedOn = null, note = null } = body
  return move(pool, call, id, [[queries.completeAction, { id, completedOn, note }]])
}

export const dropAction = (pool: Pool, call: Call, id: string, reason: string) =>
  move(pool, call, id, [[queries.dropAction, { id, reason }]])

/** The dates before stay: that an action slipped, and why, is part of what was agreed. */
export const moveDueDate = (
  pool: Pool,
  call: Call,
  at: Date,
  id: string,
  body: z.output<typeof NewDueDate>,
) =>
  move(pool, call, id, [
    [queries.requireDueDate, body],
    [queries.moveDueDate, { ...body, id }],
    [queries.insertDueDate, { ...body, id: newId(at), actionId: id }],
  ])
