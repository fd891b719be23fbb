import { read } from '../../database/scope.ts'
import { byId } from '../../http/fields.ts'
import { decodeCursor, paged } from '../../http/pagination.ts'
import type { Slice } from '../../http/slice.ts'
import { listLooks, requireResident } from '../queries/access-log.ts'
import { AccessLog, AccessLogQuery } from '../schemas/access-log.ts'

/** Who has seen what of a resident: without names for the resident, with them for the officer. */
export const accessLogRoutes: Slice = async (app, { pool }) => {
  app.get(
    '/residents/:id/access-log',
    {
      config: { access: 'rights.manage', purpose: 'subject_access', action: 'access_log.read' },
      schema: {
        tags: ['rettigheder'],
        params: byId,
        querystring: AccessLogQuery,
        response: { 200: AccessLog },
      },
    },
    async (request, reply) => {
      const { audience, limit, cursor } = request.query
      const decision = audience === 'citizen' ? 'allowed' : undefined
      const values = { id: request.params.id, decision, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, listLooks(values), values, requireResident)
      return { audience, ...paged(request, reply, rows, limit) }
    },
  )
}
