import { afterEach, describe, expect, test } from 'vitest'
import type { Actor, Answer, Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { addMember, makeCase } from '../support/builders.ts'
import { tenancy } from '../support/households.ts'

const { as, database } = await testApp({
  config: {
    SESSION_HOURS: 24 * 3650,
    AUDIT_UNUSUAL_PERSONS: 3,
    AUDIT_UNUSUAL_OTHER_DEPARTMENTS: 2,
    AUDIT_UNUSUAL_OFF_HOURS: 2,
  },
})
const drift = as('drift.ringparken')
const landlord = as('drift.boligviborg')
const dpo = as('dpo')

const at = (instant: string) => database.setClock(`timestamptz '${instant}'`)
afterEach(() => database.setClock('now()'))

const report = async (from: string, to = from): Promise<Json[]> => {
  const { status, body, text } = await dpo.get(`/audit/unusual?from=${from}&to=${to}`)
  if (status !== 200) throw new Error(text)
  return body.items
}
const eventOf = async ({ headers }: Answer): Promise<string> =>
  (await dpo.get(`/audit/events?requestId=${headers['x-request-id']}`)).body.items[0].id
const look = (by: Actor, home: Json) => by.get(`/tenancies/${home.id}`)
const homes = (count: number, changes: Json = {}): Promise<Json[]> =>
  Promise.all(Array.from({ length: count }, () => tenancy(landlord, changes)))
const rules = async (from: string, to = from) =>
  (await report(from, to)).map(({ rule, actor, count }) => `${rule} ${actor.name} ${count}`)

describe('many persons in one day', () => {
  test('are not those of a register that is read in', async () => {
    await at('2030-02-05T22:30:00Z')
    const rows = Array.from({ length: 5 }, (_, n) => `Ringparken;U${n};Uvej ${n};1;1.1.2030;Rikke Mørk`)
    const file = ['Afdeling;Aftalenr;Adresse;Bolig;Indflytning;Navn', ...rows].join('\n')
    const type = { 'content-type': 'text/csv' }
    for (const dryRun of [true, false, true])
      expect((await drift.post(`/imports/tenancies?dryRun=${dryRun}`, file, type)).status).toBeLessThan(300)
    await at('2030-02-06T12:00:00Z')
    expect(await report('2030-02-05')).toEqual([])
  })

  test('are told with who, how many, when, and the events that it rests on', async () => {
    const read = await homes(3)
    await at('2030-03-05T08:00:00Z')
    const looks: Answer[] = []
    for (const home of read.slice(0, 2)) looks.push(await look(drift, home))
    expect(await report('2030-03-05')).toEqual([])
    await at('2030-03-05T13:00:00Z')
    looks.push(await look(drift, read[2]))
    const eventIds = await Promise.all(looks.map(eventOf))
    expect(await report('2030-03-05')).toEqual([
      {
        rule: 'many_persons',
        text: 'Beboere slået op på én dag uden at være på en sag om dem',
        actor: {
          id: (await drift.get('/me')).body.id,
          name: 'Rikke Mørk',
          role: 'drift',
          organisationId: 'boligviborg',
        },
        count: 3,
        threshold: 3,
        from: '2030-03-05T08:00:00.000Z',
        to: '2030-03-05T13:00:00.000Z',
        looks: 3,
        eventIds: eventIds.sort().reverse(),
      },
    ])
  })

  test('are persons and not looks, of one Danish day, and not those on whose case one is', async () => {
    const [first, second, third, own] = await homes(4)
    await makeCase(drift, own)
    await at('2030-04-09T21:59:00Z')
    for (const home of [first, first, first, second, own]) await look(drift, home)
    await at('2030-04-09T22:00:00Z')
    await look(drift, third)
    const found = await rules('2030-04-09', '2030-04-10')
    expect(found.filter((one) => one.startsWith('many'))).toEqual([])
    await at('2030-04-10T08:00:00Z')
    for (const home of [first, second]) await look(drift, home)
    expect(await rules('2030-04-10')).toContain('many_persons Rikke Mørk 3')
  })
})

describe('other departments', () => {
  test('are those one is not assigned to, also where the look was refused', async () => {
    const [elsewhere] = await homes(1, { departmentId: 'lindon' })
    const [here] = await homes(1)
    await at('2030-05-07T10:00:00Z')
    for (const home of [elsewhere, here, here]) await look(drift, home)
    expect(await report('2030-05-07')).toEqual([])
    expect((await look(drift, elsewhere)).status).toBe(404)
    await look(landlord, elsewhere)
    expect(await rules('2030-05-07')).toEqual(['other_departments Rikke Mørk 2'])
  })

  test('hold no persons that one has seen when all looks were refused', async () => {
    const refused = await homes(3)
    await at('2030-05-21T10:00:00Z')
    for (const home of refused) expect((await look(as('drift.sctjoergen'), home)).status).toBe(404)
    expect(await rules('2030-05-21')).toEqual(['other_departments Jørgen Toft 3'])
  })

  test('do not limit cases that one is on the team of', async () => {
    const [elsewhere] = await homes(1, { departmentId: 'lindon' })
    const { id } = await makeCase(landlord, elsewhere)
    await addMember(landlord, id, drift)
    await at('2030-05-14T10:00:00Z')
    for (let n = 0; n < 3; n += 1) expect((await drift.get(`/cases/${id}`)).status).toBe(200)
    expect(await report('2030-05-14')).toEqual([])
  })
})

test('off hours are nights, weekends and holidays in Denmark', async () => {
  const [home] = await homes(1)
  const twice = async (instant: string): Promise<string[]> => {
    await at(instant)
    for (let n = 0; n < 2; n += 1) await look(drift, home)
    const date = new Date(Date.parse(instant) + 7_200_000).toISOString().slice(0, 10)
    return rules(date)
  }
  const told = ['off_hours Rikke Mørk 2']
  expect(await twice('2030-06-11T03:59:59Z')).toEqual(told)
  expect(await twice('2030-06-12T04:00:00Z')).toEqual([])
  expect(await twice('2030-06-13T19:59:59Z')).toEqual([])
  expect(await twice('2030-06-14T20:00:00Z')).toEqual(told)
  expect(await twice('2030-06-15T10:00:00Z')).toEqual(told)
  expect(await twice('2030-06-10T10:00:00Z')).toEqual(told)
  expect(await rules('2030-06-10', '2030-06-16')).toEqual(['off_hours Rikke Mørk 8'])
})

test("one's own name and a colleague's are told, whatever case and spacing, of one's own organisation", async () => {
  const [own] = await homes(1, { residents: [{ name: 'rikke  MØRK' }] })
  const [colleague] = await homes(1, { residents: [{ name: 'Dorte Lund' }] })
  const [other] = await homes(1, { residents: [{ name: 'Bo Lindholm' }] })
  await at('2030-09-03T10:00:00Z')
  await look(drift, other)
  expect(await report('2030-09-03')).toEqual([])
  await at('2030-09-04T10:00:00Z')
  await look(drift, own)
  await look(drift, colleague)
  expect(await rules('2030-09-04')).toEqual(['colleague Rikke Mørk 1', 'own_name Rikke Mørk 1'])
})

test('an emergency access is counted once, with the looks under it', async () => {
  const [home] = await homes(1)
  const koordinator = as('koordinator')
  const { id } = await makeCase(landlord, home)
  await addMember(landlord, id, koordinator)
  await at('2030-10-08T10:00:00Z')
  const asked = { reason: 'Lugt af gas', legalBasis: 'vital_interests' }
  const opened = await koordinator.post(`/cases/${id}/emergency-access`, asked)
  const read = await koordinator.get(`/cases/${id}`)
  expect([opened.status, read.status]).toEqual([201, 200])
  const [finding, ...others] = await report('2030-10-08')
  expect(others).toEqual([])
  expect(finding).toMatchObject({
    rule: 'emergency',
    count: 1,
    looks: 2,
    actor: { name: 'Karen Østergaard' },
  })
  expect(finding.eventIds).toEqual([await eventOf(read), await eventOf(opened)])
})

test('the report is for the data protection officer alone, and is itself an event that names what was shown', async () => {
  const query = '/audit/unusual?from=2030-10-08&to=2030-10-08'
  for (const name of ['drift.boligviborg', 'social.anna', 'koordinator', 'board', 'admin'] as const)
    expect((await as(name).get(query)).body.code).toBe('forbidden')
  const answer = await dpo.get(query)
  const [finding] = answer.body.items
  const found = await dpo.get(`/audit/events?requestId=${answer.headers['x-request-id']}`)
  const [event] = found.body.items
  expect(event).toMatchObject({
    action: 'audit.report_unusual',
    purpose: 'audit_review',
    decision: 'allowed',
  })
  expect(event.subjectIds.sort()).toEqual([...finding.eventIds, finding.actor.id].sort())
  expect(JSON.stringify(answer.body)).not.toMatch(/gas/)
})

test('the database tells it to nobody else', async () => {
  const client = await database.pool().connect()
  const all = `select * from unusual_access('2030-01-01', '2031-01-01', '{}', 22, 6,
    '{"emergency": 1, "own_name": 1, "colleague": 1, "off_hours": 1, "many_persons": 1, "other_departments": 1}')`
  const as = (role: string) => client.query(`select set_config('bo_godt.actor_role', '${role}', false)`)
  expect((await client.query(all)).rows).toEqual([])
  await as('admin')
  expect((await client.query(all)).rows).toEqual([])
  await as('dpo')
  expect((await client.query(all)).rows.length).toBeGreaterThan(5)
  client.release(true)
})

test('a whole month may be asked for', async () => {
  expect(await rules('2030-05-01', '2030-05-31')).toEqual([
    'other_departments Jørgen Toft 3',
    'other_departments Rikke Mørk 2',
  ])
})

test.each([
  'from=2030-01-01',
  'to=2030-01-01',
  'from=2030-01-02&to=2030-01-01',
  'from=2030-01-01&to=2030-02-01',
  'from=2030-01-01T00:00:00Z&to=2030-01-02',
])('a period is two dates, and at most a month: %s', async (query) => {
  expect((await dpo.get(`/audit/unusual?${query}`)).body.code).toBe('validation_failed')
})
