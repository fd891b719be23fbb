import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { merge } from '../../kernel/merge.ts'
import * as queries from '../queries/content.ts'
import { findNaboklage, lockNaboklage, type NaboklageRow, readNaboklage } from '../queries/naboklage.ts'
import { dueOn, requireOpen } from '../rules.ts'
import type { NaboklageChanges, NewNaboklage, WritingDown } from '../schemas.ts'

type New = z.output<typeof NewNaboklage>
type Content = Pick<
  NaboklageRow,
  | 'departmentId'
  | 'respondentTenancyId'
  | 'place'
  | 'category'
  | 'occurredAt'
  | 'description'
  | 'sharedSummary'
  | 'demandedOn'
> & { complainant: New['complainant'] }

/** The content as columns, with what follows from it. */
const columnsOf = ({ complainant, ...content }: Content) => ({
  ...content,
  complainantName: complainant.name,
  complainantContact: complainant.contact ?? null,
  complainantTenancyId: complainant.tenancyId ?? null,
  complainantWithheld: complainant.withheld,
  dueOn: content.demandedOn ? dueOn(content.demandedOn) : null,
})

/** Files a complaint; an oral one is a draft until it is written down. */
export const fileNaboklage = (pool: Pool, call: Call, at: Date, body: New) =>
  change(pool, call, async () => {
    const { respondentTenancyId = null, place = null, sharedSummary = null, demandedOn = null } = body
    const content = columnsOf({ ...body, respondentTenancyId, place, sharedSummary, demandedOn })
    const status = body.channel === 'oral' ? 'draft' : 'received'
    const values = { ...content, id: newId(at), status, channel: body.channel }
    return {
      recorded: queries.insertNaboklage,
      values: { ...values, writtenWithHelpFrom: body.writtenWithHelpFrom ?? null },
    }
  })

/** Changes what a complaint says; a field left out keeps its value. */
export const changeNaboklage = (
  pool: Pool,
  call: Call,
  id: string,
  changes: z.output<typeof NaboklageChanges>,
) =>
  change(pool, call, async (tx) => {
    tx.add(lockNaboklage, { id })
    const current = await tx.current(readNaboklage, { id })
    requireOpen(current.status)
    const complainant = merge(current.complainant, changes.complainant ?? {})
    const content = columnsOf(merge(current, { ...changes, complainant }))
    tx.add(queries.requireTenancies, { id, ...content })
    tx.add(queries.updateNaboklage, { id, ...content })
    return { recorded: findNaboklage, values: { id } }
  })

/** An oral complaint is written down, perhaps with someone's help; what was said stays in the history. */
export const writeDown = (pool: Pool, call: Call, id: string, body: z.output<typeof WritingDown>) =>
  change(pool, call, async (tx) => {
    tx.add(lockNaboklage, { id })
    const { status, writtenWithHelpFrom } = await tx.current(readNaboklage, { id })
    if (status !== 'draft') throw new DomainError('invalid_transition', 'Naboklagen er allerede skrevet ned.')
    tx.add(queries.writeDown, { id, writtenWithHelpFrom, ...body })
    return { recorded: findNaboklage, values: { id } }
  })
