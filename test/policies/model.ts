import { barredFrom } from './impartiality.ts'
import type { Case, Consent, Entry, Shared, State, User } from './state.ts'

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

const owns = (user: User, it: Case) => user.organisationId === it.owner
const isLandlord = (state: State, user: User, it: Case) =>
  user.organisationId === state.landlords[it.departmentId]

/** Consents in force on the case that name the user's organisation. */
export const naming = (state: State, user: User, it: Case): Consent[] =>
  consentsInForce(state, it).filter((k) => k.recipients.includes(user.organisationId ?? ''))

const agrees = (state: State, user: User, it: Case, residentId: string, category?: string): boolean =>
  naming(state, user, it).some(
    (k) => k.residentId === residentId && (category === undefined || k.categories.includes(category)),
  )

export const seesCase = (state: State, user: User, it: Case): boolean =>
  isParty(user) &&
  !barredFrom(state, user, it) &&
  (it.team.includes(user.id) || it.keyPersonId === user.id) &&
  (owns(user, it) || naming(state, user, it).length > 0)

export const casesOf = (state: State, user: User): Case[] =>
  state.cases.filter((it) => seesCase(state, user, it))

export const ownsSeen = (state: State, user: User, it: Case): boolean =>
  seesCase(state, user, it) && owns(user, it)

export const residentsOf = (state: State, user: User, it: Case): string[] =>
  it.residentIds.filter(
    (id) =>
      seesCase(state, user, it) &&
      (owns(user, it) || isLandlord(state, user, it) || agrees(state, user, it, id)),
  )

export const caseOf = (state: State, record: { caseId: string }): Case => {
  const found = state.cases.find((it) => it.id === record.caseId)
  if (!found) throw new Error('no such case')
  return found
}

export const seesEntry = (state: State, user: User, entry: Shared): boolean => {
  const it = caseOf(state, entry)
  return (
    seesCase(state, user, it) &&
    (entry.organisationId === user.organisationId ||
      entry.residentIds.every((id) => agrees(state, user, it, id, entry.category)))
  )
}

/** Whether that one would see what this one records: only such a one is made to answer for an action. */
export const wouldSee = (state: State, author: User, reader: User, action: Omit<Shared, 'id'>): boolean =>
  caseOf(state, action).team.includes(reader.id) &&
  !barredFrom(state, reader, caseOf(state, action)) &&
  (reader.organisationId === author.organisationId ||
    action.residentIds.every((id) => agrees(state, reader, caseOf(state, action), id, action.category)))

/** For the officer, and for the owner of the case. */
export const seesDisclosure = (state: State, user: User, disclosure: { caseId: string }): boolean =>
  user.role === 'dpo' || ownsSeen(state, user, caseOf(state, disclosure))

/** Complaints linked to the case, as its own parties see them. */
export const linkedOf = (state: State, user: User, it: Case): string[] =>
  it.naboklageIds.filter(
    () =>
      seesCase(state, user, it) &&
      (isLandlord(state, user, it) ||
        it.residentIds.every((id) => agrees(state, user, it, id, 'complaints'))),
  )

/** The consents in force that the case shows: all to the owner's team, to others those that name them. */
export const shownConsents = (state: State, user: User, it: Case): Consent[] => {
  if (!seesCase(state, user, it)) return []
  return owns(user, it) ? consentsInForce(state, it) : naming(state, user, it)
}

/** The whole history to the owner's team; to others the given ones that name them. */
export const seesConsent = (state: State, user: User, consent: Consent): boolean => {
  const it = caseOf(state, consent)
  if (!seesCase(state, user, it)) return false
  if (owns(user, it)) return true
  return consent.response === 'given' && consent.recipients.includes(user.organisationId ?? '')
}

/** Whoever sees the case, and any staff of the owner; a refusal names nobody and stays with the owner. */
export const mayWithdraw = (state: State, user: User, consent: Consent): boolean => {
  const it = caseOf(state, consent)
  return (
    isParty(user) &&
    !barredFrom(state, user, it) &&
    (owns(user, it) || (consent.response === 'given' && seesCase(state, user, it)))
  )
}

export const isConsented = (state: State, it: Case): boolean => consentsInForce(state, it).length > 0

export const statusOf = (state: State, it: Case): string => {
  if (it.closed) return 'closed'
  if (it.paused) return 'paused'
  return isConsented(state, it) ? 'active' : 'awaiting_consent'
}

export const isSuperseded = (state: State, entry: Entry): boolean =>
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
