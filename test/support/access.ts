import type { Actor, Json } from './actors.ts'
import type { TestApp } from './app.ts'
import { dayAgo } from './builders.ts'
import { created } from './households.ts'

const ok = ({ status, body, text }: { status: number; body: Json; text: string }): Json => {
  if (status !== 200) throw new Error(`${status}: ${text}`)
  return body
}

/** A resident asks for access on this day. */
export const askForAccess = async (
  { as }: Pick<TestApp, 'as'>,
  residentId: string,
  receivedOn = dayAgo(),
): Promise<Json> => created(await as('dpo').post(`/residents/${residentId}/subject-access`, { receivedOn }))

/** The landlord's staff decide on the texts of one complaint. */
export const reviewComplaint = async (
  by: Actor,
  requestId: string,
  naboklageId: string,
  texts: Json[] = [],
): Promise<Json> => {
  const url = `/subject-access/${requestId}/naboklager/${naboklageId}`
  const { etag } = await by.get(url)
  return ok(await by.post(`${url}/review`, { texts }, { 'if-match': etag }))
}

/** They review all that wait, leaving out every text. */
export const reviewAll = async (by: Actor, requestId: string): Promise<void> => {
  const { items } = (await by.get('/subject-access-reviews?state=pending')).body
  for (const { id } of items.filter((it: Json) => it.requestId === requestId))
    await reviewComplaint(by, requestId, id)
}

/** From the question to the answer. */
export const releaseAccess = async (
  test: Pick<TestApp, 'as'>,
  landlord: Actor,
  residentId: string,
): Promise<Json> => {
  const { id } = await askForAccess(test, residentId)
  await reviewAll(landlord, id)
  const { etag } = await test.as('dpo').get(`/subject-access/${id}`)
  return ok(await test.as('dpo').post(`/subject-access/${id}/release`, undefined, { 'if-match': etag }))
}
