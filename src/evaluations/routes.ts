import type { FastifyReply } from 'fastify'
import { readOne } from '../database/scope.ts'
import type { Slice } from '../http/slice.ts'
import { etagOf } from '../kernel/etag.ts'
import * as actions from './actions.ts'
import { asEvaluation, type Evaluation, versionOf } from './evaluation.ts'
import { pageOf } from './page/page.ts'
import { contentSecurityPolicy } from './page/style.ts'
import { findMaterial } from './queries.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'evaluations.read', purpose: 'evaluation' } as const
const tags = ['evaluering']
const addressOf = (year: number) => `/api/v1/evaluations/${year}`
const answers = { 200: schemas.Evaluation }

const tagged = (reply: FastifyReply, evaluation: Evaluation): Evaluation => {
  reply.header('etag', etagOf(versionOf(evaluation)))
  return evaluation
}

/** The page has an entity tag of its own: it is another representation of the same. */
const sendPage = (reply: FastifyReply, evaluation: Evaluation) =>
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', contentSecurityPolicy)
    .send(pageOf(evaluation))

export const evaluationRoutes: Slice = async (app, context) => {
  await evaluation(app, context)
  await comments(app, context)
  await moves(app, context)
}

const evaluation: Slice = async (app, { pool }) => {
  app.get(
    '/evaluations/:year',
    {
      config: { ...declared, action: 'evaluation.read', versioned: 'one' },
      schema: {
        tags,
        params: schemas.byYear,
        querystring: schemas.Format,
        response: {
          200: {
            description: 'Evalueringen, som data eller som en side',
            content: {
              'application/json': { schema: schemas.Evaluation },
              'text/html': { schema: schemas.Page },
            },
          },
        },
      },
    },
    async (request, reply) => {
      const evaluation = asEvaluation(await readOne(pool, request.call, findMaterial, request.params))
      reply.header('vary', 'Accept')
      const format = request.query.format ?? request.accepts().type(['json', 'html'])
      return format === 'html' ? sendPage(reply, evaluation) : tagged(reply, evaluation)
    },
  )
}

const comments: Slice = async (app, { pool, clock }) => {
  app.put(
    '/evaluations/:year/comments/:goalId',
    {
      config: { ...declared, access: 'evaluations.write', action: 'evaluation.comment', versioned: 'one' },
      schema: {
        tags,
        params: schemas.ofGoal,
        body: schemas.NewComment,
        response: { 200: schemas.Comment, 201: schemas.Comment },
      },
    },
    async (request, reply) => {
      const { first, kept } = await actions.comment(pool, request.call, clock(), request.params, request.body)
      if (!first) return kept
      return reply.code(201).header('location', addressOf(kept.year)).send(kept)
    },
  )
}

const moves: Slice = async (app, { pool, clock }) => {
  app.post(
    '/evaluations/:year/presentation',
    {
      config: {
        ...{ ...declared, access: 'evaluations.write', action: 'evaluation.present' },
        ...{ versioned: 'one', conditional: true },
      },
      schema: { tags, params: schemas.byYear, response: answers },
    },
    async (request, reply) => {
      const { call, params } = request
      return tagged(reply, await actions.move(pool, call, clock(), params.year, 'presentation'))
    },
  )
  app.post(
    '/evaluations/:year/approval',
    {
      config: {
        ...{ ...declared, access: 'evaluations.approve', action: 'evaluation.approve' },
        ...{ versioned: 'one', conditional: true },
      },
      schema: { tags, params: schemas.byYear, response: answers },
    },
    async (request, reply) => {
      const { call, params } = request
      return tagged(reply, await actions.move(pool, call, clock(), params.year, 'approval'))
    },
  )
}
