import type { FastifyReply } from 'fastify'
import { readOne } from '../database/scope.ts'
import type { Slice } from '../http/slice.ts'
import { etagOf } from '../kernel/etag.ts'
import * as actions from './actions.ts'
import { asEvaluation, type Evaluation, versionOf } from './evaluation.ts'
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
      schema: { tags, params: schemas.byYear, response: answers },
    },
    async (request, reply) =>
      tagged(reply, asEvaluation(await readOne(pool, request.call, findMaterial, request.params))),
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
