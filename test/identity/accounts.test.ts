import { describe, expect, inject, test } from 'vitest'
import type { Actor, Json } from '../support/actors.ts'
import { addMember, makeCase, makeConsent, makeEntry, newConsent } from '../support/builders.ts'
import { created, tenancy } from '../support/households.ts'
import { administrators, admitted, any, idOf, newAccount, password, signedIn } from './people.ts'

const { test: world, first, second } = await administrators()
const { as, anyone, database } = world
const drift = as('drift.ringparken')

const events = async (id: string): Promise<string[]> => {
  const { items } = (await as('dpo').get(`/audit/events?subjectId=${id}&limit=200`)).body
  return items.map(({ action, decision }: Json) => (decision === 'allowed' ? action : `${action} denied`))
}

describe('an account', () => {
  test('is made, invited and opened by its user, whom nobody else knows the password of', async () => {
    const account = created(await first.post('/accounts', newAccount({ username: 'Søren.Å' })))
    expect(account).toMatchObject({ state: 'invited', departmentIds: [], proposedRole: null })
    expect(account.activity).toEqual({ lastLoginAt: null, invitedUntil: null, keyPersonOf: 0 })
    const early = await first.post(`/accounts/${account.id}/invitation`)
    const { token } = created(await first.post(`/accounts/${account.id}/invitation`))
    expect(early.headers['cache-control']).toBe('no-store')

    const activate = (body: Json) => anyone.post('/auth/activation', body)
    expect((await activate({ token, password: 'for kort' })).body.code).toBe('validation_failed')
    expect((await activate({ token: 'gæt', password })).status).toBe(401)
    expect((await activate({ token, password })).status).toBe(204)
    expect((await activate({ token, password })).status).toBe(401)
    expect((await activate({ token: early.body.token, password })).status).toBe(401)

    const { status, actor } = await signedIn(world, 'søren.å', password)
    expect(status).toBe(200)
    expect((await actor.get('/me')).body).toMatchObject({ id: account.id, role: 'socialafdeling' })
    const { body } = await first.get(`/accounts/${account.id}`)
    expect(body).toMatchObject({ state: 'active', activity: { lastLoginAt: expect.any(String) } })
    expect(JSON.stringify(body)).not.toMatch(/argon2/)
    expect((await events(account.id)).sort()).toEqual(
      [
        'account.activate',
        'account.create',
        'account.invite',
        'account.invite',
        'account.read',
        'me.read',
        'session.create',
      ].sort(),
    )
    expect((await first.post('/accounts', newAccount({ username: 'SØREN.å' }))).status).toBe(409)
  })

  test('is administered by administrators alone, who see no case', async () => {
    const id = await idOf(as('social.anna'))
    const roles = ['drift.boligviborg', 'social.anna', 'koordinator', 'board', 'dpo'] as const
    for (const name of roles) {
      const asked = [
        await as(name).get('/accounts'),
        await as(name).get(`/accounts/${id}`),
        await as(name).post('/accounts', newAccount()),
        await as(name).patch(`/accounts/${id}`, { name: 'x' }, any),
        await as(name).post(`/accounts/${id}/disabling`, { reason: 'x' }, any),
        await as(name).post(`/accounts/${id}/invitation`),
        await as(name).get('/role-proposals'),
      ]
      expect(asked.map(({ status }) => status)).toEqual(asked.map(() => 403))
    }
    for (const url of ['/cases', '/naboklager', '/meetings', '/audit/events', '/tenancies'])
      expect((await first.get(url)).status).toBe(403)
  })

  test('tells what is wrong with it, and takes nothing of it', async () => {
    const wrong: [Json, number][] = [
      [{ role: 'drift' }, 422],
      [{ role: 'board' }, 422],
      [{ organisationId: 'findes-ikke' }, 422],
      [{ departmentIds: ['ringparken'] }, 422],
      [{ role: 'drift', organisationId: 'boligviborg', departmentIds: ['karup'] }, 422],
      [{ role: 'konge' }, 400],
      [{ username: 'to ord' }, 400],
      [{ username: 'x'.repeat(101) }, 400],
      [{ name: 'Søren 010170-1234' }, 400],
      [{ email: 'ingen' }, 400],
      [{ password: 'x' }, 400],
      [{ role: 'dpo', organisationId: null }, 422],
    ]
    const before = await database.admin('select count(*) from users')
    for (const [change, status] of wrong)
      expect([change, (await first.post('/accounts', newAccount(change))).status]).toEqual([change, status])
    expect(await database.admin('select count(*) from users')).toEqual(before)
    const id = await idOf(as('social.anna'))
    expect((await first.patch(`/accounts/${id}`, { name: 'x' })).status).toBe(428)
    expect((await first.patch(`/accounts/${id}`, { name: 'x' }, { 'if-match': '"x"' })).status).toBe(412)
    expect((await first.patch(`/accounts/${id}`, { role: 'drift' }, any)).status).toBe(422)
    const { etag } = await first.get(`/accounts/${id}`)
    await signedIn(world, 'social.anna', inject('password'))
    expect((await first.get(`/accounts/${id}`)).etag).toBe(etag)
    const own = await idOf(first)
    for (const change of [
      await first.patch(`/accounts/${own}`, { name: 'x' }, any),
      await first.post(`/accounts/${own}/disabling`, { reason: 'x' }, any),
    ])
      expect(change.body.code).toBe('rule_violated')
  })
})

describe('who is disabled', () => {
  test('is out at the next request, with every session, and comes back by an administrator', async () => {
    const { account, actor, refreshToken } = await admitted(world, first)
    const url = `/accounts/${account.id}`
    expect((await actor.get('/me')).status).toBe(200)
    const { body } = await first.post(`${url}/disabling`, { reason: 'Orlov' }, any)
    expect(body).toMatchObject({ state: 'disabled', disabledReason: 'Orlov' })
    expect((await actor.get('/me')).status).toBe(401)
    expect((await anyone.post('/auth/refresh', { refreshToken })).status).toBe(401)
    expect((await signedIn(world, account.username, password)).status).toBe(401)
    expect((await first.post(`${url}/disabling`, { reason: 'x' }, any)).body.code).toBe('invalid_transition')
    expect((await first.post(`${url}/invitation`)).body.code).toBe('invalid_transition')
    expect((await first.post(`${url}/enabling`, undefined, any)).body.state).toBe('active')
    // The stolen token stays as dead as its session.
    expect((await actor.get('/me')).status).toBe(401)
    expect((await signedIn(world, account.username, password)).status).toBe(200)
    expect((await first.post(`${url}/enabling`, undefined, any)).body.code).toBe('invalid_transition')
  })

  test('leaves cases that a successor is asked for, and given', async () => {
    const { account, actor } = await admitted(world, first)
    const anna = as('social.anna')
    const home = await tenancy(drift)
    const mine = await makeCase(actor, home)
    await addMember(actor, mine.id, anna)
    const barred = await makeCase(actor, await tenancy(drift))
    const tenancyId = barred.tenancyId
    await first.post('/conflicts', { userId: await idOf(anna), tenancyId, reason: 'Nabo' })
    expect((await first.get(`/accounts/${account.id}`)).body.activity.keyPersonOf).toBe(2)
    await first.post(`/accounts/${account.id}/disabling`, { reason: 'Fratrådt' }, any)

    const news = async (who: Actor, kind: string) =>
      (await who.get('/notifications?limit=200')).body.items.filter((n: Json) => n.kind === kind)
    expect(await news(anna, 'key_person_gone')).toMatchObject([{ caseId: mine.id }])
    expect(await news(second, 'successor_wanted')).toMatchObject([{ subjectId: account.id, caseId: null }])

    const succession = (userId: string) =>
      second.post(`/accounts/${account.id}/succession`, { userId, reason: 'Fratrådt' })
    for (const wrong of [account.id, await idOf(as('dpo'))])
      expect((await succession(wrong)).body.code).toBe('rule_violated')
    expect((await succession(await idOf(drift))).body).toMatchObject({ handedOver: 0, left: 2 })
    expect((await succession(await idOf(anna))).body).toMatchObject({ handedOver: 1, left: 1 })
    const { body } = await anna.get(`/cases/${mine.id}`)
    expect(body).toMatchObject({ keyPerson: { id: await idOf(anna) }, reconfirmationDue: true })
    const [move] = (await anna.get(`/cases/${mine.id}/moves`)).body.items
    expect(move).toMatchObject({
      kind: 'handover',
      reason: 'Fratrådt',
      recordedBy: { id: await idOf(second) },
    })
    expect((await anna.get(`/cases/${barred.id}`)).status).toBe(404)
  })
})

test('who changes organisation keeps authorship and loses access, as a key person too', async () => {
  const { account, actor } = await admitted(world, first)
  const home = await tenancy(drift)
  const { id } = await makeCase(actor, home)
  const resident = home.residents[0].id
  await addMember(actor, id, as('social.anna'))
  // The consent names the organisation that the user moves to: even so the case stays behind.
  await makeConsent(actor, id, resident, { recipientOrganisationIds: ['helhedsplanen'] })
  const entry = await makeEntry(actor, id, [resident])
  expect((await actor.get(`/cases/${id}`)).status).toBe(200)
  const moved = { role: 'helhedsplan', organisationId: 'helhedsplanen' }
  expect((await first.patch(`/accounts/${account.id}`, moved, any)).body).toMatchObject(moved)
  expect((await actor.get('/me')).body).toMatchObject(moved)
  for (const answer of [
    await actor.get(`/cases/${id}`),
    await actor.get(`/cases/${id}/entries`),
    await actor.post(`/cases/${id}/consents`, newConsent(resident)),
    await actor.post(`/cases/${id}/team`, { userId: account.id }),
  ])
    expect(answer.status).toBe(404)
  expect((await actor.get('/cases')).body.items).toEqual([])
  const { items } = (await as('social.anna').get(`/cases/${id}/entries`)).body
  expect(items).toMatchObject([{ id: entry.id, author: { id: account.id } }])
  await first.patch(`/accounts/${account.id}`, { role: 'board', organisationId: null }, any)
  const { keyPerson } = (await as('social.anna').get(`/cases/${id}`)).body
  expect(keyPerson).toMatchObject({ id: account.id, organisationId: null })
})

test('a landlord’s staff get and lose departments, at once', async () => {
  const place = { role: 'drift', organisationId: 'boligviborg', departmentIds: ['ringparken', 'lindon'] }
  const { account, actor } = await admitted(world, first, place)
  expect((await actor.get('/me')).body.departmentIds).toEqual(['lindon', 'ringparken'])
  const { id } = await tenancy(drift)
  expect((await actor.get(`/tenancies/${id}`)).status).toBe(200)
  await first.patch(`/accounts/${account.id}`, { departmentIds: ['lindon'] }, any)
  expect((await actor.get(`/tenancies/${id}`)).status).toBe(404)
  await first.patch(`/accounts/${account.id}`, { organisationId: 'sct-joergen' }, any)
  expect((await actor.get('/me')).body.departmentIds).toEqual([])
})
