import type { Actor, Answer, Json } from './actors.ts'

const numbers = Array.from({ length: 10_000 }, (_, index) => index + 1).values()

/** A tenancy that can be filed as it is; each is a dwelling of its own. */
export const newTenancy = (overrides: Json = {}): Json => ({
  departmentId: 'ringparken',
  address: `Ringparken ${numbers.next().value}`,
  dwelling: '1. tv',
  movedInOn: '2020-01-01',
  residents: [{ name: 'Karen Holm', birthYear: 1960 }],
  ...overrides,
})

/** @throws when it is refused: a test that only needs a tenancy. */
export const tenancy = async (actor: Actor, overrides: Json = {}): Promise<Json> =>
  created(await actor.post('/tenancies', newTenancy(overrides)))

export const created = ({ status, text, body }: Answer): Json => {
  if (status !== 201) throw new Error(`${status}: ${text}`)
  return body
}
