import type { Pool } from 'pg'
import type { z } from 'zod'
import { requireOpen } from '../../cases/lookups.ts'
import { change } from '../../database/scope.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { merge } from '../../kernel/merge.ts'
import * as agenda from '../queries/agenda.ts'
import * as queries from '../queries/meeting.ts'
import { refusedItem } from '../rules.ts'
import type { MeetingChanges, NewMeeting } from '../schemas.ts'

export const convene = (pool: Pool, call: Call, at: Date, body: z.output<typeof NewMeeting>) =>
  change(pool, call, async (tx) => {
    const id = newId(at)
    const meeting = { ...body, id, place: body.place ?? null }
    tx.add(queries.requireDate, meeting)
    tx.add(queries.requireInvited, meeting)
    tx.add(queries.insertMeeting, meeting)
    for (const [index, { caseId }] of body.items.entries())
      await putOn(tx, { id: newId(at), meetingId: id, caseId }, `items.${index}.caseId`)
    return { recorded: queries.findMeeting, values: { id } }
  })

/**
 * Puts a case on the agenda, when every organisation of the meeting may see it now.
 * @throws rule_violated which tells the case's key person alone whose consent is missing
 */
const putOn = async (
  tx: Transaction,
  item: { id: string; meetingId: string; caseId: string },
  path: string,
): Promise<void> => {
  const values = { id: item.meetingId, caseId: item.caseId }
  const [found] = await tx.rows(agenda.readUnseeing, values)
  if (!found) throw refusedItem(path)
  const { unseeing, keyed, residentIds } = found
  const missing = unseeing.map((organisationId) => ({ organisationId, residentIds }))
  if (missing.length > 0) throw refusedItem(path, keyed ? missing : undefined)
  tx.add(requireOpen, { id: item.caseId })
  tx.add(agenda.insertItem, item)
}

const readPlanned = async (tx: Transaction, id: string): Promise<queries.MeetingRow> => {
  tx.add(queries.lockMeeting, { id })
  const meeting = await tx.current(queries.readMeeting, { id })
  tx.add(queries.requireConvener, { id })
  return meeting
}

const requirePlanned = ({ status }: queries.MeetingRow): void => {
  if (status !== 'planned') throw new DomainError('invalid_transition', 'Mødet er holdt eller aflyst.')
}

export const changeMeeting = (pool: Pool, call: Call, id: string, changes: z.output<typeof MeetingChanges>) =>
  change(pool, call, async (tx) => {
    const current = await readPlanned(tx, id)
    requirePlanned(current)
    if (changes.heldOn) tx.add(queries.requireDate, changes)
    tx.add(queries.updateMeeting, merge(current, changes))
    return { recorded: queries.findMeeting, values: { id } }
  })

export const cancelMeeting = (pool: Pool, call: Call, id: string) =>
  change(pool, call, async (tx) => {
    requirePlanned(await readPlanned(tx, id))
    tx.add(queries.cancelMeeting, { id })
    return { recorded: queries.findMeeting, values: { id } }
  })

export const addItem = (pool: Pool, call: Call, at: Date, id: string, caseId: string) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockMeeting, { id })
    const { status, items } = await tx.current(queries.readMeeting, { id })
    if (status === 'cancelled') throw new DomainError('invalid_transition', 'Mødet er aflyst.')
    if (items.some((item) => item.caseId === caseId))
      throw new DomainError('conflict', 'Sagen er allerede på dagsordenen.')
    const itemId = newId(at)
    await putOn(tx, { id: itemId, meetingId: id, caseId }, 'caseId')
    return { recorded: agenda.findItem, values: { itemId } }
  })

/** Only what was not discussed comes off the agenda: the rest is the record of what was shown. */
export const removeItem = (pool: Pool, call: Call, id: string, itemId: string) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockMeeting, { id })
    const { items } = await tx.current(queries.readMeeting, { id })
    tx.add(agenda.requireCarrier, { id, itemId })
    if (items.some((item) => item.id === itemId && item.state === 'discussed'))
      throw new DomainError('invalid_transition', 'Sagen er drøftet.')
    return { recorded: agenda.deleteItem, values: { id, itemId } }
  })
