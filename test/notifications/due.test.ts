import { beforeEach, describe, expect, test } from 'vitest'
import { newAction } from '../agreed-actions/builders.ts'
import { cast, ingeAgrees, situation } from '../cases/situation.ts'
import type { Actor } from '../support/actors.ts'
import { ago, dayAgo, makeNaboklage } from '../support/builders.ts'
import { created } from '../support/households.ts'
import { inboxOf, kindsOf, raiser } from './raising.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator, database } = people
const raise = raiser(database)
const ringparken = as('drift.ringparken')
const everyone = ['drift.sctjoergen', 'social.bo', 'koordinator2', 'board', 'dpo', 'admin'] as const

beforeEach(() => database.setClock('now()'))

/** Raises again and again, and twice at once: it is the first that counts. */
const on = async (days: number): Promise<void> => {
  for (const by of [drift, ringparken, anna, bo, koordinator, ...everyone.map(as)]) await by.token()
  await database.admin(`update sessions set expires_at = 'infinity'`)
  await database.setClock(`now() + interval '${days} days'`)
  await Promise.all([raise(), raise()])
  await raise()
}

const conflict = async (user: Actor, tenancyId: string) => {
  const userId = (await user.get('/me')).body.id
  const answer = await as('admin').post('/conflicts', { userId, tenancyId, reason: 'Bor der selv' })
  expect(answer.status).toBe(201)
}

describe('a consent that is to be taken up again', () => {
  test('is told to the key person 30 and 7 days before, once each, and to nobody else', async () => {
    const there = await situation(people)
    const consent = await ingeAgrees(people, there)
    await on(364 - 31)
    expect(await inboxOf(anna, consent.id)).toEqual([])
    await on(364 - 20)
    const [notice] = await inboxOf(anna, consent.id)
    expect(notice).toEqual({
      id: expect.any(String),
      etag: expect.any(String),
      kind: 'consent_review_30_days',
      title: 'Et samtykke skal tages op igen inden for 30 dage',
      subjectId: consent.id,
      caseId: there.id,
      dueOn: consent.reviewOn,
      raisedAt: expect.any(String),
      readAt: null,
      mustAcknowledge: false,
      acknowledgedAt: null,
      acknowledgedBy: null,
      acknowledgements: null,
    })
    await on(364 - 6)
    expect(await kindsOf(anna, consent.id)).toEqual(['consent_review_7_days', 'consent_review_30_days'])
    for (const by of [drift, koordinator, ...everyone.map(as)])
      expect(await inboxOf(by, consent.id)).toEqual([])
  })

  test('is not told of one that is withdrawn, or to a key person who is shut out', async () => {
    const withdrawn = await ingeAgrees(people, await situation(people))
    const body = { receivedAt: ago(0), channel: 'phone' }
    await anna.post(`/consents/${withdrawn.id}/withdrawal`, body)
    const there = await situation(people)
    const barred = await ingeAgrees(people, there)
    await conflict(anna, there.home.id)
    await on(364 - 6)
    expect(await kindsOf(anna, withdrawn.id)).toEqual(['consent_withdrawn'])
    const told = await database.admin('select from notices where subject_id = $1', [barred.id])
    expect(told).toEqual([])
  })
})

describe('a complaint', () => {
  test("has its date after § 83 told to the department's staff, 7 days before and when it has passed", async () => {
    const { id, dueOn } = await makeNaboklage(drift, { demandedOn: dayAgo() })
    const days = (Date.parse(dueOn) - Date.parse(dayAgo())) / 86_400_000
    await on(days - 8)
    expect((await kindsOf(drift, id)).includes('demand_due')).toBe(false)
    await on(days - 7)
    await on(days)
    for (const by of [drift, ringparken]) {
      const due = (await inboxOf(by, id)).filter(({ kind }) => kind === 'demand_due')
      expect(due).toMatchObject([{ dueOn, caseId: null }])
    }
    await on(days + 1)
    expect((await kindsOf(drift, id)).filter((kind) => kind.startsWith('demand'))).toEqual([
      'demand_overdue',
      'demand_due',
    ])
    for (const by of everyone.map(as)) expect(await inboxOf(by, id)).toEqual([])
  })

  test('that its date is moved of is told of anew', async () => {
    const { id, dueOn, ...complaint } = await makeNaboklage(drift, { demandedOn: dayAgo() })
    await on(60)
    const etag = (await drift.get(`/naboklager/${id}`)).etag
    const moved = await drift.patch(`/naboklager/${id}`, { demandedOn: dayAgo(1) }, { 'if-match': etag })
    expect(moved.status).toBe(200)
    expect(moved.body.dueOn).not.toBe(dueOn)
    await on(60)
    const overdue = (await inboxOf(drift, id)).filter(({ kind }) => kind === 'demand_overdue')
    expect(overdue.map((notice) => notice.dueOn).sort()).toEqual([moved.body.dueOn, dueOn].sort())
    expect(complaint).toBeDefined()
  })

  test('that nobody has touched is told of, but not to one who is shut out of it', async () => {
    const there = await situation(people)
    const { id } = await makeNaboklage(drift, { respondentTenancyId: there.home.id })
    const draft = await makeNaboklage(drift, { channel: 'oral' })
    await on(9)
    expect(await kindsOf(drift, id)).toEqual([])
    await conflict(ringparken, there.home.id)
    await on(30)
    expect(await kindsOf(drift, id)).toEqual(['naboklage_untouched'])
    expect(await kindsOf(drift, draft.id)).toEqual([])
    const told = await database.admin<{ n: number }>(
      'select count(*)::int as n from notices where subject_id = $1',
      [id],
    )
    expect(told).toEqual([{ n: 1 }])
  })
})

describe('a handover', () => {
  test('is told at once to the one who carries the case from then on, and each time anew', async () => {
    const there = await situation(people)
    const [annas, bos] = [(await anna.get('/me')).body.id, (await bo.get('/me')).body.id]
    const hand = (by: Actor, userId: string) =>
      by.post(`${there.url}/handover`, { userId, reason: 'Ferie' }, { 'if-match': '*' })
    expect((await hand(anna, bos)).status).toBe(200)
    expect(await kindsOf(bo, there.id)).toEqual(['reconfirmation_due'])
    expect(await kindsOf(anna, there.id)).toEqual([])
    await on(1)
    expect(await kindsOf(bo, there.id)).toEqual(['reconfirmation_due'])
    expect((await hand(bo, annas)).status).toBe(200)
    expect((await hand(anna, bos)).status).toBe(200)
    await on(2)
    expect(await kindsOf(bo, there.id)).toEqual(['reconfirmation_due', 'reconfirmation_due'])
  })
})

describe('an action', () => {
  test('is told to the one who is to do it, 3 days before and when it is late, while it is to be done', async () => {
    const there = await situation(people)
    await ingeAgrees(people, there)
    const agreed = async (by: Actor, days: number) => {
      const responsible = (await by.get('/me')).body.id
      const dueOn = dayAgo(-days)
      return created(await anna.post(`${there.url}/actions`, newAction([there.inge], responsible, { dueOn })))
    }
    const [mine, theirs, settled] = [
      await agreed(anna, 9),
      await agreed(koordinator, 9),
      await agreed(anna, 9),
    ]
    const body = { completedOn: dayAgo() }
    const done = await anna.post(`/actions/${settled.id}/completion`, body, { 'if-match': '*' })
    expect(done.status, done.text).toBe(200)
    await on(5)
    expect(await kindsOf(anna, mine.id)).toEqual([])
    await on(7)
    expect(await inboxOf(koordinator, theirs.id)).toMatchObject([
      { kind: 'action_due', dueOn: theirs.dueOn, caseId: there.id },
    ])
    await on(11)
    expect(await kindsOf(anna, mine.id)).toEqual(['action_overdue', 'action_due'])
    expect(await kindsOf(anna, settled.id)).toEqual([])
    for (const by of [drift, bo]) expect(await inboxOf(by, mine.id)).toEqual([])
  })

  test('is not told to one who may no longer see it', async () => {
    const there = await situation(people)
    const consent = await ingeAgrees(people, there)
    const responsible = (await koordinator.get('/me')).body.id
    const action = created(await anna.post(`${there.url}/actions`, newAction([there.inge], responsible)))
    await anna.post(`/consents/${consent.id}/withdrawal`, { receivedAt: ago(0), channel: 'phone' })
    await on(20)
    expect(await database.admin('select from notices where subject_id = $1', [action.id])).toEqual([])
  })
})
