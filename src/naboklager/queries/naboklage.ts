import { sql } from 'drizzle-orm'
import { recorded } from '../../database/recorded.ts'
import { type RowOf, selected, statement } from '../../database/statement.ts'
import type { Code } from '../../kernel/codes.ts'
import { naboklager as n } from '../table.ts'

const p = sql.placeholder

interface Step {
  kind: Code<'naboklageStepKind'>
  on: string
  note: string | null
  outcome: Code<'naboklageOutcome'> | null
  overrideReason: string | null
  recordedAt: string
  recordedBy: string
}

export const columns = {
  id: n.id,
  reference: n.reference,
  departmentId: n.departmentId,
  status: n.status,
  respondentTenancyId: n.respondentTenancyId,
  place: n.place,
  complainant: sql<{ name: string; contact: string | null; tenancyId: string | null; withheld: boolean }>`
    json_build_object('name', ${n.complainantName}, 'contact', ${n.complainantContact},
      'tenancyId', ${n.complainantTenancyId}, 'withheld', ${n.complainantWithheld})`,
  channel: n.channel,
  writtenWithHelpFrom: n.writtenWithHelpFrom,
  category: n.category,
  occurredAt: n.occurredAt,
  description: n.description,
  sharedSummary: n.sharedSummary,
  demandedOn: n.demandedOn,
  dueOn: n.dueOn,
  receivedAt: n.receivedAt,
  steps: sql<Step[]>`(
    select coalesce(json_agg(json_build_object('kind', s.kind, 'on', s.taken_on, 'note', s.note, 'outcome', s.outcome,
      'overrideReason', s.override_reason, 'recordedAt', rfc3339(s.recorded_at), 'recordedBy', s.recorded_by)
      order by s.position), '[]')
    from naboklage_steps s where s.naboklage_id = ${n.id})`,
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
