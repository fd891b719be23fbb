import { expect, inject, test } from 'vitest'
import { connected } from '../../architecture/connected.ts'
import { adminQuery } from '../../support/addresses.ts'
import { newPrivateKey, testApp } from '../../support/app.ts'
import { cloneDatabase, type TestDatabase } from '../../support/database.ts'
import { publicKeyOf, sealing } from '../sealing/support.ts'
import { exported, judged, keptOf } from './support.ts'

const { as, database } = await testApp()
const dpo = as('dpo')
const key = newPrivateKey()
const publicKeys = [publicKeyOf(key)]
const { round } = sealing(database, { key })

const grow = async (officer = dpo, seal = round) => {
  for (let look = 0; look < 5; look += 1) await officer.get('/me')
  await seal()
}

/** The database as it is now, once more: what a backup is when it is put back. */
const restored = async (of: TestDatabase) => {
  const name = new URL(of.adminUrl).pathname.slice(1)
  await adminQuery(
    inject('adminUrl'),
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
  )
  return testApp({ database: await cloneDatabase(name) })
}

/** Does what no trigger lets anyone do, and no role but the owner of the server could. */
const tamper = (of: TestDatabase, ...statements: string[]) =>
  connected(of.adminUrl, async (admin) => {
    for (const name of ['audit_events', 'audit_leaves', 'audit_nodes', 'audit_salts'])
      await admin.query(`alter table ${name} disable trigger all`)
    for (const statement of statements) await admin.query(statement)
    for (const name of ['audit_events', 'audit_leaves', 'audit_nodes', 'audit_salts'])
      await admin.query(`alter table ${name} enable always trigger ${name}_no_truncate`)
  })

test('a database that was rolled back to an older backup is found out, also when it goes on from there', async () => {
  await grow()
  const old = await restored(database)
  await grow()
  await grow()
  const kept = await keptOf(database)
  expect((await judged(await exported(dpo), kept, publicKeys)).fails).toEqual([])

  const officer = old.as('dpo')
  const behind = await judged(await exported(officer), kept, publicKeys)
  expect(behind.fails).toEqual([
    expect.stringMatching(/dækker \d+ hændelser, men eksporten kender kun \d+/),
    expect.stringMatching(/dækker \d+ hændelser, men eksporten kender kun \d+/),
  ])
  const { round: other } = sealing(old.database, { key })
  for (let turn = 0; turn < 5; turn += 1) await grow(officer, other)
  const forked = await judged(await exported(officer), kept, publicKeys)
  expect(forked.fails).toEqual([
    expect.stringMatching(/hændelser er ikke dem, der blev underskrevet/),
    expect.stringMatching(/hændelser er ikke dem, der blev underskrevet/),
  ])
  expect(forked.holds.join()).toContain('Et kontrolpunkt over')
})

const addEvent = `insert into audit_events (actor_id, role, action, purpose, decision, subject_ids, request_id)
  values (uuidv7(), 'dpo', 'me.read', 'identity', 'allowed', '{}', 'r')`

test('two checkpoints of one size that differ are two histories', async () => {
  await grow()
  const { database: fork } = await restored(database)
  for (const each of [database, fork]) {
    await each.admin(addEvent)
    await sealing(each, { key }).round()
  }
  const twins = [...(await keptOf(database)), ...(await keptOf(fork))]
  const verdict = await judged(await exported(dpo), twins, publicKeys)
  expect(verdict.fails).toEqual([expect.stringMatching(/to forskellige historier/)])
})

test.each([
  ['an event is changed', `update audit_events set purpose = 'casework' where id = $id`],
  ['its actor is changed', `update audit_events set actor_id = uuidv7() where id = $id`],
  [
    'its time is changed by a microsecond',
    `update audit_events set occurred_at = occurred_at + interval '1 microsecond' where id = $id`,
  ],
  ['an event is removed', `delete from audit_events where id = $id`],
  [
    'an event is removed with its salt, as if it had been erased',
    `delete from audit_events where id = $id;
    delete from audit_salts where leaf_index = (select l.index from audit_leaves l where event_id = $id)`,
  ],
  [
    'an event and its leaf are removed',
    `delete from audit_events where id = $id; delete from audit_leaves where event_id = $id`,
  ],
  [
    'its salt is changed',
    `update audit_salts set salt = sha256(salt) where leaf_index = (select l.index from audit_leaves l where event_id = $id)`,
  ],
  [
    'its salt alone is removed',
    `delete from audit_salts where leaf_index = (select l.index from audit_leaves l where event_id = $id)`,
  ],
  [
    'event and leaf are changed alike',
    `update audit_events set purpose = 'casework' where id = $id;
    update audit_leaves set leaf = replace(leaf, 'identity', 'casework') where event_id = $id`,
  ],
])('in the database, by its owner: %s', async (_what, statement) => {
  await grow()
  const { database: victim, as: asThere } = await restored(database)
  const kept = await keptOf(database)
  const officer = asThere('dpo')
  expect((await judged(await exported(officer), kept, publicKeys)).fails).toEqual([])
  const [event] = await victim.admin<{ id: string }>(
    `select id from audit_events where action = 'me.read' order by id limit 1`,
  )
  await tamper(victim, statement.replaceAll('$id', `'${event?.id}'`))
  expect((await judged(await exported(officer), kept, publicKeys)).fails.length).toBeGreaterThan(0)
})

test('checkpoints of an older key are verified by that key, and by no other', async () => {
  await grow()
  const next = newPrivateKey()
  await grow(dpo, sealing(database, { key: next }).round)
  const kept = await keptOf(database)
  const lines = await exported(dpo)
  expect((await judged(lines, kept, [...publicKeys, publicKeyOf(next)])).fails).toEqual([])
  expect((await judged(lines, kept, publicKeys)).fails.length).toBeGreaterThan(0)
  expect((await judged(lines, kept.slice(-1), [publicKeyOf(next)])).fails).toEqual([])
  expect((await judged(lines, kept, [publicKeyOf(next)])).fails.length).toBeGreaterThan(0)
})
