import { setTimeout as pause } from 'node:timers/promises'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import { run } from '../../database/scope.ts'
import { createHorizon, type Horizon } from './horizon.ts'
import type { Signer } from './note.ts'
import type { Place } from './places.ts'
import { BrokenTrail, sealBatch } from './seal.ts'
import { createShipping, type Shipping } from './shipping.ts'
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

/** Of its connections: all is read by an index, also while the planner takes new tables for empty. */
export const sealerSettings = { enable_seqscan: 0 }

const pauseMs = 3_000

/** Few enough that requests to the same process do not notice, and that one transaction is short. */
const batchSize = 500

/** Seals every event that can be seen when it begins, unless another process is at it. */
const sealAll = async (pool: Pool, signer: Signer, horizon: Horizon, signal: AbortSignal): Promise<void> => {
  const { from, completeBelow } = horizon
  const seal = (next: string) => sealBatch(pool, signer, { from: next, completeBelow, limit: batchSize })
  const first = await seal(from)
  let outcome = first
  while (outcome?.sealed === batchSize && !signal.aborted) outcome = await seal(outcome.last ?? from)
  if (first && outcome && outcome.sealed < batchSize) horizon.passed(first.snapshot, from)
}

type Work = () => Promise<void>

/** What a sealer does again and again: each on its own, so that no place keeps another one, or the seal, waiting. */
const worksOf = (
  { pool, signer, places, longestSeconds, log }: SealerOptions,
  signal: AbortSignal,
): Work[] => {
  const horizon = createHorizon()
  const shippings = places.map((place) => createShipping(pool, place))
  const attempt = async (what: string, work: Work) => {
    try {
      await work()
    } catch (err) {
      if (signal.aborted) return
      const reason = err instanceof BrokenTrail ? err.message : undefined
      log[reason ? 'error' : 'warn']({ err, reason }, what)
    }
  }
  const seal = async () => {
    for (const shipping of shippings) await shipping.requireSame()
    await sealAll(pool, signer, horizon, signal)
  }
  const alarm = async () => {
    const [late] = await run(pool, delay, {})
    if (late && late.seconds > longestSeconds)
      log.error({ seconds: Math.round(late.seconds) }, 'events wait too long for their seal')
  }
  const sealing = async () => {
    await attempt('the trail was not sealed', seal)
    await attempt('the delay of the seal is not known', alarm)
  }
  const shipping = ({ ship }: Shipping) => attempt('a checkpoint was not shipped', () => ship(signal))
  return [sealing, ...shippings.map((each) => () => shipping(each))]
}

export const createSealer = (options: SealerOptions): Sealer => {
  const ending = new AbortController()
  const { signal } = ending
  const works = worksOf(options, signal)
  const ends: Promise<void>[] = []
  const repeat = async (work: Work) => {
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
      await options.pool.end()
    },
  }
}
