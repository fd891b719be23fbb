import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { merge } from '../../kernel/merge.ts'
import * as queries from '../queries/case.ts'
import { requireNotClosed } from '../rules.ts'
import type { CaseChanges, NewCase } from '../schemas.ts'

/** Opens a case: its creator becomes key person, and the creator's organisation its owner. */
export const openCase = (pool: Pool, call: Call, at: Date, body: z.output<typeof NewCase>) =>
  change(pool, call, async (tx) => addCase(tx, at, body))

/** Opens a case as part of a larger change, which ends in it. */
export const addCase = (tx: Transaction, at: Date, body: z.output<typeof NewCase>) => {
  const id = newId(at)
  const residentIds = [...new Set(body.residentIds)]
  const naboklageIds = [...new Set(body.naboklageIds)]
  tx.add(queries.requireHousehold, { tenancyId: body.tenancyId, residentIds })
  tx.add(queries.insertCase, { ...body, id, residentIds })
  tx.add(queries.insertKeyPerson, { caseId: id })
  for (const residentId of residentIds) tx.add(queries.insertCaseResident, { caseId: id, residentId })
  link(tx, id, naboklageIds)
  return { recorded: queries.findCase, values: { id } }
}

const link = (tx: Transaction, id: string, naboklageIds: string[]): void => {
  if (naboklageIds.length > 0) {
    tx.add(queries.lockNaboklager, { naboklageIds })
    tx.add(queries.requireNaboklager, { id, naboklageIds })
  }
  for (const naboklageId of naboklageIds) tx.add(queries.insertCaseNaboklage, { caseId: id, naboklageId })
}

export const changeCase = (pool: Pool, call: Call, id: string, changes: z.output<typeof CaseChanges>) =>
  change(pool, call, async (tx) => {
    tx.add(queries.requireWritable, { id })
    tx.add(queries.lockCase, { id })
    const current = await tx.current(queries.readCase, { id })
    requireNotClosed(current.status)
    tx.add(queries.updateCase, merge(current, changes))
    return { recorded: queries.findCase, values: { id } }
  })

/**
 * Adds one of the household. One who is there already but hidden from the caller is no error: that would tell.
 * @throws conflict when the caller sees the resident on the case
 */
export const addResident = (pool: Pool, call: Call, id: string, residentId: string) =>
  change(pool, call, async (tx) => {
    tx.add(queries.requireWritable, { id })
    tx.add(queries.requireOpen, { id })
    const { tenancyId, residents } = await tx.row(queries.readCase, { id })
    if (residents.some((resident) => resident.id === residentId))
      throw new DomainError('conflict', 'Beboeren er allerede på sagen.')
    tx.add(queries.requireHousehold, { tenancyId, residentIds: [residentId] })
    tx.add(queries.insertCaseResident, { caseId: id, residentId })
    return { recorded: queries.findCase, values: { id } }
  })

/** Links a complaint: by the landlord's staff, who see both. */
export const linkNaboklage = (pool: Pool, call: Call, id: string, naboklageId: string) =>
  change(pool, call, async (tx) => {
    tx.add(queries.requireWritable, { id })
    tx.add(queries.requireOpen, { id })
    link(tx, id, [naboklageId])
    return { recorded: queries.findCase, values: { id } }
  })

export const addMember = (pool: Pool, call: Call, id: string, userId: string) =>
  change(pool, call, async (tx) => {
    tx.add(queries.requireOwner, { id })
    tx.add(queries.requireMember, { userId })
    tx.add(queries.insertTeamMember, { caseId: id, userId })
    return { recorded: queries.findCase, values: { id } }
  })

/** @throws rule_violated for the key person, of whom a case has exactly one at any time */
export const removeMember = (pool: Pool, call: Call, id: string, userId: string) =>
  change(pool, call, async (tx) => {
    // A handover to the one who is leaving waits, or is waited for.
    tx.add(queries.lockCase, { id })
    tx.add(queries.requireOwner, { id })
    tx.add(queries.requireNotKeyPerson, { id, userId })
    return { recorded: queries.deleteTeamMember, values: { id, userId } }
  })
