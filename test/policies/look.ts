import type { Json } from '../support/actors.ts'
import type { Consent, State, User } from './model.ts'
import { exactly, idsOf, sorted } from './records.ts'

/** What the contract gives a user who asks: the answer's records, and the event of it. */
export interface Expected {
  status: number
  shown?: unknown
  subjects: string[]
  consents: string[]
}

export interface Look {
  url: string
  /** The ids out of an answer, once its fields are exactly the contract's. */
  shown(body: Json): unknown
  expected(state: State, user: User): Expected
}

export const refused = (status: number, ids: string[]): Expected => ({ status, subjects: ids, consents: [] })

export const byIds = <T extends { id: string }>(records: T[]): T[] =>
  records.sort((a, b) => a.id.localeCompare(b.id))

export const allowed = (shown: unknown, subjects: string[], consents: Consent[]): Expected => ({
  status: 200,
  shown,
  subjects: sorted(subjects),
  consents: idsOf(consents),
})

/** A look at one record, or at a list below it; `sees` is the one rule. */
export const one = (
  url: string,
  id: string,
  fields: string,
  shown: (body: Json) => unknown,
  role: (user: User) => boolean,
  sees: (state: State, user: User) => Expected | undefined,
): Look => ({
  url,
  shown: (body) => shown(exactly(body, fields)),
  expected: (state, user) => (role(user) ? (sees(state, user) ?? refused(404, [id])) : refused(403, [id])),
})

export const items = (body: Json, fields: string, shown: (item: Json) => unknown) =>
  byIds(exactly(body, 'items nextCursor').items.map((i: Json) => shown(exactly(i, `${fields} etag`))))
