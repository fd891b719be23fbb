import type { Json } from '../support/actors.ts'
import { allowed, byIds, items, type Look, refused } from './look.ts'
import * as model from './model.ts'
import { seesReview } from './reviews.ts'
import type { Review } from './state.ts'

const fields =
  'id caseId entryId organisationId consentId dueOn raisedAt state outcome legalBasis reason decidedAt decidedBy'

const shown = ({ id, caseId, entryId, consentId, outcome }: Json): Review => ({
  id,
  caseId,
  entryId,
  consentId,
  outcome,
})

export const listOfBasisReviews: Look = {
  url: '/basis-reviews?limit=200',
  shown: (body) => items(body, fields, shown),
  expected: (state, user) => {
    if (!model.isParty(user)) return refused(403, [])
    const seen = state.reviews.filter((r) => seesReview(state, user, r))
    return allowed(
      byIds(seen),
      seen.flatMap(({ id, caseId, entryId, consentId }) => [id, caseId, entryId, consentId]),
      [],
    )
  },
}
