import { beforeAll, expect, inject, it } from 'vitest'
import type { Json } from '../support/actors.ts'
import { signIn } from '../support/client.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { settingsOf } from '../support/given.ts'
import { startServer, until } from '../support/process.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await cloneDatabase()
})

const jobIs = async (state: string): Promise<boolean> => {
  const found = await database.admin(
    `select from bo_godt_jobs.job where name = 'statistics.publish' and state::text = $1`,
    [state],
  )
  return found.length > 0
}

const stored = () =>
  database.admin<{ tables: number }>(`select (select count(*)::int from published_tables t
    where t.publication_id = o.publication_id) as tables from publication_outcomes o`)

it('leaves nothing half published when a process is killed while protecting; another makes it whole', {
  timeout: 120_000,
}, async () => {
  const settings = settingsOf(database)
  const killed = await startServer(settings)
  const { caller } = await signIn(killed.address, 'koordinator', inject('password'))
  await until(async () => (await jobIs('completed')) && !(await jobIs('active')))
  const url = (await caller.post('/statistics/publications', { period: '2025-Q1' })).headers.location
  await until(() => jobIs('active'))
  killed.signal('SIGKILL')
  await killed.ended
  expect(await stored()).toEqual([])

  const other = await startServer(settings)
  // Half a minute without a sign of life, as the database sees it.
  await database.admin(`update bo_godt_jobs.job set heartbeat_on = heartbeat_on - interval '1 minute'
    where state = 'active'`)
  const reader = (await signIn(other.address, 'board', inject('password'))).caller
  let found: Json
  await until(async () => {
    found = (await reader.get(String(url).replace('/api/v1', ''))).body
    return found.status !== 'protecting'
  })
  expect([found.status, found.tables.length]).toEqual(['published', 6])
  expect(await stored()).toEqual([{ tables: 6 }])
})
