import { sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { recorded } from '../../database/recorded.ts'
import { type RowOf, Rows, selected, statement } from '../../database/statement.ts'
import { naboklager as n, naboklageSteps } from '../table.ts'

const p = sql.placeholder

const s = alias(naboklageSteps, 's')

export const columns = {
  id: n.id,
  reference: n.reference,
  departmentId: n.departmentId,
  status: n.status,
  respondentTenancyId: n.respondentTenancyId,
  place: n.place,
  complainant: {
    name: n.complainantName,
    contact: n.complainantContact,
    tenancyId: n.complainantTenancyId,
    withheld: n.complainantWithheld,
  },
  channel: n.channel,
  writtenWithHelpFrom: n.writtenWithHelpFrom,
  category: n.category,
  occurredAt: n.occurredAt,
  description: n.description,
  sharedSummary: n.sharedSummary,
  demandedOn: n.demandedOn,
  dueOn: n.dueOn,
  receivedAt: n.receivedAt,
  steps: new Rows(
    {
      kind: s.kind,
      on: s.takenOn,
      note: s.note,
      outcome: s.outcome,
      overrideReason: s.overrideReason,
      recordedAt: s.recordedAt,
      recordedBy: s.recordedBy,
    },
    sql`from ${naboklageSteps} ${s} where ${s.naboklageId} = ${n.id} order by ${s.position}`,
  ),
}
export type NaboklageRow = RowOf<typeof columns>

const subjects = sql`array_remove(array[${n.id}, ${n.respondentTenancyId}, ${n.complainantTenancyId}], null)`
export const trail = { subjects }

const one = sql`from ${n} where ${n.id} = ${p('id')}`

export const findNaboklage = recorded(columns, one, trail)
export const readNaboklage = statement<NaboklageRow>(sql`select ${selected(columns)} ${one}`)

/** Locks before it reads, so that what is read is what others left, and nobody writes until the end. */
export const lockNaboklage = statement(sql`select 1 ${one} for update`)

export const requireNaboklage = statement(sql`select require_found(exists (select ${one}))`)
