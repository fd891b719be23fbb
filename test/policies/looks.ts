import { listOfReviews } from './accesses.ts'
import { actionLook, actionsLook, listOfActions } from './action-looks.ts'
import { conflictLook, listOfConflicts } from './conflict-looks.ts'
import { emergencyLook, listOfEmergencies } from './emergency-looks.ts'
import { disclosuresLook, meetingLook } from './gatherings.ts'
import { allowed, byIds, items, type Look, one, refused } from './look.ts'
import type { Case, Consent, Entry, Naboklage, State, Tenancy, User } from './model.ts'
import * as model from './model.ts'
import { movesLook } from './move-looks.ts'
import * as records from './records.ts'
import { idsOf } from './records.ts'
import { listOfRestrictions, restrictionLook } from './restriction-looks.ts'
import { listOfBasisReviews } from './review-looks.ts'
import { listOfSignals, signalLook } from './signal-looks.ts'

const isDrift = (user: User) => user.role === 'drift'

export const listOfCases: Look = {
  url: '/cases?limit=200',
  shown: (body) => items(body, records.caseFields, records.shownCase),
  expected: (state, user) => {
    if (!model.isParty(user)) return refused(403, [])
    const seen = model.casesOf(state, user)
    return allowed(
      byIds(seen.map((it) => records.seenCase(state, user, it))),
      seen.flatMap((it) => records.caseSubjects(state, user, it)),
      seen.flatMap((it) => model.caseRestsOn(state, user, it)),
    )
  },
}

const caseLook = ({ id }: Case): Look =>
  one(`/cases/${id}`, id, records.caseFields, records.shownCase, model.isParty, (state, user) => {
    const it = model.casesOf(state, user).find((c) => c.id === id)
    return (
      it &&
      allowed(
        records.seenCase(state, user, it),
        records.caseSubjects(state, user, it),
        model.caseRestsOn(state, user, it),
      )
    )
  })

const entriesLook = ({ id }: Case, versions: 'newest' | 'all'): Look => ({
  ...one(
    `/cases/${id}/entries?limit=200&versions=${versions}`,
    id,
    '',
    () => undefined,
    model.isParty,
    (state, user) => {
      if (!model.casesOf(state, user).some((c) => c.id === id)) return undefined
      const shown = (e: Entry) => versions === 'all' || !model.isSuperseded(state, e)
      const seen = state.entries.filter((e) => e.caseId === id && shown(e) && model.seesEntry(state, user, e))
      const restsOn = seen.flatMap((e) => model.entryRestsOn(state, user, e))
      return allowed(byIds(seen.map(records.seenEntry)), seen.flatMap(records.entrySubjects), restsOn)
    },
  ),
  shown: (body) => items(body, records.entryFields, records.shownEntry),
})

const consentsLook = (it: Case): Look => ({
  ...one(
    `/cases/${it.id}/consents?limit=200`,
    it.id,
    '',
    () => undefined,
    model.isParty,
    (state, user) => {
      if (!model.seesCase(state, user, it)) return undefined
      const seen = state.consents.filter((k) => k.caseId === it.id && model.seesConsent(state, user, k))
      const restsOn = seen.length > 0 ? model.caseRestsOn(state, user, it) : []
      return allowed(
        byIds(seen.map((k) => records.seenConsent(state, k))),
        seen.flatMap(records.consentSubjects),
        restsOn,
      )
    },
  ),
  shown: (body) => items(body, records.consentFields, records.shownConsent),
})

const entryLook = (entry: Entry): Look =>
  one(
    `/entries/${entry.id}`,
    entry.id,
    records.entryFields,
    records.shownEntry,
    model.isParty,
    (state, user) => {
      if (!model.seesEntry(state, user, entry)) return undefined
      return allowed(
        records.seenEntry(entry),
        records.entrySubjects(entry),
        model.entryRestsOn(state, user, entry),
      )
    },
  )

const consentLook = (consent: Consent): Look =>
  one(
    `/consents/${consent.id}`,
    consent.id,
    records.consentFields,
    records.shownConsent,
    model.isParty,
    (state, user) => {
      if (!model.seesConsent(state, user, consent)) return undefined
      const restsOn = model.caseRestsOn(state, user, model.caseOf(state, consent))
      return allowed(records.seenConsent(state, consent), records.consentSubjects(consent), restsOn)
    },
  )

const naboklageSubjects = (n: Naboklage) =>
  [n.id, n.respondentTenancyId, n.complainantTenancyId].filter((id) => id !== null)

const naboklageLook = (n: Naboklage): Look => ({
  url: `/naboklager/${n.id}`,
  shown: ({ id }) => id,
  expected: (state, user) => {
    if (!isDrift(user)) return refused(403, [n.id])
    return model.seesNaboklage(state, user, n)
      ? allowed(n.id, naboklageSubjects(n), [])
      : refused(404, [n.id])
  },
})

export const listOfNaboklager: Look = {
  url: '/naboklager?limit=200',
  shown: (body) => idsOf(body.items),
  expected: (state, user) => {
    if (!isDrift(user)) return refused(403, [])
    const seen = state.naboklager.filter((n) => model.seesNaboklage(state, user, n))
    return allowed(idsOf(seen), seen.flatMap(naboklageSubjects), [])
  },
}

const housingLook = (url: string, id: string, tenancy: Tenancy, household: string[]): Look => ({
  url,
  shown: (body) => body.id,
  expected: (state, user) => {
    if (!isDrift(user)) return refused(403, [id])
    return model.seesTenancy(state, user, tenancy) ? allowed(id, household, []) : refused(404, [id])
  },
})

const corrected = (state: State, it: Case) =>
  state.entries.some(({ caseId, version }) => caseId === it.id && version > 1)
const moved = (state: State, it: Case) => state.moves.some(({ caseId }) => caseId === it.id)

/** Every address below which a record lies, be it seen or not. */
export const looksAt = (state: State): Look[] => [
  listOfCases,
  listOfNaboklager,
  listOfConflicts,
  listOfSignals,
  listOfActions,
  listOfBasisReviews,
  listOfRestrictions,
  listOfEmergencies,
  listOfReviews,
  ...state.cases.flatMap((it) => [
    caseLook(it),
    entriesLook(it, 'newest'),
    consentsLook(it),
    actionsLook(it),
  ]),
  ...state.cases.filter((it) => corrected(state, it)).map((it) => entriesLook(it, 'all')),
  ...state.cases.filter((it) => moved(state, it)).map(movesLook),
  ...state.entries.map(entryLook),
  ...state.actions.map(actionLook),
  ...state.meetings.flatMap((m) => [meetingLook(m), disclosuresLook(m)]),
  ...state.consents.map(consentLook),
  ...state.naboklager.map(naboklageLook),
  ...state.conflicts.map(conflictLook),
  ...state.emergencies.map(emergencyLook),
  ...state.restrictions.map(restrictionLook),
  ...state.signals.map(signalLook),
]

/** Households change with conflicts alone. */
export const housingLooks = (state: State): Look[] =>
  state.tenancies.flatMap((t) => [
    housingLook(`/tenancies/${t.id}`, t.id, t, [t.id, ...t.residentIds]),
    ...t.residentIds.map((r) => housingLook(`/residents/${r}`, r, t, [r, t.id])),
  ])
