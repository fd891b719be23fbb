import { describe, expect, test } from 'vitest'
import { cast, ingeAgrees, nobody, type Situation, situation } from '../cases/situation.ts'
import type { Actor, Json } from '../support/actors.ts'
import { ago, makeConsent, newConsent } from '../support/builders.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator } = people
const day = 86_400_000

const record = (by: Actor, { url, inge }: Situation, changes: Json = {}) =>
  by.post(`${url}/consents`, newConsent(inge, changes))

describe('an answer of a resident', () => {
  test('is recorded by the key person, and opens the case to those it names', async () => {
    const there = await situation(people)
    const { status, body, headers, etag } = await record(anna, there, {
      note: 'Sagt i køkkenet',
      reviewOn: null,
    })
    expect([status, headers.location]).toEqual([201, `/api/v1/consents/${body.id}`])
    const answered = newConsent(there.inge)
    expect(body).toMatchObject({ ...answered, givenAt: body.givenAt, inForce: true, note: 'Sagt i køkkenet' })
    expect(body).toMatchObject({ interpreter: false, withdrawal: null, invalidation: null })
    expect((await anna.get(`/consents/${body.id}`)).etag).toBe(etag)
    expect((await anna.get(there.url)).body.status).toBe('active')
  })

  test('is recorded by nobody else', async () => {
    const there = await situation(people)
    for (const by of [bo, drift, koordinator]) expect((await record(by, there)).status).toBe(404)
    await ingeAgrees(people, there)
    await anna.post(`${there.url}/team`, { userId: (await bo.get('/me')).body.id })
    for (const by of [bo, drift, koordinator, as('board')])
      expect((await record(by, there)).body.code).toBe('forbidden')
  })

  test('is of a resident of the case', async () => {
    const there = await situation(people)
    expect((await record(anna, there, { residentId: nobody })).status).toBe(404)
    expect((await record(anna, await situation(people), { residentId: there.inge })).status).toBe(404)
  })

  test('says all that makes it provable', async () => {
    const there = await situation(people)
    for (const field of ['givenBy', 'response', 'channel', 'givenAt', 'informationTextVersion', 'purpose'])
      expect((await record(anna, there, { [field]: undefined })).body.errors[0].path).toBe(field)
    for (const changes of [
      { channel: 'letter' },
      { givenBy: 'neighbour' },
      { recipientOrganisationIds: [] },
      { dataCategories: [] },
      { dataCategories: ['religion'] },
      { givenAt: '2026-01-01' },
      { inForce: true },
    ])
      expect((await record(anna, there, changes)).body.code).toBe('validation_failed')
    expect((await record(anna, there, { note: 'cpr 010190 1234' })).body.code).toBe('personal_number')
    for (const changes of [{ recipientOrganisationIds: ['aarhus'] }, { informationTextVersion: '1999-01' }])
      expect((await record(anna, there, changes)).body.code).toBe('rule_violated')
  })

  test('is not to come', async () => {
    const there = await situation(people)
    expect((await record(anna, there, { givenAt: ago(-3_600_000) })).body.code).toBe('rule_violated')
    expect((await record(anna, there, { givenAt: ago(30 * day) })).status).toBe(201)
  })

  test('is taken up again within 12 months, by default then', async () => {
    const there = await situation(people)
    const givenAt = '2026-02-10T10:00:00Z'
    expect((await record(anna, there, { givenAt })).body.reviewOn).toBe('2027-02-10')
    expect((await record(anna, there, { givenAt, reviewOn: '2027-02-10' })).status).toBe(201)
    for (const reviewOn of ['2027-02-11', '2026-02-10', '2026-02-09'])
      expect((await record(anna, there, { givenAt, reviewOn })).body.code).toBe('rule_violated')
    const late = await record(anna, there, { givenAt: '2026-01-31T23:30:00Z' })
    expect(late.body.reviewOn).toBe('2027-02-01')
  })
})

describe('the latest answer of a resident', () => {
  const names = async ({ url, inge }: Situation) =>
    (await anna.get(url)).body.consents
      .filter((consent: Json) => consent.residentId === inge)
      .flatMap((consent: Json) => consent.recipientOrganisationIds)

  test('wins, by when it was given and not by when it was recorded', async () => {
    const there = await situation(people)
    await record(anna, there, { givenAt: ago(2 * day), recipientOrganisationIds: ['boligviborg'] })
    await record(anna, there, { givenAt: ago(3 * day), recipientOrganisationIds: ['helhedsplanen'] })
    expect(await names(there)).toEqual(['boligviborg'])
    expect((await koordinator.get(there.url)).status).toBe(404)
    await record(anna, there, { givenAt: ago(day), recipientOrganisationIds: ['helhedsplanen'] })
    expect(await names(there)).toEqual(['helhedsplanen'])
    expect((await drift.get(there.url)).status).toBe(404)
  })

  test('of two of one instant is the one recorded last', async () => {
    const there = await situation(people)
    const givenAt = ago(day)
    for (const name of ['boligviborg', 'helhedsplanen', 'sct-joergen'])
      await record(anna, there, { givenAt, recipientOrganisationIds: [name] })
    expect(await names(there)).toEqual(['sct-joergen'])
  })

  test('may be a refusal, which closes what was given and stays with the owner', async () => {
    const there = await situation(people)
    const given = await ingeAgrees(people, there)
    await makeConsent(anna, there.id, there.per, { recipientOrganisationIds: ['helhedsplanen'] })
    const refusal = await record(anna, there, {
      response: 'refused',
      givenAt: ago(0),
      recipientOrganisationIds: ['helhedsplanen'],
      dataCategories: ['housing'],
    })
    expect(refusal.body).toMatchObject({ response: 'refused', inForce: false })
    expect((await drift.get(there.url)).status).toBe(404)
    expect((await koordinator.get(there.url)).body.residents).toMatchObject([{ id: there.per }])
    expect((await koordinator.get(`/consents/${refusal.body.id}`)).status).toBe(404)
    const history = async (by: Actor) => (await by.get(`${there.url}/consents`)).body.items
    expect(await history(anna)).toHaveLength(3)
    expect((await history(koordinator)).map((k: Json) => k.id)).not.toContain(refusal.body.id)
    expect((await history(koordinator)).find((k: Json) => k.id === given.id).inForce).toBe(false)
  })

  test('may be a refusal that names no one', async () => {
    const there = await situation(people)
    const changes = { response: 'refused', recipientOrganisationIds: [], dataCategories: [] }
    expect((await record(anna, there, changes)).status).toBe(201)
    expect((await anna.get(there.url)).body.status).toBe('awaiting_consent')
  })
})

test('a consent shows to partners what names them, without what was said in confidence', async () => {
  const there = await situation(people)
  await ingeAgrees(people, there, { note: 'Fortalte om sin angst' })
  await makeConsent(anna, there.id, there.per, { recipientOrganisationIds: ['sct-joergen'] })
  const { items } = (await koordinator.get(`${there.url}/consents`)).body
  expect(items).toMatchObject([{ residentId: there.inge, note: null }])
  expect((await koordinator.get(there.url)).body.consents).toHaveLength(1)
  expect((await anna.get(there.url)).body.consents).toHaveLength(2)
})

test('answers given at once are all recorded, and one is in force', async () => {
  const there = await situation(people)
  const names = ['boligviborg', 'helhedsplanen', 'sct-joergen', 'viborg-kommune']
  const giving = Array.from({ length: 12 }, (_, n) =>
    record(anna, there, { givenAt: ago(day), recipientOrganisationIds: [names[n % names.length]] }),
  )
  expect(new Set((await Promise.all(giving)).map(({ status }) => status))).toEqual(new Set([201]))
  const { items } = (await anna.get(`${there.url}/consents`)).body
  expect([items.length, items.filter((k: Json) => k.inForce).length]).toEqual([12, 1])
})

test('a consent ends on its review date, by the clock of the database', async () => {
  const there = await situation(people)
  const { database } = people
  const reviewOn = new Date(Date.now() + 40 * day).toISOString().slice(0, 10)
  await ingeAgrees(people, there, { reviewOn })
  await database.admin(`update sessions set expires_at = 'infinity'`)
  try {
    const at = (time: string) => `(timestamp '${reviewOn} 00:00' at time zone 'Europe/Copenhagen' ${time})`
    await database.setClock(at(`- interval '1 second'`))
    expect((await drift.get(there.url)).status).toBe(200)
    await database.setClock(at(''))
    expect((await drift.get(there.url)).status).toBe(404)
    expect((await anna.get(there.url)).body).toMatchObject({ status: 'awaiting_consent', consents: [] })
  } finally {
    await database.setClock('now()')
  }
})
