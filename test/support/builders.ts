import { consentInformation } from '../../src/reference/lookups.ts'
import type { Actor, Answer, Json } from './actors.ts'
import { created } from './households.ts'

let made = 0
/** Tells what one test makes from what others do. */
const next = () => (made += 1)

const hour = 3_600_000
export const ago = (ms: number): string => new Date(Date.now() - ms).toISOString()

const danish = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' })
/** The date in Denmark, so many days ago. */
export const dayAgo = (days = 0): string => danish.format(Date.now() - days * 24 * hour)

export const newNaboklage = (changes: Json = {}): Json => ({
  departmentId: 'ringparken',
  complainant: { name: `Klager Nummer${next()}` },
  channel: 'written',
  category: 'noise',
  occurredAt: ago(hour),
  description: 'Høj musik efter midnat',
  ...changes,
})

export const makeNaboklage = async (drift: Actor, changes: Json = {}): Promise<Json> =>
  created(await drift.post('/naboklager', newNaboklage(changes)))

/** Moves a complaint as it is now. */
export const move = async (drift: Actor, id: string, kind: string, body: Json): Promise<Answer> => {
  const { etag } = await drift.get(`/naboklager/${id}`)
  return drift.post(`/naboklager/${id}/${kind}`, body, { 'if-match': etag || '*' })
}

/** A case on a household; whoever asks becomes its key person. */
export const makeCase = async (keyPerson: Actor, tenancy: Json, changes: Json = {}): Promise<Json> => {
  const residentIds = tenancy.residents.map((resident: Json) => resident.id)
  const body = { tenancyId: tenancy.id, residentIds, theme: 'neighbour_relations', problem: 'Uro om natten' }
  return created(await keyPerson.post('/cases', { ...body, ...changes }))
}

export const addMember = async (owner: Actor, caseId: string, member: Actor): Promise<void> => {
  const userId = (await member.get('/me')).body.id
  const { status, text } = await owner.post(`/cases/${caseId}/team`, { userId })
  if (status >= 300) throw new Error(text)
}

export const newConsent = (residentId: string, changes: Json = {}): Json => ({
  residentId,
  givenBy: 'resident',
  response: 'given',
  channel: 'in_person',
  givenAt: ago(1_000),
  informationTextVersion: consentInformation.version,
  purpose: 'Fælles indsats, så beboeren kan blive boende',
  recipientOrganisationIds: ['viborg-kommune'],
  dataCategories: ['housing', 'complaints', 'social'],
  ...changes,
})

export const makeConsent = async (
  keyPerson: Actor,
  caseId: string,
  residentId: string,
  changes: Json = {},
): Promise<Json> =>
  created(await keyPerson.post(`/cases/${caseId}/consents`, newConsent(residentId, changes)))

export const makeEntry = async (
  author: Actor,
  caseId: string,
  residentIds: string[],
  changes: Json = {},
): Promise<Json> => {
  const body = { kind: 'note', dataCategory: 'housing', residentIds, legalBasis: 'public_task' }
  const said = { text: 'Vi talte om lejemålet', occurredAt: ago(hour) }
  return created(await author.post(`/cases/${caseId}/entries`, { ...body, ...said, ...changes }))
}
