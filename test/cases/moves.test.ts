import type pg from 'pg'
import { describe, expect, test } from 'vitest'
import { dateOf } from '../../src/kernel/calendar.ts'
import { connected } from '../architecture/connected.ts'
import type { Actor, Json } from '../support/actors.ts'
import { ago, makeConsent, makeEntry, makeNaboklage, newConsent } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'
import { cast, ingeAgrees, nobody, situation } from './situation.ts'

const people = await cast()
const { as, drift, anna, bo, koordinator } = people
const any = { 'if-match': '*' }
const today = dateOf(new Date())
const ending = { outcome: 'tenancy_kept', closedOn: today }
const reason = 'Beboeren er indlagt'

const pause = (by: Actor, url: string, body: Json = { reason }) => by.post(`${url}/pause`, body, any)
const resume = (by: Actor, url: string) => by.post(`${url}/resumption`, undefined, any)
const close = (by: Actor, url: string, changes: Json = {}) =>
  by.post(`${url}/closure`, { ...ending, ...changes }, any)
const reopen = (by: Actor, url: string) => by.post(`${url}/reopening`, { reason: 'Uroen er tilbage' }, any)
const statusOf = async (url: string) => (await anna.get(url)).body.status

/** Until someone waits for what this client has locked. */
const someoneWaits = async (client: pg.Client): Promise<void> => {
  for (let waiting = 0; waiting === 0; ) {
    const { rows } = await client.query(`select count(*)::int as n from pg_locks
      where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))`)
    waiting = rows[0].n
  }
}

const moves = {
  pause: { reason },
  resumption: {},
  closure: ending,
  reopening: { reason },
}

describe('the status of a case', () => {
  test('is paused and resumed, whatever its consents, and closed and reopened as it was', async () => {
    const there = await situation(people)
    const { url } = there
    const paused = await pause(anna, url)
    expect(paused.body).toMatchObject({ status: 'paused', pausedAt: expect.any(String), outcome: null })
    await ingeAgrees(people, there)
    expect(await statusOf(url)).toBe('paused')
    expect((await resume(anna, url)).body).toMatchObject({ status: 'active', pausedAt: null })
    await pause(anna, url)
    const closed = await close(anna, url, { note: 'Alt er godt' })
    expect(closed.body).toMatchObject({ status: 'closed', outcome: 'tenancy_kept', closedOn: today })
    expect((await reopen(anna, url)).body).toMatchObject({ status: 'paused', outcome: null, closedOn: null })
    expect((await resume(anna, url)).body.status).toBe('active')
  })

  test('moves only from where a move starts', async () => {
    const { url } = await situation(people)
    const refused = async (...kinds: (keyof typeof moves)[]) => {
      for (const kind of kinds) {
        const { status, body } = await anna.post(`${url}/${kind}`, moves[kind], any)
        expect([kind, status, body.code]).toEqual([kind, 409, 'invalid_transition'])
      }
    }
    await refused('resumption', 'reopening')
    await pause(anna, url)
    await refused('pause', 'reopening')
    await close(anna, url)
    await refused('pause', 'resumption', 'closure')
  })

  test('needs the version that was seen', async () => {
    const { url } = await situation(people)
    const { etag } = await anna.get(url)
    await anna.patch(url, { theme: 'other' }, any)
    for (const [kind, body] of Object.entries(moves)) {
      expect((await anna.post(`${url}/${kind}`, body)).status).toBe(428)
      expect((await anna.post(`${url}/${kind}`, body, { 'if-match': etag })).status).toBe(412)
    }
    const seen = (await anna.get(url)).etag
    expect((await anna.post(`${url}/pause`, { reason }, { 'if-match': seen })).status).toBe(200)
  })

  test("is moved by the owner's team alone", async () => {
    const there = await situation(people)
    const { url } = there
    const all = (by: Actor) =>
      Promise.all(
        Object.entries(moves).map(
          async ([kind, body]) => (await by.post(`${url}/${kind}`, body, any)).status,
        ),
      )
    for (const by of [bo, drift, koordinator]) expect(await all(by)).toEqual([404, 404, 404, 404])
    await ingeAgrees(people, there)
    for (const by of [drift, koordinator]) expect(await all(by)).toEqual([403, 403, 403, 403])
    for (const role of ['board', 'dpo', 'admin'] as const)
      expect(await all(as(role))).toEqual([403, 403, 403, 403])
    await anna.post(`${url}/team`, { userId: (await bo.get('/me')).body.id })
    expect((await pause(bo, url)).body.status).toBe('paused')
  })

  test('takes nothing that is missing, unknown, a personal number, to come, or from before the case', async () => {
    const { url } = await situation(people)
    for (const changes of [
      { outcome: 'x' },
      { outcome: null },
      { closedOn: 'i dag' },
      { by: nobody },
      { note: '' },
    ])
      expect((await close(anna, url, changes)).body.code).toBe('validation_failed')
    for (const body of [{}, { reason: '' }, { reason, note: 'x' }])
      expect((await pause(anna, url, body)).status).toBe(400)
    expect((await close(anna, url, { note: 'cpr 010190-1234' })).body.code).toBe('personal_number')
    for (const closedOn of [dateOf(ago(-2 * 86_400_000)), dateOf(ago(2 * 86_400_000))])
      expect((await close(anna, url, { closedOn })).body.code).toBe('rule_violated')
    expect((await anna.post(`${url}/resumption`, { reason }, any)).status).toBe(400)
    expect(await statusOf(url)).toBe('awaiting_consent')
  })

  test('moves once for a request that is sent again', async () => {
    const { url } = await situation(people)
    const twice = { ...any, 'idempotency-key': `pause-${url}` }
    const [first, second] = [
      await anna.post(`${url}/pause`, { reason }, twice),
      await anna.post(`${url}/pause`, { reason }, twice),
    ]
    expect([first.status, second.status, second.text]).toEqual([200, 200, first.text])
    expect((await anna.get(`${url}/moves`)).body.items).toHaveLength(1)
  })
})

describe('a closed case', () => {
  test('is read by the one rule as before, and takes nothing new', async () => {
    const there = await situation(people)
    const { url, id, inge, per, home } = there
    const consent = await ingeAgrees(people, there)
    const written = await makeEntry(drift, id, [inge])
    const about = await makeNaboklage(drift, { respondentTenancyId: home.id })
    await close(anna, url)
    expect((await drift.get(url)).body).toMatchObject({ status: 'closed', outcome: 'tenancy_kept' })
    expect((await drift.get(`/entries/${written.id}`)).status).toBe(200)
    const body = { kind: 'note', dataCategory: 'housing', residentIds: [inge], legalBasis: 'public_task' }
    const said = { text: 'Vi talte', occurredAt: ago(1_000) }
    const refused = [
      await anna.post(`${url}/entries`, { ...body, ...said }),
      await drift.post(`${url}/entries`, { ...body, ...said }),
      await drift.post(`/entries/${written.id}/corrections`, { text: 'Rettet', reason: 'Fejl' }),
      await anna.patch(url, { theme: 'other' }, any),
      await anna.post(`${url}/residents`, { residentId: per }),
      await anna.post(`${url}/consents`, newConsent(per)),
      await drift.post(`${url}/naboklager`, { naboklageId: about.id }),
      await anna.post(`${url}/reconfirmation`, { note: 'x' }),
    ]
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      refused.map(() => [409, 'invalid_transition']),
    )
    const { status } = await drift.post(`/consents/${consent.id}/withdrawal`, {
      receivedAt: ago(0),
      channel: 'phone',
    })
    expect(status).toBe(200)
    expect((await drift.get(url)).status).toBe(404)
  })

  test('lets its owner change the team, and what a consent was', async () => {
    const there = await situation(people)
    const { url, id, inge } = there
    const consent = await makeConsent(anna, id, inge)
    await close(anna, url)
    const userId = (await bo.get('/me')).body.id
    expect((await anna.post(`${url}/team`, { userId })).status).toBe(201)
    expect((await anna.delete(`${url}/team/${userId}`)).status).toBe(204)
    const confirmed = await anna.post(`/consents/${consent.id}/written-confirmation`, { confirmedOn: today })
    expect(confirmed.status).toBe(200)
    expect((await anna.post(`/consents/${consent.id}/invalidation`, { reason })).status).toBe(200)
  })

  test('takes no entry that was under way when it was closed', async () => {
    const { id, url, inge } = await situation(people)
    const entry = {
      kind: 'note',
      dataCategory: 'housing',
      residentIds: [inge],
      legalBasis: 'public_task',
      text: 'x',
    }
    const answer = await connected(people.database.adminUrl, async (closing) => {
      await closing.query('begin')
      await closing.query(
        `update cases set closed_at = now(), closed_on = today(), outcome = 'other' where id = $1`,
        [id],
      )
      const writing = anna.post(`${url}/entries`, { ...entry, occurredAt: ago(1_000) })
      await Promise.race([writing, someoneWaits(closing)])
      await closing.query('commit')
      return writing
    })
    expect([answer.status, answer.body.code]).toEqual([409, 'invalid_transition'])
    expect((await anna.get(`${url}/entries`)).body.items).toEqual([])
  })

  test('is closed once by 20 at once', async () => {
    const { url } = await situation(people)
    const { etag } = await anna.get(url)
    const once = () => anna.post(`${url}/closure`, ending, { 'if-match': etag })
    const statuses = (await Promise.all(Array.from({ length: 20 }, once))).map(({ status }) => status)
    expect(statuses.sort()).toEqual([200, ...Array(19).fill(412)])
  })
})

describe('the history of a case', () => {
  test("tells the owner's team what was done, by whom and why", async () => {
    const there = await situation(people)
    const { url } = there
    await ingeAgrees(people, there)
    await pause(anna, url)
    await resume(anna, url)
    await close(anna, url, { note: 'Naboerne er enige' })
    const { status, body } = await anna.get(`${url}/moves`)
    const told = body.items.map((item: Json) => [item.kind, item.reason, item.outcome, item.recordedBy.name])
    expect([status, ...told]).toEqual([
      200,
      ['closure', 'Naboerne er enige', 'tenancy_kept', 'Anna Kjær'],
      ['resumption', null, null, 'Anna Kjær'],
      ['pause', reason, null, 'Anna Kjær'],
    ])
    const paged = (await anna.get(`${url}/moves?limit=2`)).body
    expect((await anna.get(`${url}/moves?cursor=${paged.nextCursor}`)).body.items).toEqual([body.items[2]])
  })

  test('keeps the reasons from partners, who see the case', async () => {
    const there = await situation(people)
    await ingeAgrees(people, there)
    await pause(anna, there.url)
    for (const by of [drift, koordinator]) {
      expect((await by.get(`${there.url}/moves`)).body.code).toBe('forbidden')
      expect((await by.get(there.url)).text).not.toContain(reason)
    }
    expect((await bo.get(`${there.url}/moves`)).status).toBe(404)
    expect((await anna.get(`/cases/${nobody}/moves`)).status).toBe(404)
  })

  test('leaves one event a call', async () => {
    const there = await situation(people)
    const { headers } = await pause(anna, there.url)
    const dpo = as('dpo')
    const events = async (id: unknown) => (await dpo.get(`/audit/events?requestId=${id}`)).body.items
    expect(await events(headers['x-request-id'])).toMatchObject([
      { action: 'case.pause', decision: 'allowed', caseId: there.id, purpose: 'casework' },
    ])
    const refused = await drift.post(`${there.url}/closure`, ending, any)
    expect(await events(refused.headers['x-request-id'])).toMatchObject([
      { action: 'case.close', decision: 'denied', subjectIds: [there.id], consentIds: [] },
    ])
    const read = await anna.get(`${there.url}/moves`)
    const [move] = read.body.items
    expect(await events(read.headers['x-request-id'])).toMatchObject([
      {
        action: 'case_move.list',
        caseId: there.id,
        subjectIds: expect.toSatisfy((ids) => ids.sort().join() === [there.id, move.id].sort().join()),
        consentIds: [],
      },
    ])
  })

  test('is only ever added to', async () => {
    const { url } = await situation(people)
    await pause(anna, url)
    for (const change of ['update case_moves set reason = null', 'delete from case_moves'])
      await expect(
        people.database.admin(`set session_replication_role = replica; ${change}`),
      ).rejects.toThrow(/append-only/)
  })
})

test('the lists of cases are filtered by what staff ask for', async () => {
  const home = await tenancy(drift, { departmentId: 'elmely' })
  const open = async (by: Actor, theme: string) =>
    (
      await by.post('/cases', {
        tenancyId: home.id,
        residentIds: [home.residents[0].id],
        theme,
        problem: 'Uro',
      })
    ).body.id
  const [first, second, third] = [
    await open(anna, 'other'),
    await open(anna, 'economy'),
    await open(bo, 'economy'),
  ]
  await bo.post(`/cases/${third}/team`, { userId: (await anna.get('/me')).body.id })
  await pause(anna, `/cases/${first}`)
  await close(anna, `/cases/${second}`)
  const asked = async (query: string) =>
    (await anna.get(`/cases?departmentId=elmely&${query}`)).body.items.map((item: Json) => item.id)
  expect(await asked('')).toEqual([third, second, first])
  expect(await asked('mine=true')).toEqual([second, first])
  expect(await asked('mine=false')).toEqual([third])
  expect(await asked('open=true')).toEqual([third, first])
  expect(await asked('open=false')).toEqual([second])
  expect(await asked('mine=true&open=true')).toEqual([first])
  expect(await asked('theme=economy&open=true')).toEqual([third])
  for (const [status, ids] of Object.entries({
    paused: [first],
    closed: [second],
    awaiting_consent: [third],
    active: [],
  }))
    expect(await asked(`status=${status}`)).toEqual(ids)
  expect(await asked('reconfirmationDue=false&limit=2')).toEqual([third, second])
  expect(await asked('reconfirmationDue=true')).toEqual([])
  for (const query of ['mine=ja', 'open=1', 'status=lukket', 'keyPersonId=x'])
    expect((await anna.get(`/cases?${query}`)).status).toBe(400)
})
