import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { requestSubjectAccess } from './actions.ts'
import { findRequest, listLooks, requireResident } from './queries.ts'
import { AccessLog, AccessLogQuery, NewSubjectAccess, SubjectAccess } from './schemas.ts'

const declared = { access: 'rights.manage', purpose: 'subject_access' } as const
const tags = ['rettigheder']

/** The citizen's right of access (GDPR art. 15), handled by the data protection officer. */
export const rightsRoutes: Slice = async (app, { pool, clock }) => {
  app.get(
    '/residents/:id/access-log',
    {
      config: { ...declared, action: 'access_log.read' },
      schema: { tags, params: byId, querystring: AccessLogQuery, response: { 200: AccessLog } },
    },
    async (request, reply) => {
      const { audience, limit, cursor } = request.query
      const decision = audience === 'citizen' ? 'allowed' : undefined
      const values = { id: request.params.id, decision, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, listLooks(values), values, requireResident)
      return { audience, ...paged(request, reply, rows, limit) }
    },
  )
  app.post(
    '/residents/:id/subject-access',
    {
      config: { ...declared, action: 'subject_access.create', versioned: 'one' },
      schema: { tags, params: byId, body: NewSubjectAccess, response: { 201: SubjectAccess } },
    },
    async (request, reply) => {
      const asked = await requestSubjectAccess(pool, request.call, clock(), request.params.id, request.body)
      return reply.code(201).header('location', `/api/v1/subject-access/${asked.id}`).send(asked)
    },
  )
  app.get(
    '/subject-access/:id',
    {
      config: { ...declared, action: 'subject_access.read', versioned: 'one' },
      schema: { tags, params: byId, response: { 200: SubjectAccess } },
    },
    async (request) => readOne(pool, request.call, findRequest, request.params),
  )
}
