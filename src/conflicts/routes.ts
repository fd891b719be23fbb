import { read, readOne } from '../database/scope.ts'
import { byId, nothing } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { endConflict, recordConflict } from './actions.ts'
import { findConflict, listConflicts } from './queries.ts'
import { Conflict, ConflictQuery, Conflicts, NewConflict } from './schemas.ts'

const declared = { access: 'conflicts.manage', purpose: 'impartiality' } as const
const tags = ['habilitet']

/** Conflicts of interest: recorded and ended by admin and by colleagues. */
export const conflictRoutes: Slice = async (app, { pool, clock }) => {
  app.post(
    '/conflicts',
    {
      config: { ...declared, action: 'conflict.record', versioned: 'one' },
      schema: { tags, body: NewConflict, response: { 201: Conflict } },
    },
    async (request, reply) => {
      const conflict = await recordConflict(pool, request.call, clock(), request.body)
      return reply.code(201).header('location', `/api/v1/conflicts/${conflict.id}`).send(conflict)
    },
  )
  app.get(
    '/conflicts',
    {
      config: { ...declared, action: 'conflict.list', versioned: 'list' },
      schema: { tags, querystring: ConflictQuery, response: { 200: Conflicts } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listConflicts(values), values), limit)
    },
  )
  app.get(
    '/conflicts/:id',
    {
      config: { ...declared, action: 'conflict.read', versioned: 'one' },
      schema: { tags, params: byId, response: { 200: Conflict } },
    },
    async (request) => readOne(pool, request.call, findConflict, request.params),
  )
  app.delete(
    '/conflicts/:id',
    { config: { ...declared, action: 'conflict.end' }, schema: { tags, params: byId, response: nothing } },
    async (request, reply) => {
      await endConflict(pool, request.call, request.params.id)
      return reply.code(204).send()
    },
  )
}
