import type { Pool } from 'pg'
import { type Job as Claimed, type Db, PgBoss, type Queue } from 'pg-boss'
import type { Logger } from 'pino'
import { jobsSchemaOf } from '../database/jobs-schema.ts'
import { createListener } from '../database/listener.ts'
import { UnfitDatabase } from '../database/requirements.ts'
import { kinds, spanned } from '../tracing/span.ts'
import type { Job, Work } from './job.ts'

export interface Jobs {
  start(): Promise<void>
  /** Takes no more work, and waits for what is running: within the time that the process has to end. */
  stop(): Promise<void>
}

export interface JobsOptions {
  /** Connections that have stepped down to bo_godt_jobs; ended with the jobs. */
  pool: Pool
  schema: string
  jobs: Job[]
  log: Logger
}

/** Ids only: a payload is kept, and shown to whoever looks after the jobs. */
type About = { id?: string } | null

const stopMs = 6_000

/** A killed process's job is given to another when it has not been heard of for this long. */
const heartbeatSeconds = 30
const lookAfterSeconds = 10
const day = 86_400

const queueOf = ({ schedule, retries }: Job): Omit<Queue, 'name'> => ({
  // Of a scheduled job one waits and one runs at most, so that a wake-up during a run is neither lost nor piled up; of
  // what is about an id, one does either.
  policy: schedule ? 'stately' : 'exclusive',
  heartbeatSeconds,
  expireInSeconds: 600,
  retryLimit: retries?.times ?? 3,
  retryDelay: retries?.seconds ?? 5,
  retryBackoff: true,
  retryDelayMax: retries?.atMostSeconds ?? day,
  retentionSeconds: 14 * day,
  deleteAfterSeconds: schedule ? day / 24 : 7 * day,
})

const createBoss = ({ pool, schema, log }: JobsOptions): PgBoss => {
  const db: Db = { executeSql: (text, values) => pool.query(text, values) }
  const boss = new PgBoss({
    db,
    schema: jobsSchemaOf(schema),
    // Tables are made and changed by operators' commands: this role owns nothing.
    migrate: false,
    createSchema: false,
    reindex: false,
    registerInstance: false,
    superviseIntervalSeconds: lookAfterSeconds,
    monitorIntervalSeconds: lookAfterSeconds,
  })
  boss.on('error', (err) => log.warn({ err }, 'the jobs could not reach their database'))
  // What a warning says may repeat a statement and its values.
  boss.on('warning', ({ data }) =>
    log.warn({ warning: (data as { type?: string }).type }, 'a warning of the jobs'),
  )
  return boss
}

export const createJobs = (options: JobsOptions): Jobs => {
  const { pool, jobs, log } = options
  const boss = createBoss(options)
  const listener = createListener(pool, (err) => log.warn({ err }, 'a connection to the database was lost'))

  const workers = new Map<string, string>()
  /** Looks for work without waiting for the next time to look. */
  const wake = (name: string) => boss.notifyWorker(workers.get(name) ?? '')

  const send: Work['send'] = async (name, id, afterSeconds = 0) => {
    await boss.send(name, { id }, { singletonKey: id, startAfter: afterSeconds })
    wake(name)
  }
  /** pg-boss keeps what a failed job said, so it is given nothing that could hold personal data. */
  const attempt = async (job: Job, { data, signal }: Claimed<About>) => {
    try {
      const work = { pool, id: data?.id, signal, send }
      await spanned(`job ${job.name}`, kinds.INTERNAL, {}, () => job.handle(work))
    } catch (err) {
      log.error({ err, job: job.name }, 'a job failed')
      throw new Error('the job failed; the log of its process says where')
    } finally {
      wake(job.name)
    }
  }
  const runNow = async (name: string) => {
    await boss.send(name, null)
    wake(name)
  }
  const begin = async (job: Job) => {
    const { name, schedule, wokenBy } = job
    const { policy, ...changeable } = queueOf(job)
    await boss.createQueue(name, { ...changeable, policy: policy ?? 'standard' })
    await boss.updateQueue(name, changeable)
    const work = async ([claimed]: Claimed<About>[]) => claimed && attempt(job, claimed)
    workers.set(name, await boss.work<About>(name, work))
    if (!schedule) return
    await boss.schedule(name, schedule, null, { tz: 'Europe/Copenhagen', missed: 'once' })
    await runNow(name)
    const unwoken = (err: unknown) => log.warn({ err, job: name }, 'a job was not woken')
    if (wokenBy) listener.on(wokenBy, () => void runNow(name).catch(unwoken))
  }
  return {
    start: async () => {
      try {
        await boss.start()
      } catch (error) {
        const { message } = error as Error
        if (message.startsWith('pg-boss'))
          throw new UnfitDatabase('the jobs have no tables of this version: npm run migrate')
        throw error
      }
      for (const job of jobs) await begin(job)
    },
    stop: async () => {
      // Nothing more is claimed from now on, also while the listener is being closed.
      await Promise.all([boss.stop({ graceful: true, timeout: stopMs }), listener.close()])
      await pool.end()
    },
  }
}
