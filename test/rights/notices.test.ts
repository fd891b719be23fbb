import { beforeEach, expect, test } from 'vitest'
import { cast } from '../cases/situation.ts'
import { inboxOf, kindsOf, raiser } from '../notifications/raising.ts'
import { askForAccess, releaseAccess, reviewComplaint } from '../support/access.ts'
import { dayAgo, makeNaboklage } from '../support/builders.ts'
import { created, tenancy } from '../support/households.ts'

const people = await cast()
const { as, drift, database } = people
const raise = raiser(database)
const dpo = as('dpo')
const ringparken = as('drift.ringparken')
const others = ['drift.sctjoergen', 'social.anna', 'koordinator', 'board', 'admin'] as const

beforeEach(() => database.setClock('now()'))

const asked = async () => {
  const home = await tenancy(drift)
  const complaint = await makeNaboklage(drift, { respondentTenancyId: home.id })
  return { home, complaint, request: await askForAccess(people, home.residents[0].id) }
}

/** At noon of a Danish day. Raises again and again, and twice at once: it is the first that counts. */
const on = async (days: number): Promise<void> => {
  for (const by of [drift, ringparken, dpo, ...others.map(as)]) await by.token()
  await database.admin(`update sessions set expires_at = 'infinity'`)
  const noon = `(now() at time zone 'Europe/Copenhagen')::date + ${days} + time '12:00'`
  await database.setClock(`(${noon}) at time zone 'Europe/Copenhagen'`)
  await Promise.all([raise(), raise()])
  await raise()
}

const daysTo = (date: string) => (Date.parse(date) - Date.parse(dayAgo())) / 86_400_000

test('the officer is told 7 days before an answer is due, and when it is late', async () => {
  const { request } = await asked()
  const answered = await releaseAccess(people, drift, (await tenancy(drift)).residents[0].id)
  await on(daysTo(request.dueOn) - 8)
  expect(await kindsOf(dpo, request.id)).toEqual([])
  await on(daysTo(request.dueOn) - 7)
  await on(daysTo(request.dueOn))
  expect(await inboxOf(dpo, request.id)).toMatchObject([
    { kind: 'subject_access_due', dueOn: request.dueOn, caseId: null },
  ])
  await on(daysTo(request.dueOn) + 1)
  expect(await kindsOf(dpo, request.id)).toEqual(['subject_access_overdue', 'subject_access_due'])
  expect(await kindsOf(dpo, answered.id)).toEqual([])
  for (const by of [drift, ...others.map(as)]) expect(await kindsOf(by, request.id)).toEqual([])
})

test('the staff of the department are told what they are to review, and again when it is urgent', async () => {
  const { home, complaint, request } = await asked()
  const userId = (await ringparken.get('/me')).body.id
  created(await as('admin').post('/conflicts', { userId, tenancyId: home.id, reason: 'Bor der' }))
  await on(0)
  await on(daysTo(request.dueOn) - 8)
  expect(
    (await inboxOf(drift, complaint.id)).filter(({ kind }) => kind.startsWith('redaction')),
  ).toMatchObject([{ kind: 'redaction_review', dueOn: request.dueOn }])
  await on(daysTo(request.dueOn) - 7)
  const kinds = await kindsOf(drift, complaint.id)
  expect(kinds.filter((kind) => kind.startsWith('redaction'))).toEqual([
    'redaction_review_due',
    'redaction_review',
  ])
  for (const by of [ringparken, dpo, ...others.map(as)]) expect(await kindsOf(by, complaint.id)).toEqual([])
})

test('of what is reviewed nobody is told, until the complaint changes', async () => {
  const { complaint, request } = await asked()
  await reviewComplaint(drift, request.id, complaint.id)
  await on(1)
  expect(await kindsOf(drift, complaint.id)).toEqual([])
  await drift.patch(`/naboklager/${complaint.id}`, { place: 'Gården' }, { 'if-match': '*' })
  await on(2)
  expect(await kindsOf(drift, complaint.id)).toEqual(['redaction_review'])
})
