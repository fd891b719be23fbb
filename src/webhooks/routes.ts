import type { FastifyReply } from 'fastify'
import { read, readOne } from '../database/scope.ts'
import { byId, nothing } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { etagOf } from '../kernel/etag.ts'
import * as deliveries from './actions/deliveries.ts'
import * as webhooks from './actions/webhooks.ts'
import { reachOf } from './addresses.ts'
import { findDelivery, listDeliveries, requireLog } from './queries/delivery.ts'
import { findWebhook, listWebhooks } from './queries/webhook.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'webhooks.manage', purpose: 'integration' } as const
const tags = ['webhooks']
const addressOf = (id: string) => `/api/v1/webhooks/${id}`

/** The version is of the webhook, as it is read from then on: without the secret. */
const withSecret = <T extends { secret: string }>(reply: FastifyReply, answer: T): T => {
  const { secret: _, ...webhook } = answer
  reply.header('etag', etagOf(webhook))
  return answer
}

export const webhookRoutes: Slice = async (app, context) => {
  await registration(app, context)
  await changesOf(app, context)
  await log(app, context)
}

const registration: Slice = async (app, { pool, clock, config, resolve }) => {
  const reach = reachOf(config.WEBHOOK_ALLOWED_NETWORKS, resolve)
  app.post(
    '/webhooks',
    {
      config: { ...declared, action: 'webhook.create' },
      schema: { tags, body: schemas.NewWebhook, response: { 201: schemas.WebhookWithSecret } },
    },
    async (request, reply) => {
      const made = await webhooks.registerWebhook(pool, request.call, clock(), reach, request.body)
      return reply.code(201).header('location', addressOf(made.id)).send(withSecret(reply, made))
    },
  )
  app.get(
    '/webhooks',
    {
      config: { ...declared, action: 'webhook.list', versioned: 'list' },
      schema: { tags, querystring: schemas.WebhookQuery, response: { 200: schemas.Webhooks } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listWebhooks(values), values), limit)
    },
  )
  app.get(
    '/webhooks/:id',
    {
      config: { ...declared, action: 'webhook.read', versioned: 'one' },
      schema: { tags, params: byId, response: { 200: schemas.Webhook } },
    },
    async (request) => readOne(pool, request.call, findWebhook, request.params),
  )
}

const changesOf: Slice = async (app, { pool, clock, config, resolve }) => {
  const reach = reachOf(config.WEBHOOK_ALLOWED_NETWORKS, resolve)
  app.patch(
    '/webhooks/:id',
    {
      config: { ...declared, action: 'webhook.change', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.WebhookChanges, response: { 200: schemas.Webhook } },
    },
    async (request) => webhooks.changeWebhook(pool, request.call, request.params.id, reach, request.body),
  )
  app.delete(
    '/webhooks/:id',
    {
      config: { ...declared, action: 'webhook.delete', conditional: true },
      schema: { tags, params: byId, response: nothing },
    },
    async (request, reply) => {
      await webhooks.removeWebhook(pool, request.call, request.params.id)
      return reply.code(204).send()
    },
  )
  app.post(
    '/webhooks/:id/secret-rotation',
    {
      config: { ...declared, action: 'webhook.rotate_secret' },
      schema: { tags, params: byId, response: { 200: schemas.WebhookWithSecret } },
    },
    async (request, reply) =>
      withSecret(reply, await webhooks.rotateSecret(pool, request.call, clock(), request.params.id)),
  )
}

const log: Slice = async (app, { pool, clock }) => {
  const accepted = (reply: FastifyReply, { id }: { id: string }) =>
    reply.code(202).header('location', addressOf(`deliveries/${id}`))
  app.post(
    '/webhooks/:id/test',
    {
      config: { ...declared, action: 'webhook.test', versioned: 'one' },
      schema: { tags, params: byId, response: { 202: schemas.Delivery } },
    },
    async (request, reply) => {
      const made = await deliveries.testWebhook(pool, request.call, clock(), request.params.id)
      return accepted(reply, made).send(made)
    },
  )
  app.get(
    '/webhooks/:id/deliveries',
    {
      config: { ...declared, action: 'webhook_delivery.list', versioned: 'list' },
      schema: {
        tags,
        params: byId,
        querystring: schemas.DeliveryQuery,
        response: { 200: schemas.Deliveries },
      },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, id: request.params.id, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, listDeliveries(values), values, requireLog)
      return paged(request, reply, rows, limit)
    },
  )
  app.get(
    '/webhooks/deliveries/:id',
    {
      config: { ...declared, action: 'webhook_delivery.read', versioned: 'one' },
      schema: { tags, params: byId, response: { 200: schemas.Delivery } },
    },
    async (request) => readOne(pool, request.call, findDelivery, request.params),
  )
  app.post(
    '/webhooks/deliveries/:id/redelivery',
    {
      config: { ...declared, action: 'webhook_delivery.repeat', versioned: 'one' },
      schema: { tags, params: byId, response: { 202: schemas.Delivery } },
    },
    async (request, reply) => {
      const made = await deliveries.repeatDelivery(pool, request.call, request.params.id)
      return accepted(reply, made).send(made)
    },
  )
}
