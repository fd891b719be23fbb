import { expect, test } from 'vitest'
import type { Place } from '../../src/audit/sealing/places.ts'
import { hashOfLeaf, isConsistent, isIncluded } from '../../src/audit/verifier/merkle.ts'
import { codeOf, connected } from '../architecture/connected.ts'
import { sealing } from '../audit/sealing/support.ts'
import { exported, judged, keptOf } from '../audit/verifier/support.ts'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { created } from '../support/households.ts'
import { eraser, monthsAgo, pastOf, present, tablesHolding } from './past.ts'

const app = await testApp()
const { database } = app
const past = await pastOf(app)
const { dpo } = past
const erase = eraser(database)
const elsewhere: Place = { beginsWith: 'all', newest: async () => undefined, put: async () => {} }
const { round, publicKey, key } = sealing(database, { places: [elsewhere] })

const verdict = async (query = '') => judged(await exported(dpo, query), await keptOf(database), [publicKey])
const bytes = (text: string) => Buffer.from(text, 'base64')
const proofOf = async (id: string) => {
  const { status, body } = await dpo.get(`/audit/events/${id}/proof`)
  const [, , root = ''] = String(body.checkpoint).split('\n')
  const leaf = hashOfLeaf(Buffer.from(body.leaf))
  return {
    status,
    salt: body.salt,
    included: isIncluded({ ...body, leaf, root: bytes(root) }, body.hashes.map(bytes)),
  }
}
const consistency = async (): Promise<boolean> => {
  const sizes = (await keptOf(database)).map(({ name }) => Number(name))
  const { body } = await dpo.get(`/audit/consistency?from=${sizes[0]}&to=${sizes.at(-1)}`)
  const head = (note: string, size: number) => ({ size, root: bytes(note.split('\n')[2] ?? '') })
  const [first, last] = [head(body.fromCheckpoint, body.from), head(body.toCheckpoint, body.to)]
  return isConsistent(first, last, body.hashes.map(bytes))
}
const eventsOf = async (id: string) =>
  (
    await database.admin<{ id: string }>(
      'select id from audit_events where $1 = any (subject_ids) order by id',
      [id],
    )
  ).map((row) => row.id)

let old: { home: Json; complaint: Json; events: string[] }

test('an event of five years ago is told of, and goes when that is sealed; each proof holds on', async () => {
  await past.goTo(monthsAgo(61))
  const home = await past.household('Gammel')
  const complaint = await past.complaint(home, 'Gammel')
  await past.goTo(present)
  const young = await past.complaint(home, 'Ny')
  await erase()
  const events = await eventsOf(complaint.id)
  old = { home, complaint, events }
  expect(events.length).toBeGreaterThan(0)
  await round()
  expect((await verdict()).holds.join()).not.toContain('slettet')
  const before = await proofOf(events[0] ?? '')
  expect(before).toMatchObject({ status: 200, included: true, salt: expect.any(String) })

  // Told, but not sealed: nothing is gone yet, however often it is tried.
  await erase()
  await erase()
  expect(await eventsOf(complaint.id)).toEqual(events)
  await round()
  await erase()
  expect(await eventsOf(complaint.id)).toEqual([])
  expect((await eventsOf(young.id)).length).toBeGreaterThan(0)
  await round()

  const { fails, open, holds } = await verdict()
  expect({ fails, open }).toEqual({ fails: [], open: [] })
  expect(holds).toContainEqual(expect.stringMatching(/^\d+ af dem er slettet, og sporet fortæller det/))
  expect(await proofOf(events[0] ?? '')).toEqual({ status: 200, included: true, salt: null })
  expect(await consistency()).toBe(true)
  const tables = await tablesHolding(database, events)
  expect([...new Set(tables.map((line) => line.split(':')[0]))].sort()).toEqual([
    'audit_events',
    'audit_leaves',
    'erasures',
  ])
})

test('nothing of an erased leaf tells who it was or whom it was about', async () => {
  const lines = (await exported(dpo)).map((line) => JSON.parse(line))
  const left = lines.find(({ leaf }) => leaf?.id === old.events[0])
  expect(Object.keys(left)).toEqual(['index', 'leaf'])
  const names = ['action', 'commitment', 'decision', 'id', 'occurredAt', 'purpose', 'version']
  expect(Object.keys(left.leaf).sort()).toEqual(names)
})

test('an export that ends before it is told leaves open what one to the end tells', async () => {
  const lines = (await exported(dpo)).slice(1).map((line) => JSON.parse(line))
  const at = lines.findIndex(({ leaf }) => leaf?.id === old.events[0])
  const { fails, open } = await verdict(`?from=2020-01-01&to=${lines[at].leaf.occurredAt}`)
  expect(fails).toEqual([])
  expect(open.join()).toMatch(/fortælles i senere hændelser/)
})

const asSuperuser = (...statements: string[]) =>
  connected(database.adminUrl, async (admin) => {
    await admin.query('begin')
    for (const name of ['audit_events', 'audit_salts'])
      await admin.query(`alter table ${name} disable trigger all`)
    for (const statement of statements) await admin.query(statement)
    await admin.query('commit')
  })
const strip = (id: string) => [
  `delete from audit_events where id = '${id}'`,
  `delete from audit_salts where leaf_index = (select l.index from audit_leaves l where l.event_id = '${id}')`,
]

test('what is held stays, also after it was told of', async () => {
  await past.goTo(monthsAgo(61))
  const home = await past.household('Holdt')
  const complaint = await past.complaint(home, 'Holdt')
  await past.goTo(present)
  await round()
  const events = await eventsOf(complaint.id)
  await erase()
  created(await dpo.post('/retention/holds', { residentId: home.residents[0].id, reason: 'Klage' }))
  await round()
  await erase()
  expect(await eventsOf(complaint.id)).toEqual(expect.arrayContaining(events))
  expect((await verdict()).fails).toEqual([])
})

test('the database lets nothing go that is not told, sealed, and kept elsewhere', async () => {
  const [event] = await database.admin<{ id: string }>(
    `select id from audit_events e where not exists (select from erasures x where x.record_id = e.id) limit 1`,
  )
  await connected(database.adminUrl, async (client) => {
    await client.query('set role bo_godt_eraser')
    const one = `delete from audit_events where id = '${event?.id}'`
    const salt = `delete from audit_salts where leaf_index = (select min(l.index) from audit_leaves l join audit_events e on e.id = l.event_id)`
    for (const attempt of [
      one,
      salt,
      'delete from audit_leaves',
      'delete from erasures',
      'update cases set id = id',
    ])
      expect([attempt, await codeOf(client, attempt)]).toEqual([attempt, '42501'])
  })
})

test('one that was taken out by somebody else is found out, and so is a telling that was', async () => {
  expect((await verdict()).fails).toEqual([])
  const [telling] = await database.admin<{ id: string }>(
    `select id from audit_events where action = 'audit_event.erase' limit 1`,
  )
  const [young] = await database.admin<{ id: string }>(
    `select id from audit_events e where action = 'naboklage.create' and not exists (
      select from erasures x where x.record_id = e.id) order by id desc limit 1`,
  )
  await asSuperuser(...strip(young?.id ?? ''))
  const one = await verdict()
  expect(one.fails).toEqual([
    expect.stringMatching(/^1 er fjernet .*uden at sporet fortæller, at de er slettet/),
  ])
  await asSuperuser(...strip(telling?.id ?? ''))
  const { fails } = await verdict()
  expect(Number(/^(\d+) er fjernet/.exec(fails.join())?.[1])).toBeGreaterThan(2)
  expect(key).toContain('PRIVATE KEY')
})
