import { expect, test } from 'vitest'
import { cast, ingeAgrees, type Situation, situation } from '../cases/situation.ts'
import type { Actor } from '../support/actors.ts'
import { newPrivateKey, testApp } from '../support/app.ts'
import { ago, makeConsent, makeEntry } from '../support/builders.ts'

const people = await cast()
const { drift, anna, koordinator } = people
/** A second process on the same database, as far as the database can tell. */
const other = await testApp({ database: people.database, privateKey: newPrivateKey(), poolSize: 5 })

const rounds = 6
const readers: Actor[] = [koordinator, drift, other.as('koordinator'), other.as('drift.boligviborg')]

interface Seen {
  begunAt: number
  status: number
}

/** Reads again and again, and ten times more after `closed`; remembers when each began and what it was shown. */
const readOn = async (by: Actor, { url }: Situation, closed: () => boolean): Promise<Seen[]> => {
  const seen: Seen[] = []
  for (let left = 10; left > 0; left -= closed() ? 1 : 0) {
    const begunAt = performance.now()
    seen.push({ begunAt, status: (await by.get(`${url}/entries`)).status })
  }
  return seen
}

test('what begins after the answer to a withdrawal sees nothing, in every process', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const there = await situation(people)
    const consent = await ingeAgrees(people, there)
    await makeEntry(anna, there.id, [there.inge])
    for (const by of readers) expect((await by.get(there.url)).status).toBe(200)
    let answeredAt = Number.POSITIVE_INFINITY
    const reading = Promise.all(readers.map((by) => readOn(by, there, () => performance.now() > answeredAt)))
    const received = { receivedAt: ago(0), channel: 'phone' }
    const { status } = await other.as('social.bo').post(`/consents/${consent.id}/withdrawal`, received)
    answeredAt = performance.now()
    const seen = (await reading).flat()
    const late = seen.filter(({ begunAt }) => begunAt > answeredAt)
    expect(status).toBe(200)
    expect(late.length).toBeGreaterThan(20)
    expect(new Set(late.map((one) => one.status))).toEqual(new Set([404]))
  }
})

test('a change of a case and a withdrawal at once leave neither half done', async () => {
  for (let round = 0; round < rounds; round += 1) {
    const there = await situation(people)
    const consent = await ingeAgrees(people, there)
    const { etag } = await koordinator.get(there.url)
    const change = { problem: `Ændret af koordinator ${round}` }
    const [changed, withdrawn] = await Promise.all([
      koordinator.patch(there.url, change, { 'if-match': etag }),
      other
        .as('social.anna')
        .post(`/consents/${consent.id}/withdrawal`, { receivedAt: ago(0), channel: 'email' }),
    ])
    expect(withdrawn.status).toBe(200)
    expect([200, 404]).toContain(changed.status)
    const { problem } = (await anna.get(there.url)).body
    expect(problem === change.problem).toBe(changed.status === 200)
  }
})

test('a withdrawal and a new answer at once leave the new answer in force', async () => {
  const there = await situation(people)
  const consent = await ingeAgrees(people, there, { givenAt: ago(60_000) })
  const [withdrawn] = await Promise.all([
    anna.post(`/consents/${consent.id}/withdrawal`, { receivedAt: ago(0), channel: 'phone' }),
    makeConsent(other.as('social.anna'), there.id, there.inge, {
      recipientOrganisationIds: ['helhedsplanen'],
    }),
  ])
  expect(withdrawn.status).toBe(200)
  expect((await koordinator.get(there.url)).status).toBe(200)
  expect((await drift.get(there.url)).status).toBe(404)
})
