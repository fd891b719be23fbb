import { z } from 'zod'
import { dateOut, id, instantOut, listOf, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const state = z.enum(codesOf('basisReviewState'))
const basis = z.enum(['contract', 'public_task'])

export const BasisReviewQuery = z.strictObject({ state: state.optional(), caseId: id.optional(), ...page })

export const NewDecision = z
  .strictObject({
    outcome: z.enum(['kept', 'to_be_erased']),
    legalBasis: basis.nullish().describe('Det grundlag, som et notat, der beholdes, hviler på fra nu af'),
    reason: text(2_000),
  })
  .refine(({ outcome, legalBasis }) => (outcome === 'kept') === (legalBasis != null), {
    path: ['legalBasis'],
    message: 'Et notat, der beholdes, hviler på et andet grundlag; et, der skal slettes, på intet',
  })
  .meta({ id: 'NewBasisDecision' })

export const BasisReview = z
  .object({
    id,
    caseId: id,
    entryId: id.describe('Notatet; det læses på /entries/{id} af dem, der må se det'),
    organisationId: z.string().describe('Den organisation, der har skrevet notatet'),
    consentId: id.describe('Det svar fra beboeren, der gjorde, at notatet mistede sit samtykke'),
    dueOn: dateOut,
    raisedAt: instantOut,
    state,
    outcome: z.enum(codesOf('basisReviewOutcome')).nullable(),
    legalBasis: basis.nullable(),
    reason: z.string().nullable(),
    decidedAt: instantOut.nullable(),
    decidedBy: id.nullable(),
  })
  .meta({ id: 'BasisReview' })

export const BasisReviews = listOf(BasisReview).meta({ id: 'BasisReviews' })
