import { show, showOne } from '../../database/scope.ts'
import { byId } from '../../http/fields.ts'
import { decodeCursor, paged } from '../../http/pagination.ts'
import type { Slice } from '../../http/slice.ts'
import { correctEntry, writeEntry } from '../actions/entries.ts'
import { findEntry, listEntries } from '../queries/entry.ts'
import * as schemas from '../schemas.ts'

const declared = { access: 'cases.work', purpose: 'casework' } as const
const tags = ['sager']
const addressOf = (id: string) => `/api/v1/entries/${id}`
const answersNew = { 201: schemas.Entry }

export const entryRoutes: Slice = async (app, context) => {
  await writing(app, context)
  await reading(app, context)
}

const writing: Slice = async (app, { pool, clock }) => {
  app.post(
    '/cases/:id/entries',
    {
      config: { ...declared, action: 'entry.create', versioned: 'one' },
      schema: { tags, params: byId, body: schemas.NewEntry, response: answersNew },
    },
    async (request, reply) => {
      const entry = await writeEntry(pool, request.call, clock(), request.params.id, request.body)
      return reply.code(201).header('location', addressOf(entry.id)).send(entry)
    },
  )
  app.post(
    '/entries/:id/corrections',
    {
      config: { ...declared, action: 'entry.correct', versioned: 'one' },
      schema: { tags, params: byId, body: schemas.Correction, response: answersNew },
    },
    async (request, reply) => {
      const entry = await correctEntry(pool, request.call, clock(), request.params.id, request.body)
      return reply.code(201).header('location', addressOf(entry.id)).send(entry)
    },
  )
}

const reading: Slice = async (app, { pool }) => {
  app.get(
    '/cases/:id/entries',
    {
      config: { ...declared, action: 'entry.list', versioned: 'list' },
      schema: { tags, params: byId, querystring: schemas.EntryQuery, response: { 200: schemas.Entries } },
    },
    async (request, reply) => {
      const { limit, cursor, versions } = request.query
      const newest = versions === 'newest' ? true : null
      const values = { id: request.params.id, newest, cursor: decodeCursor(cursor), limit }
      const rows = await show(pool, request.call, listEntries(values), values)
      return paged(request, reply, rows, limit)
    },
  )
  app.get(
    '/entries/:id',
    {
      config: { ...declared, action: 'entry.read', versioned: 'one' },
      schema: { tags, params: byId, response: { 200: schemas.Entry } },
    },
    async (request) => showOne(pool, request.call, findEntry, request.params),
  )
}
