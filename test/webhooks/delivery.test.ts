import { Webhook } from 'standardwebhooks'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../support/actors.ts'
import type { TestApp } from '../support/app.ts'
import { makeCase } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'
import { signatureOf } from './receiver.ts'
import { delivererOf, deliveriesOf, type Hook, hookOf, webhookApp } from './situation.ts'

let test: TestApp
let admin: Actor
let deliver: () => Promise<void>
let hook: Hook

beforeAll(async () => {
  test = await webhookApp()
  // Sessions outlast the days that the clock is moved.
  for (const who of ['admin', 'drift.boligviborg'] as const) await test.as(who).token()
  await test.database.admin(`update sessions set expires_at = 'infinity'`)
  admin = test.as('admin')
  deliver = delivererOf(test)
})
beforeEach(async () => {
  await test.database.setClock('now()')
  await test.database.admin('delete from webhooks')
  hook = await hookOf(admin)
})

const openCase = async (): Promise<string> => {
  const drift = test.as('drift.boligviborg')
  return (await makeCase(drift, await tenancy(drift))).id
}
const later = (interval: string) => test.database.setClock(`now() + interval '${interval}'`)
const stateOf = async () => (await admin.get(`/webhooks/${hook.id}`)).body
const logOf = () => deliveriesOf(admin, hook.id)

describe('a delivery', () => {
  it('tells ids and no more, signed as Standard Webhooks has it', async () => {
    const caseId = await openCase()
    await deliver()
    const [one, ...more] = hook.receiver.received
    if (!one) throw new Error('nothing was told')
    expect(more).toEqual([])
    expect(one.body).toEqual({ type: 'case.created', timestamp: expect.any(String), data: { caseId } })
    expect(one.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'bo-godt' })
    expect(one.headers['webhook-signature']).toBe(signatureOf(hook.secret, one))
    expect(new Webhook(hook.secret).verify(one.text, one.headers as Record<string, string>)).toEqual(one.body)
    expect(() =>
      new Webhook(hook.secret).verify(`${one.text} `, one.headers as Record<string, string>),
    ).toThrow()
    expect(await logOf()).toMatchObject([
      {
        id: one.headers['webhook-id'],
        webhookId: hook.id,
        organisationId: 'boligviborg',
        event: 'case.created',
        status: 'delivered',
        attempts: 1,
        statusCode: 204,
        error: null,
        nextAttemptAt: null,
      },
    ])
    await deliver()
    expect(hook.receiver.received).toHaveLength(1)
  })

  it('is told of by the log without a word of what it was about', async () => {
    const caseId = await openCase()
    const answer = await admin.get(`/webhooks/${hook.id}/deliveries`)
    expect(answer.body.items).toHaveLength(1)
    expect(answer.text).not.toContain(caseId)
  })

  it('is tested on demand', async () => {
    await admin.post(`/webhooks/${hook.id}/test`)
    await deliver()
    expect(hook.receiver.received).toMatchObject([{ body: { type: 'webhook.test', data: {} } }])
  })

  it('is signed with both secrets for a day after they are changed', async () => {
    const { secret } = (await admin.post(`/webhooks/${hook.id}/secret-rotation`)).body
    const signatures = async () => {
      await admin.post(`/webhooks/${hook.id}/test`)
      await deliver()
      const one = hook.receiver.received.at(-1)
      if (!one) throw new Error('nothing was told')
      const [fresh, old] = [signatureOf(secret, one), signatureOf(hook.secret, one)]
      return String(one.headers['webhook-signature'])
        .split(' ')
        .map((signature) => (signature === fresh ? 'new' : signature === old ? 'old' : 'unknown'))
    }
    expect(await signatures()).toEqual(['new', 'old'])
    await later('23 hours 59 minutes')
    expect(await signatures()).toEqual(['new', 'old'])
    await later('24 hours')
    expect(await signatures()).toEqual(['new'])
  })
})

describe('a receiver that fails', () => {
  it('is tried ten times over more than a day, under the same id, and then no more', async () => {
    hook.receiver.answers(503)
    await openCase()
    const started = Date.now()
    const gaps: number[] = []
    for (let attempt = 1; attempt <= 10; attempt++) {
      await deliver()
      const [one] = await logOf()
      expect(one).toMatchObject({
        attempts: attempt,
        status: attempt < 10 ? 'pending' : 'failed',
        statusCode: 503,
        error: 'status',
      })
      expect((await stateOf()).failingSince).not.toBeNull()
      if (attempt === 10) break
      const wait = Date.parse(one.nextAttemptAt) - Date.parse(one.lastAttemptAt)
      gaps.push(wait)
      await deliver()
      expect(hook.receiver.received).toHaveLength(attempt)
      await test.database.setClock(`timestamptz '${one.nextAttemptAt}' + interval '1 second'`)
    }
    const ids = new Set(hook.receiver.received.map(({ headers }) => headers['webhook-id']))
    expect([hook.receiver.received.length, ids.size]).toEqual([10, 1])
    for (const [n, gap] of gaps.entries())
      expect(gap / (40_000 * 2.5 ** n)).toSatisfy((ratio: number) => ratio > 0.89 && ratio < 1.11)
    const [last] = await logOf()
    expect(Date.parse(last.lastAttemptAt) - started).toBeGreaterThan(24 * 3_600_000)
    expect(last.nextAttemptAt).toBeNull()
    expect((await stateOf()).disabled).toBe(false)
  })

  it('and then hears is told once more, and is forgiven', async () => {
    hook.receiver.answers(500)
    await openCase()
    await deliver()
    hook.receiver.answers(200)
    await later('2 minutes')
    await deliver()
    expect(await logOf()).toMatchObject([{ status: 'delivered', attempts: 2, statusCode: 200, error: null }])
    expect((await stateOf()).failingSince).toBeNull()
  })

  it('with 410 is called no more', async () => {
    hook.receiver.answers(410)
    await openCase()
    await deliver()
    expect(await stateOf()).toMatchObject({ disabled: true, disabledReason: 'gone' })
    expect(await logOf()).toMatchObject([{ status: 'failed', statusCode: 410, attempts: 1 }])
    await openCase()
    expect(await logOf()).toHaveLength(1)
  })

  it('for five days is called no more, until it is enabled', async () => {
    hook.receiver.answers(500)
    await openCase()
    await deliver()
    await later('4 days 23 hours')
    await deliver()
    expect((await stateOf()).disabled).toBe(false)
    await later('5 days 1 minute')
    await openCase()
    await deliver()
    const failed = await admin.get(`/webhooks/${hook.id}`)
    expect(failed.body).toMatchObject({ disabled: true, disabledReason: 'failing' })
    const calls = hook.receiver.received.length
    await later('6 days')
    await deliver()
    expect(hook.receiver.received).toHaveLength(calls)

    hook.receiver.answers(204)
    await admin.patch(`/webhooks/${hook.id}`, { disabled: false }, { 'if-match': failed.etag })
    await deliver()
    expect((await logOf()).map(({ status }) => status)).toEqual(['delivered', 'delivered'])
    expect(await stateOf()).toMatchObject({ disabled: false, failingSince: null })
  })

  it('is sent a failed one again when that is asked for, under the same id', async () => {
    hook.receiver.answers(410)
    await openCase()
    await deliver()
    const [{ id }] = (await logOf()) as [{ id: string }]
    expect((await admin.post(`/webhooks/deliveries/${id}/redelivery`)).body.code).toBe('invalid_transition')
    await admin.patch(`/webhooks/${hook.id}`, { disabled: false }, { 'if-match': '*' })
    hook.receiver.answers(204)
    const asked = await admin.post(`/webhooks/deliveries/${id}/redelivery`)
    expect([asked.status, asked.body]).toMatchObject([202, { id, status: 'pending', attempts: 0 }])
    await deliver()
    expect(hook.receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([id, id])
    expect(await logOf()).toMatchObject([{ status: 'delivered', attempts: 1 }])
  })
})

it('keeps the log for 30 days', async () => {
  await openCase()
  await deliver()
  const purge = () => test.database.admin('select purge_webhook_log()')
  await later('29 days 23 hours')
  await purge()
  expect(await logOf()).toHaveLength(1)
  await later('30 days 1 hour')
  await purge()
  expect(await logOf()).toHaveLength(0)
})
