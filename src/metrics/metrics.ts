import type { Pool } from 'pg'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { run } from '../database/scope.ts'
import { databaseGauges } from './gauges.ts'
import { jobStates, operatingState } from './queries.ts'

/** A request that has been answered; its route is a pattern, and so holds no id. */
export interface Answered {
  method: string
  route: string | undefined
  status: number
  ms: number
}

export interface Metrics {
  answered(request: Answered): void
  /** All of it in Prometheus' text format. */
  text(): Promise<string>
  readonly contentType: string
}

export interface MetricsOptions {
  /** Connections of bo_godt_jobs of its own, so that it is told when the requests' pool is used up. */
  pool: Pool
  /** The pool of the requests. */
  requestPool: Pool
  schema: string
  /** Whether mails are sent at all: where they are not, none is late. */
  mails: boolean
}

const bounds = [0.01, 0.025, 0.05, 0.1, 0.5, 1, 5]

const poolGauges = (registry: Registry, { requestPool: pool }: MetricsOptions): void => {
  new Gauge({
    name: 'bo_godt_pool_connections',
    help: 'Connections of the requests, and requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'in_use' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount)
    },
  })
}

/** What an operator watches: of the process, of its requests, and of the database's own work. */
export const createMetrics = (options: MetricsOptions): Metrics => {
  const { pool, schema, mails } = options
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  poolGauges(registry, options)
  const requests = new Histogram({
    name: 'bo_godt_http_request_duration_seconds',
    help: 'Requests by route, method and class of status',
    labelNames: ['method', 'route', 'status'],
    buckets: bounds,
    registers: [registry],
  })
  const gauges = databaseGauges(registry)
  const jobs = jobStates(schema)
  const ask = async () => {
    const [state] = await run(pool, operatingState, {})
    const told = state && (mails ? state : { ...state, mailsWaiting: null, mailsLate: null })
    gauges.set(told, await run(pool, jobs, {}))
  }
  const text = async () => {
    await ask().catch(() => gauges.set(undefined, []))
    return registry.metrics()
  }
  let telling: Promise<string> | undefined
  return {
    answered: ({ method, route = 'unknown', status, ms }) =>
      requests.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, ms / 1000),
    // Those who ask at once are told the same: nobody can make the database work by asking often.
    text: () => (telling ??= text().finally(() => (telling = undefined))),
    contentType: registry.contentType,
  }
}
