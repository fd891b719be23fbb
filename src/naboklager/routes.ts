import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { changeNaboklage, fileNaboklage } from './actions.ts'
import { findNaboklage, listNaboklager } from './queries.ts'
import { Naboklage, NaboklageChanges, NaboklageQuery, Naboklager, NewNaboklage } from './schemas.ts'

const declared = { access: 'naboklager.manage', purpose: 'complaint_handling' } as const
const tags = ['naboklager']

export const naboklageRoutes: Slice = async (app, { pool, clock }) => {
  app.post(
    '/naboklager',
    {
      config: { ...declared, action: 'naboklage.create', versioned: 'one' },
      schema: { tags, body: NewNaboklage, response: { 201: Naboklage } },
    },
    async (request, reply) => {
      const naboklage = await fileNaboklage(pool, request.call, clock(), request.body)
      return reply.code(201).header('location', `/api/v1/naboklager/${naboklage.id}`).send(naboklage)
    },
  )
  app.get(
    '/naboklager',
    {
      config: { ...declared, action: 'naboklage.list', versioned: 'list' },
      schema: { tags, querystring: NaboklageQuery, response: { 200: Naboklager } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listNaboklager(values), values), limit)
    },
  )
  app.get(
    '/naboklager/:id',
    {
      config: { ...declared, action: 'naboklage.read', versioned: 'one' },
      schema: { tags, params: byId, response: { 200: Naboklage } },
    },
    async (request) => readOne(pool, request.call, findNaboklage, request.params),
  )
  app.patch(
    '/naboklager/:id',
    {
      config: { ...declared, action: 'naboklage.change', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: NaboklageChanges, response: { 200: Naboklage } },
    },
    async (request) => changeNaboklage(pool, request.call, request.params.id, request.body),
  )
}
