import type { Json } from '../support/actors.ts'
import { allowed, byIds, items, type Look, one, refused } from './look.ts'
import type { Signal, State, User } from './model.ts'
import * as model from './model.ts'
import { exactly, idsOf } from './records.ts'

const fields = 'id departmentId tenancyId status raisedAt naboklager waitingUntil reason caseId'

const shown = ({ id, naboklager }: Json) => ({
  id,
  naboklager: idsOf(naboklager.map((n: Json) => exactly(n, 'id reference category occurredAt status'))),
})

/** The complaints that it still rests on, as far as the user sees them. */
const seen = (state: State, user: User, { id, tenancyId, naboklageIds }: Signal) => {
  const about = state.naboklager.filter(
    (n) => naboklageIds.includes(n.id) && n.respondentTenancyId === tenancyId,
  )
  return { id, naboklager: idsOf(about.filter((n) => model.seesNaboklage(state, user, n))) }
}

const subjects = (state: State, user: User, signal: Signal) => [
  signal.id,
  signal.tenancyId,
  ...seen(state, user, signal).naboklager,
]

/** Of a household of one's departments, by the landlord's staff. */
export const seesSignal = (state: State, user: User, { tenancyId }: Signal): boolean =>
  state.tenancies.some((t) => t.id === tenancyId && model.seesTenancy(state, user, t))

const isDrift = (user: User) => user.role === 'drift'

export const signalLook = (signal: Signal): Look =>
  one(`/signals/${signal.id}`, signal.id, fields, shown, isDrift, (state, user) =>
    seesSignal(state, user, signal)
      ? allowed(seen(state, user, signal), subjects(state, user, signal), [])
      : undefined,
  )

export const listOfSignals: Look = {
  url: '/signals?limit=200',
  shown: (body) => items(body, fields, shown),
  expected: (state, user) => {
    if (!isDrift(user)) return refused(403, [])
    const all = state.signals.filter((signal) => seesSignal(state, user, signal))
    return allowed(
      byIds(all.map((signal) => seen(state, user, signal))),
      all.flatMap((signal) => subjects(state, user, signal)),
      [],
    )
  },
}
