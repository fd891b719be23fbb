import type { FastifyReply } from 'fastify'
import { read, readOne } from '../../database/scope.ts'
import { byId } from '../../http/fields.ts'
import { decodeCursor, paged } from '../../http/pagination.ts'
import type { Slice } from '../../http/slice.ts'
import { etagOf } from '../../kernel/etag.ts'
import { type Access, asAccess, versionOf } from '../access.ts'
import * as actions from '../actions/requests.ts'
import { contentSecurityPolicy, pageOf } from '../page/page.ts'
import { findRequest, listRequests } from '../queries/requests.ts'
import * as schemas from '../schemas/requests.ts'

const declared = { access: 'rights.manage', purpose: 'subject_access' } as const
const tags = ['rettigheder']
const answersAccess = { 200: schemas.SubjectAccess }

const tagged = (reply: FastifyReply, access: Access): Access => {
  reply.header('etag', etagOf(versionOf(access)))
  return access
}

/** The page has an entity tag of its own: it is another representation of the same. */
const sendPage = (reply: FastifyReply, access: Access) =>
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', contentSecurityPolicy)
    .send(pageOf(access))

/** A resident asks, and the data protection officer answers. */
export const requestRoutes: Slice = async (app, context) => {
  await requests(app, context)
  await moves(app, context)
}

const requests: Slice = async (app, { pool, clock }) => {
  app.post(
    '/residents/:id/subject-access',
    {
      config: { ...declared, action: 'subject_access.create', versioned: 'one' },
      schema: {
        tags,
        params: byId,
        body: schemas.NewSubjectAccess,
        response: { 201: schemas.SubjectAccess },
      },
    },
    async (request, reply) => {
      const { call, params, body } = request
      const asked = await actions.requestSubjectAccess(pool, call, clock(), params.id, body)
      return reply
        .code(201)
        .header('location', `/api/v1/subject-access/${asked.id}`)
        .send(tagged(reply, asked))
    },
  )
  app.get(
    '/subject-access',
    {
      config: { ...declared, action: 'subject_access.list' },
      schema: {
        tags,
        querystring: schemas.SubjectAccessQuery,
        response: { 200: schemas.SubjectAccesses },
      },
    },
    async (request, reply) => {
      const { limit, cursor, state } = request.query
      const values = { state, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listRequests(values), values), limit)
    },
  )
  app.get(
    '/subject-access/:id',
    {
      config: { ...declared, action: 'subject_access.read', versioned: 'one' },
      schema: {
        tags,
        params: byId,
        querystring: schemas.Format,
        response: {
          200: {
            description: 'Det, som beboeren får, som data eller som en side',
            content: {
              'application/json': { schema: schemas.SubjectAccess },
              'text/html': { schema: schemas.Page },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const access = asAccess(await readOne(pool, request.call, findRequest, request.params))
      reply.header('vary', 'Accept')
      const format = request.query.format ?? request.accepts().type(['json', 'html'])
      return format === 'html' ? sendPage(reply, access) : tagged(reply, access)
    },
  )
}

const moves: Slice = async (app, { pool, clock }) => {
  app.post(
    '/subject-access/:id/extension',
    {
      config: { ...declared, action: 'subject_access.extend', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.NewExtension, response: answersAccess },
    },
    async (request, reply) => {
      const { call, params, body } = request
      return tagged(reply, await actions.extend(pool, call, clock(), params.id, body))
    },
  )
  app.post(
    '/subject-access/:id/release',
    {
      config: { ...declared, action: 'subject_access.release', versioned: 'one', conditional: true },
      schema: { tags, params: byId, response: answersAccess },
    },
    async (request, reply) =>
      tagged(reply, await actions.release(pool, request.call, clock(), request.params.id)),
  )
  app.post(
    '/subject-access/:id/refusal',
    {
      config: { ...declared, action: 'subject_access.refuse', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.NewRefusal, response: answersAccess },
    },
    async (request, reply) => {
      const { call, params, body } = request
      return tagged(reply, await actions.refuse(pool, call, clock(), params.id, body.reason))
    },
  )
}
