import type { Pool } from 'pg'
import { run } from '../../database/scope.ts'
import type { Place } from './places.ts'
import { BrokenTrail } from './seal.ts'
import {
  addShipment,
  type Checkpoint,
  checkpointOf,
  checkpointsAfter,
  newestCheckpoint,
} from './statements.ts'

export interface Shipping {
  /** @throws BrokenTrail when the database does not hold what was shipped from it: it was rolled back, or forked. */
  requireSame(): Promise<void>
  /** Ships what is newer than what was shipped, the oldest first, until all is or the signal comes. */
  ship(signal: AbortSignal): Promise<void>
}

/** What a checkpoint says; its signature changes with the key. */
const textOf = (note: string): string => note.slice(0, note.lastIndexOf('\n\n'))

/** Checkpoints on their way to one place. */
export const createShipping = (pool: Pool, place: Place): Shipping => {
  let shipped: Pick<Checkpoint, 'size' | 'note'> | undefined
  let known: Promise<void> | undefined
  const learn = async () => {
    try {
      shipped = await place.newest()
    } catch (error) {
      known = undefined
      throw error
    }
  }
  /** Asked once, also when sealing and shipping begin at the same time. */
  const begin = () => (known ??= learn())
  const waiting = () =>
    shipped || place.beginsWith === 'all'
      ? run(pool, checkpointsAfter, { size: shipped?.size ?? 0 })
      : run(pool, newestCheckpoint, {})
  return {
    requireSame: async () => {
      await begin()
      if (!shipped) return
      const [stored] = await run(pool, checkpointOf, { size: shipped.size })
      if (!stored || textOf(stored.note) !== textOf(shipped.note))
        throw new BrokenTrail('the database does not hold what was shipped from it')
    },
    ship: async (signal) => {
      await begin()
      for (let some = await waiting(); some.length > 0; some = await waiting())
        for (const checkpoint of some) {
          if (signal.aborted) return
          await place.put(checkpoint, signal)
          await run(pool, addShipment, { size: checkpoint.size })
          shipped = checkpoint
        }
    },
  }
}
