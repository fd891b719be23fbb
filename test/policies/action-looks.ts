import type { Json } from '../support/actors.ts'
import { allowed, byIds, items, type Look, one, refused } from './look.ts'
import type { AgreedAction, Case } from './model.ts'
import * as model from './model.ts'
import { entrySubjects, seenEntry, shownEntry } from './records.ts'

const fields =
  `id caseId organisationId author title method activityId community responsibleUserId responsible dueOn overdue
 dueDates dataCategory residentIds status completedOn completionNote dropReason settledAt settledBy recordedAt`.replaceAll(
    /\s+/g,
    ' ',
  )
const shownIn = (body: Json) => items(body, fields, shownEntry)

/** Of one case, or across them: an action is seen, and rests on consents, as an entry does. */
const listed = (url: string, it?: Case): Look => ({
  url,
  shown: shownIn,
  expected: (state, user) => {
    const ids = it ? [it.id] : []
    if (!model.isParty(user)) return refused(403, ids)
    if (it && !model.seesCase(state, user, it)) return refused(404, ids)
    const seen = state.actions.filter((a) => (!it || a.caseId === it.id) && model.seesAction(state, user, a))
    return allowed(
      byIds(seen.map(seenEntry)),
      seen.flatMap(entrySubjects),
      seen.flatMap((a) => model.entryRestsOn(state, user, a)),
    )
  },
})

export const listOfActions = listed('/actions?limit=200')
export const actionsLook = (it: Case): Look => listed(`/cases/${it.id}/actions?limit=200`, it)

export const actionLook = (action: AgreedAction): Look =>
  one(`/actions/${action.id}`, action.id, fields, shownEntry, model.isParty, (state, user) =>
    model.seesAction(state, user, action)
      ? allowed(seenEntry(action), entrySubjects(action), model.entryRestsOn(state, user, action))
      : undefined,
  )
