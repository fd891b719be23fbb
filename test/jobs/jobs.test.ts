import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { Running, until } from '../support/process.ts'

let database: TestDatabase
let boss: PgBoss

beforeEach(async () => {
  database = await cloneDatabase()
  await database.admin(`create table effects (job text, id uuid, pid int, unique (job, id));
    grant select, insert on effects to bo_godt_jobs`)
  boss = new PgBoss({
    connectionString: database.adminUrl,
    schema: 'bo_godt_jobs',
    migrate: false,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => {})
  await boss.start()
  const started = boss
  onTestFinished(() => started.stop({ graceful: false }))
})

const startProcess = async (): Promise<Running> => {
  const running = new Running('test/jobs/process.ts', [database.applicationUrl], {})
  onTestFinished(async () => {
    running.signal('SIGKILL')
    await running.ended
  })
  await running.says('works')
  return running
}

interface Effect {
  id: string
  pid: number
}
const effects = (job: string) =>
  database.admin<Effect & Record<string, unknown>>('select id, pid from effects where job = $1', [job])

const send = async (name: string): Promise<string> => {
  const id = crypto.randomUUID()
  await boss.send(name, { id }, { singletonKey: id })
  return id
}

/** Keeps the jobs of this kind in the middle of what they do until it is let go. */
const block = async () => {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query('select pg_advisory_lock(42)')
  return () => client.end()
}

describe('jobs', { timeout: 60_000 }, () => {
  it('are each done once by two processes that share them', async () => {
    const both = await Promise.all([startProcess(), startProcess()])
    const ids = await Promise.all(Array.from({ length: 20 }, () => send('plain')))
    await until(async () => (await effects('plain')).length === ids.length)
    expect((await effects('plain')).map(({ id }) => id).sort()).toEqual(ids.sort())
    const claims = await database.admin(
      `select from bo_godt_jobs.job where name = 'plain' and retry_count > 0`,
    )
    expect(claims).toEqual([])
    expect(both.map(({ stderr }) => stderr)).toEqual(['', ''])
  })

  it('go on in another process when one is killed in the middle', async () => {
    const letGo = await block()
    const killed = await startProcess()
    const id = await send('blocked')
    await killed.says('is at it')
    killed.signal('SIGKILL')
    await killed.ended
    await letGo()
    const survivor = await startProcess()
    // Half a minute without a sign of life, as the database sees it.
    await database.admin(`update bo_godt_jobs.job set heartbeat_on = heartbeat_on - interval '1 minute'`)
    await until(async () => (await effects('blocked')).length > 0)
    expect(await effects('blocked')).toEqual([{ id, pid: survivor.child.pid }])
  })

  it('are finished by a process that is asked to end, which takes no more', async () => {
    const letGo = await block()
    const running = await startProcess()
    const id = await send('blocked')
    await running.says('is at it')
    running.signal('SIGTERM')
    await running.says('is asked to end')
    const waiting = await send('blocked')
    await letGo()
    expect(await running.ended).toBe(0)
    expect(await effects('blocked')).toEqual([{ id, pid: running.child.pid }])
    const left = await database.admin(
      `select data ->> 'id' as id from bo_godt_jobs.job where state = 'created'`,
    )
    expect(left).toEqual([{ id: waiting }])
  })

  it('are woken by a word of the database', async () => {
    await startProcess()
    // Twice at most by itself: at its start, and when it begins to listen.
    await until(async () => {
      await database.admin(`select pg_notify('bo_godt_waking', '')`)
      return (await effects('scheduled')).length > 2
    })
  })

  it('are tried again when they fail, and keep nothing of what the error said', async () => {
    const running = await startProcess()
    await send('failing')
    await until(async () => (await effects('failing')).length === 2)
    await until(async () => {
      const [job] = await database.admin(
        `select from bo_godt_jobs.job where name = 'failing' and state = 'failed'`,
      )
      return job !== undefined
    })
    const kept = await database.admin<{ output: object }>(
      `select output from bo_godt_jobs.job where name = 'failing'`,
    )
    expect(kept).toMatchObject([{ output: { message: expect.stringContaining('the job failed') } }])
    const everything = running.stdout + running.stderr + JSON.stringify(kept)
    expect(everything).toContain('a job failed')
    expect(everything).not.toContain('Karen')
  })
})
