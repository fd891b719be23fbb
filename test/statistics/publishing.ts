import { afterAll } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createPool } from '../../src/database/pool.ts'
import { createLogger } from '../../src/logger.ts'
import { statisticsJobs } from '../../src/statistics/jobs.ts'
import type { Answer } from '../support/actors.ts'
import type { TestApp } from '../support/app.ts'
import type { TestDatabase } from '../support/database.ts'

/** Makes the publications that are asked for, as the job does, in the job's own role. */
export const publisher = ({ applicationUrl: url, schema }: TestDatabase) => {
  const role = 'bo_godt_jobs'
  const pool = createPool({ url, schema, max: 2, statementTimeoutMs: 30_000, role, onError: () => {} })
  afterAll(() => pool.end())
  const [job] = statisticsJobs({
    config: readConfig({}),
    log: createLogger('silent'),
    checkpointDir: undefined,
  })
  return async (signal = new AbortController().signal): Promise<void> =>
    job?.handle({ pool, signal, id: undefined, send: async () => {} })
}

/** The counts of the quarter that runs now, published when it has ended, as the board reads them. */
export const publishedNow = async (
  { as, database }: Pick<TestApp, 'as' | 'database'>,
  publish: () => Promise<void>,
): Promise<Answer> => {
  await database.admin(`update sessions set expires_at = 'infinity'`)
  const [now] = await database.admin<{ period: string }>(
    `select to_char(clock() at time zone 'Europe/Copenhagen', 'YYYY-"Q"Q') as period`,
  )
  await database.setClock(`now() + interval '100 days'`)
  try {
    await as('koordinator').post('/statistics/publications', { period: now?.period })
    await publish()
    return await as('board').get(`/statistics/naboklager?period=${now?.period}`)
  } finally {
    await database.setClock('now()')
  }
}
