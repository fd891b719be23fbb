import type { Json } from '../support/actors.ts'

/** A Danish date so many days from now. */
export const inDays = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(Date.now() + days * 86_400_000)

export const newAction = (residentIds: string[], responsibleUserId: string, changes: Json = {}): Json => ({
  title: 'Ugentligt besøg',
  method: 'relational_welfare',
  responsibleUserId,
  dueOn: inDays(7),
  dataCategory: 'housing',
  residentIds,
  ...changes,
})
