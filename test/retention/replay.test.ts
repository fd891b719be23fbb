import { readdirSync } from 'node:fs'
import { expect, inject, test } from 'vitest'
import { adminQuery } from '../support/addresses.ts'
import { testApp } from '../support/app.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { runCommand, temporaryFolder } from '../support/process.ts'
import { changeRule, eraser, monthsAgo, pastOf, present, tablesHolding } from './past.ts'

/** The database as it is now, once more: what a backup is when it is put back. */
const restored = async (of: TestDatabase): Promise<TestDatabase> => {
  const name = new URL(of.adminUrl).pathname.slice(1)
  await adminQuery(
    inject('adminUrl'),
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  )
  return cloneDatabase(name)
}

test('what was erased since a backup is erased again after it is restored, once and for all', {
  timeout: 180_000,
}, async () => {
  const app = await testApp()
  const { database } = app
  const past = await pastOf(app)
  await past.goTo(monthsAgo(80))
  const home = await past.household('Hus')
  const complaint = await past.complaint(home, 'klagemærke')
  const kept = await past.complaint(home, 'bliver')
  const opened = await past.openCase(home, 'sagsmærke', { consents: 1, naboklageIds: [complaint.id] })
  await past.closeComplaint(complaint.id, 'klagemærke')
  await past.closeCase(opened.id, 'sagsmærke')
  await past.goTo(present)
  // A hold and a longer rule that the backup knows, and that were given up since.
  const hold = await past.dpo.post('/retention/holds', { caseId: opened.id, reason: 'Klage' })
  await changeRule(past.dpo, 'naboklage', 'P9Y')
  const backup = await restored(database)
  await past.dpo.post(`/retention/holds/${hold.body.id}/lifting`, { reason: 'x' }, { 'if-match': hold.etag })
  await changeRule(past.dpo, 'naboklage', 'P2Y')
  await past.goTo(`${present} + interval '8 days'`)
  const folder = temporaryFolder()
  await eraser(database, folder)()
  await eraser(database, folder)()
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/^\d{16}\.erasures$/)])

  const ids = [complaint.id, opened.id, ...opened.consentIds, opened.meetingId]
  const marks = ['klagemærke', 'sagsmærke']
  const where = 'erasures audit_events migrations'
  expect(await tablesHolding(database, [...ids, ...marks], where)).toEqual([])
  expect((await tablesHolding(backup, marks, where)).length).toBeGreaterThan(3)

  const replay = (...args: string[]) =>
    runCommand('src/commands/replay-erasures.ts', args, { DATABASE_ADMIN_URL: backup.adminUrl })
  const first = await replay('--from', folder)
  expect(first).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringMatching(/^4 of 4 erased records/),
  })
  expect(await tablesHolding(backup, [...ids, ...marks], where)).toEqual([])
  expect(await tablesHolding(backup, ['bliver'], where)).toEqual(
    await tablesHolding(database, ['bliver'], where),
  )
  expect(await tablesHolding(backup, [kept.id], where)).not.toEqual([])
  const list = 'select kind, record_id, keep, erased_at from erasures order by record_id'
  expect(await backup.admin(list)).toEqual(await database.admin(list))
  expect((await replay('--from', folder)).stdout).toMatch(/^0 of 4 erased records/)
  const told = await backup.admin(`select unnest(subject_ids) as id from audit_events where role = 'system'`)
  expect(told.map(({ id }) => id).sort()).toEqual([...ids].sort())
})
