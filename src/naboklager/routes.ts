import { z } from 'zod'
import { read, show, showOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { changeNaboklage, fileNaboklage, writeDown } from './actions/content.ts'
import { reopen, takeStep, transfer } from './actions/moves.ts'
import { listDuplicates } from './queries/duplicates.ts'
import { listHistory, listNaboklager } from './queries/lists.ts'
import { findNaboklage, requireNaboklage } from './queries/naboklage.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'naboklager.manage', purpose: 'complaint_handling' } as const
const tags = ['naboklager']
const answersNaboklage = { 200: schemas.Naboklage }

export const naboklageRoutes: Slice = async (app, context) => {
  await naboklage(app, context)
  await moves(app, context)
  await besides(app, context)
}

const naboklage: Slice = async (app, { pool, clock }) => {
  app.post(
    '/naboklager',
    {
      config: {
        ...{ ...declared, access: 'naboklager.file', action: 'naboklage.create' },
        versioned: 'one',
        beside: 'possibleDuplicates',
      },
      schema: { tags, body: schemas.NewNaboklage, response: { 201: schemas.FiledNaboklage } },
    },
    async (request, reply) => {
      const filed = await fileNaboklage(pool, request.call, clock(), request.body)
      const { possibleDuplicates, ...naboklage } = filed
      const told = possibleDuplicates ? { ...naboklage, possibleDuplicates } : naboklage
      return reply.code(201).header('location', `/api/v1/naboklager/${filed.id}`).send(told)
    },
  )
  app.get(
    '/naboklager',
    {
      config: { ...declared, action: 'naboklage.list', versioned: 'list' },
      schema: { tags, querystring: schemas.NaboklageQuery, response: { 200: schemas.Naboklager } },
    },
    async (request, reply) => {
      const { limit, cursor, open, ...filters } = request.query
      const state = { open: open === 'true' || null, closed: open === 'false' || null }
      const values = { ...filters, ...state, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await show(pool, request.call, listNaboklager(values), values), limit)
    },
  )
  app.get(
    '/naboklager/:id',
    {
      config: { ...declared, action: 'naboklage.read', versioned: 'one' },
      schema: { tags, params: byId, response: answersNaboklage },
    },
    async (request) => showOne(pool, request.call, findNaboklage, request.params),
  )
  app.patch(
    '/naboklager/:id',
    {
      config: { ...declared, action: 'naboklage.change', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.NaboklageChanges, response: answersNaboklage },
    },
    async (request) => changeNaboklage(pool, request.call, request.params.id, request.body),
  )
}

const moves: Slice = async (app, { pool }) => {
  app.post(
    '/naboklager/:id/writing-down',
    {
      config: { ...declared, action: 'naboklage.write_down', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.WritingDown, response: answersNaboklage },
    },
    async (request) => writeDown(pool, request.call, request.params.id, request.body),
  )
  app.post(
    '/naboklager/:id/steps',
    {
      config: { ...declared, action: 'naboklage.step', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.NewStep, response: answersNaboklage },
    },
    async (request) => takeStep(pool, request.call, request.params.id, request.body),
  )
  app.post(
    '/naboklager/:id/reopening',
    {
      config: { ...declared, action: 'naboklage.reopen', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.Reopening, response: answersNaboklage },
    },
    async (request) => reopen(pool, request.call, request.params.id, request.body.reason),
  )
  app.post(
    '/naboklager/:id/transfer',
    {
      config: { ...declared, action: 'naboklage.transfer', versioned: 'one', conditional: true },
      schema: {
        tags,
        params: byId,
        body: schemas.NewTransfer,
        response: { 200: z.union([schemas.Naboklage, schemas.Transferred]) },
      },
    },
    async (request) => transfer(pool, request.call, request.params.id, request.body),
  )
}

const besides: Slice = async (app, { pool }) => {
  app.get(
    '/naboklager/:id/history',
    {
      config: { ...declared, action: 'naboklage.history' },
      schema: {
        tags,
        params: byId,
        querystring: schemas.HistoryQuery,
        response: { 200: schemas.History },
      },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query
      const values = { id: request.params.id, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, listHistory(values), values, requireNaboklage)
      return paged(request, reply, rows, limit)
    },
  )
  app.get(
    '/naboklager/:id/possible-duplicates',
    {
      config: { ...declared, action: 'naboklage.duplicates' },
      schema: { tags, params: byId, response: { 200: schemas.Duplicates } },
    },
    async (request) => {
      const { call, params } = request
      return { items: await read(pool, call, listDuplicates, params, requireNaboklage) }
    },
  )
}
