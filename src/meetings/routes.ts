import { read, readOne } from '../database/scope.ts'
import { byId, nothing } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { discuss } from './actions/discussion.ts'
import * as actions from './actions/meetings.ts'
import { listDisclosures, requireRecord } from './queries/agenda.ts'
import { findMeeting, listMeetings } from './queries/meeting.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'meetings.work', purpose: 'casework' } as const
const tags = ['beboerdrøftelser']
const addressOf = (id: string) => `/api/v1/meetings/${id}`
const answersMeeting = { 200: schemas.Meeting }
const answersItem = { 201: schemas.Item }

export const meetingRoutes: Slice = async (app, context) => {
  await meetingItself(app, context)
  await moves(app, context)
  await agenda(app, context)
  await record(app, context)
}

const meetingItself: Slice = async (app, { pool, clock }) => {
  app.post(
    '/meetings',
    {
      config: { ...declared, action: 'meeting.create', versioned: 'one' },
      schema: { tags, body: schemas.NewMeeting, response: { 201: schemas.Meeting } },
    },
    async (request, reply) => {
      const meeting = await actions.convene(pool, request.call, clock(), request.body)
      return reply.code(201).header('location', addressOf(meeting.id)).send(meeting)
    },
  )
  app.get(
    '/meetings',
    {
      config: { ...declared, action: 'meeting.list', versioned: 'list' },
      schema: { tags, querystring: schemas.MeetingQuery, response: { 200: schemas.Meetings } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listMeetings(values), values), limit)
    },
  )
  app.get(
    '/meetings/:id',
    {
      config: { ...declared, action: 'meeting.read', versioned: 'one' },
      schema: { tags, params: byId, response: answersMeeting },
    },
    async (request) => readOne(pool, request.call, findMeeting, request.params),
  )
}

const moves: Slice = async (app, { pool }) => {
  app.patch(
    '/meetings/:id',
    {
      config: { ...declared, action: 'meeting.change', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.MeetingChanges, response: answersMeeting },
    },
    async (request) => actions.changeMeeting(pool, request.call, request.params.id, request.body),
  )
  app.post(
    '/meetings/:id/cancellation',
    {
      config: { ...declared, action: 'meeting.cancel', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.Cancellation, response: answersMeeting },
    },
    async (request) => actions.cancelMeeting(pool, request.call, request.params.id),
  )
}

/** Each answers with the item, which a repeated request is shown only as long as its case is. */
const agenda: Slice = async (app, { pool, clock }) => {
  app.post(
    '/meetings/:id/items',
    {
      config: { ...declared, action: 'meeting.add_item', conditional: true },
      schema: { tags, params: byId, body: schemas.NewItem, response: answersItem },
    },
    async (request, reply) => {
      const { id } = request.params
      const item = await actions.addItem(pool, request.call, clock(), id, request.body.caseId)
      return reply.code(201).header('location', addressOf(id)).send(item)
    },
  )
  app.delete(
    '/meetings/:id/items/:itemId',
    {
      config: { ...declared, action: 'meeting.remove_item', conditional: true },
      schema: { tags, params: schemas.itemOf, response: nothing },
    },
    async (request, reply) => {
      await actions.removeItem(pool, request.call, request.params.id, request.params.itemId)
      return reply.code(204).send()
    },
  )
  app.post(
    '/meetings/:id/items/:itemId/discussion',
    {
      config: { ...declared, action: 'meeting.discuss' },
      schema: { tags, params: schemas.itemOf, body: schemas.NewDiscussion, response: answersItem },
    },
    async (request, reply) => {
      const item = await discuss(pool, request.call, clock(), request.params, request.body)
      return reply.code(201).header('location', addressOf(request.params.id)).send(item)
    },
  )
}

const record: Slice = async (app, { pool }) => {
  app.get(
    '/meetings/:id/disclosures',
    {
      config: { access: 'disclosures.read', purpose: 'audit_review', action: 'disclosure.list' },
      schema: {
        tags,
        params: byId,
        querystring: schemas.DisclosureQuery,
        response: { 200: schemas.Disclosures },
      },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query
      const values = { id: request.params.id, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, listDisclosures(values), values, requireRecord)
      return paged(request, reply, rows, limit)
    },
  )
}
