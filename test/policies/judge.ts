import type { Command } from './commands.ts'
import * as model from './model.ts'
import { byId, type Case, type State, type User } from './model.ts'
import { isMove, judgeMove, type MoveCommand } from './moves.ts'
import { isAnyoneRestricted, isRestricted } from './restrictions.ts'
import { seesReview } from './reviews.ts'

const member = (it: Case, userId: string) => it.team.includes(userId)

/** One visible to the landlord's staff is told to be of another household; to others it does not exist. */
const household = (state: State, user: User, tenancyId: string, residentIds: string[]): number => {
  const tenancy = byId(state.tenancies, tenancyId)
  const others = state.tenancies.filter((t) => t.id !== tenancyId && model.seesTenancy(state, user, t))
  if (residentIds.some((id) => others.some((t) => t.residentIds.includes(id)))) return 422
  if (!model.mayOpenOn(state, user, tenancy)) return 404
  return residentIds.every((id) => tenancy.residentIds.includes(id)) ? 201 : 404
}

const complaints = (
  state: State,
  user: User,
  it: Pick<Case, 'tenancyId' | 'departmentId'>,
  ids: string[],
): number => {
  const asked = ids.map((id) => byId(state.naboklager, id))
  if (!asked.every((n) => model.seesNaboklage(state, user, n))) return 404
  const about = (n: model.Naboklage) =>
    n.departmentId === it.departmentId && (n.respondentTenancyId ?? it.tenancyId) === it.tenancyId
  return asked.every(about) ? 201 : 422
}

/** What a restriction stops, of what could be done otherwise. */
const unrestricted = (state: State, it: Case, status: number): number =>
  status < 300 && isRestricted(state, it) ? 409 : status

const anyoneUnrestricted = (state: State, residentIds: string[], status: number): number =>
  status < 300 && isAnyoneRestricted(state, residentIds) ? 409 : status

type OnRestriction = Extract<Command, { kind: 'restrict' | 'inform' | 'lift' }>

/** By the officer alone; lifted when the resident has been told. */
const judgeOnRestriction = (state: State, user: User, command: OnRestriction): number => {
  if (user.role !== 'dpo') return 403
  if (command.kind === 'restrict') {
    const { residentId, caseId } = command
    if (caseId && !byId(state.cases, caseId).residentIds.includes(residentId)) return 404
    const same = (r: model.Restriction) => r.residentId === residentId && r.caseId === caseId
    return state.restrictions.some((r) => same(r) && !r.lifted) ? 409 : 201
  }
  const { lifted, told } = byId(state.restrictions, command.restrictionId)
  if (lifted) return 409
  return command.kind === 'lift' && !told ? 422 : 200
}

type NotOnCase = {
  kind:
    | 'open'
    | 'convene'
    | 'transfer'
    | 'withdraw'
    | 'invalidate'
    | 'conflict'
    | 'impartial'
    | 'correct'
    | 'decide'
    | 'restrict'
    | 'inform'
    | 'lift'
}
type OnCase = Exclude<Command, MoveCommand | NotOnCase>
type OnConflict = Extract<Command, { kind: 'conflict' | 'impartial' }>

const judgeOnConflict = (state: State, user: User, command: OnConflict): number => {
  if (!model.isParty(user) && user.role !== 'admin') return 403
  if (command.kind === 'conflict') {
    const about = byId(state.users, command.userId)
    if (!model.mayRecordConflictOf(user, about)) return 404
    if (!model.isParty(about)) return 422
    const same = (k: model.Conflict) => k.userId === about.id && k.tenancyId === command.tenancyId
    return state.conflicts.some((k) => same(k) && !k.ended) ? 409 : 201
  }
  const conflict = byId(state.conflicts, command.conflictId)
  if (!model.mayRecordConflictOf(user, byId(state.users, conflict.userId))) return 404
  if (conflict.userId === user.id) return 403
  return conflict.ended ? 409 : 204
}

/** Known to the team alone, and for those who see nothing of it otherwise. */
const judgeOnEmergency = (state: State, user: User, it: Case): number => {
  if (!member(it, user.id) || model.barredFrom(state, user, it)) return 404
  return model.seesCase(state, user, it) ? 409 : 201
}

const judgeOnCase = (state: State, user: User, it: Case, command: OnCase): number => {
  if (command.kind === 'emergency') return judgeOnEmergency(state, user, it)
  if (!model.seesCase(state, user, it)) return 404
  const emergency = model.emergencyOn(state, user, it) !== undefined
  const seen = model.residentsOf(state, user, it)
  switch (command.kind) {
    case 'resident':
      if (emergency) return 403
      if (it.closed) return 409
      if (seen.includes(command.residentId)) return 409
      return anyoneUnrestricted(
        state,
        [command.residentId],
        unrestricted(state, it, household(state, user, it.tenancyId, [command.residentId])),
      )
    case 'join': {
      if (!model.ownsSeen(state, user, it)) return 403
      if (!model.isParty(byId(state.users, command.userId))) return 422
      return member(it, command.userId) ? 409 : 201
    }
    case 'leave':
      if (!model.ownsSeen(state, user, it)) return 403
      if (!member(it, command.userId)) return 404
      return it.keyPersonId === command.userId ? 422 : 204
    case 'link': {
      if (emergency) return 403
      if (it.closed) return 409
      const allowed = complaints(state, user, it, [command.naboklageId])
      const linked = it.naboklageIds.includes(command.naboklageId)
      return linked && allowed === 201 ? 409 : unrestricted(state, it, allowed)
    }
    case 'answer':
      if (it.keyPersonId !== user.id) return 403
      if (it.closed) return 409
      if (!seen.includes(command.answer.residentId)) return 404
      return command.answer.response === 'given' ? unrestricted(state, it, 201) : 201
    case 'agree': {
      if (emergency) return 403
      if (it.closed) return 409
      if (!command.residentIds.every((id) => seen.includes(id))) return 404
      const action = { ...command, organisationId: user.organisationId ?? '' }
      const responsible = byId(state.users, command.responsibleUserId)
      return unrestricted(state, it, model.wouldSee(state, user, responsible, action) ? 201 : 422)
    }
    case 'entry': {
      if (it.closed) return 409
      if (!command.residentIds.every((id) => seen.includes(id))) return 404
      const covered = (id: string) =>
        model
          .consentsInForce(state, it)
          .some((k) => k.residentId === id && k.categories.includes(command.category))
      const based = command.legalBasis !== 'consent' || (!emergency && command.residentIds.every(covered))
      return unrestricted(state, it, based ? 201 : 422)
    }
  }
}

/** To another department of the landlord, as long as no case has taken it up. */
const transfer = (state: State, user: User, naboklageId: string, departmentId: string): number => {
  const it = byId(state.naboklager, naboklageId)
  if (user.role !== 'drift') return 403
  if (!model.seesNaboklage(state, user, it)) return 404
  if (departmentId === it.departmentId) return 422
  if (state.landlords[departmentId] !== state.landlords[it.departmentId]) return 422
  return state.cases.some((c) => c.naboklageIds.includes(naboklageId)) ? 409 : 200
}

/** With another organisation, about a case that the caller and all of the meeting see. */
const convening = (state: State, user: User, command: { caseId: string; invited: string[] }): number => {
  const it = byId(state.cases, command.caseId)
  const others = command.invited.filter((o) => o !== user.organisationId)
  const named = model.letIn(state, it)
  if (others.length === 0 || !model.seesCase(state, user, it)) return 422
  if (![...others, user.organisationId ?? ''].every((o) => o === it.owner || named.includes(o))) return 422
  return it.closed ? 409 : 201
}

/** The status that the contract gives this attempt. */
export const judge = (state: State, user: User, command: Command): number => {
  if (command.kind === 'conflict' || command.kind === 'impartial')
    return judgeOnConflict(state, user, command)
  if (command.kind === 'transfer') return transfer(state, user, command.naboklageId, command.departmentId)
  if (command.kind === 'restrict' || command.kind === 'inform' || command.kind === 'lift')
    return judgeOnRestriction(state, user, command)
  if (!model.isParty(user)) return 403
  if (command.kind === 'open') {
    const { departmentId } = byId(state.tenancies, command.tenancyId)
    const allowed = anyoneUnrestricted(
      state,
      command.residentIds,
      household(state, user, command.tenancyId, command.residentIds),
    )
    return allowed === 201
      ? complaints(state, user, { ...command, departmentId }, command.naboklageIds)
      : allowed
  }
  if (command.kind === 'convene') return convening(state, user, command)
  if (command.kind === 'withdraw') {
    const consent = byId(state.consents, command.consentId)
    if (!model.mayWithdraw(state, user, consent)) return 404
    return consent.response === 'refused' || consent.withdrawn || consent.invalidated ? 409 : 200
  }
  if (command.kind === 'invalidate') {
    const consent = byId(state.consents, command.consentId)
    if (!model.seesConsent(state, user, consent)) return 404
    if (model.caseOf(state, consent).keyPersonId !== user.id) return 403
    return consent.invalidated ? 409 : 200
  }
  if (command.kind === 'decide') {
    const review = byId(state.reviews, command.reviewId)
    if (!seesReview(state, user, review)) return 404
    return review.outcome ? 409 : unrestricted(state, model.caseOf(state, review), 200)
  }
  if (command.kind === 'correct') {
    const entry = byId(state.entries, command.entryId)
    if (!model.seesEntry(state, user, entry)) return 404
    if (entry.organisationId !== user.organisationId) return 403
    const it = model.caseOf(state, entry)
    return it.closed || model.isSuperseded(state, entry) ? 409 : unrestricted(state, it, 201)
  }
  const it = byId(state.cases, command.caseId)
  if (!isMove(command)) return judgeOnCase(state, user, it, command)
  const status = judgeMove(state, user, it, command)
  return ['handover', 'reconfirmation'].includes(command.kind) ? status : unrestricted(state, it, status)
}
