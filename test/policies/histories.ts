import type { Answer, Command } from './commands.ts'
import {
  type Case,
  dateOf,
  hasDepartment,
  isParty,
  mayRecordConflictOf,
  type Naboklage,
  type State,
  type Tenancy,
  type User,
} from './model.ts'
import { isMove, type MoveKind } from './moves.ts'
import { categories, type Step } from './steps.ts'

const day = 86_400_000

const pick = <T>(records: T[], number: number): T | undefined => records[number % records.length]

/** Mostly one who may: the key person, or someone of the team. */
const actorOf = (state: State, it: Case | undefined, number: number): User => {
  const anyone = pick(state.users, number) as User
  if (!it || number < 3) return anyone
  const id = number < 23 ? it.keyPersonId : pick(it.team, number)
  return state.users.find((user) => user.id === id) ?? anyone
}

/** Mostly one who may: admin, or someone of the same organisation, also oneself. */
const colleagueOf = (state: State, about: User, number: number): User => {
  const may = state.users.filter((user) => mayRecordConflictOf(user, about))
  return pick(number < 4 ? state.users : may, number) as User
}

/** Mostly one who may. */
const officerOf = (state: State, number: number): User => {
  const officers = state.users.filter(({ role }) => role === 'dpo')
  return pick(number < 4 ? state.users : officers, number) as User
}

/** Mostly one of the parties, and of drift one of the department. */
const openerOf = (state: State, tenancyId: string, number: number): User => {
  const tenancy = state.tenancies.find((t) => t.id === tenancyId) as Tenancy
  const may = state.users.filter((u) => isParty(u) && (u.role !== 'drift' || hasDepartment(u, tenancy)))
  return pick(number < 4 ? state.users : may, number) as User
}

/** Some of these residents, and now and then one of another household. */
const someOf = (state: State, residentIds: string[], number: number): string[] => {
  const chosen = residentIds.filter((_, index) => ((number + 1) >> index) % 2 === 1)
  const stranger = number === 29 ? (state.tenancies[0]?.residentIds.slice(0, 1) ?? []) : []
  return [...new Set([...(chosen.length > 0 ? chosen : residentIds), ...stranger])]
}

/** Mostly of one's own organisation, by someone of the case. */
const correct = (state: State, { by, of, some }: Step): [User, Command] | undefined => {
  const entry = pick(state.entries, of)
  const it = state.cases.find(({ id }) => id === entry?.caseId)
  const authors = state.users.filter(
    (u) => u.organisationId === entry?.organisationId && it?.team.includes(u.id),
  )
  const user = some < 20 ? pick(authors, by) : actorOf(state, it, by)
  return entry && [user ?? actorOf(state, it, by), { kind: 'correct', entryId: entry.id }]
}

/** Mostly where it can be done. */
const move = (state: State, kind: MoveKind, { by, at, of, some }: Step): [User, Command] | undefined => {
  const starts: Partial<Record<MoveKind, (it: Case) => boolean>> = {
    reopening: (it) => it.closed,
    resumption: (it) => it.paused && !it.closed,
    reconfirmation: (it) => it.reconfirmationDue && !it.closed,
  }
  const likely = state.cases.filter(starts[kind] ?? (({ closed }) => !closed))
  const it = pick(some < 24 && likely.length > 0 ? likely : state.cases, at)
  if (!it) return undefined
  const user = actorOf(state, it, by)
  if (kind !== 'handover') return [user, { kind, caseId: it.id }]
  const colleagues = state.users.filter(
    ({ id, organisationId }) => organisationId === it.owner && id !== it.keyPersonId,
  )
  const userId = pick(some < 24 && colleagues.length > 0 ? colleagues : state.users, of)?.id ?? ''
  return [user, { kind, caseId: it.id, userId }]
}

const answerOf = (state: State, residentId: string, { answer }: Step): Answer => {
  const givenAt = state.now.getTime() - answer.hoursAgo * 3_600_000
  return {
    residentId,
    response: answer.refused ? 'refused' : 'given',
    recipients: answer.recipients,
    categories: answer.categories,
    givenAt,
    reviewOn: dateOf(givenAt + answer.reviewAfter * day),
  }
}

const open = (state: State, { by, at, of, some }: Step): [User, Command] => {
  const tenancy = pick(state.tenancies, at) as Tenancy
  const user = openerOf(state, tenancy.id, by)
  const about = state.naboklager.filter((n) => n.respondentTenancyId === tenancy.id)
  const linked = some === 29 ? state.naboklager : user.role === 'drift' && some % 2 === 0 ? about : []
  const residentIds = someOf(state, tenancy.residentIds, of)
  const naboklageIds = linked.map(({ id }) => id)
  return [user, { kind: 'open', tenancyId: tenancy.id, residentIds, naboklageIds }]
}

/** Who tries what; nothing when there is nothing yet that it could be tried on. */
export const attemptOf = (state: State, step: Step): [User, Command] | undefined => {
  const { kind, at, of, some } = step
  const it = pick(state.cases, at)
  const by = actorOf(state, it, step.by)
  if (kind === 'open') return open(state, step)
  if (kind === 'correct') return correct(state, step)
  if (isMove(step)) return move(state, step.kind, step)
  if (kind === 'inform' || kind === 'lift') {
    const standing = state.restrictions.filter(({ lifted }) => !lifted)
    const restriction = pick(some < 24 && standing.length > 0 ? standing : state.restrictions, of)
    return restriction && [officerOf(state, step.by), { kind, restrictionId: restriction.id }]
  }
  if (kind === 'decide') {
    const pending = state.reviews.filter(({ outcome }) => !outcome)
    const review = pick(some < 24 && pending.length > 0 ? pending : state.reviews, of)
    const about = state.cases.find(({ id }) => id === review?.caseId)
    const outcome = some % 2 === 0 ? 'kept' : 'to_be_erased'
    return review && [actorOf(state, about, step.by), { kind, reviewId: review.id, outcome }]
  }
  if (kind === 'withdraw' || kind === 'invalidate') {
    const consent = pick(state.consents, of)
    const about = state.cases.find((c) => c.id === consent?.caseId)
    return consent && [actorOf(state, about, step.by), { kind, consentId: consent.id }]
  }
  if (kind === 'conflict') {
    const about = pick(state.users, of) as User
    const tenancyId = (some < 20 && it?.tenancyId) || (pick(state.tenancies, at) as Tenancy).id
    return [colleagueOf(state, about, step.by), { kind, userId: about.id, tenancyId }]
  }
  if (kind === 'impartial') {
    const conflict = pick(state.conflicts, of)
    const about = state.users.find(({ id }) => id === conflict?.userId)
    return conflict && about && [colleagueOf(state, about, step.by), { kind, conflictId: conflict.id }]
  }
  if (kind === 'transfer') {
    const naboklage = pick(state.naboklager, of) as Naboklage
    const staff = state.users.filter((user) => hasDepartment(user, naboklage))
    const departmentId = pick(Object.keys(state.landlords), some) ?? ''
    return [
      pick(step.by < 4 ? state.users : staff, at) as User,
      { kind, naboklageId: naboklage.id, departmentId },
    ]
  }
  if (!it) return undefined
  const everyone = state.tenancies.flatMap((t) => t.residentIds)
  const residentId = pick(some < 26 ? it.residentIds : everyone, of) ?? ''
  const household = state.tenancies.find((t) => t.id === it.tenancyId)?.residentIds ?? []
  const caseId = it.id
  if (kind === 'restrict')
    return [officerOf(state, step.by), { kind, residentId, caseId: of % 3 === 0 ? null : caseId }]
  if (kind === 'emergency') {
    const member = state.users.find(({ id }) => id === pick(it.team, of))
    return [some < 24 && member ? member : by, { kind, caseId }]
  }
  if (kind === 'resident')
    return [by, { kind, caseId, residentId: pick(some < 24 ? household : everyone, of) ?? '' }]
  if (kind === 'join') {
    const outside = state.users.filter((user) => isParty(user) && !it.team.includes(user.id))
    const userId = pick(some < 24 && outside.length > 0 ? outside : state.users, of)?.id ?? ''
    return [by, { kind, caseId, userId }]
  }
  if (kind === 'leave') return [by, { kind, caseId, userId: pick(it.team, of) ?? '' }]
  if (kind === 'link') {
    const about = state.naboklager.filter((n) => n.departmentId === it.departmentId)
    const landlord = state.users.filter((user) => about[0] && hasDepartment(user, about[0]))
    const naboklageId = pick(some < 24 && about.length > 0 ? about : state.naboklager, of)?.id ?? ''
    return [some < 15 ? (pick(landlord, step.by) ?? by) : by, { kind, caseId, naboklageId }]
  }
  if (kind === 'answer') return [by, { kind, caseId, answer: answerOf(state, residentId, step) }]
  if (kind === 'time') return undefined
  if (kind === 'convene')
    return [by, { kind, caseId, invited: some < 15 ? step.answer.recipients : [it.owner] }]
  if (kind === 'agree') {
    const responsibleUserId = pick(some < 22 ? it.team : state.users.map((u) => u.id), of) ?? ''
    const residentIds = someOf(state, it.residentIds, some)
    return [by, { kind, caseId, category: pick(categories, of) ?? '', residentIds, responsibleUserId }]
  }
  const legalBasis = pick(['contract', 'public_task', 'consent', 'consent'] as const, some) ?? 'contract'
  const residentIds = someOf(state, it.residentIds, of)
  return [by, { kind: 'entry', caseId, category: pick(categories, some) ?? '', residentIds, legalBasis }]
}
