import * as model from './model.ts'
import {
  barredFrom,
  byId,
  type Case,
  type Consent,
  type Entry,
  type Review,
  type State,
  type User,
} from './model.ts'

/** The model's part about entries that lost the consent that they stood on. The one who carries the consent decides. */
export const carries = (state: State, user: User, it: Case): boolean =>
  model.ownsSeen(state, user, it) &&
  (it.keyPersonId === user.id || barredFrom(state, byId(state.users, it.keyPersonId), it))

export const seesReview = (state: State, user: User, review: Review): boolean =>
  carries(state, user, model.caseOf(state, review))

const firstOf = (state: State, entry: Entry): string =>
  entry.supersedes ? firstOf(state, byId(state.entries, entry.supersedes)) : entry.id

/** All versions of an entry. */
const versionsOf = (state: State, entry: Entry): Entry[] =>
  state.entries.filter((other) => firstOf(state, other) === firstOf(state, entry))

/** After a resident's answer, or what ended one: what stands on consents that do not hold it up any more. */
export const reviewBases = (state: State, consent: Consent): void => {
  const it = model.caseOf(state, consent)
  const covers = (entry: Entry) => (residentId: string) =>
    model
      .consentsInForce(state, it)
      .some((k) => k.residentId === residentId && k.categories.includes(entry.category))
  const standing = state.entries.filter(
    (e) =>
      e.caseId === it.id &&
      e.residentIds.includes(consent.residentId) &&
      e.legalBasis === 'consent' &&
      !e.sealed &&
      !model.isSuperseded(state, e),
  )
  for (const entry of standing) {
    const versions = versionsOf(state, entry).map(({ id }) => id)
    const pending = state.reviews.find((r) => !r.outcome && versions.includes(r.entryId))
    const covered = entry.residentIds.every(covers(entry))
    if (covered && pending) pending.outcome = 'consent_renewed'
    if (!covered && !pending)
      state.reviews.push({ id: '', caseId: it.id, entryId: entry.id, consentId: consent.id, outcome: null })
  }
}

export const decideReview = (state: State, review: Review, outcome: Review['outcome']): void => {
  review.outcome = outcome
  for (const version of versionsOf(state, byId(state.entries, review.entryId)))
    Object.assign(version, outcome === 'kept' ? { legalBasis: 'public_task' } : { sealed: true })
}
