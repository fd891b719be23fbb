import type { Json } from '../support/actors.ts'
import type { Case, Consent, State, User } from './model.ts'
import * as model from './model.ts'

/** What a user tries to do. */
export type Command =
  | { kind: 'open'; tenancyId: string; residentIds: string[]; naboklageIds: string[] }
  | { kind: 'resident'; caseId: string; residentId: string }
  | { kind: 'join'; caseId: string; userId: string }
  | { kind: 'leave'; caseId: string; userId: string }
  | { kind: 'link'; caseId: string; naboklageId: string }
  | { kind: 'answer'; caseId: string; answer: Answer }
  | { kind: 'withdraw'; consentId: string }
  | { kind: 'invalidate'; consentId: string }
  | {
      kind: 'entry'
      caseId: string
      category: string
      residentIds: string[]
      legalBasis: 'consent' | 'contract' | 'public_task'
    }

export type Answer = Pick<
  Consent,
  'residentId' | 'response' | 'recipients' | 'categories' | 'givenAt' | 'reviewOn'
>

const byId = <T extends { id: string }>(records: T[], id: string): T => {
  const found = records.find((record) => record.id === id)
  if (!found) throw new Error(`no record ${id}`)
  return found
}

const member = (it: Case, userId: string) => it.team.includes(userId)

/** One visible to the landlord's staff is told to be of another household; to others it does not exist. */
const household = (state: State, user: User, tenancyId: string, residentIds: string[]): number => {
  const tenancy = byId(state.tenancies, tenancyId)
  const others = state.tenancies.filter((t) => t.id !== tenancyId && model.hasDepartment(user, t))
  if (residentIds.some((id) => others.some((t) => t.residentIds.includes(id)))) return 422
  if (user.role === 'drift' && !model.hasDepartment(user, tenancy)) return 404
  return residentIds.every((id) => tenancy.residentIds.includes(id)) ? 201 : 404
}

const complaints = (
  state: State,
  user: User,
  it: Pick<Case, 'tenancyId' | 'departmentId'>,
  ids: string[],
): number => {
  const asked = ids.map((id) => byId(state.naboklager, id))
  if (!asked.every((n) => model.hasDepartment(user, n))) return 404
  const about = (n: model.Naboklage) =>
    n.departmentId === it.departmentId && (n.respondentTenancyId ?? it.tenancyId) === it.tenancyId
  return asked.every(about) ? 201 : 422
}

type OnCase = Exclude<Command, { kind: 'open' | 'withdraw' | 'invalidate' }>

const judgeOnCase = (state: State, user: User, it: Case, command: OnCase): number => {
  if (!model.seesCase(state, user, it)) return 404
  const seen = model.residentsOf(state, user, it)
  switch (command.kind) {
    case 'resident':
      if (seen.includes(command.residentId)) return 409
      return household(state, user, it.tenancyId, [command.residentId])
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
      const allowed = complaints(state, user, it, [command.naboklageId])
      return allowed === 201 && it.naboklageIds.includes(command.naboklageId) ? 409 : allowed
    }
    case 'answer':
      if (it.keyPersonId !== user.id) return 403
      return seen.includes(command.answer.residentId) ? 201 : 404
    case 'entry': {
      if (!command.residentIds.every((id) => seen.includes(id))) return 404
      const covered = (id: string) =>
        model
          .consentsInForce(state, it)
          .some((k) => k.residentId === id && k.categories.includes(command.category))
      return command.legalBasis !== 'consent' || command.residentIds.every(covered) ? 201 : 422
    }
  }
}

/** The status that the contract gives this attempt. */
export const judge = (state: State, user: User, command: Command): number => {
  if (!model.isParty(user)) return 403
  if (command.kind === 'open') {
    const { departmentId } = byId(state.tenancies, command.tenancyId)
    const allowed = household(state, user, command.tenancyId, command.residentIds)
    return allowed === 201
      ? complaints(state, user, { ...command, departmentId }, command.naboklageIds)
      : allowed
  }
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
  return judgeOnCase(state, user, byId(state.cases, command.caseId), command)
}

/** What an allowed attempt leaves behind; `id` is what the answer calls a new record. */
export const apply = (state: State, user: User, command: Command, id: string): void => {
  const organisationId = user.organisationId ?? ''
  switch (command.kind) {
    case 'open': {
      const { kind, ...content } = command
      const { departmentId } = byId(state.tenancies, command.tenancyId)
      const keyed = { owner: organisationId, keyPersonId: user.id, team: [user.id] }
      state.cases.push({ id, departmentId, ...keyed, ...structuredClone(content) })
      return
    }
    case 'withdraw':
      byId(state.consents, command.consentId).withdrawn = true
      return
    case 'invalidate':
      byId(state.consents, command.consentId).invalidated = true
      return
  }
  const it = byId(state.cases, command.caseId)
  if (command.kind === 'resident') it.residentIds = [...new Set([...it.residentIds, command.residentId])]
  else if (command.kind === 'join') it.team.push(command.userId)
  else if (command.kind === 'leave') it.team = it.team.filter((userId) => userId !== command.userId)
  else if (command.kind === 'link') it.naboklageIds.push(command.naboklageId)
  else if (command.kind === 'answer')
    state.consents.push({
      id,
      caseId: it.id,
      sequence: state.consents.length,
      withdrawn: false,
      invalidated: false,
      ...command.answer,
    })
  else {
    const { category, residentIds } = command
    state.entries.push({ id, caseId: it.id, organisationId, category, residentIds })
  }
}

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
    case 'withdraw': {
      const body = { receivedAt: state.now.toISOString(), channel: 'phone', reason: 'Vil ikke mere' }
      return ['POST', `/consents/${command.consentId}/withdrawal`, body]
    }
    case 'invalidate':
      return ['POST', `/consents/${command.consentId}/invalidation`, { reason: 'Tolken manglede' }]
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
