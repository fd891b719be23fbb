import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import * as actions from './actions.ts'
import { findAction, listActions, listActionsOfCase } from './queries.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'cases.work', purpose: 'casework' } as const
const tags = ['aftalte handlinger']
const answersAction = { 200: schemas.Action }

export const agreedActionRoutes: Slice = async (app, context) => {
  await agreeing(app, context)
  await lists(app, context)
  await moves(app, context)
}

const agreeing: Slice = async (app, { pool, clock }) => {
  app.post(
    '/cases/:id/actions',
    {
      config: { ...declared, action: 'action.create', versioned: 'one' },
      schema: { tags, params: byId, body: schemas.NewAction, response: { 201: schemas.Action } },
    },
    async (request, reply) => {
      const agreed = await actions.agree(pool, request.call, clock(), request.params.id, request.body)
      return reply.code(201).header('location', `/api/v1/actions/${agreed.id}`).send(agreed)
    },
  )
  app.get(
    '/actions/:id',
    {
      config: { ...declared, action: 'action.read', versioned: 'one' },
      schema: { tags, params: byId, response: answersAction },
    },
    async (request) => readOne(pool, request.call, findAction, request.params),
  )
}

const lists: Slice = async (app, { pool }) => {
  app.get(
    '/actions',
    {
      config: { ...declared, action: 'action.list', versioned: 'list' },
      schema: { tags, querystring: schemas.ActionQuery, response: { 200: schemas.Actions } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listActions(values), values), limit)
    },
  )
  app.get(
    '/cases/:id/actions',
    {
      config: { ...declared, action: 'action.list_of_case', versioned: 'list' },
      schema: {
        tags,
        params: byId,
        querystring: schemas.CaseActionQuery,
        response: { 200: schemas.Actions },
      },
    },
    async (request, reply) => {
      const { limit, cursor, status } = request.query
      const { id } = request.params
      const values = { id, caseId: id, status, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, listActionsOfCase(values), values)
      return paged(request, reply, rows, limit)
    },
  )
}

const moves: Slice = async (app, { pool, clock }) => {
  app.post(
    '/actions/:id/completion',
    {
      config: { ...declared, action: 'action.complete', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.Completion, response: answersAction },
    },
    async (request) => actions.completeAction(pool, request.call, request.params.id, request.body),
  )
  app.post(
    '/actions/:id/drop',
    {
      config: { ...declared, action: 'action.drop', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.Drop, response: answersAction },
    },
    async (request) => actions.dropAction(pool, request.call, request.params.id, request.body.reason),
  )
  app.post(
    '/actions/:id/due-date',
    {
      config: { ...declared, action: 'action.move_due_date', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.NewDueDate, response: answersAction },
    },
    async (request) => actions.moveDueDate(pool, request.call, clock(), request.params.id, request.body),
  )
}
