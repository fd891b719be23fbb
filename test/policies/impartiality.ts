import type { Case, Emergency, Naboklage, State, Tenancy, User } from './model.ts'

/** The model's part about conflicts of interest, and about what is the landlord's staff's alone. */
const conflicted = (state: State, user: User, tenancyId: string | null): boolean =>
  state.conflicts.some((k) => k.userId === user.id && k.tenancyId === tenancyId && !k.ended)

/** By its respondent; by its complainant only for those who know who that is. */
const concerns = (state: State, user: User, n: Naboklage): boolean =>
  conflicted(state, user, n.respondentTenancyId) ||
  (user.role === 'drift' && conflicted(state, user, n.complainantTenancyId))

/** Shut out of the case: by its household, or by a complaint that it has taken up. */
export const barredFrom = (state: State, user: User, it: Case): boolean =>
  conflicted(state, user, it.tenancyId) ||
  state.naboklager.some((n) => it.naboklageIds.includes(n.id) && concerns(state, user, n))

export const hasDepartment = (user: User, record: { departmentId: string }): boolean =>
  user.role === 'drift' && user.departmentIds.includes(record.departmentId)

export const seesTenancy = (state: State, user: User, tenancy: Tenancy): boolean =>
  hasDepartment(user, tenancy) && !conflicted(state, user, tenancy.id)

/** Of a household that one may know by the look-up, or as the landlord's staff. */
export const mayOpenOn = (state: State, user: User, tenancy: Tenancy): boolean =>
  user.role === 'drift' ? seesTenancy(state, user, tenancy) : !conflicted(state, user, tenancy.id)

export const seesNaboklage = (state: State, user: User, n: Naboklage): boolean =>
  hasDepartment(user, n) &&
  !concerns(state, user, n) &&
  !state.cases.some((it) => it.naboklageIds.includes(n.id) && conflicted(state, user, it.tenancyId))

/** Admin, and colleagues of the organisation. */
export const mayRecordConflictOf = (user: User, about: User): boolean =>
  user.role === 'admin' || (user.organisationId !== null && user.organisationId === about.organisationId)

/** The officer, the key person, and the one who has it. */
export const seesEmergency = (state: State, user: User, access: Emergency): boolean => {
  const it = state.cases.find(({ id }) => id === access.caseId)
  if (user.role === 'dpo' || !it) return user.role === 'dpo'
  return !barredFrom(state, user, it) && (it.keyPersonId === user.id || access.userId === user.id)
}
