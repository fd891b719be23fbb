import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sealedEvent } from '../../../src/audit/sealing/statements.ts'
import { grow, hashOver, leafHash } from '../../../src/audit/sealing/tree.ts'
import { connected } from '../../architecture/connected.ts'
import { testApp } from '../../support/app.ts'
import { rootOf } from './model.ts'
import { sealing, storedTree } from './support.ts'

const { database, as } = await testApp()
const dpo = as('dpo')

const delay = async () => (await database.admin<{ n: number }>('select seal_delay() as n'))[0]?.n ?? -1

/** That the stored tree is the tree of all that is in the trail, once each. */
const requireWhole = async () => {
  const { leaves, checkpoints } = await storedTree(database)
  const events = await database.admin<{ id: string }>('select id from audit_events')
  expect(leaves.map(({ index }) => index)).toEqual(leaves.map((_, at) => at))
  expect(leaves.map(({ event_id }) => event_id).sort()).toEqual(events.map(({ id }) => id).sort())
  const bytes = leaves.map(({ leaf }) => Buffer.from(leaf))
  for (const { size, root } of checkpoints) expect(root).toEqual(rootOf(bytes.slice(0, size)))
  expect(checkpoints.at(-1)?.size).toBe(leaves.length)
}

test('the tree grows, by whatever steps, into that of RFC 9162', () => {
  const steps = fc.array(fc.array(fc.string({ maxLength: 3 }), { maxLength: 20 }), { maxLength: 8 })
  fc.assert(
    fc.property(steps, (batches) => {
      const grown = batches.reduce((tree, batch) => grow(tree.edge, batch.map(leafHash)), grow([], []))
      const root = hashOver(grown.edge.map(({ hash }) => hash))
      expect(root).toEqual(rootOf(batches.flat().map((leaf) => Buffer.from(leaf))))
    }),
  )
})

test('seals what there is, once, and then what has come since', async () => {
  const { round } = sealing(database)
  await dpo.get('/me')
  expect(await delay()).toBeGreaterThan(0)
  await round()
  await requireWhole()
  expect(await delay()).toBe(0)
  const before = await storedTree(database)
  await round()
  expect(await storedTree(database)).toEqual(before)
  for (let look = 0; look < 5; look += 1) await dpo.get('/me')
  await round()
  await requireWhole()
  expect((await storedTree(database)).checkpoints).toHaveLength(before.checkpoints.length + 1)
})

test('finds an event that is committed after later ones were sealed', async () => {
  const { round } = sealing(database)
  await round()
  await connected(database.adminUrl, async (late) => {
    await late.query('begin')
    await late.query(`insert into audit_events (actor_id, role, action, purpose, decision, subject_ids, request_id)
      values (uuidv7(), 'dpo', 'me.read', 'identity', 'allowed', '{}', 'late')`)
    for (let turn = 0; turn < 3; turn += 1) {
      await dpo.get('/me')
      await round()
    }
    await late.query('commit')
  })
  await round()
  await requireWhole()
})

test('a tree that is not what was signed is not sealed on', async () => {
  await dpo.get('/me')
  await sealing(database).round()
  const before = await storedTree(database)
  await connected(database.adminUrl, async (admin) => {
    await admin.query('alter table audit_nodes disable trigger all')
    await admin.query(
      `update audit_nodes set hash = sha256(hash) where level = (select max(level) from audit_nodes)`,
    )
    await dpo.get('/me')
    const { round, lines } = sealing(database)
    await round()
    expect(lines.join()).toContain('the stored tree is not what its newest checkpoint says')
    expect(await storedTree(database)).toEqual(before)
  })
})

test('a seal that is late is an error in the log, and is told by /health/ready', async () => {
  const { database: idle, app, lines: _ } = await testApp()
  await idle.admin(`insert into audit_events (id, actor_id, role, action, purpose, decision, subject_ids, request_id)
    values (uuidv7(interval '-90 seconds'), uuidv7(), 'dpo', 'me.read', 'identity', 'allowed', '{}', 'early')`)
  const ready = async () => (await app.inject('/health/ready')).json()
  const late = await ready()
  expect(late).toEqual({
    status: 'ok',
    sealing: { status: 'late', delaySeconds: expect.any(Number), longestSeconds: 60 },
  })
  expect(late.sealing.delaySeconds).toBeGreaterThanOrEqual(90)
  const { round, lines } = sealing(idle)
  await connected(idle.adminUrl, async (other) => {
    await other.query(`select pg_advisory_lock(hashtext('bo_godt.seal'), hashtext('bo_godt'))`)
    await round()
    expect(lines.join()).toContain('events wait too long for their seal')
  })
  await round()
  expect((await ready()).sealing).toEqual({ status: 'ok', delaySeconds: 0, longestSeconds: 60 })
})

test('every column of the trail is sealed', async () => {
  const columns = await database.admin<{ name: string }>(`
    select column_name as name from information_schema.columns where table_name = 'audit_events'`)
  const sealed = Object.keys(sealedEvent).map((name) =>
    name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  )
  expect(sealed.sort()).toEqual(columns.map(({ name }) => name).sort())
})
