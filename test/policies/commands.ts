import type { Json } from '../support/actors.ts'
import { byId, type Consent, type State, type User } from './model.ts'
import { applyMove, type MoveCommand } from './moves.ts'
import { noticesOfEmergency, noticesOfWithdrawal } from './notices.ts'
import { noticesOfRestriction } from './restrictions.ts'
import { decideReview, reviewBases } from './reviews.ts'

/** What a user tries to do. */
export type Command =
  | { kind: 'open'; tenancyId: string; residentIds: string[]; naboklageIds: string[] }
  | { kind: 'resident'; caseId: string; residentId: string }
  | { kind: 'join'; caseId: string; userId: string }
  | { kind: 'leave'; caseId: string; userId: string }
  | { kind: 'link'; caseId: string; naboklageId: string }
  | { kind: 'answer'; caseId: string; answer: Answer }
  | { kind: 'conflict'; userId: string; tenancyId: string }
  | { kind: 'impartial'; conflictId: string }
  | { kind: 'transfer'; naboklageId: string; departmentId: string }
  | { kind: 'emergency'; caseId: string }
  | { kind: 'withdraw'; consentId: string }
  | { kind: 'invalidate'; consentId: string }
  | MoveCommand
  | { kind: 'correct'; entryId: string }
  | { kind: 'restrict'; residentId: string; caseId: string | null }
  | { kind: 'inform'; restrictionId: string }
  | { kind: 'lift'; restrictionId: string }
  | { kind: 'decide'; reviewId: string; outcome: 'kept' | 'to_be_erased' }
  | {
      kind: 'entry'
      caseId: string
      category: string
      residentIds: string[]
      legalBasis: 'consent' | 'contract' | 'public_task'
    }
  | { kind: 'convene'; caseId: string; invited: string[] }
  | { kind: 'agree'; caseId: string; category: string; residentIds: string[]; responsibleUserId: string }

export type Answer = Pick<
  Consent,
  'residentId' | 'response' | 'recipients' | 'categories' | 'givenAt' | 'reviewOn'
>

/** What an allowed attempt leaves behind; `id` is what the answer calls a new record. */
export const apply = (state: State, user: User, command: Command, id: string, body: Json): void => {
  const organisationId = user.organisationId ?? ''
  switch (command.kind) {
    case 'open': {
      const { kind, ...content } = command
      const { departmentId } = byId(state.tenancies, command.tenancyId)
      const keyed = { owner: organisationId, keyPersonId: user.id, team: [user.id] }
      const stage = { paused: false, closed: false, reconfirmationDue: false }
      state.cases.push({ id, departmentId, ...keyed, ...stage, ...structuredClone(content) })
      return
    }
    case 'conflict':
      state.conflicts.push({ id, userId: command.userId, tenancyId: command.tenancyId, ended: false })
      return
    case 'impartial':
      byId(state.conflicts, command.conflictId).ended = true
      return
    case 'transfer': {
      const naboklage = byId(state.naboklager, command.naboklageId)
      Object.assign(naboklage, { departmentId: command.departmentId, respondentTenancyId: null })
      return
    }
    case 'emergency':
      state.notices.push(...noticesOfEmergency(state, byId(state.cases, command.caseId), id))
      state.emergencies.push({
        id,
        caseId: command.caseId,
        userId: user.id,
        expiresAt: state.now.getTime() + 86_400_000,
      })
      return
    case 'convene': {
      const organisations = [organisationId, ...command.invited.filter((o) => o !== organisationId)]
      const { caseId } = command
      state.meetings.push({ id, organisations, items: [{ id: body.items[0].id, caseId }] })
      return
    }
    case 'withdraw':
      state.notices.push(...noticesOfWithdrawal(state, byId(state.consents, command.consentId)))
      byId(state.consents, command.consentId).withdrawn = true
      reviewBases(state, byId(state.consents, command.consentId))
      return
    case 'invalidate':
      byId(state.consents, command.consentId).invalidated = true
      reviewBases(state, byId(state.consents, command.consentId))
      return
    case 'restrict': {
      const { residentId, caseId } = command
      const restriction = { id, residentId, caseId, told: false, lifted: false }
      state.restrictions.push(restriction)
      state.notices.push(...noticesOfRestriction(state, restriction))
      return
    }
    case 'inform':
      byId(state.restrictions, command.restrictionId).told = true
      return
    case 'lift': {
      const restriction = byId(state.restrictions, command.restrictionId)
      restriction.lifted = true
      state.notices.push(...noticesOfRestriction(state, restriction))
      return
    }
    case 'decide':
      decideReview(state, byId(state.reviews, command.reviewId), command.outcome)
      return
    case 'correct': {
      const { version, ...kept } = byId(state.entries, command.entryId)
      state.entries.push({ ...kept, id, version: version + 1, supersedes: command.entryId })
      return
    }
  }
  const it = byId(state.cases, command.caseId)
  if (command.kind === 'resident') it.residentIds = [...new Set([...it.residentIds, command.residentId])]
  else if (command.kind === 'join') it.team.push(command.userId)
  else if (command.kind === 'leave') it.team = it.team.filter((userId) => userId !== command.userId)
  else if (command.kind === 'link') it.naboklageIds.push(command.naboklageId)
  else if (command.kind === 'answer') {
    const fresh = { sequence: state.consents.length, withdrawn: false, invalidated: false }
    state.consents.push({ id, caseId: it.id, ...fresh, ...command.answer })
    reviewBases(state, byId(state.consents, id))
  } else if (command.kind === 'agree') {
    const { kind, ...action } = command
    state.actions.push({ id, organisationId, ...action })
  } else if (command.kind === 'entry') {
    const { category, residentIds, legalBasis } = command
    const first = { version: 1, supersedes: null, legalBasis, sealed: false }
    state.entries.push({ id, caseId: it.id, organisationId, category, residentIds, ...first })
  } else applyMove(state, it, command, id)
}
