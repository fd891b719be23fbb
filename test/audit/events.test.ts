import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage, newNaboklage } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const { as, database } = await testApp({ config: { SESSION_HOURS: 24 * 3650 } })
const drift = as('drift.boligviborg')
const dpo = as('dpo')

const events = async (query: string): Promise<Json[]> => {
  const { status, body, text } = await dpo.get(`/audit/events?${query}`)
  if (status !== 200) throw new Error(text)
  return body.items
}
const idOf = (answer: { headers: object }) => (answer.headers as Json)['x-request-id']
const me = (await drift.get('/me')).body

test('an event tells who, when, what, why and about whom, and nothing that anyone wrote', async () => {
  const home = await tenancy(drift, { residents: [{ name: 'Markus Markør' }] })
  const answer = await drift.post(
    '/naboklager',
    newNaboklage({ respondentTenancyId: home.id, description: 'Markør' }),
  )
  const [event, ...others] = await events(`requestId=${idOf(answer)}`)
  expect(others).toEqual([])
  expect(event).toEqual({
    id: expect.any(String),
    occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    actorId: me.id,
    organisationId: 'boligviborg',
    role: 'drift',
    actorKind: 'person',
    action: 'naboklage.create',
    purpose: 'complaint_handling',
    decision: 'allowed',
    subjectIds: expect.arrayContaining([answer.body.id, home.id]),
    caseId: null,
    consentIds: [],
    emergencyAccessIds: [],
    requestId: idOf(answer),
  })
  const { text } = await dpo.get(`/audit/events?subjectId=${home.id}`)
  expect(text).not.toContain('Mark')
})

test('each filter narrows, and they narrow together', async () => {
  const { id } = await makeNaboklage(drift)
  await drift.get(`/naboklager/${id}`)
  await as('drift.ringparken').get(`/naboklager/${id}`)
  await as('drift.sctjoergen').get(`/naboklager/${id}`)
  const all = await events(`subjectId=${id}`)
  expect(all.map(({ action, decision }) => `${action} ${decision}`)).toEqual([
    'naboklage.read denied',
    'naboklage.read allowed',
    'naboklage.read allowed',
    'naboklage.create allowed',
  ])
  expect(await events(`subjectId=${id}&action=naboklage.read`)).toHaveLength(3)
  expect(await events(`subjectId=${id}&decision=denied`)).toEqual([all[0]])
  expect(await events(`subjectId=${id}&actorId=${me.id}&action=naboklage.read`)).toEqual([all[2]])
  expect(await events(`subjectId=${id}&organisationId=sct-joergen`)).toEqual([all[0]])
  expect(await events(`subjectId=${id}&organisationId=boligviborg&action=naboklage.read`)).toHaveLength(2)
  expect(await events(`subjectId=${id}&purpose=complaint_handling`)).toEqual(all)
  expect(await events(`subjectId=${id}&purpose=casework`)).toEqual([])
  expect(await events(`caseId=${id}`)).toEqual([])
})

test('a refusal names what was asked for if it exists, and nothing if it does not', async () => {
  const { id } = await makeNaboklage(drift)
  const other = as('drift.sctjoergen')
  const [denied] = await events(`requestId=${idOf(await other.get(`/naboklager/${id}`))}`)
  expect(denied).toMatchObject({ decision: 'denied', subjectIds: [id], organisationId: 'sct-joergen' })
  const unknown = '01900000-0000-7000-8000-00000000ffff'
  const [missed] = await events(`requestId=${idOf(await other.get(`/naboklager/${unknown}`))}`)
  expect(missed).toMatchObject({ decision: 'denied', subjectIds: [] })
})

test('every refusal of one who is signed in is there: 400, 403, 404, 412, 428', async () => {
  const { id } = await makeNaboklage(drift)
  const refused = [
    await drift.post('/naboklager', { nothing: 1 }),
    await as('board').get('/naboklager'),
    await drift.get('/naboklager/01900000-0000-7000-8000-00000000ffff'),
    await drift.patch(`/naboklager/${id}`, { place: 'x' }, { 'if-match': '"stale"' }),
    await drift.patch(`/naboklager/${id}`, { place: 'x' }),
  ]
  expect(refused.map(({ status }) => status)).toEqual([400, 403, 404, 412, 428])
  for (const answer of refused)
    expect(await events(`requestId=${idOf(answer)}`)).toMatchObject([{ decision: 'denied' }])
})

test('reading the trail is itself an event, which names the events that were shown', async () => {
  const { id } = await makeNaboklage(drift)
  const answer = await dpo.get(`/audit/events?subjectId=${id}`)
  const [look] = await events(`requestId=${idOf(answer)}`)
  expect(look).toMatchObject({ action: 'audit.list', purpose: 'audit_review', role: 'dpo' })
  expect(look.subjectIds).toEqual(answer.body.items.map((event: Json) => event.id))
})

test('is for the data protection officer alone', async () => {
  for (const name of ['drift.boligviborg', 'social.anna', 'koordinator', 'board', 'admin'] as const)
    expect((await as(name).get('/audit/events')).body.code).toBe('forbidden')
})

test('pages go through all of it, newest first, while it grows', async () => {
  const { id } = await makeNaboklage(drift)
  for (let look = 0; look < 6; look += 1) await drift.get(`/naboklager/${id}`)
  const seen: Json[] = []
  for (let url = `/audit/events?subjectId=${id}&limit=3`; url; ) {
    const { body, headers } = await dpo.get(url)
    seen.push(...body.items)
    const next = /^<\/api\/v1(.*)>; rel="next"$/.exec(String(headers.link ?? ''))
    expect(Boolean(next)).toBe(body.nextCursor !== null)
    url = next?.[1] ?? ''
    await drift.get(`/naboklager/${id}`)
  }
  const ids = seen.map((event) => event.id)
  expect(ids).toHaveLength(7)
  expect(ids).toEqual([...new Set(ids)].sort().reverse())
})

test('a date is a whole Danish day, and an instant is itself', async () => {
  const at = async (clock: string): Promise<string> => {
    await database.setClock(`timestamptz '${clock}'`)
    return idOf(await as('social.bo').get('/me'))
  }
  const before = await at('2031-05-09T21:59:59.999Z')
  const first = await at('2031-05-09T22:00:00Z')
  const last = await at('2031-05-10T21:59:59.999999Z')
  const after = await at('2031-05-10T22:00:00Z')
  await database.setClock('now()')
  const found = async (query: string) =>
    (await events(`action=me.read&${query}`)).map((event) => event.requestId)
  expect(await found('from=2031-05-10&to=2031-05-10')).toEqual([last, first])
  expect(await found('from=2031-05-09&to=2031-05-11')).toEqual([after, last, first, before])
  expect(await found('from=2031-05-09T22:00:00Z&to=2031-05-10T21:59:59.999Z')).toEqual([last, first])
  expect(await found('from=2031-05-10T00:00:00%2B02:00&to=2031-05-10T00:00:00%2B02:00')).toEqual([first])
  expect(await found('from=2031-05-10T22:00:01Z')).toEqual([])
})

test('pages go by when it happened, and leave none of one moment out', async () => {
  const happened: string[] = []
  for (const clock of [
    '2032-01-02T10:00:00Z',
    '2032-01-02T10:00:00Z',
    '2032-01-02T10:00:00Z',
    '2032-01-01T10:00:00Z',
  ]) {
    await database.setClock(`timestamptz '${clock}'`)
    happened.unshift(idOf(await as('social.bo').get('/me')))
  }
  const [earliest, ...others] = happened
  await database.setClock('now()')
  const seen: string[] = []
  for (let url = '/audit/events?action=me.read&from=2032-01-01&to=2032-01-02&limit=1'; url; ) {
    const { body } = await dpo.get(url)
    seen.push(...body.items.map(({ requestId }: Json) => requestId))
    url = body.nextCursor && `/audit/events?action=me.read&from=2032-01-01&limit=1&cursor=${body.nextCursor}`
  }
  expect(seen).toEqual([...others, earliest])
})

test('whom it was about is looked up by the index of that, which a policy would stand in the way of', async () => {
  const client = await database.pool().connect()
  await client.query("select set_config('bo_godt.actor_role', 'dpo', false)")
  await client.query('begin')
  /** How often the index of each part has been used. */
  const scans = async (): Promise<number[]> => {
    const { rows } = await client.query(`select pg_stat_get_xact_numscans(inhrelid)::int as n from pg_inherits
      where inhparent = 'audit_events_subject_ids_index'::regclass`)
    return rows.map(({ n }) => n)
  }
  const before = await scans()
  const { rows } = await client.query('select * from events_about($1)', [[(await makeNaboklage(drift)).id]])
  expect([rows.length, await scans()]).toEqual([1, before.map((n) => n + 1)])
  await client.query("select set_config('bo_godt.actor_role', 'admin', false)")
  expect((await client.query('select * from events_about($1)', [rows[0].subject_ids])).rows).toEqual([])
  client.release(true)
})

test('a search is planned for what is looked for, and nothing else is', async () => {
  const own = await testApp({ poolSize: 1 })
  for (const action of ['emergency.open', 'me.read'])
    await own.as('dpo').get(`/audit/events?action=${action}`)
  await own.as('dpo').get('/me')
  const { rows } = await own.pool.query(`
    select statement like '%"action" = %' as search, sum(custom_plans)::int as custom,
      sum(generic_plans)::int as generic
    from pg_prepared_statements where statement like '%insert into audit_events%' group by 1 order by 1`)
  expect(rows).toEqual([
    { search: false, custom: 0, generic: expect.toSatisfy((count: number) => count > 0) },
    { search: true, custom: 2, generic: 0 },
  ])
})

test('what is no code, id or time is refused', async () => {
  for (const query of [
    'action=case.peek',
    'decision=maybe',
    'purpose=curiosity',
    'organisationId=Bolig Viborg',
    'subjectId=1',
    'requestId=%00',
    'from=yesterday',
    'to=2026-02-30',
    'limit=0',
    'limit=201',
    'cursor=abc',
    'name=Karen',
  ])
    expect((await dpo.get(`/audit/events?${query}`)).body.code).toBe('validation_failed')
})
