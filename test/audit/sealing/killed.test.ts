import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { folderPlace } from '../../../src/audit/sealing/places.ts'
import { newPrivateKey, testApp } from '../../support/app.ts'
import { Running, temporaryFolder } from '../../support/process.ts'
import { rootsOf } from './model.ts'
import { origin, sealing, storedTree } from './support.ts'

const { database, as } = await testApp()

/** Each is a process to start; fifty of them have been survived too (`KILLS=50`). */
const kills = Number(process.env.KILLS ?? 12)

/** A few batches' worth, so that there is something to seal at every kill. */
const addEvents = () =>
  database.admin(`insert into audit_events (actor_id, role, action, purpose, decision, subject_ids, request_id)
    select uuidv7(), 'dpo', 'me.read', 'identity', 'allowed', array[uuidv7()], n::text
    from generate_series(1, 700) n`)

test('a sealer that is killed at any moment loses nothing, doubles nothing and signs nothing twice', {
  timeout: 300_000,
}, async () => {
  const folder = temporaryFolder()
  const key = newPrivateKey()
  const write = async () => {
    for (let look = 0; look < 10; look += 1) await as('dpo').get('/me')
  }
  const kill = async () => {
    const arguments_ = [database.applicationUrl, folder, origin, key]
    const child = new Running('test/audit/sealing/process.ts', arguments_, {})
    await child.says(`round ${Math.floor(Math.random() * 3)}.`)
    const writing = [addEvents(), write()]
    await after(Math.random() * 80)
    child.signal('SIGKILL')
    await Promise.all([child.ended, ...writing])
  }
  // Two at a time, so that one goes on where the other is killed.
  const half = async () => {
    for (let n = 0; n < kills / 2; n += 1) await kill()
  }
  await Promise.all([half(), half()])
  const interrupted = (await storedTree(database)).checkpoints.length
  const last = sealing(database, { key, places: [folderPlace(folder)] })
  await last.round()
  await last.round()
  expect(last.lines).toEqual([])
  expect(interrupted).toBeGreaterThan(kills / 3)

  const { leaves, checkpoints } = await storedTree(database)
  const events = await database.admin<{ id: string }>('select id from audit_events')
  expect(leaves.map(({ index }) => index)).toEqual(leaves.map((_, at) => at))
  expect(leaves.map(({ event_id }) => event_id).sort()).toEqual(events.map(({ id }) => id).sort())
  const roots = rootsOf(leaves.map(({ leaf }) => leaf))
  for (const { size, root } of checkpoints) expect(root).toEqual(roots(size))
  const shipped = readdirSync(folder).filter((name) => name.endsWith('.checkpoint'))
  const notes = new Map(checkpoints.map(({ size, note }) => [size, note]))
  for (const name of shipped)
    expect(readFileSync(join(folder, name), 'utf8')).toBe(notes.get(Number.parseInt(name, 10)))
  expect(shipped).toHaveLength(checkpoints.length)
  console.log(`${kills} kills, ${leaves.length} events, ${interrupted} checkpoints by the killed`)
})
