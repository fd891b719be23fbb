import type { DemoUsername } from '../../seeds/demo-users.ts'
import * as model from './model.ts'
import { barredFrom, byId, type Notice, type Rectification, type State, type User } from './model.ts'
import type { Cases } from './scenario.ts'
import type { World } from './world.ts'

/** The model's part about what residents want corrected: seen by the officer, and with the record. */
export const seesRectification = (state: State, user: User, { kind, subjectId }: Rectification): boolean => {
  if (user.role === 'dpo') return true
  if (kind === 'entry') return model.seesEntry(state, user, byId(state.entries, subjectId))
  if (kind === 'case') return model.seesCase(state, user, byId(state.cases, subjectId))
  if (kind === 'naboklage') return model.seesNaboklage(state, user, byId(state.naboklager, subjectId))
  return state.tenancies.some((t) => t.residentIds.includes(subjectId) && model.seesTenancy(state, user, t))
}

const caseIdOf = (state: State, { kind, subjectId }: Rectification): string =>
  kind === 'case' ? subjectId : kind === 'entry' ? byId(state.entries, subjectId).caseId : ''

/** Told to the officers, and to those of the organisation that decides who see the record. */
const noticesOfRectification = (state: State, about: Rectification, author: string): Notice[] => {
  const caseId = caseIdOf(state, about)
  const home = state.tenancies.find((t) => t.residentIds.includes(about.residentId))
  const sees = (user: User) => {
    if (caseId === '') return home !== undefined && model.seesTenancy(state, user, home)
    const it = byId(state.cases, caseId)
    return it.team.includes(user.id) && !barredFrom(state, user, it)
  }
  return state.users
    .filter((user) => user.role === 'dpo' || (user.organisationId === author && sees(user)))
    .map((user) => ({
      recipientId: user.id,
      kind: 'rectification_requested',
      subjectId: about.id,
      caseId,
      organisations: [],
      mustAcknowledge: false,
    }))
}

/** One about each kind of record, one of them refused; and what a case and a resident said before they were changed. */
export const ask = async ({ state, test }: World, { partial }: Cases): Promise<void> => {
  const [tenancy] = state.tenancies
  const [residentId = ''] = tenancy?.residentIds ?? []
  const entry = state.entries.find((e) => e.caseId === partial && e.category === 'housing')
  const complaint = state.naboklager.find((n) => n.respondentTenancyId === tenancy?.id)
  const wanted = [
    ['dpo', 'resident', residentId],
    ['drift.ringparken', 'naboklage', complaint?.id ?? ''],
    ['koordinator', 'entry', entry?.id ?? ''],
    ['social.anna', 'case', partial],
  ] as const
  for (const [by, kind, subjectId] of wanted) {
    const body = {
      residentId,
      subjectKind: kind,
      subjectId,
      claim: 'Det passer ikke',
      receivedOn: '2026-03-01',
    }
    const answer = await test.as(by as DemoUsername).post('/rectifications', body)
    if (answer.status !== 201) throw new Error(answer.text)
    const asked: Rectification = { id: answer.body.id, kind, residentId, subjectId, log: ['received'] }
    state.rectifications.push(asked)
    state.notices.push(...noticesOfRectification(state, asked, answer.body.organisationId))
  }
  const last = state.rectifications.at(-1)
  const refusal = { outcome: 'refused', reason: 'Det er rigtigt' }
  const now = { 'if-match': '*' }
  const answers = [
    await test.as('social.anna').post(`/rectifications/${last?.id}/decision`, refusal, now),
    await test.as('social.anna').patch(`/cases/${partial}`, { problem: 'Uro om natten' }, now),
    await test.as('drift.ringparken').patch(`/residents/${residentId}`, { phone: '+45 11 22 33 44' }, now),
  ]
  for (const { status, text } of answers) if (status !== 200) throw new Error(text)
  last?.log.push('refused')
  state.changed.push(partial, residentId)
}
