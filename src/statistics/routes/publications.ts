import { read, readOne } from '../../database/scope.ts'
import { byId } from '../../http/fields.ts'
import { decodeCursor, paged } from '../../http/pagination.ts'
import type { Slice } from '../../http/slice.ts'
import { requestPublication } from '../actions/publications.ts'
import { findProofs, findPublication, listPublications } from '../queries/publications.ts'
import * as schemas from '../schemas.ts'

const declared = { access: 'statistics.read', purpose: 'statistics' } as const
const tags = ['statistik']
const root = '/statistics/publications'

export const publicationRoutes: Slice = async (app, { pool, clock }) => {
  app.post(
    root,
    {
      config: { ...declared, access: 'statistics.manage', action: 'publication.request', versioned: 'one' },
      schema: {
        tags,
        body: schemas.NewPublication,
        response: { 200: schemas.Publication, 202: schemas.Publication },
      },
    },
    async (request, reply) => {
      const { first, ...asked } = await requestPublication(pool, request.call, clock(), request.body.period)
      return reply
        .code(first ? 202 : 200)
        .header('location', `/api/v1${root}/${asked.id}`)
        .send(asked)
    },
  )
  app.get(
    root,
    {
      config: { ...declared, action: 'publication.list', versioned: 'list' },
      schema: { tags, querystring: schemas.PublicationQuery, response: { 200: schemas.Publications } },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query
      const values = { limit, cursor: decodeCursor(cursor) }
      return paged(request, reply, await read(pool, request.call, listPublications, values), limit)
    },
  )
  app.get(
    `${root}/:id`,
    {
      config: { ...declared, action: 'publication.read', versioned: 'one' },
      schema: { tags, params: byId, response: { 200: schemas.Publication } },
    },
    async (request) => readOne(pool, request.call, findPublication, request.params),
  )
  app.get(
    `${root}/:id/certificates`,
    {
      config: { ...declared, access: 'statistics.verify', action: 'publication.read_proofs' },
      schema: { tags, params: byId, response: { 200: schemas.Certificates } },
    },
    async (request) => readOne(pool, request.call, findProofs, request.params),
  )
}
