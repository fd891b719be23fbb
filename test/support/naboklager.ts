import type { Actor, Json } from './actors.ts'
import { created } from './households.ts'

/** A naboklage that can be filed as it is. */
export const newNaboklage = (overrides: Json = {}): Json => ({
  departmentId: 'ringparken',
  complainant: { name: 'Klara Klager' },
  channel: 'written',
  category: 'noise',
  occurredAt: '2025-01-15T20:00:00Z',
  description: 'Høj musik efter midnat.',
  ...overrides,
})

/** @throws when it is refused: a test that only needs a naboklage. */
export const naboklage = async (actor: Actor, overrides: Json = {}): Promise<Json> =>
  created(await actor.post('/naboklager', newNaboklage(overrides)))
