import { inDays } from '../agreed-actions/builders.ts'
import { type Cast, ingeAgrees, type Situation, situation } from '../cases/situation.ts'
import type { Actor, Answer, Json } from '../support/actors.ts'
import { created } from '../support/households.ts'

export const newMeeting = (caseIds: string[], changes: Json = {}): Json => ({
  heldOn: inDays(0),
  invitedOrganisationIds: ['boligviborg', 'viborg-kommune'],
  items: caseIds.map((caseId) => ({ caseId })),
  ...changes,
})

export interface Gathering extends Situation {
  /** Inge's, which lets the landlord and the coordinator in. */
  consent: Json
  meeting: Json
  itemId: string
}

/** Today the coordinator meets the landlord and the municipality about Anna's case, as Inge has agreed to. */
export const gathering = async (people: Cast, changes: Json = {}): Promise<Gathering> => {
  const there = await situation(people)
  const consent = await ingeAgrees(people, there)
  const meeting = created(await people.koordinator.post('/meetings', newMeeting([there.id], changes)))
  return { ...there, consent, meeting, itemId: meeting.items[0].id }
}

export const newDiscussion = (residentIds: string[], changes: Json = {}): Json => ({
  entry: { dataCategory: 'housing', residentIds, legalBasis: 'consent', text: 'Talt om huslejen' },
  present: ['boligviborg', 'viborg-kommune'],
  ...changes,
})

export const discussing = (by: Actor, { meeting, itemId, inge }: Gathering, changes: Json = {}) =>
  by.post(`/meetings/${meeting.id}/items/${itemId}/discussion`, newDiscussion([inge], changes))

/** With the version that the caller sees now. */
export const asSeen = async (by: Actor, { id }: Json): Promise<{ 'if-match': string }> => ({
  'if-match': (await by.get(`/meetings/${id}`)).etag || '"none"',
})

export const withdrawing = ({ anna }: Cast, { consent }: Gathering): Promise<Answer> =>
  anna.post(`/consents/${consent.id}/withdrawal`, { receivedAt: new Date().toISOString(), channel: 'phone' })
