import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { newNaboklage } from '../support/builders.ts'
import { newTenancy } from '../support/households.ts'

const { as, database } = await testApp({ poolSize: 20 })
const drift = as('drift.boligviborg')
const withKey = (key: string) => ({ 'idempotency-key': key })

const count = async (description: string): Promise<number> => {
  const rows = await database.admin('select from naboklager where description = $1', [description])
  return rows.length
}

test('the same key and body answer the same again, with one effect', async () => {
  const key = withKey(randomUUID())
  const body = newNaboklage({ description: 'Den ene.' })
  const first = await drift.post('/naboklager', body, key)
  expect(first.headers['idempotency-replayed']).toBeUndefined()
  const again = await drift.post('/naboklager', body, key)
  expect(again.headers['idempotency-replayed']).toBe('true')
  for (const part of ['status', 'text', 'etag'] as const) expect(again[part]).toBe(first[part])
  expect(again.headers.location).toBe(first.headers.location)
  expect(await count('Den ene.')).toBe(1)
})

test('so do 20 at once', async () => {
  const key = withKey(randomUUID())
  const body = newNaboklage({ description: 'Alle på en gang.' })
  const answers = await Promise.all(Array.from({ length: 20 }, () => drift.post('/naboklager', body, key)))
  expect(new Set(answers.map(({ status, text, etag }) => `${status} ${text} ${etag}`)).size).toBe(1)
  expect(answers[0]?.status).toBe(201)
  expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(19)
  expect(await count('Alle på en gang.')).toBe(1)
})

test('the same key with another body, or for something else, is a mismatch', async () => {
  const key = withKey(randomUUID())
  await drift.post('/naboklager', newNaboklage({ description: 'Først.' }), key)
  const other = await drift.post('/naboklager', newNaboklage({ description: 'Så en anden.' }), key)
  expect([other.status, other.body.code]).toEqual([422, 'idempotency_mismatch'])
  expect((await drift.post('/tenancies', newTenancy(), key)).body.code).toBe('idempotency_mismatch')
  expect(await count('Så en anden.')).toBe(0)
})

test('a key belongs to its user', async () => {
  const key = withKey(randomUUID())
  const body = newNaboklage({ description: 'Hver sin.' })
  const mine = await drift.post('/naboklager', body, key)
  const theirs = await as('drift.ringparken').post('/naboklager', body, key)
  expect([theirs.status, theirs.body.id === mine.body.id]).toEqual([201, false])
})

test('a request that was refused leaves its key free', async () => {
  const key = withKey(randomUUID())
  expect((await drift.post('/naboklager', newNaboklage({ departmentId: 'karup' }), key)).status).toBe(404)
  const future = newNaboklage({ occurredAt: '2199-01-01T00:00:00Z' })
  expect((await drift.post('/naboklager', future, key)).status).toBe(422)
  expect((await drift.post('/naboklager', newNaboklage(), key)).status).toBe(201)
})

test('an answer is not given again to one who may no longer see it', async () => {
  const key = withKey(randomUUID())
  const ringparken = as('drift.ringparken')
  const body = newNaboklage({ departmentId: 'vestervang' })
  const made = await ringparken.post('/naboklager', body, key)
  const remove = `delete from user_departments d using users u where u.id = d.user_id
    and u.username = 'drift.ringparken' and d.department_id = 'vestervang'`
  await database.admin(remove)
  const again = await ringparken.post('/naboklager', body, key)
  expect([made.status, again.status]).toEqual([201, 404])
  expect(again.headers['idempotency-replayed']).toBeUndefined()
})

test('each time that it answers is an event', async () => {
  const key = withKey(randomUUID())
  const body = newNaboklage({ description: 'Set to gange.' })
  const answers = [await drift.post('/naboklager', body, key), await drift.post('/naboklager', body, key)]
  for (const { headers, body: made } of answers) {
    const events = await database.admin('select subject_ids from audit_events where request_id = $1', [
      headers['x-request-id'],
    ])
    expect(events).toEqual([{ subject_ids: expect.arrayContaining([(made as Json).id]) }])
  }
})

test('is kept for 24 hours', async () => {
  const key = withKey(randomUUID())
  const body = newNaboklage({ description: 'I går.' })
  await drift.post('/naboklager', body, key)
  await database.admin(`update idempotency_keys set recorded_at = now() - interval '23 hours 59 minutes'`)
  expect((await drift.post('/naboklager', body, key)).headers['idempotency-replayed']).toBe('true')
  await database.admin(`update idempotency_keys set recorded_at = now() - interval '24 hours 1 second'`)
  expect((await drift.post('/naboklager', body, key)).headers['idempotency-replayed']).toBeUndefined()
  expect(await count('I går.')).toBe(2)
})

test('a key is 1 to 200 visible characters', async () => {
  for (const key of ['', ' ', 'a b', 'æ', 'x'.repeat(201)]) {
    const { body } = await drift.post('/naboklager', newNaboklage(), withKey(key))
    expect([key, body.code]).toEqual([key, 'validation_failed'])
  }
})
