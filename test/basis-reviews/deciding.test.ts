import { beforeEach, describe, expect, test } from 'vitest'
import { cast, ingeAgrees, nobody, type Situation, situation } from '../cases/situation.ts'
import { inboxOf, kindsOf, raiser } from '../notifications/raising.ts'
import { eraser, tablesHolding } from '../retention/past.ts'
import type { Actor, Json } from '../support/actors.ts'
import { ago, dayAgo, makeConsent, makeEntry } from '../support/builders.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator, database } = people
const raise = raiser(database)

beforeEach(() => database.setClock('now()'))

const withdraw = async (by: Actor, { id }: Json): Promise<void> => {
  const answer = await by.post(`/consents/${id}/withdrawal`, { receivedAt: ago(0), channel: 'phone' })
  expect(answer.status, answer.text).toBe(200)
}
const reviewsOf = async (by: Actor, { id }: Situation, query = ''): Promise<Json[]> =>
  (await by.get(`/basis-reviews?caseId=${id}${query}`)).body.items
const decide = async (by: Actor, id: string, body: Json) =>
  by.post(`/basis-reviews/${id}/decision`, body, { 'if-match': '*' })

const kept = { outcome: 'kept', legalBasis: 'public_task', reason: 'Servicelovens § 85' }
const erased = { outcome: 'to_be_erased', reason: 'Beboeren vil ikke have det stående' }
const onConsent = { legalBasis: 'consent' }

/** Inge has agreed, entries were written on that, and then she took it back. */
const withdrawn = async () => {
  const there = await situation(people)
  const consent = await ingeAgrees(people, there)
  const mine = await makeEntry(anna, there.id, [there.inge], { ...onConsent, text: 'Annas notat' })
  const theirs = await makeEntry(koordinator, there.id, [there.inge], { ...onConsent, text: 'Karens notat' })
  const duty = await makeEntry(anna, there.id, [there.inge], { text: 'Myndighedsopgave' })
  await withdraw(anna, consent)
  return { ...there, consent, mine, theirs, duty }
}

describe('entries whose only basis was a consent', () => {
  test('wait for the key person when it is withdrawn, with a date; those on another basis do not', async () => {
    const there = await withdrawn()
    const reviews = await reviewsOf(anna, there)
    expect(reviews.map(({ entryId }) => entryId)).toEqual([there.theirs.id, there.mine.id])
    expect(reviews[1]).toMatchObject({
      ...{ caseId: there.id, consentId: there.consent.id, organisationId: 'viborg-kommune' },
      ...{ dueOn: dayAgo(-30), state: 'pending', outcome: null, legalBasis: null, decidedBy: null },
    })
    expect((await anna.get(`/basis-reviews/${reviews[0]?.id}`)).body.organisationId).toBe('helhedsplanen')
    expect((await anna.get(`/entries/${there.mine.id}`)).body.legalBasis).toBe('consent')
  })

  test('wait until each resident concerned has agreed again, and wait anew when one has not', async () => {
    const there = await situation(people)
    const { id, inge, per } = there
    const ofInge = await ingeAgrees(people, there)
    const ofPer = await makeConsent(anna, id, per, { dataCategories: ['housing'] })
    const { id: entryId } = await makeEntry(anna, id, [inge, per], onConsent)
    const second = await anna.post(`/entries/${entryId}/corrections`, { text: 'Rettet', reason: 'Slåfejl' })
    await withdraw(anna, ofPer)
    await withdraw(anna, ofInge)
    const states = async () => (await reviewsOf(anna, there)).map((r) => `${r.entryId} ${r.outcome}`)
    const entry = second.body.id
    expect(await states()).toEqual([`${entry} null`])
    const third = await anna.post(`/entries/${entry}/corrections`, { text: 'Igen', reason: 'Slåfejl' })
    expect(third.status).toBe(201)
    await ingeAgrees(people, there)
    expect(await states()).toEqual([`${entry} null`])
    const again = await makeConsent(anna, id, per, { dataCategories: ['housing'] })
    expect(await states()).toEqual([`${entry} consent_renewed`])
    const reason = 'Beboeren havde ikke forstået det'
    expect((await anna.post(`/consents/${again.id}/invalidation`, { reason })).status).toBe(200)
    expect(await states()).toEqual([`${third.body.id} null`, `${entry} consent_renewed`])
  })

  test('wait also when a refusal or a narrower answer is the latest', async () => {
    for (const answer of [{ response: 'refused' }, { dataCategories: ['economy'] }]) {
      const there = await situation(people)
      await ingeAgrees(people, there, { givenAt: ago(5_000) })
      await makeEntry(anna, there.id, [there.inge], onConsent)
      await ingeAgrees(people, there, { dataCategories: ['housing'], givenAt: ago(4_000) })
      expect(await reviewsOf(anna, there)).toEqual([])
      await ingeAgrees(people, there, answer)
      expect(await reviewsOf(anna, there)).toHaveLength(1)
    }
  })

  test('written while the consent is being withdrawn do not slip through', async () => {
    for (let round = 0; round < 5; round += 1) {
      const there = await situation(people)
      const consent = await ingeAgrees(people, there)
      const occurredAt = ago(1_000)
      const body = { kind: 'note', dataCategory: 'housing', residentIds: [there.inge], text: 'x', occurredAt }
      const [, ...entries] = await Promise.all([
        withdraw(anna, consent),
        ...Array.from({ length: 4 }, () => anna.post(`${there.url}/entries`, { ...body, ...onConsent })),
      ])
      const written = entries.filter(({ status }) => status === 201).map((answer) => answer.body.id)
      expect((await reviewsOf(anna, there)).map(({ entryId }) => entryId).sort()).toEqual(written.sort())
    }
  })
})

describe('the decision', () => {
  test('keeps the entry on another basis, which its corrections stand on too', async () => {
    const there = await withdrawn()
    const [, review] = await reviewsOf(anna, there)
    const { status, body, headers } = await decide(anna, review?.id, kept)
    expect([status, body]).toMatchObject([200, { state: 'decided', ...kept }])
    const entry = (await anna.get(`/entries/${there.mine.id}`)).body
    expect(entry).toMatchObject({ legalBasis: 'public_task', text: 'Annas notat' })
    const correction = await anna.post(`/entries/${entry.id}/corrections`, { text: 'Ny', reason: 'Slåfejl' })
    expect(correction.body.legalBasis).toBe('public_task')
    const again = await ingeAgrees(people, there)
    await withdraw(anna, again)
    expect(await reviewsOf(anna, there, '&state=pending')).toHaveLength(1)
    const events = await as('dpo').get(`/audit/events?requestId=${headers['x-request-id']}`)
    expect(events.body.items).toMatchObject([{ action: 'basis_review.decide', decision: 'allowed' }])
    expect(events.body.items[0].subjectIds).toContain(there.mine.id)
  })

  test('seals an entry that is to be erased, every version of it, from everyone and from access to own data', async () => {
    const there = await situation(people)
    const consent = await ingeAgrees(people, there)
    const key = { 'idempotency-key': `sealed-${there.id}` }
    const body = { kind: 'note', dataCategory: 'housing', residentIds: [there.inge], ...onConsent }
    const said = { ...body, text: 'Ordene skal væk', occurredAt: ago(1_000) }
    const first = await anna.post(`${there.url}/entries`, said, key)
    await anna.post(`/entries/${first.body.id}/corrections`, { text: 'Ordene skal også væk', reason: 'x' })
    await withdraw(anna, consent)
    const [review] = await reviewsOf(anna, there)
    const seen = (await as('dpo').post(`/residents/${there.inge}/subject-access`, { receivedOn: dayAgo() }))
      .text
    expect(seen).toContain('Ordene skal også væk')
    expect((await decide(anna, review?.id, erased)).status).toBe(200)
    await ingeAgrees(people, there)
    for (const by of [anna, koordinator, drift]) {
      expect((await by.get(`/entries/${first.body.id}`)).status).toBe(404)
      expect((await by.get(`${there.url}/entries?versions=all`)).text).not.toContain('Ordene')
    }
    const correction = { text: 'x', reason: 'x' }
    for (const id of [first.body.id, review?.entryId])
      expect((await anna.post(`/entries/${id}/corrections`, correction)).status).toBe(404)
    expect((await anna.post(`${there.url}/entries`, said, key)).status).toBe(404)
    const after = await as('dpo').post(`/residents/${there.inge}/subject-access`, { receivedOn: dayAgo() })
    expect([after.status, after.text.includes('Ordene')]).toEqual([201, false])
    const taken = await database.admin(
      'select from reviewed_entries where case_id = $1 and legal_basis is null',
      [there.id],
    )
    expect(taken).toHaveLength(2)
  })

  test('has the entry erased from everywhere the day after, unless its case is restricted', async () => {
    const there = await withdrawn()
    const [, review] = await reviewsOf(anna, there)
    await anna.post(`/entries/${there.mine.id}/corrections`, {
      text: 'Annas rettede notat',
      reason: 'Slåfejl',
    })
    expect((await decide(anna, review?.id, erased)).status).toBe(200)
    const restriction = await as('dpo').post(`/residents/${there.inge}/restrictions`, {
      reason: 'legal_claim',
    })
    const run = eraser(database)
    const words = ['Annas rettede notat', there.mine.id]
    const left = async () => (await tablesHolding(database, words, 'audit_events erasures')).length
    await run()
    await database.setClock(`now() + interval '25 hours'`)
    await run()
    expect(await left()).toBeGreaterThan(2)
    await database.admin('delete from restrictions where id = $1', [restriction.body.id])
    await run()
    expect(await left()).toBe(0)
    const told = 'select from audit_events where action = $1 and $2 = any (subject_ids)'
    expect(await database.admin(told, ['sealed_entry.erase', there.mine.id])).toHaveLength(1)
  })

  test('is the key person’s, once, and not of another version than was seen', async () => {
    const there = await withdrawn()
    const [theirs, mine] = await reviewsOf(anna, there)
    await anna.post(`${there.url}/team`, { userId: (await bo.get('/me')).body.id })
    for (const by of [bo, drift, koordinator]) {
      expect(await reviewsOf(by, there)).toEqual([])
      expect((await by.get(`/basis-reviews/${mine?.id}`)).status).toBe(404)
      expect((await decide(by, mine?.id, kept)).status).toBe(404)
    }
    expect((await decide(as('dpo'), mine?.id, kept)).status).toBe(403)
    expect((await decide(anna, nobody, kept)).status).toBe(404)
    const without = await anna.post(`/basis-reviews/${mine?.id}/decision`, kept)
    expect(without.status).toBe(428)
    const { etag } = await anna.get(`/basis-reviews/${mine?.id}`)
    const url = `/basis-reviews/${mine?.id}/decision`
    const both = await Promise.all([kept, erased].map((body) => anna.post(url, body, { 'if-match': etag })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, expect.toBeOneOf([409, 412])])
    expect((await anna.post(url, kept, { 'if-match': etag })).status).toBe(412)
    expect((await decide(anna, mine?.id, kept)).body.code).toBe('conflict')
    for (const body of [
      {},
      { outcome: 'kept', reason: 'x' },
      { ...kept, legalBasis: 'consent' },
      { ...erased, legalBasis: 'contract' },
      { ...kept, outcome: 'consent_renewed' },
      { ...kept, note: 'x' },
      { ...kept, reason: '' },
    ])
      expect((await decide(anna, theirs?.id, body)).body.code).toBe('validation_failed')
    const personal = await decide(anna, theirs?.id, { ...kept, reason: 'cpr 010190-1234' })
    expect(personal.body.code).toBe('personal_number')
  })

  test('is the owner’s team’s when the key person has left or is shut out, also of a closed case', async () => {
    const there = await withdrawn()
    await anna.post(`${there.url}/team`, { userId: (await bo.get('/me')).body.id })
    const closure = { outcome: 'consent_ended', closedOn: dayAgo() }
    const closed = await anna.post(`${there.url}/closure`, closure, { 'if-match': '*' })
    expect(closed.status).toBe(200)
    const userId = (await anna.get('/me')).body.id
    const conflict = { userId, tenancyId: there.home.id, reason: 'Er i familie' }
    expect((await as('admin').post('/conflicts', conflict)).status).toBe(201)
    expect(await reviewsOf(anna, there)).toEqual([])
    const [review] = await reviewsOf(bo, there)
    expect((await decide(bo, review?.id, erased)).status).toBe(200)
    expect(await reviewsOf(drift, there)).toEqual([])
  })
})

describe('the date', () => {
  const on = async (days: number): Promise<void> => {
    for (const by of [anna, bo, drift]) await by.token()
    await database.admin(`update sessions set expires_at = 'infinity'`)
    await database.setClock(`now() + interval '${days} days'`)
    await Promise.all([raise(), raise()])
  }

  test('is told of 7 days before and when it has passed, once each, until it is decided', async () => {
    const there = await withdrawn()
    const [first, second] = await reviewsOf(anna, there)
    await on(22)
    expect(await kindsOf(anna, first?.id)).toEqual([])
    await on(24)
    const [notice] = await inboxOf(anna, first?.id)
    expect(notice).toMatchObject({ kind: 'basis_review_due', caseId: there.id, dueOn: first?.dueOn })
    expect((await decide(anna, second?.id, kept)).status).toBe(200)
    await on(31)
    expect(await kindsOf(anna, first?.id)).toEqual(['basis_review_overdue', 'basis_review_due'])
    expect(await kindsOf(anna, second?.id)).toEqual(['basis_review_due'])
    for (const by of [bo, drift]) expect(await inboxOf(by, first?.id)).toEqual([])
  })

  test('is told to the owner’s team while the key person is shut out', async () => {
    const there = await withdrawn()
    const [review] = await reviewsOf(anna, there)
    await anna.post(`${there.url}/team`, { userId: (await bo.get('/me')).body.id })
    const userId = (await anna.get('/me')).body.id
    await as('admin').post('/conflicts', { userId, tenancyId: there.home.id, reason: 'Er i familie' })
    await on(31)
    expect(await kindsOf(bo, review?.id)).toEqual(['basis_review_overdue'])
    const told = await database.admin('select from notices where subject_id = $1', [review?.id])
    expect(told).toHaveLength(1)
  })
})
