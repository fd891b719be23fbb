import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { decideReview } from './actions.ts'
import { findReview, listReviews } from './queries.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'consents.work', purpose: 'consent_administration' } as const
const tags = ['samtykker']
const answersReview = { 200: schemas.BasisReview }

/** For the key person, who carries the consent; where there is none who can, for the owner's team. */
export const basisReviewRoutes: Slice = async (app, { pool }) => {
  app.get(
    '/basis-reviews',
    {
      config: { ...declared, action: 'basis_review.list', versioned: 'list' },
      schema: { tags, querystring: schemas.BasisReviewQuery, response: { 200: schemas.BasisReviews } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listReviews(values), values), limit)
    },
  )
  app.get(
    '/basis-reviews/:id',
    {
      config: { ...declared, action: 'basis_review.read', versioned: 'one' },
      schema: { tags, params: byId, response: answersReview },
    },
    async (request) => readOne(pool, request.call, findReview, request.params),
  )
  app.post(
    '/basis-reviews/:id/decision',
    {
      config: { ...declared, action: 'basis_review.decide', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.NewDecision, response: answersReview },
    },
    async (request) => decideReview(pool, request.call, request.params.id, request.body),
  )
}
