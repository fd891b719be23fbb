import { barredFrom, byId, type Case, type Move, ownsSeen, type State, seesCase, type User } from './model.ts'

const kinds = ['pause', 'resumption', 'closure', 'reopening', 'reconfirmation'] as const
export type MoveCommand =
  | { kind: (typeof kinds)[number]; caseId: string }
  | { kind: 'handover'; caseId: string; userId: string }
export type MoveKind = MoveCommand['kind']

export const isMove = <T extends { kind: string }>(one: T): one is T & { kind: MoveKind } =>
  [...kinds, 'handover'].includes(one.kind)

/** Why a case was moved is for its owner's team. */
export const movesOf = (state: State, user: User, it: Case): Move[] =>
  ownsSeen(state, user, it) ? state.moves.filter(({ caseId }) => caseId === it.id) : []

/** The key person; when a conflict shuts that one out, anyone of the owner's team. */
const mayHandOver = (state: State, user: User, it: Case): boolean =>
  it.keyPersonId === user.id || barredFrom(state, byId(state.users, it.keyPersonId), it)

/** By the owner's team; a handover and what follows it by the key person alone. */
export const judgeMove = (state: State, user: User, it: Case, command: MoveCommand): number => {
  if (!seesCase(state, user, it)) return 404
  if (!ownsSeen(state, user, it)) return 403
  if (command.kind === 'handover' && !mayHandOver(state, user, it)) return 403
  if (command.kind === 'reconfirmation' && it.keyPersonId !== user.id) return 403
  if (it.closed !== (command.kind === 'reopening')) return 409
  switch (command.kind) {
    case 'pause':
      return it.paused ? 409 : 200
    case 'resumption':
      return it.paused ? 200 : 409
    case 'reconfirmation':
      return it.reconfirmationDue ? 200 : 409
    case 'handover': {
      const next = byId(state.users, command.userId)
      const may = next.organisationId === it.owner && next.id !== it.keyPersonId
      return may && !barredFrom(state, next, it) ? 200 : 422
    }
    default:
      return 200
  }
}

/** What an allowed move leaves behind. */
export const applyMove = (state: State, it: Case, command: MoveCommand, id: string): void => {
  const { kind } = command
  if (kind === 'pause' || kind === 'resumption') it.paused = kind === 'pause'
  if (kind === 'closure' || kind === 'reopening') it.closed = kind === 'closure'
  if (command.kind === 'handover') {
    const told = { recipientId: command.userId, kind: 'reconfirmation_due', subjectId: it.id, caseId: it.id }
    state.notices.push({ ...told, organisations: [], mustAcknowledge: false })
    it.keyPersonId = command.userId
    it.team = [...new Set([...it.team, command.userId])]
  }
  if (kind === 'handover' || kind === 'reconfirmation') it.reconfirmationDue = kind === 'handover'
  state.moves.push({ id, caseId: it.id, kind })
}
