import { expect, test } from 'vitest'
import { raiser } from '../notifications/raising.ts'
import type { Json } from '../support/actors.ts'
import { dayAgo } from '../support/builders.ts'
import { created, tenancy } from '../support/households.ts'
import { fileOf, meant, send } from '../tenancy-imports/support.ts'
import { administrators, any } from './people.ts'
import { askToken, complaint, inDays, letIn } from './systems.ts'

const { test: world, first, second } = await administrators()
const { app, database } = world
const drift = world.as('drift.ringparken')
const at = (id: string, rest = '') => `/service-accounts/${id}${rest}`

test('every step leaves its event', async () => {
  const { id, actor, secretId } = await letIn(app, first)
  created(await actor.post('/naboklager', complaint()))
  await actor.get('/cases')
  await askToken(app, { client_id: id, client_secret: 'gæt' })
  await first.patch(at(id), { requestsPerMinute: 10 }, any)
  await second.delete(at(id, `/secrets/${secretId}`))
  const rows = await database.admin<{ line: string }>(
    `select action || ' ' || decision as line from audit_events where actor_id = $1 or $1 = any (subject_ids) order by occurred_at, id`,
    [id],
  )
  expect(rows.map(({ line }) => line)).toEqual([
    ...['service.create', 'service.issue_secret', 'session.create', 'naboklage.create'].map(
      (it) => `${it} allowed`,
    ),
    'case.list denied',
    'session.create denied',
    ...['service.change', 'service.revoke_secret'].map((it) => `${it} allowed`),
  ])
})

test('the trail and the resident’s list of looks name it as what it is', async () => {
  const name = 'Boligsystemet hos BoligViborg'
  const system = await letIn(app, first, { name, scopes: ['tenancies.manage'] })
  const home = await tenancy(drift)
  expect((await system.actor.get(`/tenancies/${home.id}`)).status).toBe(200)
  const dpo = world.as('dpo')
  const kindsOf = async (query: string) =>
    (await dpo.get(`/audit/events?${query}`)).body.items.map((event: Json) => event.actorKind)
  expect(await kindsOf(`actorId=${system.id}&subjectId=${home.id}`)).toEqual(['service'])
  expect(await kindsOf(`subjectId=${home.id}&action=tenancy.create`)).toEqual(['person'])
  for (const audience of ['citizen', 'officer']) {
    const url = `/residents/${home.residents[0].id}/access-log?audience=${audience}`
    const { items } = (await dpo.get(url)).body
    const told = items.map(({ organisationId, system }: Json) => [organisationId, system])
    expect(told).toEqual([...told.slice(0, -2), ['boligviborg', name], ['boligviborg', null]])
  }
})

test('the resident is told which system it was, and no system looks in the night', async () => {
  const name = 'Boligsystemet hos BoligViborg'
  const housing = await letIn(app, first, { name, scopes: ['tenancies.import'], departmentIds: ['lindon'] })
  const file = fileOf('lindon;S-1;Systemvej 1;1. tv;01-03-2024;;Mette Ågård;1;;nej')
  const read = await send(housing.actor, file, meant)
  expect([read.status, read.body.counts.tenancies.created]).toEqual([201, 1])
  const elsewhere = fileOf('ringparken;S-2;Systemvej 2;1. tv;01-03-2024;;Bo Sø;2;;nej')
  expect((await send(housing.actor, elsewhere, meant)).status).toBeGreaterThanOrEqual(400)
  expect((await housing.actor.get('/tenancies')).status).toBe(403)

  const found = (await world.as('drift.boligviborg').get('/tenancies?address=Systemvej%201')).body.items[0]
  const dpo = world.as('dpo')
  const asked = await dpo.post(`/residents/${found.residents[0].id}/subject-access`, { receivedOn: dayAgo() })
  const systems = asked.body.content.accessLog.map((look: Json) => look.system)
  expect(systems).toContain(name)
  expect(systems).toContain(null)
  const page = await dpo.get(`/subject-access/${asked.body.id}?format=html`)
  expect(page.text).toContain(`BoligViborg, systemet ${name}`)

  const reader = await letIn(app, first, { scopes: ['tenancies.manage'], departmentIds: ['lindon'] })
  expect((await reader.actor.get(`/tenancies/${found.id}`)).status).toBe(200)
  const off = await database.admin<{ rule: string; actor_id: string }>(
    `select rule, actor_id from set_config('bo_godt.actor_role', 'dpo', false), unusual_access(clock() - interval '1 day',
      clock() + interval '1 day', array[today()], 0, 0, '{"off_hours": 1, "many_persons": 1}')`,
  )
  const rulesOf = (id: string) => off.filter((it) => it.actor_id === id).map(({ rule }) => rule)
  expect(rulesOf(housing.id)).toEqual([])
  expect(rulesOf(reader.id)).toEqual(['many_persons'])
  expect(rulesOf((await world.as('drift.boligviborg').get('/me')).body.id)).toContain('off_hours')
})

test('administrators hear of its end a month before, once for each that was decided', async () => {
  const raise = raiser(database)
  const { id } = await letIn(app, first, { expiresAt: inDays(40) })
  const told = async (by = first) =>
    (await by.get('/notifications?kind=service_expires')).body.items.filter((it: Json) => it.subjectId === id)
  await raise()
  expect(await told()).toEqual([])
  await first.patch(at(id), { expiresAt: inDays(20) }, any)
  await raise()
  await raise()
  for (const by of [first, second])
    expect(await told(by)).toMatchObject([
      { title: 'En maskinadgang udløber inden for 30 dage', caseId: null },
    ])
  await first.patch(at(id), { expiresAt: inDays(25) }, any)
  await raise()
  expect(await told()).toHaveLength(2)
  await first.post(at(id, '/disabling'), { reason: 'Ikke i brug' }, any)
  await first.patch(at(id), { expiresAt: inDays(26) }, any)
  await raise()
  expect(await told()).toHaveLength(2)
})
