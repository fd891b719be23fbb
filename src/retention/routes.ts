import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { etagOf } from '../kernel/etag.ts'
import { changeRule, liftHold, placeHold } from './actions.ts'
import { findHold, listHolds } from './queries/holds.ts'
import { findRule, listDue, listRules } from './queries/schedule.ts'
import { shown } from './rules.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'retention.manage', purpose: 'retention' } as const
const tags = ['opbevaring']

/** How long what is kept, what goes next, and what must not go: for the data protection officer. */
export const retentionRoutes: Slice = async (app, context) => {
  await schedule(app, context)
  await holds(app, context)
}

const schedule: Slice = async (app, { pool, clock }) => {
  app.get(
    '/retention/rules',
    {
      config: { ...declared, action: 'retention_rule.list', versioned: 'list' },
      schema: { tags, response: { 200: schemas.Rules } },
    },
    async ({ call }) => {
      const rules = (await read(pool, call, listRules, {})).map(shown)
      return { items: rules.map((rule) => ({ ...rule, etag: etagOf(rule) })) }
    },
  )
  app.get(
    '/retention/rules/:kind',
    {
      config: { ...declared, action: 'retention_rule.read', versioned: 'one' },
      schema: { tags, params: schemas.byKind, response: { 200: schemas.Rule } },
    },
    async ({ call, params }) => shown(await readOne(pool, call, findRule, params)),
  )
  app.put(
    '/retention/rules/:kind',
    {
      config: { ...declared, action: 'retention_rule.change', versioned: 'one', conditional: true },
      schema: { tags, params: schemas.byKind, body: schemas.NewRule, response: { 200: schemas.Rule } },
    },
    async ({ call, params, body }) => shown(await changeRule(pool, call, clock(), params.kind, body)),
  )
  app.get(
    '/retention/due',
    {
      config: { ...declared, action: 'retention.preview' },
      schema: { tags, response: { 200: schemas.Due } },
    },
    async ({ call }) => ({ items: await read(pool, call, listDue, {}) }),
  )
}

const holds: Slice = async (app, { pool, clock }) => {
  app.post(
    '/retention/holds',
    {
      config: { ...declared, action: 'hold.place', versioned: 'one' },
      schema: { tags, body: schemas.NewHold, response: { 201: schemas.Hold } },
    },
    async (request, reply) => {
      const hold = await placeHold(pool, request.call, clock(), request.body)
      return reply.code(201).header('location', `/api/v1/retention/holds/${hold.id}`).send(hold)
    },
  )
  app.get(
    '/retention/holds',
    {
      config: { ...declared, action: 'hold.list', versioned: 'list' },
      schema: { tags, querystring: schemas.HoldQuery, response: { 200: schemas.Holds } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listHolds(values), values), limit)
    },
  )
  app.get(
    '/retention/holds/:id',
    {
      config: { ...declared, action: 'hold.read', versioned: 'one' },
      schema: { tags, params: byId, response: { 200: schemas.Hold } },
    },
    async (request) => readOne(pool, request.call, findHold, request.params),
  )
  app.post(
    '/retention/holds/:id/lifting',
    {
      config: { ...declared, action: 'hold.lift', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.Lifting, response: { 200: schemas.Hold } },
    },
    async ({ call, params, body }) => liftHold(pool, call, params.id, body),
  )
}
