import { barredFrom } from './impartiality.ts'
import type { Case, Consent, Notice, Signal, State, User } from './model.ts'
import * as model from './model.ts'
import { seesRectification } from './rectifications.ts'
import { seesRestriction } from './restrictions.ts'
import { seesSignal } from './signal-looks.ts'

/** The model's part about news. A withdrawal is told to whom it shuts out, and to the key person. */
export const noticesOfWithdrawal = (state: State, consent: Consent): Notice[] => {
  const it = model.caseOf(state, consent)
  const letIn = model.isInForce(state, consent) ? consent.recipients : []
  const isKeyPerson = (user: User) => user.id === it.keyPersonId
  const isShutOut = (user: User) =>
    user.organisationId !== it.owner && letIn.includes(user.organisationId ?? '')
  const told = state.users.filter(
    (user) =>
      it.team.includes(user.id) && !barredFrom(state, user, it) && (isKeyPerson(user) || isShutOut(user)),
  )
  const foreign = (user: User) => user.organisationId !== it.owner
  const organisations = [...new Set(told.filter(foreign).map((user) => user.organisationId ?? ''))].sort()
  return told.map((user) => ({
    recipientId: user.id,
    kind: 'consent_withdrawn',
    subjectId: consent.id,
    caseId: it.id,
    organisations: foreign(user) ? [] : organisations,
    mustAcknowledge: foreign(user),
  }))
}

/** Told to the staff of the department. */
export const noticesOfSignal = (users: User[], { id, departmentId }: Signal): Notice[] => {
  const about = {
    kind: 'signal_raised',
    subjectId: id,
    caseId: '',
    organisations: [],
    mustAcknowledge: false,
  }
  return users
    .filter((user) => model.hasDepartment(user, { departmentId }))
    .map((user) => ({ recipientId: user.id, ...about }))
}

/** Told to the key person and the officer, at once. */
export const noticesOfEmergency = (state: State, it: Case, id: string): Notice[] => {
  const told = ({ role, ...user }: User) =>
    role === 'dpo' || (user.id === it.keyPersonId && !barredFrom(state, { role, ...user }, it))
  const about = { kind: 'emergency_access', subjectId: id, caseId: it.id }
  const silent = { organisations: [], mustAcknowledge: false }
  return state.users.filter(told).map((user) => ({ recipientId: user.id, ...about, ...silent }))
}

const isTold = (state: State, user: User, notice: Notice): boolean =>
  notice.kind === 'consent_withdrawn' && !barredFrom(state, user, model.caseOf(state, notice))

const seesSubject = (state: State, user: User, notice: Notice): boolean => {
  const signal = state.signals.find(({ id }) => id === notice.subjectId)
  if (signal) return seesSignal(state, user, signal)
  const consent = state.consents.find(({ id }) => id === notice.subjectId)
  if (consent) return model.seesConsent(state, user, consent)
  const rectification = state.rectifications.find(({ id }) => id === notice.subjectId)
  if (rectification) return seesRectification(state, user, rectification)
  const restriction = state.restrictions.find(({ id }) => id === notice.subjectId)
  if (restriction) return seesRestriction(state, user, restriction)
  const emergency = state.emergencies.find(({ id }) => id === notice.subjectId)
  if (emergency) return model.seesEmergency(state, user, emergency)
  return model.seesCase(state, user, model.caseOf(state, notice))
}

const showsIds = (state: State, user: User, notice: Notice): boolean =>
  isTold(state, user, notice) || seesSubject(state, user, notice)

const showsCase = (state: State, user: User, notice: Notice): boolean =>
  notice.caseId !== '' &&
  (isTold(state, user, notice) || model.seesCase(state, user, model.caseOf(state, notice)))

/** One's own, without the ids of what one may no longer see. */
export const noticesOf = (state: State, user: User): string[] =>
  state.notices
    .filter(({ recipientId }) => recipientId === user.id)
    .map((notice) =>
      [
        notice.kind,
        showsIds(state, user, notice) ? notice.subjectId : '-',
        showsCase(state, user, notice) ? notice.caseId : '-',
        notice.mustAcknowledge ? 't' : 'f',
        ...(notice.organisations.length > 0 ? [notice.organisations.join(',')] : []),
      ].join(' '),
    )
