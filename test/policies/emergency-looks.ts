import type { Json } from '../support/actors.ts'
import { allowed, byIds, items, type Look, one, refused } from './look.ts'
import type { Emergency, User } from './model.ts'
import * as model from './model.ts'
import * as records from './records.ts'

const subjectsOf = (e: Emergency) => [e.id, e.caseId, e.userId]
const reads = (user: User) => model.isParty(user) || user.role === 'dpo'
const shown = ({ id, caseId, user, expiresAt }: Json): Emergency => ({
  id,
  caseId,
  userId: user.id,
  expiresAt: Date.parse(expiresAt),
})

export const listOfEmergencies: Look = {
  url: '/emergency-accesses?limit=200',
  shown: (body) => items(body, records.emergencyFields, shown),
  expected: (state, user) => {
    if (!reads(user)) return refused(403, [])
    const seen = state.emergencies.filter((e) => model.seesEmergency(state, user, e))
    return allowed(byIds(seen), seen.flatMap(subjectsOf), [])
  },
}

export const emergencyLook = (e: Emergency): Look =>
  one(`/emergency-accesses/${e.id}`, e.id, records.emergencyFields, shown, reads, (state, user) =>
    model.seesEmergency(state, user, e) ? allowed(e, subjectsOf(e), []) : undefined,
  )
