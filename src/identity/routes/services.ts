import { read, readOne } from '../../database/scope.ts'
import { byId, nothing } from '../../http/fields.ts'
import { decodeCursor, paged } from '../../http/pagination.ts'
import type { Slice } from '../../http/slice.ts'
import * as services from '../actions/services.ts'
import { findService, listServices } from '../queries/services.ts'
import * as schemas from '../schemas/services.ts'
import { Disabling } from '../schemas.ts'

const declared = { access: 'accounts.manage', purpose: 'identity' } as const
const tags = ['maskinadgange']
const versioned = { versioned: 'one', beside: 'activity' } as const
const changed = { ...declared, ...versioned, conditional: true } as const
const answer = { 200: schemas.Service }

type Row = Awaited<ReturnType<typeof services.createService>>

const shown = ({ lastUsedAt, lastUsedSecretId, ...account }: Row) => ({
  ...account,
  activity: { lastUsedAt, lastUsedSecretId },
})

/** Accounts of the parties' own systems, for administrators: what each may, until when, and by which secrets. */
export const serviceRoutes: Slice = async (app, context) => {
  await keeping(app, context)
  await changing(app, context)
  await secrets(app, context)
}

const keeping: Slice = async (app, { pool, clock }) => {
  app.post(
    '/service-accounts',
    {
      config: { ...declared, ...versioned, action: 'service.create' },
      schema: { tags, body: schemas.NewService, response: { 201: schemas.Service } },
    },
    async (request, reply) => {
      const made = await services.createService(pool, request.call, clock(), request.body)
      return reply.code(201).header('location', `/api/v1/service-accounts/${made.id}`).send(shown(made))
    },
  )
  app.get(
    '/service-accounts',
    {
      config: { ...declared, action: 'service.list' },
      schema: { tags, querystring: schemas.ServiceQuery, response: { 200: schemas.Services } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, listServices(values), values)
      return paged(request, reply, rows.map(shown), limit)
    },
  )
  app.get(
    '/service-accounts/:id',
    {
      config: { ...declared, ...versioned, action: 'service.read' },
      schema: { tags, params: byId, response: answer },
    },
    async (request) => shown(await readOne(pool, request.call, findService, request.params)),
  )
}

const changing: Slice = async (app, { pool }) => {
  app.patch(
    '/service-accounts/:id',
    {
      config: { ...changed, action: 'service.change' },
      schema: { tags, params: byId, body: schemas.ServiceChanges, response: answer },
    },
    async ({ call, params, body }) => shown(await services.changeService(pool, call, params.id, body)),
  )
  app.post(
    '/service-accounts/:id/disabling',
    {
      config: { ...changed, action: 'service.disable' },
      schema: { tags, params: byId, body: Disabling, response: answer },
    },
    async ({ call, params, body }) =>
      shown(await services.disableService(pool, call, params.id, body.reason)),
  )
  app.post(
    '/service-accounts/:id/enabling',
    {
      config: { ...changed, action: 'service.enable' },
      schema: { tags, params: byId, response: answer },
    },
    async ({ call, params }) => shown(await services.enableService(pool, call, params.id)),
  )
}

const secrets: Slice = async (app, { pool, clock }) => {
  app.post(
    '/service-accounts/:id/secrets',
    {
      config: { ...declared, action: 'service.issue_secret' },
      schema: {
        tags,
        params: byId,
        body: schemas.NewServiceSecret,
        response: { 201: schemas.ServiceSecret },
      },
    },
    async ({ call, params, body }, reply) => {
      const made = await services.issueSecret(pool, call, clock(), params.id, body.overlapHours)
      return reply.code(201).send(made)
    },
  )
  app.delete(
    '/service-accounts/:id/secrets/:secretId',
    {
      config: { ...declared, action: 'service.revoke_secret' },
      schema: { tags, params: schemas.bySecret, response: nothing },
    },
    async ({ call, params }, reply) => {
      await services.revokeSecret(pool, call, params.id, params.secretId)
      return reply.code(204).send()
    },
  )
}
