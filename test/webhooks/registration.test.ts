import { describe, expect, it } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { created } from '../support/households.ts'
import { newWebhook } from './situation.ts'

/** Names stand for what the test says; `inside.dk` for a machine of our own, some for both. */
const names: Record<string, string[]> = {
  'kvittering.dk': ['93.184.216.34', '2606:2800:220:1::1'],
  'inside.dk': ['10.0.0.7'],
  'both.dk': ['93.184.216.34', '169.254.169.254'],
}
const test = await testApp({ resolve: async (name) => names[name] ?? [] })
const admin = test.as('admin')
const url = 'https://kvittering.dk/hook'
const make = async (changes: Json = {}) => admin.post('/webhooks', newWebhook(url, changes))
const missing = '01900000-0000-7000-8000-000000000000'

const eventOf = async (requestId: unknown) =>
  (
    await test.database.admin(
      `select action, purpose, decision, subject_ids from audit_events where request_id = $1`,
      [requestId],
    )
  )[0]

describe('an administrator registers a webhook', () => {
  it('and is shown its secret this once', async () => {
    const { status, headers, body, etag } = await make({ description: 'Driftens eget system' })
    expect(status).toBe(201)
    expect(body.secret).toMatch(/^whsec_[\w+/]{43}=$/)
    expect(headers['cache-control']).toBe('no-store')
    const read = await admin.get(String(headers.location).replace('/api/v1', ''))
    const { secret: _, ...webhook } = body
    expect([read.body, read.etag]).toEqual([webhook, etag])
    expect(webhook).toMatchObject({
      organisationId: 'boligviborg',
      url,
      description: 'Driftens eget system',
      disabled: false,
      disabledAt: null,
      failingSince: null,
    })
    expect((await admin.get('/webhooks?organisationId=boligviborg&limit=1')).body.items).toEqual([
      { ...webhook, etag },
    ])
    expect(await eventOf(headers['x-request-id'])).toEqual({
      action: 'webhook.create',
      purpose: 'integration',
      decision: 'allowed',
      subject_ids: [body.id],
    })
  })

  it('once for each Idempotency-Key, and the repeated answer is the same', async () => {
    const headers = { 'idempotency-key': 'hook' }
    const [one, two] = [await admin.post('/webhooks', newWebhook(url), headers), await make()]
    const again = await admin.post('/webhooks', newWebhook(url), headers)
    expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([201, one.text, 'true'])
    expect(two.body.id).not.toBe(one.body.id)
  })

  it('but nobody else does', async () => {
    const { id } = (await make()).body
    const others = ['drift.boligviborg', 'social.anna', 'koordinator', 'board', 'dpo'] as const
    for (const other of others) {
      const answers = [
        await test.as(other).post('/webhooks', newWebhook(url)),
        await test.as(other).get('/webhooks'),
        await test.as(other).get(`/webhooks/${id}`),
        await test.as(other).get(`/webhooks/${id}/deliveries`),
        await test.as(other).post(`/webhooks/${id}/test`),
      ]
      expect(answers.map(({ body }) => body.code)).toEqual(Array(5).fill('forbidden'))
    }
    const refusal = await test.as('dpo').get(`/webhooks/${id}`)
    expect(await eventOf(refusal.headers['x-request-id'])).toMatchObject({
      decision: 'denied',
      subject_ids: [id],
    })
    expect((await test.anyone.get('/webhooks')).status).toBe(401)
  })

  it.each<[string, Json]>([
    ['unknown field', { secret: 'whsec_min' }],
    ['no event', { events: [] }],
    ['unknown event', { events: ['case.read'] }],
    ['the test event', { events: ['webhook.test'] }],
    ['no address', { url: 'kvittering' }],
    ['another protocol', { url: 'ftp://kvittering.dk/' }],
    ['a script', { url: 'javascript:alert(1)' }],
    ['a user name', { url: 'https://bruger:kode@kvittering.dk/' }],
    ['a wrong type', { url: 7 }],
  ])('not with %s', async (_, changes) => {
    expect((await make(changes)).body.code).toBe('validation_failed')
  })

  it('not with a personal number in its description or address', async () => {
    for (const changes of [{ description: 'Om 010203-1234' }, { url: 'https://kvittering.dk/0102031234' }])
      expect((await make(changes)).body.code).toBe('personal_number')
  })

  it.each([
    'https://inside.dk/',
    'https://both.dk/',
    'https://unknown.dk/',
    'http://kvittering.dk/',
    'https://kvittering.dk:8443/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/',
    'http://169.254.169.254/latest/meta-data/',
  ])('not at %s', async (address) => {
    const { body, text } = await make({ url: address })
    expect(body.code).toBe('rule_violated')
    expect(text).not.toContain('dk')
  })

  it('not for an unknown organisation', async () => {
    expect((await make({ organisationId: 'ukendt' })).body.code).toBe('rule_violated')
  })
})

describe('and changes it', () => {
  it('only as the version that was seen', async () => {
    const { body, etag } = await make()
    const path = `/webhooks/${body.id}`
    expect((await admin.patch(path, { events: ['case.created'] })).status).toBe(428)
    const changed = await admin.patch(
      path,
      { events: ['case.created'], disabled: true },
      { 'if-match': etag },
    )
    expect(changed.body).toMatchObject({
      events: ['case.created'],
      url,
      disabled: true,
      disabledReason: 'admin',
      disabledAt: expect.any(String),
    })
    expect((await admin.patch(path, { description: 'x' }, { 'if-match': etag })).status).toBe(412)
    expect((await admin.post(`${path}/test`)).body.code).toBe('invalid_transition')
    const enabled = await admin.patch(path, { disabled: false }, { 'if-match': changed.etag })
    expect(enabled.body).toMatchObject({ disabled: false, disabledAt: null, disabledReason: null })
    for (const changes of [{ url: 'https://inside.dk/' }, { url: 'https://unknown.dk/' }])
      expect((await admin.patch(path, changes, { 'if-match': '*' })).body.code).toBe('rule_violated')
    for (const changes of [{}, { organisationId: 'sct-joergen' }, { url: null }])
      expect((await admin.patch(path, changes, { 'if-match': '*' })).body.code).toBe('validation_failed')
  })

  it('of 20 changes at once of one version, one is made', async () => {
    const { body, etag } = await make()
    const all = Array.from({ length: 20 }, (_, n) =>
      admin.patch(`/webhooks/${body.id}`, { description: `Nr. ${n}` }, { 'if-match': etag }),
    )
    const statuses = (await Promise.all(all)).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, ...Array(19).fill(412)])
  })

  it('gets a new secret', async () => {
    const { body } = await make()
    const rotated = await admin.post(`/webhooks/${body.id}/secret-rotation`)
    expect(rotated.status).toBe(200)
    expect(rotated.body.secret).toMatch(/^whsec_/)
    expect(rotated.body.secret).not.toBe(body.secret)
    expect(rotated.etag).toBe((await admin.get(`/webhooks/${body.id}`)).etag)
  })

  it('and removes it; its log stays', async () => {
    const { body, etag } = await make()
    const path = `/webhooks/${body.id}`
    const asked = await admin.post(`${path}/test`)
    expect([asked.status, asked.body]).toMatchObject([
      202,
      { webhookId: body.id, event: 'webhook.test', status: 'pending', attempts: 0 },
    ])
    const delivery = String(asked.headers.location).replace('/api/v1', '')
    expect((await admin.get(delivery)).text).toBe(asked.text)
    expect((await admin.delete(path)).status).toBe(428)
    expect((await admin.delete(path, { 'if-match': '"other"' })).status).toBe(412)
    expect((await admin.delete(path, { 'if-match': etag })).status).toBe(204)
    expect((await admin.get(path)).status).toBe(404)
    expect((await admin.get(`${path}/deliveries`)).body.items).toMatchObject([
      { status: 'failed', error: 'removed', nextAttemptAt: null },
    ])
    expect((await admin.post(`${delivery}/redelivery`)).status).toBe(404)
  })

  it('what does not exist is not found', async () => {
    const answers = [
      await admin.get(`/webhooks/${missing}`),
      await admin.get(`/webhooks/${missing}/deliveries`),
      await admin.get(`/webhooks/deliveries/${missing}`),
      await admin.patch(`/webhooks/${missing}`, { disabled: true }, { 'if-match': '*' }),
      await admin.delete(`/webhooks/${missing}`, { 'if-match': '*' }),
      await admin.post(`/webhooks/${missing}/test`),
      await admin.post(`/webhooks/${missing}/secret-rotation`),
      await admin.post(`/webhooks/deliveries/${missing}/redelivery`),
    ]
    expect(answers.map(({ body }) => body.code)).toEqual(Array(8).fill('not_found'))
  })
})

it('keeps secrets where the application cannot read them, and out of the log', async () => {
  const { secret, id } = created(await make())
  await admin.post(`/webhooks/${id}/secret-rotation`)
  expect(test.lines.join()).not.toContain(secret)
  const [row] = await test.database.admin(
    `select has_column_privilege('bo_godt_app', 'webhook_secrets', 'secret', 'select') as readable`,
  )
  expect(row).toEqual({ readable: false })
  expect((await admin.get(`/webhooks/${id}`)).text).not.toContain('whsec_')
})
