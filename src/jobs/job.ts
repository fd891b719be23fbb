import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'

/** What a job has to work with. It may be run again, and by two processes: each is idempotent. */
export interface Work {
  /** Connections of bo_godt_jobs, which sees no table but pg-boss's and calls the functions it is granted. */
  pool: Pool
  /** What the job is about; a scheduled one is about nothing. */
  id: string | undefined
  /** Aborts when the process ends and when the job has lost its claim. */
  signal: AbortSignal
  /** Has another job done, now or after some seconds. An id that waits already is not sent twice. */
  send(name: string, id: string, afterSeconds?: number): Promise<void>
}

export interface Job {
  name: string
  /** Five fields of cron in Danish time, for one that runs by itself; two of it never run at once. */
  schedule?: string
  /** A channel of the database (NOTIFY) on which a scheduled job is run at once. */
  wokenBy?: string
  /** How often a job that failed is tried again: first after `seconds`, then after twice as long, … */
  retries?: { times: number; seconds: number; atMostSeconds?: number }
  handle(work: Work): Promise<void>
}

export interface JobContext {
  config: Config
  log: Logger
  /** A place outside of the database, where what must outlive it is kept. */
  checkpointDir: string | undefined
}

/** The jobs of one slice. */
export type JobsOf = (context: JobContext) => Job[]
