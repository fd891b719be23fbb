import type { Json } from '../support/actors.ts'
import { allowed, byIds, items, type Look, one, refused } from './look.ts'
import type { Conflict, State, User } from './model.ts'
import * as model from './model.ts'
import * as records from './records.ts'

const conflictSubjects = (k: Conflict) => [k.id, k.userId, k.tenancyId]

const seesConflict = (state: State, user: User, conflict: Conflict) =>
  state.users.some((about) => about.id === conflict.userId && model.mayRecordConflictOf(user, about))

const managesConflicts = (user: User) => model.isParty(user) || user.role === 'admin'

const shownConflict = ({ id, userId, tenancyId, endedAt }: Json) => ({
  id,
  userId,
  tenancyId,
  ended: endedAt !== null,
})

export const listOfConflicts: Look = {
  url: '/conflicts?limit=200',
  shown: (body) => items(body, records.conflictFields, shownConflict),
  expected: (state, user) => {
    if (!managesConflicts(user)) return refused(403, [])
    const seen = state.conflicts.filter((k) => seesConflict(state, user, k))
    return allowed(byIds(seen), seen.flatMap(conflictSubjects), [])
  },
}

export const conflictLook = (k: Conflict): Look =>
  one(`/conflicts/${k.id}`, k.id, records.conflictFields, shownConflict, managesConflicts, (state, user) =>
    seesConflict(state, user, k) ? allowed(k, conflictSubjects(k), []) : undefined,
  )
