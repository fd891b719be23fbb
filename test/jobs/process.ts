import { createPool } from '../../src/database/pool.ts'
import type { Job } from '../../src/jobs/job.ts'
import { createJobs } from '../../src/jobs/jobs.ts'
import { createLifecycle } from '../../src/lifecycle.ts'
import { createLogger } from '../../src/logger.ts'

/** A process that does the jobs of these tests, and ends as the server does. */
const log = createLogger('info')
const schema = 'bo_godt'
const pool = createPool({
  url: process.argv[2] ?? '',
  schema,
  max: 5,
  statementTimeoutMs: 60_000,
  role: 'bo_godt_jobs',
  onError: () => {},
})

const did = (job: string, id: string | undefined) =>
  pool.query('insert into effects (job, id, pid) values ($1, $2, $3) on conflict do nothing', [
    job,
    id,
    process.pid,
  ])

const jobs: Job[] = [
  {
    name: 'blocked',
    handle: async ({ id }) => {
      log.info('is at it')
      // Until the test lets go of it.
      await pool.query('select pg_advisory_lock_shared(42), pg_advisory_unlock_shared(42)')
      await did('blocked', id)
    },
  },
  { name: 'plain', handle: async ({ id }) => void (await did('plain', id)) },
  {
    name: 'scheduled',
    schedule: '0 0 1 1 *',
    wokenBy: 'bo_godt_waking',
    handle: async () => void (await did('scheduled', crypto.randomUUID())),
  },
  {
    name: 'failing',
    retries: { times: 1, seconds: 1 },
    handle: async ({ id }) => {
      await did('failing', crypto.randomUUID())
      await pool.query('select $1::int', [`Karen Holm ${id}`])
    },
  },
]

const lifecycle = createLifecycle(log)
const running = createJobs({ pool, schema, jobs, log })
lifecycle.onStop(() => {
  const stopped = running.stop()
  log.info('is asked to end')
  return stopped
})
await running.start()
log.info('works')
