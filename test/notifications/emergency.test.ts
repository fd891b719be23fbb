import { expect, test } from 'vitest'
import { cast, situation } from '../cases/situation.ts'
import { inboxOf } from './raising.ts'

const people = await cast()
const { as, anna, bo, drift, koordinator } = people

test('an emergency access is told at once to the key person and the officer, and to nobody else', async () => {
  const there = await situation(people)
  const asking = { reason: 'Beboeren svarer ikke', legalBasis: 'vital_interests' }
  const { status, body } = await koordinator.post(`/cases/${there.id}/emergency-access`, asking)
  expect(status).toBe(201)
  expect(await inboxOf(anna, body.id)).toMatchObject([{ kind: 'emergency_access', caseId: there.id }])
  // The officer, who sees no cases, finds it by its own id.
  expect(await inboxOf(as('dpo'), body.id)).toMatchObject([{ kind: 'emergency_access', caseId: null }])
  expect((await as('dpo').get(`/emergency-accesses/${body.id}`)).status).toBe(200)
  for (const by of [koordinator, drift, bo, as('admin'), as('board')])
    expect(await inboxOf(by, body.id)).toEqual([])
})
