import { read } from '../database/scope.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { listEvents } from './queries.ts'
import { EventQuery, Events } from './schemas.ts'

/** For the data protection officer. Reading the trail is itself an event. */
export const auditRoutes: Slice = async (app, { pool }) => {
  app.get(
    '/audit/events',
    {
      config: { access: 'audit.read', purpose: 'audit_review', action: 'audit.list' },
      schema: { tags: ['revisionsspor'], querystring: EventQuery, response: { 200: Events } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listEvents(values), values), limit)
    },
  )
}
