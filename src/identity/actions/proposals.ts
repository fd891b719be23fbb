import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { requireProposable } from '../queries/accounts.ts'
import * as queries from '../queries/proposals.ts'
import type { NewProposal } from '../schemas.ts'

/** Proposes that someone becomes administrator or data protection officer, or is let in again as one. */
export const proposeRole = (
  pool: Pool,
  call: Call,
  at: Date,
  userId: string,
  body: z.output<typeof NewProposal>,
) =>
  change(pool, call, async (tx) => {
    tx.add(requireProposable, { id: userId, role: body.role })
    return { recorded: queries.insertProposal, values: { ...body, id: newId(at), userId } }
  })

/**
 * @throws forbidden for whoever proposed it, and for the one whom it concerns: it takes another
 * @throws conflict when it is decided already
 */
export const decideProposal = (pool: Pool, call: Call, id: string, approved: boolean) =>
  change(pool, call, async (tx) => {
    const { userId, role, mine } = await tx.row(queries.readProposal, { id })
    const [open] = await tx.rows(queries.lockOpen, { id })
    if (!open) throw new DomainError('conflict', 'Forslaget er allerede afgjort.')
    if (approved && mine)
      throw new DomainError('forbidden', 'En anden administrator skal godkende forslaget.')
    tx.add(queries.decideProposal, { id, approved })
    if (approved) tx.add(queries.giveRole, { userId, role })
    return { recorded: queries.findProposal, values: { id } }
  })
