import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { decideRectification, requestRectification } from './actions.ts'
import * as queries from './queries.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'rectifications.work', purpose: 'data_rights' } as const
const tags = ['rettigheder']
const answersRectification = { 200: schemas.Rectification }

/** Recorded by the officer or by whoever sees what is wrong; decided by those who wrote it. */
export const rectificationRoutes: Slice = async (app, context) => {
  await requests(app, context)
  await lists(app, context)
  await histories(app, context)
}

const requests: Slice = async (app, { pool, clock }) => {
  app.post(
    '/rectifications',
    {
      config: { ...declared, action: 'rectification.record', versioned: 'one' },
      schema: { tags, body: schemas.NewRectification, response: { 201: schemas.Rectification } },
    },
    async ({ call, body }, reply) => {
      const asked = await requestRectification(pool, call, clock(), body)
      return reply.code(201).header('location', `/api/v1/rectifications/${asked.id}`).send(asked)
    },
  )
  app.post(
    '/rectifications/:id/decision',
    {
      config: { ...declared, action: 'rectification.decide', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.NewDecision, response: answersRectification },
    },
    async ({ call, params, body }) => decideRectification(pool, call, params.id, body),
  )
}

const lists: Slice = async (app, { pool }) => {
  app.get(
    '/rectifications',
    {
      config: { ...declared, action: 'rectification.list', versioned: 'list' },
      schema: { tags, querystring: schemas.RectificationQuery, response: { 200: schemas.Rectifications } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, queries.listRectifications(values), values)
      return paged(request, reply, rows, limit)
    },
  )
  app.get(
    '/rectifications/:id',
    {
      config: { ...declared, action: 'rectification.read', versioned: 'one' },
      schema: { tags, params: byId, response: answersRectification },
    },
    async ({ call, params }) => readOne(pool, call, queries.findRectification, params),
  )
}

/** What stood there before it was corrected, for those who see what stands there now. */
const histories: Slice = async (app, { pool }) => {
  app.get(
    '/cases/:id/history',
    {
      config: { access: 'cases.work', purpose: 'casework', action: 'case.history' },
      schema: {
        tags: ['sager'],
        params: byId,
        querystring: schemas.HistoryQuery,
        response: { 200: schemas.CaseHistory },
      },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query
      const values = { id: request.params.id, cursor: decodeCursor(cursor), limit }
      return paged(
        request,
        reply,
        await read(pool, request.call, queries.listCaseHistory(values), values),
        limit,
      )
    },
  )
  app.get(
    '/residents/:id/history',
    {
      config: { access: 'tenancies.manage', purpose: 'tenancy_administration', action: 'resident.history' },
      schema: {
        tags: ['boliger'],
        params: byId,
        querystring: schemas.HistoryQuery,
        response: { 200: schemas.ResidentHistory },
      },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query
      const values = { id: request.params.id, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, queries.listResidentHistory(values), values)
      return paged(request, reply, rows, limit)
    },
  )
}
