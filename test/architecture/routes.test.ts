import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { guardRoutes } from '../../src/http/access.ts'
import { testApp } from '../support/app.ts'

const declaration = { access: 'cases.work', purpose: 'casework', action: 'case.read' } as const

test.each(['access', 'purpose', 'action'] as const)(
  'a route that declares no %s does not boot',
  async (missing) => {
    const app = Fastify()
    await app.register(async (api) => {
      guardRoutes(api, async () => ({ allowed: true, first: false, limit: 1, left: 1, seconds: 1 }))
      const config = { ...declaration, [missing]: undefined }
      expect(() => api.get('/forgotten', { config }, async () => 'everything')).toThrow(/declares no access/)
      expect(() => api.get('/declared', { config: declaration }, async () => 'something')).not.toThrow()
    })
  },
)

test('without a token nothing is open but signing in, health and the description of the API', async () => {
  const { app } = await testApp()
  const { paths } = (await app.inject('/api/v1/openapi.json')).json<{ paths: Record<string, object> }>()
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ path, method: method.toUpperCase() as 'GET' })),
  )
  const open: string[] = []
  for (const { path, method } of operations) {
    const url = path.replaceAll(/\{\w+\}/g, '01900000-0000-7000-8000-000000000000')
    const { statusCode } = await app.inject({ method, url, ...(method !== 'GET' && { payload: {} }) })
    if (statusCode !== 401) open.push(path)
  }
  expect(operations.length).toBeGreaterThan(35)
  expect(open.sort()).toEqual([
    '/.well-known/jwks.json',
    '/api/v1/auth/activation',
    '/api/v1/auth/logout',
    '/api/v1/auth/oidc/authorizations',
    '/api/v1/auth/oidc/tokens',
    '/api/v1/auth/providers',
    '/api/v1/auth/refresh',
    '/api/v1/auth/service-token',
    '/api/v1/auth/token',
    '/health/live',
    '/health/ready',
  ])
})
