import type { InjectOptions } from 'fastify'
import { describe, expect, it } from 'vitest'
import { asAnswer } from '../support/actors.ts'
import { testApp } from '../support/app.ts'

const ours = 'https://app.viborg.dk'
const closed = await testApp()
const opened = await testApp({ database: closed.database, config: { CORS_ORIGINS: [ours] } })

const corsOf = (headers: object) => Object.keys(headers).filter((name) => name.startsWith('access-control'))
const ask = async ({ app, as }: typeof closed, options: InjectOptions) => {
  const authorization = `Bearer ${await as('drift.ringparken').token()}`
  const headers = { authorization, ...options.headers }
  return asAnswer(await app.inject({ method: 'GET', url: '/api/v1/naboklager', ...options, headers }))
}
const preflight = (test: typeof closed, origin: string) => {
  const headers = {
    origin,
    'access-control-request-method': 'PATCH',
    'access-control-request-headers': 'authorization,if-match',
  }
  return test.app.inject({ method: 'OPTIONS', url: '/api/v1/naboklager', headers }).then(asAnswer)
}

describe('a page of another origin', () => {
  it('can call nothing unless the operator has named it', async () => {
    for (const origin of [ours, 'null', 'https://evil.example']) {
      const answers = [await ask(closed, { headers: { origin } }), await preflight(closed, origin)]
      for (const { headers } of answers) expect(corsOf(headers)).toEqual([])
    }
    expect((await preflight(closed, ours)).status).toBe(405)
  })

  it('that is named can call, and read the headers that it needs', async () => {
    const { status, headers } = await preflight(opened, ours)
    expect(status).toBe(204)
    expect(headers['access-control-allow-origin']).toBe(ours)
    expect(headers['access-control-allow-methods']).toContain('PATCH')
    expect(headers['access-control-allow-headers']).toContain('if-match')
    const answers = [
      await ask(opened, { headers: { origin: ours } }),
      await ask(opened, { headers: { origin: ours, authorization: '' } }),
      await ask(opened, { headers: { origin: ours }, url: '/api/v1/nothing' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 404])
    for (const { headers } of answers) {
      expect(headers['access-control-allow-origin']).toBe(ours)
      expect(headers['access-control-allow-credentials']).toBeUndefined()
      expect(headers.vary).toContain('Origin')
      const exposed = String(headers['access-control-expose-headers']).split(', ')
      for (const name of ['etag', 'location', 'retry-after', 'ratelimit', 'x-request-id'])
        expect(exposed).toContain(name)
    }
  })

  it('that only looks like it can not', async () => {
    for (const origin of [
      `${ours}.evil.example`,
      `${ours}:8443`,
      'http://app.viborg.dk',
      'https://evil.example',
      'null',
    ]) {
      const answers = [await ask(opened, { headers: { origin } }), await preflight(opened, origin)]
      for (const { headers } of answers) {
        expect(headers['access-control-allow-origin']).toBeUndefined()
        expect(headers.vary).toContain('Origin')
      }
    }
  })
})

describe('what a browser is told', () => {
  it('keeps nothing that is told of people', async () => {
    const { as, anyone } = closed
    const answers = [
      await as('drift.ringparken').get('/naboklager'),
      await as('drift.ringparken').get('/naboklager/no-id'),
      await as('koordinator').get('/evaluations/2025?format=html'),
      await anyone.post('/auth/token', { username: 'x', password: 'x' }),
      await anyone.get('/me'),
    ]
    for (const { headers } of answers) expect(headers['cache-control']).toBe('no-store')
  })

  it('lets a page of ours do no more than it must, and no other page show it', async () => {
    for (const url of [
      '/api/v1/me',
      '/api/v1/evaluations/2025?format=html',
      '/docs/',
      '/health/live',
      '/x',
    ]) {
      const token = await closed.as('koordinator').token()
      const { headers } = await closed.app.inject({ url, headers: { authorization: `Bearer ${token}` } })
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000; includeSubDomains',
        'permissions-policy': expect.stringContaining('geolocation=()'),
      })
      const policy = String(headers['content-security-policy'])
      expect(policy).toMatch(/frame-ancestors '(none|self)'/)
      expect(policy).toMatch(/default-src '(none|self)'/)
      expect(policy).not.toMatch(/script-src[^;]*('unsafe-|https?:)/)
      expect(headers['x-powered-by'] ?? headers.server).toBeUndefined()
    }
  })
})
