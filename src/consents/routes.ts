import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import * as actions from './actions.ts'
import { findConsent, listConsents } from './queries.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'consents.work', purpose: 'consent_administration' } as const
const tags = ['samtykker']
const answersConsent = { 200: schemas.Consent }

export const consentRoutes: Slice = async (app, context) => {
  await answers(app, context)
  await endings(app, context)
}

const answers: Slice = async (app, { pool, clock }) => {
  app.post(
    '/cases/:id/consents',
    {
      config: { ...declared, action: 'consent.record', versioned: 'one' },
      schema: { tags, params: byId, body: schemas.NewConsent, response: { 201: schemas.Consent } },
    },
    async (request, reply) => {
      const consent = await actions.recordConsent(
        pool,
        request.call,
        clock(),
        request.params.id,
        request.body,
      )
      return reply.code(201).header('location', `/api/v1/consents/${consent.id}`).send(consent)
    },
  )
  app.get(
    '/cases/:id/consents',
    {
      config: { ...declared, action: 'consent.list', versioned: 'list' },
      schema: { tags, params: byId, querystring: schemas.ConsentQuery, response: { 200: schemas.Consents } },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query
      const values = { id: request.params.id, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, listConsents(values), values)
      return paged(request, reply, rows, limit)
    },
  )
  app.get(
    '/consents/:id',
    {
      config: { ...declared, action: 'consent.read', versioned: 'one' },
      schema: { tags, params: byId, response: answersConsent },
    },
    async (request) => readOne(pool, request.call, findConsent, request.params),
  )
}

const endings: Slice = async (app, { pool }) => {
  app.post(
    '/consents/:id/withdrawal',
    {
      config: { ...declared, action: 'consent.withdraw' },
      schema: { tags, params: byId, body: schemas.NewWithdrawal, response: { 200: schemas.Withdrawn } },
    },
    async (request) => actions.withdrawConsent(pool, request.call, request.params.id, request.body),
  )
  app.post(
    '/consents/:id/invalidation',
    {
      config: { ...declared, action: 'consent.invalidate', versioned: 'one' },
      schema: { tags, params: byId, body: schemas.NewInvalidation, response: answersConsent },
    },
    async (request) => actions.invalidateConsent(pool, request.call, request.params.id, request.body.reason),
  )
  app.post(
    '/consents/:id/written-confirmation',
    {
      config: { ...declared, action: 'consent.confirm_in_writing', versioned: 'one' },
      schema: { tags, params: byId, body: schemas.WrittenConfirmation, response: answersConsent },
    },
    async (request) =>
      actions.confirmInWriting(pool, request.call, request.params.id, request.body.confirmedOn),
  )
}
