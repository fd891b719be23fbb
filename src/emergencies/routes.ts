import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { openInEmergency, reviewAccess } from './actions.ts'
import { findAccess, listAccesses } from './queries.ts'
import * as schemas from './schemas.ts'

const purpose = 'emergency_access'
const tags = ['nødadgang']
const answersAccess = { 200: schemas.EmergencyAccess }

export const emergencyRoutes: Slice = async (app, { pool, clock }) => {
  app.post(
    '/cases/:id/emergency-access',
    {
      config: { access: 'cases.work', purpose, action: 'emergency.open', versioned: 'one' },
      schema: {
        tags,
        params: byId,
        body: schemas.NewEmergencyAccess,
        response: { 201: schemas.EmergencyAccess },
      },
    },
    async (request, reply) => {
      const opened = await openInEmergency(pool, request.call, clock(), request.params.id, request.body)
      return reply.code(201).header('location', `/api/v1/emergency-accesses/${opened.id}`).send(opened)
    },
  )
  app.get(
    '/emergency-accesses',
    {
      config: { access: 'emergencies.read', purpose, action: 'emergency.list', versioned: 'list' },
      schema: {
        tags,
        querystring: schemas.EmergencyQuery,
        response: { 200: schemas.EmergencyAccesses },
      },
    },
    async (request, reply) => {
      const { limit, cursor, status } = request.query
      const values = { status, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listAccesses(values), values), limit)
    },
  )
  app.get(
    '/emergency-accesses/:id',
    {
      config: { access: 'emergencies.read', purpose, action: 'emergency.read', versioned: 'one' },
      schema: { tags, params: byId, response: answersAccess },
    },
    async (request) => readOne(pool, request.call, findAccess, request.params),
  )
  app.post(
    '/emergency-accesses/:id/review',
    {
      config: {
        ...{ access: 'emergencies.review', purpose, action: 'emergency.review' },
        versioned: 'one',
        conditional: true,
      },
      schema: { tags, params: byId, body: schemas.NewReview, response: answersAccess },
    },
    async (request) => reviewAccess(pool, request.call, request.params.id, request.body),
  )
}
