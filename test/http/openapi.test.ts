import { expect, test } from 'vitest'
import { roles } from '../../src/kernel/access.ts'
import { problems } from '../../src/kernel/errors.ts'
import { asAnswer, type Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'

const { anyone, app, as } = await testApp()
const { body: document } = await anyone.get('/openapi.json')

const operations: [string, Json][] = Object.entries<Json>(document.paths).flatMap(([path, methods]) =>
  Object.entries<Json>(methods).map(([method, operation]): [string, Json] => [
    `${method} ${path}`,
    operation,
  ]),
)
const references = (value: Json): string[] =>
  value && typeof value === 'object'
    ? Object.entries<Json>(value).flatMap(([name, part]) => (name === '$ref' ? [part] : references(part)))
    : []

test('is OpenAPI 3.1, with nothing that it refers to missing', () => {
  expect(document.openapi).toMatch(/^3\.1\.\d$/)
  expect(document.info).toMatchObject({ title: 'Bo Godt', version: expect.any(String) })
  for (const reference of references(document)) {
    expect(reference).toMatch(/^#\/components\//)
    const steps = reference.slice(2).split('/')
    expect(steps.reduce((part: Json, step) => part?.[step], document)).toBeDefined()
  }
})

test('says which take a file, and of what kind', () => {
  const taking = operations.filter(([, { requestBody }]) => requestBody?.content['text/csv'])
  expect(taking.map(([name]) => name).sort()).toEqual([
    'post /api/v1/imports/tenancies',
    'post /api/v1/indicators/imports',
  ])
})

test('holds every operation of the contract that there is, each answered and named once', () => {
  const names = operations.map(([name]) => name)
  for (const name of [
    'post /api/v1/naboklager',
    'get /api/v1/tenancies/{id}',
    'get /api/v1/statistics/{table}',
  ])
    expect(names).toContain(name)
  const ids = operations.flatMap(([, { operationId }]) => operationId ?? [])
  expect(new Set(ids).size).toBe(ids.length)
  for (const [name, { responses, parameters = [] }] of operations) {
    expect([name, Object.keys(responses).some((status) => /^2\d\d$/.test(status))]).toEqual([name, true])
    const declared = parameters
      .filter((parameter: Json) => parameter.in === 'path')
      .map(({ name }: Json) => name)
    const limited = name.includes(' /api/') ? { $ref: '#/components/responses/TooManyRequests' } : undefined
    expect([name, responses[429]]).toEqual([name, limited])
    expect(declared.sort()).toEqual([...name.matchAll(/\{(\w+)\}/g)].map(([, part]) => part).sort())
  }
})

test('tells of limits, codes, headers and problems', () => {
  const { schemas } = document.components
  const { $ref } = document.paths['/api/v1/naboklager'].post.requestBody.content['application/json'].schema
  const { properties, required, additionalProperties } = schemas[$ref.split('/').at(-1)]
  expect(properties.description).toMatchObject({ type: 'string', maxLength: 10_000 })
  expect(properties.category.enum).toContain('noise')
  expect(required).toEqual(expect.arrayContaining(['departmentId', 'complainant', 'category', 'description']))
  expect(additionalProperties).toBe(false)
  expect(schemas.Problem.properties.code.enum).toEqual(Object.keys(problems))
  const change = document.paths['/api/v1/naboklager/{id}'].patch
  expect(change.parameters).toContainEqual(
    expect.objectContaining({ name: 'If-Match', in: 'header', required: true }),
  )
})

test('tells of answers without content, and of what is sent and fetched as files', () => {
  const { paths } = document
  expect(Object.keys(paths['/api/v1/auth/logout'].post.responses)).toContain('204')
  expect(Object.keys(paths['/api/v1/indicators/imports'].post.requestBody.content)).toEqual(['text/csv'])
  const fetched = (path: string) => Object.keys(paths[path].get.responses['200'].content)
  expect(fetched('/api/v1/notifications/stream')).toEqual(['text/event-stream'])
  expect(fetched('/api/v1/audit/export')).toEqual(['application/x-ndjson'])
})

test('has a page to read and try it, which loads nothing from elsewhere', async () => {
  const page = asAnswer(await app.inject('/docs'))
  const { status, headers, text } =
    page.status < 300 ? page : asAnswer(await app.inject(String(page.headers.location)))
  expect(status).toBe(200)
  expect(headers['content-type']).toContain('text/html')
  expect(text).not.toMatch(/(src|href)="(https?:)?\/\//)
  const sources = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source ?? '')
  expect(sources.length).toBeGreaterThan(0)
  for (const source of sources)
    expect([
      source,
      (await app.inject(new URL(source, 'http://localhost/docs/').pathname)).statusCode,
    ]).toEqual([source, 200])
})

test('the code lists name every code, and the text that is read before a consent', async () => {
  const { status, body } = await as('admin').get('/codelists')
  expect(status).toBe(200)
  expect(body.naboklageCategory).toContainEqual({ code: 'noise', label: 'Støj' })
  expect(body.role.map(({ code }: Json) => code).sort()).toEqual([...roles].sort())
  for (const [name, list] of Object.entries<Json>(body))
    if (name !== 'consentInformation') for (const { label } of list) expect(label).toMatch(/^\p{Lu}/u)
  expect(body.consentInformation.version).toMatch(/^\d{4}-\d\d$/)
  for (const word of ['frivilligt', 'trække', 'nøgleperson', 'helbred', 'indsigt', 'Datatilsynet'])
    expect(body.consentInformation.text).toContain(word)
})
