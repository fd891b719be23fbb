import type { DemoUsername } from '../../seeds/demo-users.ts'
import { allowed, type Look, one, refused } from './look.ts'
import type { Meeting, MeetingItem, State, User } from './model.ts'
import * as model from './model.ts'
import { exactly, sorted } from './records.ts'
import type { World } from './world.ts'

/** The model's part about meetings: who takes part sees that one is held, and of its agenda the cases that they see. */
export const takesPart = (user: User, { organisations }: Meeting): boolean =>
  organisations.includes(user.organisationId ?? '')

export const itemsOf = (state: State, user: User, meeting: Meeting): MeetingItem[] =>
  takesPart(user, meeting)
    ? meeting.items.filter((i) => model.seesCase(state, user, model.caseOf(state, i)))
    : []

/** Not discussed, and seen by nobody any more but the owner of the case. */
const isRemoved = (state: State, { organisations }: Meeting, item: MeetingItem): boolean => {
  const it = model.caseOf(state, item)
  const named = model.letIn(state, it)
  return !item.entryId && !organisations.some((o) => o !== it.owner && named.includes(o))
}

const stateOf = (state: State, meeting: Meeting, item: MeetingItem) =>
  item.entryId ? 'discussed' : isRemoved(state, meeting, item) ? 'removed' : 'planned'

const fields = 'id organisationId convener heldOn place invitedOrganisationIds status items recordedAt'
const itemFields = 'id meetingId caseId reference residents state removedBecause discussion'

export const meetingLook = (meeting: Meeting): Look =>
  one(
    `/meetings/${meeting.id}`,
    meeting.id,
    fields,
    ({ items }) =>
      items.map((i: object) => {
        const { id, state } = exactly(i, itemFields)
        return `${id} ${state}`
      }),
    model.isParty,
    (state, user) => {
      if (!takesPart(user, meeting)) return undefined
      const seen = itemsOf(state, user, meeting)
      const about = (i: MeetingItem) => {
        const entry = state.entries.find((e) => e.id === i.entryId && model.seesEntry(state, user, e))
        const residents = model.residentsOf(state, user, model.caseOf(state, i))
        return [i.id, i.caseId, ...residents, ...(entry ? [entry.id] : [])]
      }
      return allowed(
        seen.map((i) => `${i.id} ${stateOf(state, meeting, i)}`),
        [meeting.id, ...seen.flatMap(about)],
        seen.flatMap((i) => model.caseRestsOn(state, user, model.caseOf(state, i))),
      )
    },
  )

export const disclosuresLook = ({ id, organisations }: Meeting): Look => ({
  url: `/meetings/${id}/disclosures`,
  shown: ({ items }) => sorted(items.map((d: { id: string }) => d.id)),
  expected: (state, user) => {
    if (!model.isParty(user) && user.role !== 'dpo') return refused(403, [id])
    const seen = state.disclosures.filter((d) => d.meetingId === id && model.seesDisclosure(state, user, d))
    if (seen.length === 0 && user.role !== 'dpo' && !organisations.includes(user.organisationId ?? ''))
      return refused(404, [id])
    const subjects = seen.flatMap((d) => [d.id, d.meetingId, d.caseId, d.residentId, ...d.consentIds])
    return allowed(sorted(seen.map((d) => d.id)), subjects, [])
  },
})

type Convening = [by: DemoUsername, invited: string[], caseIds: string[]]

/** Meetings of today, and what the owner of the first one's case records of it. */
export const meet = async ({ state, test }: World, convenings: Convening[]): Promise<void> => {
  for (const [by, invitedOrganisationIds, caseIds] of convenings) {
    const body = {
      heldOn: model.dateOf(state.now),
      invitedOrganisationIds,
      items: caseIds.map((caseId) => ({ caseId })),
    }
    const { status, text, body: met } = await test.as(by).post('/meetings', body)
    if (status !== 201) throw new Error(text)
    const organisations = [met.organisationId, ...met.invitedOrganisationIds]
    const items = met.items.map(({ id, caseId }: MeetingItem) => ({ id, caseId }))
    state.meetings.push({ id: met.id, organisations, items })
  }
}

export const discuss = async (
  { state, test }: World,
  by: DemoUsername,
  residentIds: string[],
): Promise<void> => {
  const [meeting] = state.meetings
  const [item] = meeting?.items ?? []
  if (!meeting || !item) throw new Error('nothing to discuss')
  const entry = { dataCategory: 'housing', residentIds, legalBasis: 'public_task', text: 'Talt om det' }
  const present = meeting.organisations.slice(1)
  const told = await test
    .as(by)
    .post(`/meetings/${meeting.id}/items/${item.id}/discussion`, { entry, present })
  if (told.status !== 201) throw new Error(told.text)
  const { entryId } = told.body.discussion
  const organisationId = state.users.find(({ username }) => username === by)?.organisationId ?? ''
  state.entries.push({ ...(await asEntry(test, by, entryId)), organisationId, residentIds })
  item.entryId = entryId
  const { items } = (await test.as(by).get(`/meetings/${meeting.id}/disclosures`)).body
  state.disclosures.push(...items)
}

const asEntry = async (test: World['test'], by: DemoUsername, id: string) => {
  const { caseId, dataCategory } = (await test.as(by).get(`/entries/${id}`)).body
  const first = { version: 1, supersedes: null, legalBasis: 'public_task', sealed: false }
  return { id, caseId, category: dataCategory, ...first }
}
