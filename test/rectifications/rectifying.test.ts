import { beforeEach, describe, expect, test } from 'vitest'
import { cast, ingeAgrees, nobody, type Situation, situation } from '../cases/situation.ts'
import { inboxOf, kindsOf, raiser } from '../notifications/raising.ts'
import type { Actor, Json } from '../support/actors.ts'
import { dayAgo, makeEntry, makeNaboklage } from '../support/builders.ts'
import { created } from '../support/households.ts'

const people = await cast()
const { as, drift, anna, koordinator, database } = people
const dpo = as('dpo')
const now = { 'if-match': '*' }
const raise = raiser(database)

beforeEach(() => database.setClock('now()'))

const asked = (residentId: string, subjectKind: string, subjectId: string, changes: Json = {}): Json => ({
  ...{ residentId, subjectKind, subjectId },
  ...{ claim: 'Jeg flyttede ind i 2019, ikke 2020', receivedOn: dayAgo(), ...changes },
})
const ask = async (by: Actor, ...what: Parameters<typeof asked>): Promise<Json> =>
  created(await by.post('/rectifications', asked(...what)))
const decide = (by: Actor, { id }: Json, body: Json) => by.post(`/rectifications/${id}/decision`, body, now)
const corrected = { outcome: 'corrected' }
const refused = { outcome: 'refused', reason: 'Det fremgår af lejekontrakten' }
const logOf = ({ log }: Json): string[] =>
  log.map(({ kind, organisationId }: Json) => (organisationId ? `${kind} ${organisationId}` : kind))

/** What is recorded of Inge, by the landlord and by the municipality, some of it shown to the coordinator. */
const recorded = async (): Promise<Situation & { entry: Json; complaint: Json }> => {
  const there = await situation(people)
  const complaint = await makeNaboklage(drift, {
    respondentTenancyId: there.home.id,
    sharedSummary: 'Støj om dagen',
  })
  await ingeAgrees(people, there)
  const entry = await makeEntry(anna, there.id, [there.inge], { text: 'Flyttede ind i 2020' })
  return { ...there, entry, complaint }
}

/** How each kind of record is corrected, by whom, and where it then says what it said before. */
const kinds = {
  entry: {
    subject: ({ entry }: Json) => entry.id,
    author: anna,
    correct: ({ entry }: Json) =>
      anna.post(`/entries/${entry.id}/corrections`, { text: 'Flyttede ind i 2019', reason: 'Berigtigelse' }),
    before: async ({ entry }: Json) => (await anna.get(`/entries/${entry.id}`)).body.text,
    said: 'Flyttede ind i 2020',
  },
  case: {
    subject: ({ id }: Json) => id,
    author: anna,
    correct: ({ url }: Json) => anna.patch(url, { problem: 'Uro om dagen' }, now),
    before: async ({ url }: Json) => (await anna.get(`${url}/history`)).body.items[0].former.problem,
    said: 'Uro om natten',
  },
  resident: {
    subject: ({ inge }: Json) => inge,
    author: drift,
    correct: ({ inge }: Json) => drift.patch(`/residents/${inge}`, { name: 'Inge Jensen' }, now),
    before: async ({ inge }: Json) =>
      (await drift.get(`/residents/${inge}/history`)).body.items[0].former.name,
    said: 'Inge Hansen',
  },
  naboklage: {
    subject: ({ complaint }: Json) => complaint.id,
    author: drift,
    correct: ({ complaint }: Json) =>
      drift.patch(`/naboklager/${complaint.id}`, { sharedSummary: 'Støj om natten' }, now),
    before: async ({ complaint }: Json) =>
      (await drift.get(`/naboklager/${complaint.id}/history`)).body.items[0].former.sharedSummary,
    said: 'Støj om dagen',
  },
}

describe('what a resident wants corrected', () => {
  test.each(Object.entries(kinds))(
    'of a %s is corrected by who wrote it, and stays readable as it was',
    async (kind, it) => {
      const there = await recorded()
      const request = await ask(dpo, there.inge, kind, it.subject(there))
      const { id: organisationId } = { id: (await it.author.get('/me')).body.organisationId }
      expect(request).toMatchObject({ state: 'open', organisationId, outcome: null })
      expect(logOf(request)).toEqual(['received'])
      expect(await kindsOf(it.author, request.id)).toEqual(['rectification_requested'])
      for (const by of [dpo, as('drift.sctjoergen')])
        expect((await decide(by, request, corrected)).status).not.toBe(200)
      expect((await decide(it.author, request, corrected)).body.code).toBe('rule_violated')
      expect((await it.correct(there)).status).toBeLessThan(300)
      const { status, body } = await decide(it.author, request, corrected)
      expect([status, body.outcome, logOf(body)]).toEqual([200, 'corrected', ['received', 'corrected']])
      expect(await it.before(there)).toBe(it.said)
      expect((await decide(it.author, request, corrected)).body.code).toBe('conflict')
    },
  )

  test('is refused with a reason, and what the resident says stays with the record', async () => {
    const there = await recorded()
    const request = await ask(anna, there.inge, 'entry', there.entry.id)
    const { body } = await decide(anna, request, refused)
    expect(body).toMatchObject({ outcome: 'refused', reason: refused.reason, statement: request.claim })
    expect(logOf(body)).toEqual(['received', 'refused'])
    const beside = await koordinator.get(`/rectifications?subjectId=${there.entry.id}`)
    expect(beside.body.items).toMatchObject([{ id: request.id, statement: request.claim }])
    const { items } = (await dpo.get(`/audit/events?requestId=${beside.headers['x-request-id']}`)).body
    expect(items[0]).toMatchObject({ action: 'rectification.list', caseId: there.id })
    expect(items[0].consentIds).toHaveLength(1)
    const own = await ask(anna, there.inge, 'case', there.id)
    const statement = 'Jeg har aldrig larmet'
    expect((await decide(anna, own, { ...refused, statement })).body.statement).toBe(statement)
  })

  test('that others were shown is told to them when it is corrected, and they acknowledge', async () => {
    const there = await recorded()
    await koordinator.get(`/entries/${there.entry.id}`)
    const request = await ask(anna, there.inge, 'entry', there.entry.id)
    await kinds.entry.correct(there)
    const { body } = await decide(anna, request, corrected)
    expect(logOf(body)).toEqual(['received', 'corrected', 'told helhedsplanen'])
    const [notice] = (await inboxOf(koordinator, request.id)).filter(
      ({ kind }) => kind === 'record_corrected',
    )
    expect(notice).toMatchObject({ caseId: there.id, mustAcknowledge: true })
    await koordinator.post(`/notifications/${notice?.id}/acknowledgement`)
    const [answer] = (await inboxOf(anna, request.id)).filter(({ kind }) => kind === 'record_corrected')
    expect(answer?.acknowledgements).toMatchObject([
      { organisationId: 'helhedsplanen', acknowledgedAt: expect.any(String) },
    ])
    expect(await kindsOf(drift, request.id)).toEqual([])
  })

  test('is of a record about the resident, seen by who records it', async () => {
    const there = await recorded()
    const { inge, per, entry, id, complaint } = there
    const status = async (by: Actor, ...what: Parameters<typeof asked>) =>
      (await by.post('/rectifications', asked(...what))).status
    const others: [string, string, string][] = [
      [per, 'entry', entry.id],
      [inge, 'case', entry.id],
      [inge, 'entry', nobody],
      [nobody, 'resident', inge],
      [inge, 'resident', per],
    ]
    for (const what of others) expect(await status(dpo, ...what)).toBe(404)
    expect(await status(people.bo, inge, 'entry', entry.id)).toBe(404)
    expect(await status(koordinator, inge, 'naboklage', complaint.id)).toBe(404)
    expect(await status(koordinator, inge, 'entry', entry.id)).toBe(201)
    for (const name of ['board', 'admin'] as const) expect(await status(as(name), inge, 'case', id)).toBe(403)
    const tomorrow = { receivedOn: dayAgo(-1) }
    const wrong = await dpo.post('/rectifications', asked(inge, 'case', id, tomorrow))
    expect(wrong.body.code).toBe('rule_violated')
    for (const body of [{ claim: '' }, { claim: undefined }, { subjectKind: 'consent' }, { note: 'x' }])
      expect((await dpo.post('/rectifications', asked(inge, 'case', id, body))).status).toBe(400)
    const personal = await dpo.post('/rectifications', asked(inge, 'case', id, { claim: '010190-1234' }))
    expect(personal.body.code).toBe('personal_number')
  })

  test('is decided once, of the version that was seen, and as a whole', async () => {
    const there = await recorded()
    const request = await ask(dpo, there.inge, 'entry', there.entry.id, { receivedOn: '2026-01-31' })
    expect(request.dueOn).toBe('2026-02-28')
    const url = `/rectifications/${request.id}`
    expect((await koordinator.post(`${url}/decision`, refused, now)).body.code).toBe('forbidden')
    expect((await people.bo.post(`${url}/decision`, refused, now)).status).toBe(404)
    expect((await anna.post(`${url}/decision`, refused)).status).toBe(428)
    for (const body of [
      {},
      { outcome: 'refused' },
      { ...corrected, reason: 'x' },
      { ...corrected, statement: 'x' },
    ])
      expect((await anna.post(`${url}/decision`, body, now)).body.code).toBe('validation_failed')
    const { etag } = await anna.get(url)
    const both = [1, 2].map(() => anna.post(`${url}/decision`, refused, { 'if-match': etag }))
    const statuses = (await Promise.all(both)).map(({ status }) => status).sort()
    expect(statuses).toEqual([200, expect.toBeOneOf([409, 412])])
    expect((await dpo.get(`${url}`)).body.log).toHaveLength(2)
  })

  test('is told of 7 days before its date and when it has passed, to the officer and to who decides', async () => {
    const there = await recorded()
    const request = await ask(dpo, there.inge, 'entry', there.entry.id)
    for (const by of [anna, dpo, drift, koordinator]) await by.token()
    await database.admin(`update sessions set expires_at = 'infinity'`)
    const days = (Date.parse(request.dueOn) - Date.parse(dayAgo())) / 86_400_000
    for (const day of [days - 8, days - 6, days + 1]) {
      await database.setClock(`now() + interval '${day} days'`)
      await raise()
    }
    const told = ['rectification_overdue', 'rectification_due', 'rectification_requested']
    for (const by of [anna, dpo]) expect(await kindsOf(by, request.id)).toEqual(told)
    for (const by of [drift, koordinator]) expect(await kindsOf(by, request.id)).toEqual([])
  })
})

test('what a case and a resident said before is for those who see what they say now', async () => {
  const there = await recorded()
  await kinds.case.correct(there)
  await kinds.resident.correct(there)
  const former = async (by: Actor, url: string) => {
    const { status, body } = await by.get(`${url}/history`)
    return status === 200 ? body.items.map((item: Json) => item.former) : status
  }
  const before = { theme: 'neighbour_relations', problem: 'Uro om natten' }
  for (const by of [anna, koordinator]) expect(await former(by, there.url)).toEqual([before])
  for (const by of [people.bo, as('koordinator2')]) expect(await former(by, there.url)).toBe(404)
  expect(await former(dpo, there.url)).toBe(403)
  const url = `/residents/${there.inge}`
  const person = { name: 'Inge Hansen', birthYear: null, phone: null, protectedAddress: false }
  expect(await former(drift, url)).toEqual([person])
  expect(await former(as('drift.sctjoergen'), url)).toBe(404)
  expect(await former(drift, `/residents/${there.per}`)).toEqual([])
  expect(await former(anna, url)).toBe(403)
})
