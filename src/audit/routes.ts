import { read } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { exportPeriod } from './actions/export.ts'
import { proveConsistency, proveInclusion } from './actions/proofs.ts'
import { listEvents, plannedAnew } from './queries/events.ts'
import { listCheckpoints } from './queries/proofs.ts'
import { unusualRoutes } from './routes/unusual.ts'
import * as schemas from './schemas.ts'

const tags = ['revisionsspor']
const declared = { access: 'audit.read', purpose: 'audit_review' } as const

/** For the data protection officer. Reading the trail is itself an event. */
export const auditRoutes: Slice = async (app, context) => {
  const { pool } = context
  app.get(
    '/audit/events',
    {
      config: { ...declared, action: 'audit.list' },
      schema: { tags, querystring: schemas.EventQuery, response: { 200: schemas.Events } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      const found = await read(pool, request.call, listEvents(values), values, plannedAnew)
      return paged(request, reply, found, limit)
    },
  )
  await unusualRoutes(app, context)
  await proofRoutes(app, context)
}

/** What lets the trail be verified by one who does not trust the system that keeps it. */
const proofRoutes: Slice = async (app, { pool }) => {
  app.get(
    '/audit/checkpoints',
    {
      config: { ...declared, action: 'audit_checkpoint.list' },
      schema: { tags, querystring: schemas.CheckpointQuery, response: { 200: schemas.Checkpoints } },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query
      const values = { cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listCheckpoints(values), values), limit)
    },
  )
  app.get(
    '/audit/events/:id/proof',
    {
      config: { ...declared, action: 'audit.prove' },
      schema: {
        ...{ tags, params: byId, querystring: schemas.InclusionQuery },
        response: { 200: schemas.InclusionProof },
      },
    },
    async ({ call, params, query }) => proveInclusion(pool, call, params.id, query.size),
  )
  app.get(
    '/audit/consistency',
    {
      config: { ...declared, action: 'audit.prove_consistency' },
      schema: { tags, querystring: schemas.ConsistencyQuery, response: { 200: schemas.ConsistencyProof } },
    },
    async ({ call, query }) => proveConsistency(pool, call, query.from, query.to),
  )
  app.get(
    '/audit/export',
    {
      config: { ...declared, action: 'audit.export' },
      schema: { tags, querystring: schemas.Period, produces: ['application/x-ndjson'] },
      exposeHeadRoute: false,
    },
    async (request, reply) =>
      reply
        .header('content-type', 'application/x-ndjson; charset=utf-8')
        .header('content-disposition', 'attachment; filename="revisionsspor.ndjson"')
        .send(await exportPeriod(pool, request.call, request.query)),
  )
}
