import type { Consent, State, User } from './model.ts'

/** What a user tries to do. */
export type Command =
  | { kind: 'open'; tenancyId: string; residentIds: string[]; naboklageIds: string[] }
  | { kind: 'resident'; caseId: string; residentId: string }
  | { kind: 'join'; caseId: string; userId: string }
  | { kind: 'leave'; caseId: string; userId: string }
  | { kind: 'link'; caseId: string; naboklageId: string }
  | { kind: 'answer'; caseId: string; answer: Answer }
  | { kind: 'conflict'; userId: string; tenancyId: string }
  | { kind: 'impartial'; conflictId: string }
  | { kind: 'withdraw'; consentId: string }
  | { kind: 'invalidate'; consentId: string }
  | {
      kind: 'entry'
      caseId: string
      category: string
      residentIds: string[]
      legalBasis: 'consent' | 'contract' | 'public_task'
    }
  | { kind: 'agree'; caseId: string; category: string; residentIds: string[]; responsibleUserId: string }

export type Answer = Pick<
  Consent,
  'residentId' | 'response' | 'recipients' | 'categories' | 'givenAt' | 'reviewOn'
>

export const byId = <T extends { id: string }>(records: T[], id: string): T => {
  const found = records.find((record) => record.id === id)
  if (!found) throw new Error(`no record ${id}`)
  return found
}

/** What an allowed attempt leaves behind; `id` is what the answer calls a new record. */
export const apply = (state: State, user: User, command: Command, id: string): void => {
  const organisationId = user.organisationId ?? ''
  switch (command.kind) {
    case 'open': {
      const { kind, ...content } = command
      const { departmentId } = byId(state.tenancies, command.tenancyId)
      const keyed = { owner: organisationId, keyPersonId: user.id, team: [user.id] }
      state.cases.push({ id, departmentId, ...keyed, ...structuredClone(content) })
      return
    }
    case 'conflict':
      state.conflicts.push({ id, userId: command.userId, tenancyId: command.tenancyId, ended: false })
      return
    case 'impartial':
      byId(state.conflicts, command.conflictId).ended = true
      return
    case 'withdraw':
      byId(state.consents, command.consentId).withdrawn = true
      return
    case 'invalidate':
      byId(state.consents, command.consentId).invalidated = true
      return
  }
  const it = byId(state.cases, command.caseId)
  if (command.kind === 'resident') it.residentIds = [...new Set([...it.residentIds, command.residentId])]
  else if (command.kind === 'join') it.team.push(command.userId)
  else if (command.kind === 'leave') it.team = it.team.filter((userId) => userId !== command.userId)
  else if (command.kind === 'link') it.naboklageIds.push(command.naboklageId)
  else if (command.kind === 'answer')
    state.consents.push({
      id,
      caseId: it.id,
      sequence: state.consents.length,
      withdrawn: false,
      invalidated: false,
      ...command.answer,
    })
  else if (command.kind === 'agree') {
    const { kind, ...action } = command
    state.actions.push({ id, organisationId, ...action })
  } else {
    const { category, residentIds } = command
    state.entries.push({ id, caseId: it.id, organisationId, category, residentIds })
  }
}
