import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { signIn } from '../support/client.ts'
import { settingsOf } from '../support/given.ts'
import { startServer, until } from '../support/process.ts'
import { fileOf, meant, send } from './support.ts'

const { as, database } = await testApp()
const drift = as('drift.boligviborg')
const newest = async () => (await drift.get('/imports/tenancies')).body.items[0]

const kept = async () =>
  (
    await database.admin(`select (select count(*)::int from tenancies) as tenancies,
      (select count(*)::int from residents) as residents, (select count(*)::int from tenancy_import_rows) as rows`)
  )[0]

/** Lets everyone read a table, and nobody write to it. */
const holdWriters = async (name: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: database.adminUrl })
  await client.connect()
  await client.query(`begin; lock table bo_godt.${name} in share mode`)
  return client
}

test('an import whose process is killed has changed nothing, says so, and is in nobody’s way', async () => {
  const before = await kept()
  const server = await startServer({ ...settingsOf(database), JOBS: 'false' })
  const { tokens } = await signIn(server.address, 'drift.boligviborg', inject('password'))
  const rows = Array.from({ length: 1500 }, (_, n) => `Ringparken;K${n};Dræbtvej ${n};1;01-03-2024;;Ane Å;;;`)
  const file = fileOf(...rows)
  const lock = await holdWriters('residents')
  const sent = fetch(`${server.address}/api/v1/imports/tenancies?dryRun=false`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.accessToken}`, 'content-type': 'text/csv' },
    body: file,
  }).catch(() => 'cut off')
  // Others follow how far it has come, in any process; meanwhile there is no second one.
  await until(async () => (await newest())?.state === 'applying')
  expect(await newest()).toMatchObject({ rows: 1500, staged: 1500, applied: 0, endedAt: null })
  expect((await send(drift, file)).body.code).toBe('conflict')
  server.signal('SIGKILL')
  expect(await sent).toBe('cut off')
  await lock.end()
  await until(async () => (await newest()).state === 'interrupted')
  expect(await kept()).toEqual(before)
  const answer = await send(drift, file, meant)
  expect([answer.status, answer.body.counts.tenancies.created]).toEqual([201, 1500])
  const states = (await drift.get('/imports/tenancies')).body.items.map(
    ({ state }: { state: string }) => state,
  )
  expect(states).toEqual(['done', 'interrupted'])
})
