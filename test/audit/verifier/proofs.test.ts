import { createPublicKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashOfLeaf, isConsistent, isIncluded } from '../../../src/audit/verifier/merkle.ts'
import { readCheckpoint } from '../../../src/audit/verifier/note.ts'
import type { Json } from '../../support/actors.ts'
import { testApp } from '../../support/app.ts'
import { sealing } from '../sealing/support.ts'

const { as, database } = await testApp()
const dpo = as('dpo')
const { round, publicKey } = sealing(database)
const keys = [createPublicKey(publicKey)]
const headOf = (note: string) => {
  const checkpoint = readCheckpoint(note, keys)
  if (!checkpoint) throw new Error(`not signed: ${note}`)
  return checkpoint
}
const bytes = (texts: string[]) => texts.map((text) => Buffer.from(text, 'base64'))
const eventOf = async (query: string): Promise<Json> =>
  (await dpo.get(`/audit/events?${query}&limit=1`)).body.items[0]
const idOf = (answer: { headers: object }) => (answer.headers as Json)['x-request-id']

const proves = (proof: Json): boolean => {
  const { index, size, leaf, hashes, checkpoint } = proof
  const head = headOf(checkpoint)
  const hash = hashOfLeaf(Buffer.from(leaf))
  return head.size === size && isIncluded({ index, size, leaf: hash, root: head.root }, bytes(hashes))
}

test('an event is proved to be in the newest checkpoint, and in an older one', async () => {
  const asked = await dpo.get('/me')
  await round()
  const event = await eventOf(`requestId=${idOf(asked)}`)
  await round()
  const { status, body } = await dpo.get(`/audit/events/${event.id}/proof`)
  expect(status).toBe(200)
  expect(body.eventId).toBe(event.id)
  expect(proves(body)).toBe(true)
  expect(JSON.parse(body.leaf)).toMatchObject({ version: 1, id: event.id, action: 'me.read' })
  expect(body.leaf).not.toContain(event.actorId)
  const first = (await dpo.get('/audit/checkpoints')).body.items.at(-1)
  const older = (await dpo.get(`/audit/events/${event.id}/proof?size=${first.size}`)).body
  expect(older.size).toBe(first.size)
  expect(proves(older)).toBe(true)
  expect(proves({ ...body, leaf: body.leaf.replace('me.read', 'user.list') })).toBe(false)
})

test('two checkpoints are proved to be of one history', async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    for (let look = 0; look <= turn; look += 1) await dpo.get('/me')
    await round()
  }
  const { items } = (await dpo.get('/audit/checkpoints')).body
  expect(items.map(({ size }: Json) => size)).toEqual(
    items.map(({ size }: Json) => size).toSorted((a: number, b: number) => b - a),
  )
  for (const { note, size, rootHash } of items)
    expect(headOf(note)).toMatchObject({ size, rootText: rootHash })
  const sizes: number[] = items.map(({ size }: Json) => size)
  for (const from of sizes)
    for (const to of sizes.filter((size) => size >= from)) {
      const { body } = await dpo.get(`/audit/consistency?from=${from}&to=${to}`)
      const heads = [headOf(body.fromCheckpoint), headOf(body.toCheckpoint)] as const
      expect(isConsistent(...heads, bytes(body.hashes))).toBe(true)
    }
})

test('pages of checkpoints go through all of them', async () => {
  const all = (await dpo.get('/audit/checkpoints')).body.items
  const one = (await dpo.get('/audit/checkpoints?limit=1')).body
  const next = (await dpo.get(`/audit/checkpoints?limit=1&cursor=${one.nextCursor}`)).body
  expect([...one.items, ...next.items]).toEqual(all.slice(0, 2))
})

test('what is not sealed yet, or was sealed later, or is not there, is refused as such', async () => {
  const asked = await dpo.get('/me')
  const event = await eventOf(`requestId=${idOf(asked)}`)
  const waiting = await dpo.get(`/audit/events/${event.id}/proof`)
  expect([waiting.status, waiting.body.code]).toEqual([409, 'conflict'])
  const { size } = (await dpo.get('/audit/checkpoints?limit=1')).body.items[0]
  await round()
  const refused = [
    await dpo.get(`/audit/events/${event.id}/proof?size=${size}`),
    await dpo.get(`/audit/events/${event.id}/proof?size=999999`),
    await dpo.get('/audit/events/01900000-0000-7000-8000-000000000000/proof'),
    await dpo.get('/audit/consistency?from=1&to=999999'),
    await dpo.get(`/audit/consistency?from=${size}&to=${size - 1}`),
    await dpo.get(`/audit/consistency?from=0&to=${size}`),
    await dpo.get('/audit/export?from=yesterday'),
  ]
  expect(refused.map(({ status }) => status)).toEqual([422, 404, 404, 404, 400, 400, 400])
})

test('is for the data protection officer alone, and each look is an event', async () => {
  const event = await eventOf('action=me.read')
  await round()
  const { size } = (await dpo.get('/audit/checkpoints?limit=1')).body.items[0]
  const looks = {
    '/audit/checkpoints': 'audit_checkpoint.list',
    [`/audit/events/${event.id}/proof`]: 'audit.prove',
    [`/audit/consistency?from=${size}&to=${size}`]: 'audit.prove_consistency',
    '/audit/export': 'audit.export',
  }
  for (const [url, action] of Object.entries(looks)) {
    const answer = await dpo.get(url)
    expect(answer.status).toBe(200)
    const [logged, ...more] = (await dpo.get(`/audit/events?requestId=${idOf(answer)}`)).body.items
    expect(logged).toMatchObject({ action, purpose: 'audit_review', role: 'dpo', decision: 'allowed' })
    expect(more).toEqual([])
    for (const name of ['drift.boligviborg', 'social.anna', 'koordinator', 'board', 'admin'] as const)
      expect((await as(name).get(url)).body.code).toBe('forbidden')
  }
})
