import type { Case, Consent, Shared, State, User } from './model.ts'
import {
  agrees,
  barredFrom,
  caseOf,
  consentsInForce,
  emergencyOn,
  givenTo,
  isLandlord,
  isParty,
  naming,
  owns,
  ownsSeen,
  seesCase,
} from './model.ts'

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

/**
 * Any staff of the owner, and whoever of the team a consent is given to, also while processing is restricted; a refusal
 * names nobody and stays with the owner.
 */
export const mayWithdraw = (state: State, user: User, consent: Consent): boolean => {
  const it = caseOf(state, consent)
  return (
    isParty(user) &&
    !barredFrom(state, user, it) &&
    (owns(user, it) ||
      (consent.response === 'given' && it.team.includes(user.id) && givenTo(state, user, it).length > 0))
  )
}

/** For the officer, and for the owner of the case. */
export const seesDisclosure = (state: State, user: User, disclosure: { caseId: string }): boolean =>
  user.role === 'dpo' || ownsSeen(state, user, caseOf(state, disclosure))

/** Complaints linked to the case, as its own parties see them. */
export const linkedOf = (state: State, user: User, it: Case): string[] =>
  it.naboklageIds.filter(
    () =>
      seesCase(state, user, it) &&
      (isLandlord(state, user, it) ||
        emergencyOn(state, user, it) ||
        it.residentIds.every((id) => agrees(state, user, it, id, 'complaints'))),
  )

/** Whether that one would see what this one records: only such a one is made to answer for an action. */
export const wouldSee = (state: State, author: User, reader: User, action: Omit<Shared, 'id'>): boolean =>
  caseOf(state, action).team.includes(reader.id) &&
  !barredFrom(state, reader, caseOf(state, action)) &&
  (reader.organisationId === author.organisationId ||
    action.residentIds.every((id) => agrees(state, reader, caseOf(state, action), id, action.category)))
