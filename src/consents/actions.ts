import type { Pool } from 'pg'
import type { z } from 'zod'
import { requireKeyPerson, requireOpen, requireOwner } from '../cases/lookups.ts'
import { change } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import { informationTextVersions } from '../reference/lookups.ts'
import * as queries from './queries.ts'
import { latestReview } from './rules.ts'
import type { NewConsent, NewWithdrawal } from './schemas.ts'

/** Records a resident's oral answer, given or refused: by the key person, who carries it. */
export const recordConsent = (
  pool: Pool,
  call: Call,
  at: Date,
  caseId: string,
  body: z.output<typeof NewConsent>,
) =>
  change(pool, call, async (tx) => {
    const id = newId(at)
    const reviewOn = body.reviewOn ?? latestReview(body.givenAt)
    const consent = { ...body, id, caseId, reviewOn, note: body.note ?? null }
    tx.add(requireKeyPerson, { id: caseId })
    tx.add(requireOpen, { id: caseId })
    tx.add(queries.requireVersion, { ...consent, known: informationTextVersions })
    tx.add(queries.requireParties, consent)
    tx.add(queries.insertConsent, consent)
    return { recorded: queries.findConsent, values: { id } }
  })

/** A withdrawal works from receipt, whoever received it. What was shown before stays in the trail. */
export const withdrawConsent = (pool: Pool, call: Call, id: string, body: z.output<typeof NewWithdrawal>) =>
  change(pool, call, async (tx) => {
    const { response, ended } = await tx.row(queries.lockWithdrawable, { id })
    if (response === 'refused')
      throw new DomainError('invalid_transition', 'Et afslag kan ikke trækkes tilbage.')
    if (ended)
      throw new DomainError('conflict', 'Samtykket er allerede trukket tilbage eller erklæret ugyldigt.')
    const withdrawal = { ...body, id, receivedBy: body.receivedBy ?? null, reason: body.reason ?? null }
    tx.add(queries.requireReceiver, withdrawal)
    return { recorded: queries.withdraw, values: withdrawal }
  })

/** Declares that a consent never counted, which is another thing than that it no longer does. */
export const invalidateConsent = (pool: Pool, call: Call, id: string, reason: string) =>
  change(pool, call, async (tx) => {
    const { caseId } = await tx.row(queries.findCaseOf, { id })
    tx.add(requireKeyPerson, { id: caseId })
    const { invalidated } = await tx.row(queries.lockConsent, { id })
    if (invalidated) throw new DomainError('conflict', 'Samtykket er allerede erklæret ugyldigt.')
    tx.add(queries.invalidate, { id, reason })
    return { recorded: queries.findConsent, values: { id } }
  })

export const confirmInWriting = (pool: Pool, call: Call, id: string, confirmedOn: string) =>
  change(pool, call, async (tx) => {
    const { caseId } = await tx.row(queries.findCaseOf, { id })
    tx.add(requireOwner, { id: caseId })
    tx.add(queries.requireNotFuture, { confirmedOn })
    tx.add(queries.confirmInWriting, { id, confirmedOn })
    return { recorded: queries.findConsent, values: { id } }
  })
