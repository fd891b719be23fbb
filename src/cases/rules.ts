import type { Code } from '../kernel/codes.ts'
import { DomainError } from '../kernel/errors.ts'

type Status = Code<'caseStatus'>
type Move = Exclude<Code<'caseMove'>, 'handover' | 'reconfirmation'>

const open: readonly Status[] = ['awaiting_consent', 'active', 'paused']

/** From which statuses each move starts, and what is said where it can't. */
const starts: Record<Move, [from: readonly Status[], refusal: string]> = {
  pause: [['awaiting_consent', 'active'], 'Kun en sag i gang kan sættes på pause.'],
  resumption: [['paused'], 'Sagen er ikke på pause.'],
  closure: [open, 'Sagen er allerede afsluttet.'],
  reopening: [['closed'], 'Sagen er ikke afsluttet.'],
}

/** @throws invalid_transition */
export const requireStart = (move: Move, status: Status): void => {
  const [from, refusal] = starts[move]
  if (!from.includes(status)) throw new DomainError('invalid_transition', refusal)
}

/** @throws invalid_transition for a case that takes nothing new */
export const requireNotClosed = (status: Status): void => {
  if (status === 'closed') throw new DomainError('invalid_transition', 'Sagen er afsluttet.')
}
