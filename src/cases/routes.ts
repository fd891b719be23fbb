import { show, showOne } from '../database/scope.ts'
import { byId, nothing } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import * as cases from './actions/cases.ts'
import { findCase, listCases } from './queries/case.ts'
import { entryRoutes } from './routes/entries.ts'
import { moveRoutes } from './routes/moves.ts'
import { visibilityRoutes } from './routes/visibility.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'cases.work', purpose: 'casework' } as const
const tags = ['sager']
const addressOf = (id: string) => `/api/v1/cases/${id}`
const answersCase = { 201: schemas.Case }

export const caseRoutes: Slice = async (app, context) => {
  await caseItself(app, context)
  await caseParts(app, context)
  await moveRoutes(app, context)
  await entryRoutes(app, context)
  await visibilityRoutes(app, context)
}

const caseItself: Slice = async (app, { pool, clock }) => {
  app.post(
    '/cases',
    {
      config: { ...declared, action: 'case.create', versioned: 'one' },
      schema: { tags, body: schemas.NewCase, response: answersCase },
    },
    async (request, reply) => {
      const opened = await cases.openCase(pool, request.call, clock(), request.body)
      return reply.code(201).header('location', addressOf(opened.id)).send(opened)
    },
  )
  app.get(
    '/cases',
    {
      config: { ...declared, action: 'case.list', versioned: 'list' },
      schema: { tags, querystring: schemas.CaseQuery, response: { 200: schemas.Cases } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await show(pool, request.call, listCases(values), values), limit)
    },
  )
  app.get(
    '/cases/:id',
    {
      config: { ...declared, action: 'case.read', versioned: 'one' },
      schema: { tags, params: byId, response: { 200: schemas.Case } },
    },
    async (request) => showOne(pool, request.call, findCase, request.params),
  )
  app.patch(
    '/cases/:id',
    {
      config: { ...declared, action: 'case.change', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.CaseChanges, response: { 200: schemas.Case } },
    },
    async (request) => cases.changeCase(pool, request.call, request.params.id, request.body),
  )
}

/** Residents, team and complaints: each answers with the case as it then is. */
const caseParts: Slice = async (app, { pool }) => {
  app.post(
    '/cases/:id/residents',
    {
      config: { ...declared, action: 'case.add_resident', versioned: 'one' },
      schema: { tags, params: byId, body: schemas.NewCaseResident, response: answersCase },
    },
    async (request, reply) => {
      const { residentId } = request.body
      return reply
        .code(201)
        .header('location', addressOf(request.params.id))
        .send(await cases.addResident(pool, request.call, request.params.id, residentId))
    },
  )
  app.post(
    '/cases/:id/naboklager',
    {
      config: { ...declared, action: 'case.link_naboklage', versioned: 'one' },
      schema: { tags, params: byId, body: schemas.NewLink, response: answersCase },
    },
    async (request, reply) => {
      const { naboklageId } = request.body
      return reply
        .code(201)
        .header('location', addressOf(request.params.id))
        .send(await cases.linkNaboklage(pool, request.call, request.params.id, naboklageId))
    },
  )
  app.post(
    '/cases/:id/team',
    {
      config: { ...declared, action: 'case.add_member', versioned: 'one' },
      schema: { tags, params: byId, body: schemas.NewMember, response: answersCase },
    },
    async (request, reply) => {
      const { userId } = request.body
      return reply
        .code(201)
        .header('location', addressOf(request.params.id))
        .send(await cases.addMember(pool, request.call, request.params.id, userId))
    },
  )
  app.delete(
    '/cases/:id/team/:userId',
    {
      config: { ...declared, action: 'case.remove_member' },
      schema: { tags, params: schemas.memberOf, response: nothing },
    },
    async (request, reply) => {
      await cases.removeMember(pool, request.call, request.params.id, request.params.userId)
      return reply.code(204).send()
    },
  )
}
