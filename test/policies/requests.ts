import type { Json } from '../support/actors.ts'
import type { Answer, Command } from './commands.ts'
import { dateOf, type State } from './model.ts'

type Request = [method: 'POST' | 'DELETE', url: string, body?: Json]

/** The attempt as a request. */
export const requestOf = (state: State, command: Command): Request => {
  switch (command.kind) {
    case 'open': {
      const { tenancyId, residentIds, naboklageIds } = command
      const body = { tenancyId, residentIds, naboklageIds, theme: 'neighbour_relations', problem: 'Uro' }
      return ['POST', '/cases', body]
    }
    case 'resident':
      return ['POST', `/cases/${command.caseId}/residents`, { residentId: command.residentId }]
    case 'join':
      return ['POST', `/cases/${command.caseId}/team`, { userId: command.userId }]
    case 'leave':
      return ['DELETE', `/cases/${command.caseId}/team/${command.userId}`]
    case 'link':
      return ['POST', `/cases/${command.caseId}/naboklager`, { naboklageId: command.naboklageId }]
    case 'answer':
      return ['POST', `/cases/${command.caseId}/consents`, consentBody(command.answer)]
    case 'conflict': {
      const { userId, tenancyId } = command
      return ['POST', '/conflicts', { userId, tenancyId, reason: 'Er i familie' }]
    }
    case 'impartial':
      return ['DELETE', `/conflicts/${command.conflictId}`]
    case 'transfer': {
      const body = { departmentId: command.departmentId, reason: 'Forkert afdeling' }
      return ['POST', `/naboklager/${command.naboklageId}/transfer`, body]
    }
    case 'emergency': {
      const body = { reason: 'Beboeren er i fare', legalBasis: 'vital_interests' }
      return ['POST', `/cases/${command.caseId}/emergency-access`, body]
    }
    case 'withdraw': {
      const body = { receivedAt: state.now.toISOString(), channel: 'phone', reason: 'Vil ikke mere' }
      return ['POST', `/consents/${command.consentId}/withdrawal`, body]
    }
    case 'invalidate':
      return ['POST', `/consents/${command.consentId}/invalidation`, { reason: 'Tolken manglede' }]
    case 'agree': {
      const { category: dataCategory, residentIds, responsibleUserId } = command
      const body = { title: 'Besøg', method: 'new_solution', dueOn: dateOf(state.now) }
      return [
        'POST',
        `/cases/${command.caseId}/actions`,
        { ...body, dataCategory, residentIds, responsibleUserId },
      ]
    }
    case 'pause':
    case 'reopening':
      return ['POST', `/cases/${command.caseId}/${command.kind}`, { reason: 'Indlagt' }]
    case 'resumption':
      return ['POST', `/cases/${command.caseId}/resumption`]
    case 'closure': {
      const body = { outcome: 'tenancy_kept', closedOn: dateOf(state.now), note: 'Det gik godt' }
      return ['POST', `/cases/${command.caseId}/closure`, body]
    }
    case 'handover': {
      const body = { userId: command.userId, reason: 'Barsel' }
      return ['POST', `/cases/${command.caseId}/handover`, body]
    }
    case 'reconfirmation':
      return ['POST', `/cases/${command.caseId}/reconfirmation`, { note: 'Talt med beboeren' }]
    case 'convene': {
      const body = { heldOn: dateOf(state.now), invitedOrganisationIds: command.invited }
      return ['POST', '/meetings', { ...body, items: [{ caseId: command.caseId }] }]
    }
    case 'restrict': {
      const body = { caseId: command.caseId, reason: 'accuracy_contested' }
      return ['POST', `/residents/${command.residentId}/restrictions`, body]
    }
    case 'inform': {
      const body = { toldTo: 'resident', toldAt: state.now.toISOString(), channel: 'letter' }
      return ['POST', `/restrictions/${command.restrictionId}/information`, body]
    }
    case 'lift':
      return ['POST', `/restrictions/${command.restrictionId}/lifting`, { reason: 'Oplysningerne er rettet' }]
    case 'decide': {
      const basis = command.outcome === 'kept' ? { legalBasis: 'public_task' } : {}
      const body = { outcome: command.outcome, reason: 'Talt med beboeren', ...basis }
      return ['POST', `/basis-reviews/${command.reviewId}/decision`, body]
    }
    case 'correct':
      return ['POST', `/entries/${command.entryId}/corrections`, { text: 'Rettet', reason: 'Slåfejl' }]
    case 'entry': {
      const { category: dataCategory, residentIds, legalBasis } = command
      const occurredAt = state.now.toISOString()
      const body = { kind: 'note', dataCategory, residentIds, legalBasis, text: 'Talt om det', occurredAt }
      return ['POST', `/cases/${command.caseId}/entries`, body]
    }
  }
}

export const consentBody = (answer: Answer): Json => ({
  residentId: answer.residentId,
  givenBy: 'resident',
  response: answer.response,
  channel: 'phone',
  givenAt: new Date(answer.givenAt).toISOString(),
  informationTextVersion: '2026-01',
  purpose: 'At finde en løsning sammen',
  recipientOrganisationIds: answer.recipients,
  dataCategories: answer.categories,
  reviewOn: answer.reviewOn,
})

/** The ids that the attempt names: the event of a refusal keeps them, as long as they exist. */
export const idsIn = (command: Command): string[] => {
  const nested = command.kind === 'answer' ? { residentId: command.answer.residentId } : {}
  const values = Object.values({ ...command, ...nested }).flat()
  return values.filter((value) => typeof value === 'string' && value.length === 36) as string[]
}
