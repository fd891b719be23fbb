import { z } from 'zod'
import { dateOut, id, instantOut, plainListOf, slug } from '../../http/fields.ts'
import { codesOf } from '../../kernel/codes.ts'

const state = z.enum(codesOf('redactionReviewState'))
const reason = z.enum(codesOf('redactionReason'))
const field = z.string().min(1).max(60)
const position = z.int().min(0).max(10_000)

export const byComplaint = z.strictObject({ id, naboklageId: id })

const Cut = z.strictObject({
  from: position.describe('Første tegn (Unicode-tegn regnet fra 0)'),
  to: position.describe('Det første tegn, der ikke skal udelades'),
  reason,
})

export const NewReview = z
  .strictObject({
    texts: z
      .array(
        z.union([
          z.strictObject({ field, cuts: z.array(Cut).max(500) }).describe('Teksten gives uden det udeladte'),
          z.strictObject({ field, omitted: reason }).describe('Hele teksten udelades'),
        ]),
      )
      .max(200)
      .describe(
        'En tekst, der ikke nævnes, udelades, fordi den kan røbe, hvem der har klaget; sharedSummary gives',
      ),
  })
  .meta({ id: 'NewRedactionReview' })

const summary = {
  id: id.describe('Naboklagens id'),
  requestId: id,
  residentId: id.describe('Den, der har bedt om indsigt'),
  reference: z.string(),
  departmentId: z.string(),
  category: z.enum(codesOf('naboklageCategory')),
  occurredAt: instantOut,
  dueOn: dateOut.describe('Den dag, beboeren senest skal have svar'),
  state,
}

export const Review = z
  .object({
    ...summary,
    texts: z.array(
      z.object({
        field: z.string(),
        text: z.string().describe('Teksten, som den er'),
        given: z.string().nullable().describe('Teksten, som beboeren får den'),
        reasons: z.array(z.enum(codesOf('redactionReason'))),
      }),
    ),
    reviewedAt: instantOut.nullable(),
  })
  .meta({ id: 'RedactionReview' })

export const Reviews = plainListOf(z.object(summary).meta({ id: 'RedactionReviewSummary' })).meta({
  id: 'RedactionReviews',
})

export const ReviewQuery = z.strictObject({ state: state.optional(), departmentId: slug.optional() })
