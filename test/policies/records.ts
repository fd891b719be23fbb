import type { Json } from '../support/actors.ts'
import type { Case, Consent, Entry, Shared, State, User } from './model.ts'
import * as model from './model.ts'

export const sorted = (values: Iterable<string>): string[] => [...new Set(values)].sort()
export const idsOf = (records: { id: string }[]): string[] => sorted(records.map(({ id }) => id))

export const exactly = (record: Json, fields: string): Json => {
  const missing = fields.split(' ').sort().join(' ')
  const found = Object.keys(record).sort().join(' ')
  if (found !== missing) throw new Error(`fields: ${found}; expected: ${missing}`)
  return record
}

export const caseFields =
  `id reference organisationId tenancyId departmentId status theme problem keyPerson team residents
 consents naboklager reconfirmationDue openedAt pausedAt closedOn outcome`.replaceAll(/\s+/g, ' ')
export const emergencyFields = 'id caseId user reason legalBasis grantedAt expiresAt status review'
export const conflictFields = 'id userId tenancyId reason recordedAt recordedBy endedAt endedBy'
const memberFields = 'id name organisationId'
const consentInCase = 'id residentId recipientOrganisationIds dataCategories givenAt reviewOn'
const naboklageInCase = 'id category occurredAt sharedSummary'
export const entryFields =
  'id caseId organisationId author kind dataCategory residentIds legalBasis text occurredAt recordedAt version supersedes correctionReason'
export const consentFields =
  `id caseId residentId givenBy response channel givenAt informationTextVersion interpreter purpose
 recipientOrganisationIds dataCategories reviewOn inForce note recordedAt recordedBy withdrawal invalidation
 confirmedInWritingOn`.replaceAll(/\s+/g, ' ')

export const shownCase = (body: Json) => ({
  id: body.id,
  status: body.status,
  reconfirmationDue: body.reconfirmationDue,
  keyPerson: exactly(body.keyPerson, memberFields).id,
  team: idsOf(body.team.map((m: Json) => exactly(m, memberFields))),
  residents: idsOf(body.residents.map((r: Json) => exactly(r, 'id name'))),
  consents: idsOf(body.consents.map((k: Json) => exactly(k, consentInCase))),
  naboklager: idsOf(body.naboklager.map((n: Json) => exactly(n, naboklageInCase))),
})

export const seenCase = (state: State, user: User, it: Case) => ({
  id: it.id,
  status: model.statusOf(state, it),
  reconfirmationDue: it.reconfirmationDue,
  keyPerson: it.keyPersonId,
  team: sorted(it.team),
  residents: sorted(model.residentsOf(state, user, it)),
  consents: idsOf(model.shownConsents(state, user, it)),
  naboklager: sorted(model.linkedOf(state, user, it)),
})

export const caseSubjects = (state: State, user: User, it: Case): string[] => {
  const { id, residents, consents, naboklager } = seenCase(state, user, it)
  return [id, it.tenancyId, ...residents, ...consents, ...naboklager]
}

export const shownEntry = ({
  id,
  organisationId,
  dataCategory,
  residentIds,
  legalBasis,
  version,
  supersedes,
}: Json) => ({
  id,
  legalBasis,
  version,
  supersedes,
  organisationId,
  category: dataCategory,
  residentIds: sorted(residentIds),
})
export const seenEntry = ({
  id,
  organisationId,
  category,
  residentIds,
  legalBasis,
  version,
  supersedes,
}: Shared & Partial<Entry>) => ({
  id,
  legalBasis,
  version,
  supersedes,
  organisationId,
  category,
  residentIds: sorted(residentIds),
})
export const entrySubjects = (e: Shared) => [e.id, e.caseId, ...e.residentIds]

export const shownConsent = ({ id, residentId, response, inForce, withdrawal, invalidation }: Json) => ({
  id,
  residentId,
  response,
  inForce,
  withdrawn: withdrawal !== null,
  invalidated: invalidation !== null,
})
export const seenConsent = (state: State, consent: Consent) => {
  const { id, residentId, response, withdrawn, invalidated } = consent
  return { id, residentId, response, inForce: model.isInForce(state, consent), withdrawn, invalidated }
}
export const consentSubjects = (k: Consent) => [k.id, k.caseId, k.residentId]
