import type { Pool } from 'pg'
import type { z } from 'zod'
import { addAction } from '../../agreed-actions/lookups.ts'
import { addEntry, requireOpen } from '../../cases/lookups.ts'
import { change } from '../../database/scope.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError, ruleViolated } from '../../kernel/errors.ts'
import * as agenda from '../queries/agenda.ts'
import { lockMeeting } from '../queries/meeting.ts'
import { refusedDiscussion } from '../rules.ts'
import type { NewDiscussion } from '../schemas.ts'

/** The item, when it can be discussed now and these may be present. */
const readDiscussable = async (tx: Transaction, id: string, itemId: string, present: string[]) => {
  tx.add(lockMeeting, { id })
  const item = await tx.row(agenda.readItem, { id, itemId })
  if (item.cancelled) throw new DomainError('invalid_transition', 'Mødet er aflyst.')
  if (!item.begun) throw new DomainError('invalid_transition', 'Mødet er ikke holdt endnu.')
  if (item.discussed) throw new DomainError('invalid_transition', 'Sagen er allerede drøftet.')
  if (!present.every((organisationId) => item.organisations.includes(organisationId)))
    throw ruleViolated('Kun indkaldte organisationer kan deltage.')
  return item
}

/**
 * A case discussed across the parties: what was said, what was agreed and what was thereby shown to whom, all or
 * nothing. Who is present must be let in by every resident concerned, for this kind of data, at this moment.
 */
export const discuss = (
  pool: Pool,
  call: Call,
  at: Date,
  { id, itemId }: { id: string; itemId: string },
  body: z.output<typeof NewDiscussion>,
) =>
  change(pool, call, async (tx) => {
    const { caseId, own, keyed, occurredAt } = await readDiscussable(tx, id, itemId, body.present)
    const organisations = [...new Set([...body.present, own])]
    const { residentIds, dataCategory } = body.entry
    const shown = { itemId, caseId, organisations, residentIds, dataCategory }
    tx.add(requireOpen, { id: caseId })
    tx.add(agenda.holdConsents, { caseId })
    const entryId = addEntry(tx, at, { ...body.entry, kind: 'meeting', caseId, occurredAt })
    const missing = await tx.rows(agenda.readUncovered, shown)
    if (missing.length > 0) throw refusedDiscussion(keyed ? missing : undefined)
    const actionIds = body.actions.map((action) => addAction(tx, at, caseId, action))
    const { participantUserIds } = body
    tx.add(agenda.requireParticipants, { ...shown, participantUserIds })
    tx.add(agenda.insertDiscussion, {
      ...{ itemId, entryId, actionIds, participantUserIds },
      presentOrganisationIds: organisations,
    })
    tx.add(agenda.recordDisclosures, shown)
    return { recorded: agenda.findItem, values: { itemId } }
  })
