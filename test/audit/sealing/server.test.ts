import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { newPrivateKey } from '../../support/app.ts'
import { cloneDatabase } from '../../support/database.ts'
import { settingsOf } from '../../support/given.ts'
import { startServer, temporaryFolder, until } from '../../support/process.ts'
import { storedTree } from './support.ts'

const event = `insert into audit_events (actor_id, role, action, purpose, decision, subject_ids, request_id)
  values (uuidv7(), 'dpo', 'me.read', 'identity', 'allowed', '{}', 'r')`

test('the server seals by itself, ships, and ends when it is asked to', async () => {
  const database = await cloneDatabase()
  await database.admin(event)
  const folder = temporaryFolder()
  const sealing = { AUDIT_SIGNING_KEY: newPrivateKey(), AUDIT_CHECKPOINT_DIR: folder }
  const server = await startServer({ ...settingsOf(database), ...sealing })
  await until(() => readdirSync(folder).some((name) => name.endsWith('.checkpoint')))
  const { checkpoints, leaves } = await storedTree(database)
  expect([checkpoints.length, leaves.length]).toEqual([1, 1])
  server.signal('SIGTERM')
  expect(await server.ended).toBe(0)
})

test('a server without a key does not, and says so', async () => {
  const database = await cloneDatabase()
  const server = await startServer(settingsOf(database))
  await server.says('AUDIT_SIGNING_KEY is not set')
  const ready = await fetch(`${server.address}/health/ready`)
  expect(await ready.json()).toMatchObject({ status: 'ok', sealing: { status: 'ok', delaySeconds: 0 } })
})
