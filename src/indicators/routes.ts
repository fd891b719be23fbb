import { read, readOne } from '../database/scope.ts'
import type { Slice } from '../http/slice.ts'
import { DomainError } from '../kernel/errors.ts'
import { importFigures } from './actions/import.ts'
import { recordObservation, reviseAgreement } from './actions/observations.ts'
import * as queries from './queries.ts'
import * as schemas from './schemas.ts'

const reading = { access: 'indicators.read', purpose: 'evaluation' } as const
const writing = { access: 'indicators.write', purpose: 'evaluation' } as const
const tags = ['indikatorer']

export const indicatorRoutes: Slice = async (app, context) => {
  await agreement(app, context)
  await indicators(app, context)
  await observations(app, context)
  await app.register(async (inner) => imports(inner as typeof app, context))
}

const agreement: Slice = async (app, { pool, clock }) => {
  app.get(
    '/agreement',
    {
      config: { ...reading, action: 'agreement.read', versioned: 'one' },
      schema: { tags, response: { 200: schemas.Agreement } },
    },
    async (request) => readOne(pool, request.call, queries.findAgreement, {}),
  )
  app.post(
    '/agreement/revisions',
    {
      config: { ...writing, access: 'agreement.revise', action: 'agreement.revise' },
      schema: { tags, body: schemas.NewRevision, response: { 201: schemas.Revision } },
    },
    async (request, reply) => {
      const revision = await reviseAgreement(pool, request.call, clock(), request.body)
      return reply.code(201).header('location', '/api/v1/agreement').send(revision)
    },
  )
  app.get(
    '/goals',
    {
      config: { ...reading, action: 'goal.list' },
      schema: { tags, response: { 200: schemas.Goals } },
    },
    async (request) => ({ items: await read(pool, request.call, queries.listGoals, {}) }),
  )
}

const indicators: Slice = async (app, { pool }) => {
  app.get(
    '/indicators',
    {
      config: { ...reading, action: 'indicator.list' },
      schema: { tags, response: { 200: schemas.Indicators } },
    },
    async (request) => ({ items: await read(pool, request.call, queries.listIndicators, {}) }),
  )
  app.get(
    '/indicators/:id',
    {
      config: { ...reading, action: 'indicator.read', versioned: 'one' },
      schema: { tags, params: schemas.bySlug, response: { 200: schemas.Indicator } },
    },
    async (request) => readOne(pool, request.call, queries.findIndicator, request.params),
  )
  app.get(
    '/indicators/:id/series',
    {
      config: { ...reading, action: 'indicator.series', versioned: 'one' },
      schema: {
        tags,
        params: schemas.bySlug,
        querystring: schemas.OfDepartment,
        response: { 200: schemas.Series },
      },
    },
    async (request) => {
      const { departmentId = null } = request.query
      return readOne(pool, request.call, queries.findSeries, { ...request.params, departmentId })
    },
  )
}

const observations: Slice = async (app, { pool, clock }) => {
  const url = '/indicators/:id/observations/:year'
  app.put(
    url,
    {
      config: { ...writing, action: 'observation.record' },
      schema: {
        tags,
        params: schemas.byYear,
        body: schemas.NewObservation,
        response: { 200: schemas.Observation, 201: schemas.Observation },
      },
    },
    async (request, reply) => {
      const kept = await recordObservation(pool, request.call, clock(), request.params, request.body)
      return reply.code(kept.version === 1 ? 201 : 200).send(kept)
    },
  )
  app.get(
    url,
    {
      config: { ...reading, action: 'observation.list' },
      schema: {
        tags,
        params: schemas.byYear,
        querystring: schemas.OfDepartment,
        response: { 200: schemas.Observations },
      },
    },
    async (request) => {
      const values = { ...request.params, departmentId: request.query.departmentId ?? null }
      return { items: await read(pool, request.call, queries.listVersions, values, queries.requireIndicator) }
    },
  )
}

const refusedFile = {
  description: 'Filen er afvist; errors siger, hvad der er galt med den, og intet er gemt',
  content: { 'application/problem+json': { schema: schemas.ImportProblem } },
}

const imports: Slice = async (app, { pool, clock }) => {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post(
    '/indicators/imports',
    {
      config: { ...writing, action: 'indicator.import' },
      schema: {
        tags,
        consumes: ['text/csv'],
        querystring: schemas.ImportQuery,
        response: { 200: schemas.Imported, 201: schemas.Imported, 422: refusedFile },
      },
    },
    async (request, reply) => {
      if (!Buffer.isBuffer(request.body))
        throw new DomainError('unsupported_media_type', 'Send filen som text/csv.')
      const { dryRun } = request.query
      const outcome = await importFigures(pool, request.call, clock(), request.body, dryRun)
      return reply.code(dryRun ? 200 : 201).send(outcome)
    },
  )
}
