import * as model from './model.ts'
import { barredFrom, byId, type Case, type Notice, type Restriction, type State, type User } from './model.ts'

/** The model's part about restricted processing: of one case, or of all that the resident is on. */
const concerns = (restriction: Pick<Restriction, 'caseId' | 'residentId'>, it: Case): boolean =>
  it.residentIds.includes(restriction.residentId) && (restriction.caseId ?? it.id) === it.id

export const isRestricted = (state: State, it: Case): boolean =>
  state.restrictions.some((r) => !r.lifted && concerns(r, it))

/** Everything about one of them is restricted, on whatever case. */
export const isAnyoneRestricted = (state: State, residentIds: string[]): boolean =>
  state.restrictions.some((r) => !r.lifted && r.caseId === null && residentIds.includes(r.residentId))

/** The owner's team of a case that it is about. */
export const isOwnRestriction = (state: State, user: User, restriction: Restriction): boolean =>
  state.cases.some((it) => concerns(restriction, it) && model.ownsSeen(state, user, it))

export const seesRestriction = (state: State, user: User, restriction: Restriction): boolean =>
  user.role === 'dpo' ||
  isOwnRestriction(state, user, restriction) ||
  (restriction.caseId === null &&
    state.tenancies.some(
      (t) => t.residentIds.includes(restriction.residentId) && model.seesTenancy(state, user, t),
    ))

/** Told to those who carry the cases. */
export const noticesOfRestriction = (state: State, about: Restriction): Notice[] =>
  state.cases
    .filter((it) => concerns(about, it))
    .filter((it) => !barredFrom(state, byId(state.users, it.keyPersonId), it))
    .map((it) => ({
      recipientId: it.keyPersonId,
      kind: about.lifted ? 'restriction_lifted' : 'processing_restricted',
      subjectId: about.id,
      caseId: it.id,
      organisations: [],
      mustAcknowledge: false,
    }))
