import { expect, test } from 'vitest'
import { type ServiceScope, serviceScopes } from '../../src/kernel/access.ts'
import { testApp } from '../support/app.ts'
import { letIn } from './systems.ts'

const { app, as } = await testApp()

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a system with this scope alone may ask for, beside what it is itself: as the parties have agreed to it, and not as the code has it. */
const may: Record<ServiceScope, string[]> = {
  'reference.read': ['GET /codelists', 'GET /departments', 'GET /organisations'],
  'naboklager.file': ['POST /naboklager'],
  'tenancies.manage': [
    ...['GET /tenancies', 'POST /tenancies', 'GET /tenancies/{id}', 'PATCH /tenancies/{id}'],
    ...['POST /tenancies/{id}/residents', 'PATCH /residents/{id}'],
    ...['GET /residents/{id}', 'GET /residents/{id}/history'],
  ],
  'tenancies.import': ['GET /imports/tenancies', 'POST /imports/tenancies', 'GET /imports/tenancies/{id}'],
  'indicators.read': [
    ...['GET /agreement', 'GET /goals', 'GET /indicators', 'GET /indicators/{id}'],
    ...['GET /indicators/{id}/observations/{year}', 'GET /indicators/{id}/series'],
  ],
  'indicators.write': ['POST /indicators/imports', 'PUT /indicators/{id}/observations/{year}'],
  'statistics.read': [
    ...['GET /statistics', 'GET /statistics/{table}', 'GET /departments/{id}/population/{year}'],
    ...['GET /statistics/publications', 'GET /statistics/publications/{id}'],
  ],
  'accounts.provision': [
    ...['GET /scim/v2/ResourceTypes', 'GET /scim/v2/Schemas', 'GET /scim/v2/ServiceProviderConfig'],
    ...['GET /scim/v2/Users', 'POST /scim/v2/Users', 'GET /scim/v2/Users/{id}', 'PUT /scim/v2/Users/{id}'],
    ...['PATCH /scim/v2/Users/{id}', 'DELETE /scim/v2/Users/{id}'],
  ],
}
const place = { role: 'helhedsplan', organisationId: 'helhedsplanen', departmentIds: [] }
const places: Record<ServiceScope, object> = {
  'reference.read': { role: 'board', organisationId: null, departmentIds: [] },
  'naboklager.file': {},
  'tenancies.manage': {},
  'tenancies.import': {},
  'indicators.read': { role: 'socialafdeling', organisationId: 'viborg-kommune', departmentIds: [] },
  'indicators.write': place,
  'statistics.read': place,
  'accounts.provision': { role: 'socialafdeling', organisationId: 'viborg-kommune', departmentIds: [] },
}

const { paths } = (await app.inject('/api/v1/openapi.json')).json<{ paths: Record<string, object> }>()
const operations = Object.entries(paths)
  .filter(([path]) => path.startsWith('/api/v1/') && !path.startsWith('/api/v1/auth/'))
  .flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase() as Method, path.slice(7)] as const),
  )

const slugs: Record<string, string> = { year: '2025' }
const urlOf = (path: string) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name) => slugs[name] ?? '01900000-0000-7000-8000-000000000000')

test.each(serviceScopes)('a system that is let do %s is let do nothing else', async (scope) => {
  const { actor } = await letIn(app, as('admin'), {
    ...{ ...places[scope], scopes: [scope] },
    requestsPerMinute: 6000,
  })
  const authorization = `Bearer ${await actor.token()}`
  const reached: string[] = []
  for (const [method, path] of operations) {
    const headers = { authorization, 'if-match': '*' }
    const payload = method === 'GET' ? {} : { payload: {} }
    const answer = await app.inject({ method, url: `/api/v1${urlOf(path)}`, headers, ...payload })
    if (answer.statusCode !== 403) reached.push(`${method} ${path}`)
  }
  expect(operations.length).toBeGreaterThan(140)
  expect(reached.sort()).toEqual(['GET /me', ...may[scope]].sort())
})
