import { expect, test } from 'vitest'
import { connected } from '../architecture/connected.ts'
import type { Json } from '../support/actors.ts'
import { ago, makeCase, makeConsent, makeNaboklage } from '../support/builders.ts'
import { created, tenancy } from '../support/households.ts'
import { administrators, any } from './people.ts'
import { askToken, complaint, inDays, letIn, newService, withSecret } from './systems.ts'

const { test: world, first, second } = await administrators()
const { app, database } = world
const drift = world.as('drift.ringparken')
const at = (id: string, rest = '') => `/service-accounts/${id}${rest}`

test('a complaint form files a complaint, and sees no other', async () => {
  const form = await letIn(app, first)
  const me = (await form.actor.get('/me')).body
  expect(me).toMatchObject({ kind: 'service', role: 'drift', permissions: ['me.read', 'naboklager.file'] })
  const home = await tenancy(drift)
  await makeNaboklage(drift, { respondentTenancyId: home.id, category: 'noise', occurredAt: ago(60) })
  const about = complaint({ respondentTenancyId: home.id, occurredAt: ago(61) })
  const answer = await form.actor.post('/naboklager', about, { 'idempotency-key': 'formular-1' })
  const filed = created(answer)
  expect(filed).toMatchObject({ status: 'received', complainant: { name: 'Åse Nabo' } })
  expect(filed).not.toHaveProperty('possibleDuplicates')
  expect((await form.actor.post('/naboklager', about, { 'idempotency-key': 'formular-1' })).text).toBe(
    answer.text,
  )
  const colleague = created(await drift.post('/naboklager', about))
  expect(colleague.possibleDuplicates).toHaveLength(2)

  for (const url of ['', `/${filed.id}`]) {
    const refused = await form.actor.get(`/naboklager${url}`)
    expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  }
  expect((await form.actor.post('/naboklager', complaint({ departmentId: 'karup' }))).status).toBe(404)
  expect((await drift.get(`/naboklager/${filed.id}/history`)).status).toBe(200)
})

test('the database shows a complaint form only what it filed', async () => {
  const form = await letIn(app, first)
  const { id } = created(await form.actor.post('/naboklager', complaint()))
  const session = JSON.parse(
    Buffer.from(String(await form.actor.token()).split('.')[1] ?? '', 'base64url').toString(),
  )
  await connected(database.applicationUrl, async (client) => {
    await client.query('begin')
    await client.query('select enter($1, $2, $3)', [session.sid, ['drift'], 'naboklager.file'])
    expect((await client.query('select id from naboklager')).rows).toEqual([{ id }])
    await client.query('rollback')
    // What was there before knows no systems, and lets none in.
    await expect(client.query('select enter($1, $2)', [session.sid, ['drift']])).rejects.toMatchObject({
      code: 'BG403',
    })
    const old = `select record_refusal($1, $2, 'case.read', 'casework', 'r', '{}') as permitted`
    expect((await client.query(old, [session.sid, ['drift']])).rows).toEqual([{ permitted: false }])
  })
})

test('it ends with its account: disabled at once, and expired', async () => {
  const { id, secret, actor } = await letIn(app, first)
  const account = await first.get(at(id))
  const disable = (etag: string) =>
    second.post(at(id, '/disabling'), { reason: 'Nøglen lå i et arkiv' }, { 'if-match': etag })
  expect((await disable('"gammel"')).status).toBe(412)
  expect((await disable(account.etag)).body).toMatchObject({ state: 'disabled' })
  expect((await actor.get('/me')).status).toBe(401)
  expect((await askToken(app, { client_id: id, client_secret: secret })).status).toBe(401)
  expect((await first.post(at(id, '/secrets'), {})).body.code).toBe('invalid_transition')
  expect((await first.post(at(id, '/enabling'), undefined, any)).body).toMatchObject({ state: 'active' })
  const back = await withSecret(app, id, secret)
  expect((await back.get('/me')).status).toBe(200)

  await database.admin(`update sessions set expires_at = 'infinity' where user_id = $1`, [id])
  const soon = await first.patch(at(id), { expiresAt: inDays(1) }, any)
  expect(soon.status).toBe(200)
  await database.setClock(`now() + interval '25 hours'`)
  expect((await back.get('/me')).status).toBe(401)
  expect((await askToken(app, { client_id: id, client_secret: secret })).status).toBe(401)
  const [{ state } = {}] = await database.admin(
    `select expires_at <= clock() as state from service_accounts where user_id = $1`,
    [id],
  )
  expect(state).toBe(true)
  await database.setClock('now()')
  for (const days of [-1, 367])
    expect((await first.patch(at(id), { expiresAt: inDays(days) }, any)).body.code).toBe('rule_violated')
})

test('what it may is changed mid-session', async () => {
  const { id, actor } = await letIn(app, first)
  expect((await actor.get('/departments')).status).toBe(403)
  await first.patch(at(id), { scopes: ['reference.read'], name: 'Nyt navn' }, any)
  // Its token was for what it might then: it asks for another.
  expect((await actor.get('/departments')).status).toBe(403)
  expect((await actor.post('/naboklager', complaint())).status).toBe(403)
  expect((await actor.get('/me')).body).toMatchObject({ name: 'Nyt navn', permissions: ['me.read'] })
})

test('nothing is made of what is wrong', async () => {
  const wrong: [Json, number][] = [
    [{ scopes: ['cases.work'] }, 400],
    [{ scopes: [] }, 400],
    [{ scopes: ['reference.read', 'reference.read'] }, 400],
    [{ scopes: ['statistics.read'] }, 422],
    [{ role: 'dpo', organisationId: null, departmentIds: [], scopes: ['reference.read'] }, 400],
    [{ organisationId: 'viborg-kommune' }, 422],
    [{ departmentIds: ['karup'] }, 422],
    [{ requestsPerMinute: 0 }, 400],
    [{ expiresAt: inDays(400) }, 422],
    [{ expiresAt: 'snart' }, 400],
    [{ name: 'Mette 010190-1234' }, 400],
    [{ password: 'x' }, 400],
  ]
  for (const [changes, status] of wrong)
    expect([changes, (await first.post('/service-accounts', newService(changes))).status]).toEqual([
      changes,
      status,
    ])
  for (const name of ['drift.ringparken', 'koordinator', 'dpo', 'board'] as const)
    expect((await world.as(name).get('/service-accounts')).status).toBe(403)
})

test('it is nobody’s colleague', async () => {
  const { id } = await letIn(app, first)
  const { items } = (await drift.get('/users?organisationId=boligviborg')).body
  expect(items.length).toBeGreaterThan(1)
  expect(items.map((user: Json) => user.id)).not.toContain(id)
  expect((await first.get(`/accounts/${id}`)).status).toBe(404)
  const home = await tenancy(drift)
  const residentIds = home.residents.map((resident: Json) => resident.id)
  const { id: caseId } = await makeCase(drift, home)
  const consent = await makeConsent(drift, caseId, residentIds[0])
  const action = {
    title: 'Ring',
    method: 'relational_welfare',
    dueOn: '2027-01-01',
    dataCategory: 'housing',
    residentIds,
  }
  const tries = [
    await drift.post(`/cases/${caseId}/team`, { userId: id }),
    await drift.post(`/cases/${caseId}/handover`, { userId: id, reason: 'x' }, any),
    await drift.post(`/cases/${caseId}/actions`, { ...action, responsibleUserId: id }),
    await drift.post(`/consents/${consent.id}/withdrawal`, {
      receivedAt: ago(0),
      channel: 'phone',
      receivedBy: id,
    }),
    await drift.post('/conflicts', { userId: id, tenancyId: home.id, reason: 'x' }),
    await first.post(`/accounts/${id}/invitation`),
    await first.post(`/accounts/${id}/role-proposals`, { role: 'admin', reason: 'x' }),
    await first.patch(`/accounts/${id}`, { role: 'board', organisationId: null }, any),
  ]
  expect(tries.map(({ status }) => status)).toEqual([422, 422, 422, 422, 422, 404, 404, 404])
  const [{ count } = {}] = await database.admin('select count(*)::int from notices where recipient_id = $1', [
    id,
  ])
  expect(count).toBe(0)
})

test('the database holds what it is, against the application itself', async () => {
  const { id } = await letIn(app, first)
  const session = JSON.parse(
    Buffer.from(String(await first.token()).split('.')[1] ?? '', 'base64url').toString(),
  )
  const person = (await drift.get('/me')).body.id
  const tries = [
    `update administered_users set role = 'board', organisation_id = null where id = '${id}'`,
    `update administered_users set email = 'x@example.dk' where id = '${id}'`,
    `insert into administered_users (id, username, name, role, kind) values (uuidv7(), 'x', 'x', 'dpo', 'service')`,
    `insert into administered_users (id, username, name, role, kind) values (uuidv7(), 'x', 'x', 'admin', 'service')`,
    `insert into service_accounts (user_id, scopes, requests_per_minute, expires_at)
      values ('${person}', '{reference.read}', 1, clock() + interval '1 day')`,
    `update service_accounts set scopes = '{cases.work}' where user_id = '${id}'`,
    `update service_accounts set expires_at = clock() + interval '2 years' where user_id = '${id}'`,
    `update service_secrets set revoked_at = clock() where service_id = '${id}';
     update service_secrets set revoked_at = null where service_id = '${id}'`,
    `update service_secrets set expires_at = clock() where service_id = '${id}';
     update service_secrets set expires_at = null where service_id = '${id}'`,
    `select hash from service_secrets`,
    `insert into invitations (hash, user_id, expires_at) values ('x', '${id}', clock() + interval '1 day')`,
  ]
  await connected(database.applicationUrl, async (client) => {
    for (const attempt of tries) {
      await client.query('begin')
      await client.query('select enter($1, $2)', [session.sid, ['admin']])
      const found = await client.query(attempt).then(
        (answers) => `rows ${[answers].flat().at(-1)?.rowCount}`,
        (error) => error.code,
      )
      const held = expect.stringMatching(/^(BG403|BG404|BG422|42501|23514|rows 0)$/)
      expect([attempt, found]).toEqual([attempt, held])
      await client.query('rollback')
    }
  })
})

test('it takes two administrators to let one in as administrator', async () => {
  const account = created(
    await first.post(
      '/service-accounts',
      newService({
        ...{ role: 'admin', organisationId: null, departmentIds: [] },
        scopes: ['reference.read'],
        reason: 'Prøve',
      }),
    ),
  )
  expect(account.state).toBe('awaiting_approval')
  expect((await first.post(at(account.id, '/secrets'), {})).body.code).toBe('invalid_transition')
  expect((await first.post(at(account.id, '/enabling'), undefined, any)).body.code).toBe('rule_violated')
  const [proposal] = (await second.get('/role-proposals?open=true')).body.items
  expect(proposal.userId).toBe(account.id)
  expect((await first.post(`/role-proposals/${proposal.id}/approval`)).status).toBe(403)
  expect((await second.post(`/role-proposals/${proposal.id}/approval`)).status).toBe(200)
  const { secret } = created(await first.post(at(account.id, '/secrets'), {}))
  const system = await withSecret(app, account.id, secret)
  expect((await system.get('/departments')).status).toBe(200)
  expect((await system.get('/accounts')).status).toBe(403)
  const more = { scopes: ['reference.read', 'indicators.read'] }
  expect((await first.patch(at(account.id), more, any)).body.code).toBe('forbidden')

  await first.post(at(account.id, '/disabling'), { reason: 'x' }, any)
  const again = created(
    await first.post(`/accounts/${account.id}/role-proposals`, { role: 'admin', reason: 'Igen' }),
  )
  expect((await second.post(`/role-proposals/${again.id}/approval`)).status).toBe(200)
  expect((await first.get(at(account.id))).body.state).toBe('active')
})
