import type { Json } from '../support/actors.ts'
import { allowed, byIds, items, type Look, one, refused } from './look.ts'
import * as model from './model.ts'
import { seesRestriction } from './restrictions.ts'
import type { Restriction, User } from './state.ts'

const fields = 'id residentId caseId reason state recordedAt information lifting'
const reads = (user: User) => model.isParty(user) || user.role === 'dpo'
const shown = ({ id, residentId, caseId, information, state }: Json): Restriction => ({
  id,
  residentId,
  caseId,
  told: information !== null,
  lifted: state === 'lifted',
})
const subjectsOf = ({ id, residentId, caseId }: Restriction) => [id, residentId, ...(caseId ? [caseId] : [])]

export const listOfRestrictions: Look = {
  url: '/restrictions?limit=200',
  shown: (body) => items(body, fields, shown),
  expected: (state, user) => {
    if (!reads(user)) return refused(403, [])
    const seen = state.restrictions.filter((r) => seesRestriction(state, user, r))
    return allowed(byIds(seen), seen.flatMap(subjectsOf), [])
  },
}

export const restrictionLook = (r: Restriction): Look =>
  one(`/restrictions/${r.id}`, r.id, fields, shown, reads, (state, user) =>
    seesRestriction(state, user, r) ? allowed(r, subjectsOf(r), []) : undefined,
  )
