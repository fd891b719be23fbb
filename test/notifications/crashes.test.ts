import pg from 'pg'
import { beforeAll, expect, inject, it } from 'vitest'
import { makeNaboklage } from '../support/builders.ts'
import { signIn } from '../support/client.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { settingsOf } from '../support/given.ts'
import { startServer, until } from '../support/process.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await cloneDatabase()
})

/** What stands in the middle of raising, as the database sees it. */
const raising = async (): Promise<number[]> => {
  const rows = await database.admin<{ pid: number }>(`select pid from pg_stat_activity
    where datname = current_database() and query like '%raise_due_notices%' and wait_event_type = 'Lock'`)
  return rows.map(({ pid }) => pid)
}

it('is one notice of each matter, though one process is killed while it raises and another goes on', {
  timeout: 120_000,
}, async () => {
  const settings = settingsOf(database)
  const serving = await startServer({ ...settings, JOBS: 'false' })
  const { caller } = await signIn(serving.address, 'drift.boligviborg', inject('password'))
  const today = new Date().toISOString().slice(0, 10)
  const filed = await Promise.all(
    Array.from({ length: 10 }, () => makeNaboklage(caller, { demandedOn: today })),
  )
  await database.setClock(`now() + interval '70 days'`)

  const lock = new pg.Client({ connectionString: database.adminUrl })
  await lock.connect()
  await lock.query('begin; lock table bo_godt.notices in exclusive mode')
  const killed = await startServer(settings)
  await until(async () => (await raising()).length > 0)
  killed.signal('SIGKILL')
  await killed.ended
  await lock.end()

  await Promise.all([startServer(settings), startServer(settings)])
  // Half a minute without a sign of life, as the database sees it.
  await database.admin(`update bo_godt_jobs.job set heartbeat_on = heartbeat_on - interval '1 minute'
    where state = 'active'`)
  const told = () =>
    database.admin<{ kind: string; recipient: string; n: number }>(`
      select kind, recipient_id as recipient, count(*)::int as n from notices group by 1, 2`)
  const completed = async () => {
    const jobs = await database.admin(
      `select from bo_godt_jobs.job where name = 'notices.raise' and state = 'completed'`,
    )
    return jobs.length >= 2
  }
  await until(completed)
  // Both of the department's staff, each of two matters of each complaint.
  const counts = (await told()).map(({ kind, n }) => `${kind} ${n}`).sort()
  const each = filed.length
  expect(counts).toEqual([
    ...[`demand_overdue ${each}`, `demand_overdue ${each}`],
    ...[`naboklage_untouched ${each}`, `naboklage_untouched ${each}`],
  ])
})
