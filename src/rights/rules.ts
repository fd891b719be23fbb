import { addMonths } from '../kernel/calendar.ts'
import type { Code } from '../kernel/codes.ts'
import { ruleViolated } from '../kernel/errors.ts'

/** A request is answered within one month of its receipt (GDPR art. 12(3)). */
export const answerDueOn = (receivedOn: string): string => addMonths(receivedOn, 1)

type Reason = Code<'redactionReason'>

/** A piece of a text, in characters from its beginning; `to` is the first that is not of it. */
export interface Cut {
  from: number
  to: number
  reason: Reason
}

/** Given with pieces cut out, or left out as a whole. */
export type Decision = { field: string; cuts: Cut[] } | { field: string; omitted: Reason }

export interface Reviewed {
  given: Record<string, string>
  redactions: { field: string; reason: Reason }[]
}

/** Stands where something was cut out. */
export const omission = '[udeladt]'

const cutOut = (text: string, cuts: Cut[]): string => {
  const characters = Array.from(text)
  const ordered = [...cuts].sort((a, b) => a.from - b.from)
  const misplaced = ordered.some(
    ({ from, to }, index) => from >= to || to > characters.length || from < (ordered[index - 1]?.to ?? 0),
  )
  if (misplaced) throw ruleViolated('Det, der udelades, skal ligge inden for teksten og ikke overlappe.')
  const pieces = [...ordered, { from: characters.length }].map(({ from }, index) =>
    characters.slice(ordered[index - 1]?.to ?? 0, from).join(''),
  )
  return pieces.join(omission)
}

/** The shared summary was written for those who may not know who complained; the hints of other texts nobody has sought. */
const undecided = (field: string): Decision =>
  field === 'sharedSummary' ? { field, cuts: [] } : { field, omitted: 'may_identify_complainant' }

/**
 * What is left of a complaint's texts for the respondent.
 * @throws rule_violated for a text that the complaint hasn't got, or that is decided on twice
 */
export const decide = (texts: { field: string; text: string }[], decisions: Decision[]): Reviewed => {
  const fields = decisions.map(({ field }) => field)
  if (new Set(fields).size < fields.length || fields.some((it) => !texts.some(({ field }) => field === it)))
    throw ruleViolated('Der kan tages stilling én gang til hver af klagens tekster, og kun til dem.')
  const reviewed: Reviewed = { given: {}, redactions: [] }
  for (const { field, text } of texts) {
    const decision = decisions.find((it) => it.field === field) ?? undecided(field)
    const reasons = 'cuts' in decision ? decision.cuts.map(({ reason }) => reason) : [decision.omitted]
    if ('cuts' in decision) reviewed.given[field] = cutOut(text, decision.cuts)
    reviewed.redactions.push(...[...new Set(reasons)].map((reason) => ({ field, reason })))
  }
  return reviewed
}
