import { allowed, byIds, items, type Look, refused } from './look.ts'
import type { Case } from './model.ts'
import * as model from './model.ts'
import { movesOf } from './moves.ts'

const fields = 'id caseId kind reason outcome closedOn keyPerson recordedAt recordedBy'

/** For the owner's team; whoever else sees the case is told that it is not for them. */
export const movesLook = (it: Case): Look => ({
  url: `/cases/${it.id}/moves?limit=200`,
  shown: (body) => items(body, fields, ({ id, caseId, kind }) => ({ id, caseId, kind })),
  expected: (state, user) => {
    if (!model.isParty(user)) return refused(403, [it.id])
    if (!model.ownsSeen(state, user, it)) return refused(model.seesCase(state, user, it) ? 403 : 404, [it.id])
    const seen = movesOf(state, user, it)
    return allowed(
      byIds([...seen]),
      seen.flatMap(({ id, caseId }) => [id, caseId]),
      [],
    )
  },
})
