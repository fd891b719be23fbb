import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import * as actions from './actions.ts'
import { findRestriction, listRestrictions } from './queries.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'rights.manage', purpose: 'data_rights' } as const
const reading = { ...declared, access: 'restrictions.read' } as const
const tags = ['rettigheder']
const answersRestriction = { 200: schemas.Restriction }

/** Restricted by the data protection officer; told to those whose work it stops. */
export const restrictionRoutes: Slice = async (app, context) => {
  await restricting(app, context)
  await lists(app, context)
}

const restricting: Slice = async (app, { pool, clock }) => {
  app.post(
    '/residents/:id/restrictions',
    {
      config: { ...declared, action: 'restriction.record', versioned: 'one' },
      schema: { tags, params: byId, body: schemas.NewRestriction, response: { 201: schemas.Restriction } },
    },
    async ({ call, params, body }, reply) => {
      const recorded = await actions.restrict(pool, call, clock(), params.id, body)
      return reply.code(201).header('location', `/api/v1/restrictions/${recorded.id}`).send(recorded)
    },
  )
  app.post(
    '/restrictions/:id/information',
    {
      config: { ...declared, action: 'restriction.tell', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.NewInformation, response: answersRestriction },
    },
    async ({ call, params, body }) => actions.tellOfLifting(pool, call, params.id, body),
  )
  app.post(
    '/restrictions/:id/lifting',
    {
      config: { ...declared, action: 'restriction.lift', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.NewLifting, response: answersRestriction },
    },
    async ({ call, params, body }) => actions.lift(pool, call, params.id, body.reason),
  )
}

const lists: Slice = async (app, { pool }) => {
  app.get(
    '/restrictions',
    {
      config: { ...reading, action: 'restriction.list', versioned: 'list' },
      schema: { tags, querystring: schemas.RestrictionQuery, response: { 200: schemas.Restrictions } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listRestrictions(values), values), limit)
    },
  )
  app.get(
    '/restrictions/:id',
    {
      config: { ...reading, action: 'restriction.read', versioned: 'one' },
      schema: { tags, params: byId, response: answersRestriction },
    },
    async (request) => readOne(pool, request.call, findRestriction, request.params),
  )
}
