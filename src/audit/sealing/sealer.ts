import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { run } from '../../database/scope.ts'
import { createHorizon } from './horizon.ts'
import type { Signer } from './note.ts'
import type { Place } from './places.ts'
import { BrokenTrail, sealBatch } from './seal.ts'
import { createShipping } from './shipping.ts'
import { delay } from './statements.ts'

export interface SealerOptions {
  /** Connections that have stepped down to bo_godt_sealer; ended with the sealer. */
  pool: Pool
  signer: Signer
  places: Place[]
  /** The longest that an event may wait for its seal; more is logged as an error. */
  longestSeconds: number
  log: Logger
}

export interface Sealer {
  /** Seals what there is and ships it, once. What goes wrong is logged: the next round tries again. */
  round(): Promise<void>
  /** Goes on with it until it is stopped. */
  start(): void
  /** Finishes the batch that is under way. */
  stop(): Promise<void>
}

/** Of its connections: the trail is read in the order of its index, also while the planner takes new tables for empty. */
export const sealerSettings = { enable_hashjoin: 0, enable_seqscan: 0, enable_material: 0 }

const pauseMs = 3_000

/** Few enough that requests to the same process do not notice, and that one transaction is short. */
const batchSize = 500

export const createSealer = ({ pool, signer, places, longestSeconds, log }: SealerOptions): Sealer => {
  const horizon = createHorizon()
  const shippings = places.map((place) => createShipping(pool, place))
  const ending = new AbortController()
  const { signal } = ending

  /** Every event that could be seen when it began, unless another process seals. */
  const sealAll = async () => {
    const { from, completeBelow } = horizon
    const first = await sealBatch(pool, signer, { from, completeBelow, limit: batchSize })
    let outcome = first
    while (outcome?.sealed === batchSize && !signal.aborted)
      outcome = await sealBatch(pool, signer, { from: outcome.last ?? from, completeBelow, limit: batchSize })
    if (first && outcome && outcome.sealed < batchSize) horizon.passed(first.snapshot, from)
  }
  const attempt = async (what: string, work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (err) {
      if (signal.aborted) return
      const reason = err instanceof BrokenTrail ? err.message : undefined
      log[reason ? 'error' : 'warn']({ err, reason }, what)
    }
  }
  const seal = async () => {
    await attempt('the trail was not sealed', async () => {
      for (const shipping of shippings) await shipping.requireSame()
      await sealAll()
    })
    await attempt('the delay of the seal is not known', async () => {
      const [late] = await run(pool, delay, {})
      if (late && late.seconds > longestSeconds)
        log.error({ seconds: Math.round(late.seconds) }, 'events wait too long for their seal')
    })
  }
  /** Each on its own, so that no place keeps another one, or the seal, waiting. */
  const works = [
    seal,
    ...shippings.map(
      ({ ship }) =>
        () =>
          attempt('a checkpoint was not shipped', () => ship(signal)),
    ),
  ]
  const ends: Promise<void>[] = []
  const repeat = async (work: () => Promise<void>) => {
    while (!signal.aborted) {
      await work()
      await pause(pauseMs, undefined, { signal }).catch(() => {})
    }
  }
  return {
    round: async () => {
      for (const work of works) await work()
    },
    start: () => void ends.push(...works.map(repeat)),
    stop: async () => {
      ending.abort()
      await Promise.all(ends)
      await pool.end()
    },
  }
}
