import { addDays } from '../kernel/calendar.ts'
import { type Code, codesOf } from '../kernel/codes.ts'
import { DomainError, ruleViolated } from '../kernel/errors.ts'

const isJuly = (date: string) => date.slice(5, 7) === '07'

/**
 * Almenlejeloven § 83: when a tenant demands that the landlord acts, the landlord has four weeks, and July does
 * not count. A demand on 20 June is due on 18 August. Dates are Danish calendar dates.
 */
export const dueOn = (demandedOn: string): string => {
  let date = demandedOn
  for (let counted = 0; counted < 28; ) {
    date = addDays(date, 1)
    if (!isJuly(date)) counted += 1
  }
  return date
}

type Kind = Code<'naboklageStepKind'>
type Status = Code<'naboklageStatus'>

/**
 * The ladder: what each step needs before it, and the status that it leads to. The landlord's reminder comes before the
 * board (almenlejeloven § 82); what the board decides leaves the complaint before the board.
 */
const ladder: Record<Kind, { needs?: Kind; leadsTo?: Status }> = {
  assessment: { leadsTo: 'assessed' },
  request: { needs: 'assessment', leadsTo: 'in_dialogue' },
  landlord_reminder: { needs: 'request', leadsTo: 'reminded' },
  complaints_board: { needs: 'landlord_reminder', leadsTo: 'at_complaints_board' },
  board_warning: { needs: 'complaints_board' },
  conditional_tenancy: { needs: 'complaints_board' },
  closure: { leadsTo: 'closed' },
}

const rank = (status: Status): number => codesOf('naboklageStatus').indexOf(status)

interface Standing {
  status: Status
  steps: { kind: Kind }[]
}

/**
 * The status after a step: a step back down the ladder may be taken, and does not take the complaint down with it.
 * @throws invalid_transition for a draft and what is closed, rule_violated when a step is skipped without a reason
 */
export const statusAfter = (
  { status, steps }: Standing,
  step: { kind: Kind; overrideReason?: string | null | undefined },
): Status => {
  if (status === 'draft')
    throw new DomainError('invalid_transition', 'En kladde skal skrives ned, før der kan tages et skridt.')
  requireOpen(status)
  const { needs, leadsTo = status } = ladder[step.kind]
  if (needs && !step.overrideReason && !steps.some(({ kind }) => kind === needs))
    throw ruleViolated('Et skridt er sprunget over. Angiv begrundelsen i overrideReason.')
  return rank(leadsTo) > rank(status) ? leadsTo : status
}

/** Closed is final but for a reopening. */
export const requireOpen = (status: Status): void => {
  if (status === 'closed')
    throw new DomainError('invalid_transition', 'Naboklagen er afsluttet. Den kan genåbnes.')
}
