import { createListener } from '../database/listener.ts'
import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { type Code, codelists } from '../kernel/codes.ts'
import * as actions from './actions.ts'
import * as queries from './queries.ts'
import * as schemas from './schemas.ts'
import { createStreams } from './stream.ts'

const declared = { access: 'notifications.own', purpose: 'notification' } as const
const tags = ['beskeder']
const answersOne = { 200: schemas.Notification }

/** The title says what kind of news it is, and nothing of whom. */
const titled = <T extends { kind: Code<'notificationKind'> }>(notice: T) => ({
  ...notice,
  title: codelists.notificationKind[notice.kind],
})

/** Everyone's own news. */
export const notificationRoutes: Slice = async (app, context) => {
  await inbox(app, context)
  await settling(app, context)
  await streaming(app, context)
  await settings(app, context)
}

const inbox: Slice = async (app, { pool }) => {
  app.get(
    '/notifications',
    {
      config: { ...declared, action: 'notification.list', versioned: 'list' },
      schema: { tags, querystring: schemas.NotificationQuery, response: { 200: schemas.Notifications } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, queries.listNotices(values), values)
      return paged(request, reply, rows.map(titled), limit)
    },
  )
  app.get(
    '/notifications/:id',
    {
      config: { ...declared, action: 'notification.read', versioned: 'one' },
      schema: { tags, params: byId, response: answersOne },
    },
    async (request) => titled(await readOne(pool, request.call, queries.findNotice, request.params)),
  )
}

const settling: Slice = async (app, { pool }) => {
  app.post(
    '/notifications/:id/reading',
    {
      config: { ...declared, action: 'notification.mark_read', versioned: 'one' },
      schema: { tags, params: byId, response: answersOne },
    },
    async (request) => titled(await actions.markRead(pool, request.call, request.params.id)),
  )
  app.post(
    '/notifications/readings',
    {
      config: { ...declared, action: 'notification.mark_all_read' },
      schema: { tags, response: { 200: schemas.Readings } },
    },
    async (request) => ({ read: (await read(pool, request.call, queries.readNotices, {})).length }),
  )
  app.post(
    '/notifications/:id/acknowledgement',
    {
      config: { ...declared, action: 'notification.acknowledge', versioned: 'one' },
      schema: { tags, params: byId, response: answersOne },
    },
    async (request) => titled(await actions.acknowledge(pool, request.call, request.params.id)),
  )
}

const streaming: Slice = async (app, { pool, config }) => {
  const listener = createListener(pool, (err) =>
    app.log.warn({ err }, 'a connection to the database was lost'),
  )
  const streams = createStreams(pool, listener, `${config.DATABASE_SCHEMA}_notices`)
  app.addHook('preClose', async () => streams.close())
  app.addHook('onClose', () => listener.close())
  app.get(
    '/notifications/stream',
    {
      config: { ...declared, action: 'notification.stream' },
      schema: { tags, produces: ['text/event-stream'], headers: schemas.StreamHeaders },
      exposeHeadRoute: false,
    },
    async (request, reply) => {
      const lastId = request.headers['last-event-id'] ?? null
      const userId = request.identity?.userId ?? ''
      const stream = await streams.open({ call: request.call, userId, lastId })
      return reply
        .header('content-type', 'text/event-stream; charset=utf-8')
        .header('x-accel-buffering', 'no')
        .send(stream)
    },
  )
}

const settings: Slice = async (app, { pool }) => {
  const answers = { 200: schemas.NotificationSettings }
  app.get(
    '/me/notification-settings',
    { config: { ...declared, action: 'notification.read_settings' }, schema: { tags, response: answers } },
    async (request) => readOne(pool, request.call, queries.readSettings, {}),
  )
  app.put(
    '/me/notification-settings',
    {
      config: { ...declared, action: 'notification.change_settings' },
      schema: { tags, body: schemas.NotificationSettings, response: answers },
    },
    async (request) => actions.wantMail(pool, request.call, request.body.email),
  )
}
