import { read, readOne } from '../../database/scope.ts'
import type { Slice } from '../../http/slice.ts'
import { review } from '../actions/reviews.ts'
import { findReview, listReviews } from '../queries/reviews.ts'
import * as schemas from '../schemas/reviews.ts'

const declared = { access: 'redactions.review', purpose: 'subject_access' } as const
const tags = ['rettigheder']
const url = '/subject-access/:id/naboklager/:naboklageId'
const valuesOf = ({ id, naboklageId }: { id: string; naboklageId: string }) => ({
  requestId: id,
  naboklageId,
})

/** The landlord's staff decide what a respondent is given of a complaint: they alone know who complained. */
export const reviewRoutes: Slice = async (app, { pool, clock }) => {
  app.get(
    '/subject-access-reviews',
    {
      config: { ...declared, action: 'redaction.list' },
      schema: { tags, querystring: schemas.ReviewQuery, response: { 200: schemas.Reviews } },
    },
    async (request) => ({
      items: await read(pool, request.call, listReviews(request.query), request.query),
    }),
  )
  app.get(
    url,
    {
      config: { ...declared, action: 'redaction.read', versioned: 'one' },
      schema: { tags, params: schemas.byComplaint, response: { 200: schemas.Review } },
    },
    async (request) => readOne(pool, request.call, findReview, valuesOf(request.params)),
  )
  app.post(
    `${url}/review`,
    {
      config: { ...declared, action: 'redaction.review', versioned: 'one', conditional: true },
      schema: {
        tags,
        params: schemas.byComplaint,
        body: schemas.NewReview,
        response: { 200: schemas.Review },
      },
    },
    async (request) => review(pool, request.call, clock(), valuesOf(request.params), request.body),
  )
}
