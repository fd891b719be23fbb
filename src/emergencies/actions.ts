import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import * as queries from './queries.ts'
import type { NewEmergencyAccess, NewReview } from './schemas.ts'

/** Opens a case to the caller alone, for 24 hours by the database's clock, and at once on the officer's list. */
export const openInEmergency = (
  pool: Pool,
  call: Call,
  at: Date,
  caseId: string,
  body: z.output<typeof NewEmergencyAccess>,
) =>
  change(pool, call, async () => ({
    recorded: queries.insertAccess,
    values: { ...body, id: newId(at), caseId },
  }))

/** @throws conflict when it has been reviewed: the officer's word is said once */
export const reviewAccess = (pool: Pool, call: Call, id: string, body: z.output<typeof NewReview>) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockAccess, { id })
    const { status } = await tx.current(queries.readAccess, { id })
    if (status === 'reviewed') throw new DomainError('conflict', 'Nødadgangen er allerede gennemgået.')
    return { recorded: queries.review, values: { ...body, id } }
  })
