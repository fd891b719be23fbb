import { Case } from '../cases/lookups.ts'
import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { dismiss, takeUp, wait } from './actions.ts'
import { findSignal, listSignals } from './queries.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'naboklager.manage', purpose: 'complaint_handling' } as const
const tags = ['signaler']
const answersSignal = { 200: schemas.Signal }

export const signalRoutes: Slice = async (app, context) => {
  await signals(app, context)
  await decisions(app, context)
}

const signals: Slice = async (app, { pool }) => {
  app.get(
    '/signals',
    {
      config: { ...declared, action: 'signal.list', versioned: 'list' },
      schema: { tags, querystring: schemas.SignalQuery, response: { 200: schemas.Signals } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listSignals(values), values), limit)
    },
  )
  app.get(
    '/signals/:id',
    {
      config: { ...declared, action: 'signal.read', versioned: 'one' },
      schema: { tags, params: byId, response: answersSignal },
    },
    async (request) => readOne(pool, request.call, findSignal, request.params),
  )
}

const decisions: Slice = async (app, { pool, clock }) => {
  app.post(
    '/signals/:id/dismissal',
    {
      config: { ...declared, action: 'signal.dismiss', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.Dismissal, response: answersSignal },
    },
    async (request) => dismiss(pool, request.call, request.params.id, request.body.reason),
  )
  app.post(
    '/signals/:id/waiting',
    {
      config: { ...declared, action: 'signal.await', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.Waiting, response: answersSignal },
    },
    async (request) => wait(pool, request.call, request.params.id, request.body),
  )
  app.post(
    '/signals/:id/case',
    {
      config: { ...declared, action: 'signal.take_up', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.CaseOfSignal, response: { 201: Case } },
    },
    async (request, reply) => {
      const opened = await takeUp(pool, request.call, clock(), request.params.id, request.body)
      return reply.code(201).header('location', `/api/v1/cases/${opened.id}`).send(opened)
    },
  )
}
