import { barredFrom } from './impartiality.ts'
import { isRestricted } from './restrictions.ts'
import type { Case, Consent, Emergency, Entry, Shared, State, User } from './state.ts'

export * from './consent-sight.ts'
export * from './impartiality.ts'
export * from './state.ts'

/**
 * The contract's one rule ("Who sees what") a second time, in plain TypeScript: read from the contract and not
 * from the SQL, so that the two can be held against each other.
 */
const danish = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' })
export const dateOf = (instant: Date | number): string => danish.format(instant)

const parties = ['drift', 'socialafdeling', 'helhedsplan']
export const isParty = (user: User): boolean => parties.includes(user.role)

/** By `givenAt`, then by recording. */
const later = (a: Consent, b: Consent) => a.givenAt - b.givenAt || a.sequence - b.sequence

export const isInForce = (state: State, consent: Consent): boolean => {
  const answers = state.consents.filter(
    (k) => k.caseId === consent.caseId && k.residentId === consent.residentId && !k.invalidated,
  )
  return (
    answers.sort(later).at(-1) === consent &&
    consent.response === 'given' &&
    !consent.withdrawn &&
    dateOf(state.now) < consent.reviewOn
  )
}

export const consentsInForce = (state: State, it: Case): Consent[] =>
  state.consents.filter((k) => k.caseId === it.id && isInForce(state, k))

export const owns = (user: User, it: Case) => user.organisationId === it.owner
export const isLandlord = (state: State, user: User, it: Case) =>
  user.organisationId === state.landlords[it.departmentId]

/** Consents in force on the case that name the user's organisation. */
export const givenTo = (state: State, user: User, it: Case): Consent[] =>
  consentsInForce(state, it).filter((k) => k.recipients.includes(user.organisationId ?? ''))

/** Those that let it in: while processing is restricted, none. */
export const naming = (state: State, user: User, it: Case): Consent[] =>
  isRestricted(state, it) ? [] : givenTo(state, user, it)

/** The organisations that consents let in. */
export const letIn = (state: State, it: Case): string[] =>
  isRestricted(state, it) ? [] : consentsInForce(state, it).flatMap((k) => k.recipients)

export const agrees = (state: State, user: User, it: Case, residentId: string, category?: string): boolean =>
  naming(state, user, it).some(
    (k) => k.residentId === residentId && (category === undefined || k.categories.includes(category)),
  )

/** In force for 24 hours, and while no consent names the organisation. */
export const emergencyOn = (state: State, user: User, it: Case): Emergency | undefined =>
  naming(state, user, it).length > 0
    ? undefined
    : state.emergencies.find(
        (e) => e.caseId === it.id && e.userId === user.id && e.expiresAt > state.now.getTime(),
      )

export const seesCase = (state: State, user: User, it: Case): boolean =>
  isParty(user) &&
  !barredFrom(state, user, it) &&
  (it.team.includes(user.id) || it.keyPersonId === user.id) &&
  (owns(user, it) || naming(state, user, it).length > 0 || emergencyOn(state, user, it) !== undefined)

export const casesOf = (state: State, user: User): Case[] =>
  state.cases.filter((it) => seesCase(state, user, it))

export const ownsSeen = (state: State, user: User, it: Case): boolean =>
  seesCase(state, user, it) && owns(user, it)

export const residentsOf = (state: State, user: User, it: Case): string[] =>
  it.residentIds.filter(
    (id) =>
      seesCase(state, user, it) &&
      (owns(user, it) ||
        isLandlord(state, user, it) ||
        emergencyOn(state, user, it) ||
        agrees(state, user, it, id)),
  )

export const caseOf = (state: State, record: { caseId: string }): Case => {
  const found = state.cases.find((it) => it.id === record.caseId)
  if (!found) throw new Error('no such case')
  return found
}

/** An emergency access opens no agreed actions of others. */
export const seesAction = (state: State, user: User, action: Shared): boolean => {
  const it = caseOf(state, action)
  return (
    seesCase(state, user, it) &&
    (action.organisationId === user.organisationId ||
      action.residentIds.every((id) => agrees(state, user, it, id, action.category)))
  )
}

/** One that is to be erased is seen by nobody. */
export const seesEntry = (state: State, user: User, entry: Entry): boolean => {
  const it = caseOf(state, entry)
  const inEmergency = () => seesCase(state, user, it) && emergencyOn(state, user, it) !== undefined
  return !entry.sealed && (seesAction(state, user, entry) || inEmergency())
}

export const isConsented = (state: State, it: Case): boolean => consentsInForce(state, it).length > 0

export const statusOf = (state: State, it: Case): string => {
  if (it.closed) return 'closed'
  if (it.paused) return 'paused'
  return isConsented(state, it) ? 'active' : 'awaiting_consent'
}

export const isSuperseded = (state: State, entry: Shared): boolean =>
  state.entries.some(({ supersedes }) => supersedes === entry.id)

/** The consents that showing a case to this user rests on: none for the owner's team, who need none. */
export const caseRestsOn = (state: State, user: User, it: Case): Consent[] =>
  owns(user, it) ? [] : naming(state, user, it)

/** One's own entry rests on what opens the case; another organisation's on what covers the entry. */
export const entryRestsOn = (state: State, user: User, entry: Shared): Consent[] => {
  const it = caseOf(state, entry)
  if (entry.organisationId === user.organisationId) return caseRestsOn(state, user, it)
  return naming(state, user, it).filter(
    (k) => entry.residentIds.includes(k.residentId) && k.categories.includes(entry.category),
  )
}
