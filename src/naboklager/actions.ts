import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { newId } from '../kernel/id.ts'
import { merge } from '../kernel/merge.ts'
import * as queries from './queries.ts'
import { dueOn } from './rules.ts'
import type { NaboklageChanges, NewNaboklage } from './schemas.ts'

type New = z.output<typeof NewNaboklage>
type Changes = z.output<typeof NaboklageChanges>
type Content = Pick<
  queries.NaboklageRow,
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
export const changeNaboklage = (pool: Pool, call: Call, id: string, changes: Changes) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockNaboklage, { id })
    const current = await tx.current(queries.readNaboklage, { id })
    const complainant = merge(current.complainant, changes.complainant ?? {})
    const content = columnsOf(merge(current, { ...changes, complainant }))
    tx.add(queries.requireTenancies, content)
    tx.add(queries.updateNaboklage, { id, ...content })
    return { recorded: queries.findNaboklage, values: { id } }
  })
