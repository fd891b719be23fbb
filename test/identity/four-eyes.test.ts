import { expect, test } from 'vitest'
import { connected } from '../architecture/connected.ts'
import { created } from '../support/households.ts'
import { administrators, admitted, any, idOf, newAccount, password, signedIn } from './people.ts'

const { test: world, first, second } = await administrators()
const { anyone, database } = world

const officer = () => newAccount({ role: 'dpo', organisationId: null, reason: 'Ny databeskyttelsesrådgiver' })

test('it takes two administrators to make a data protection officer', async () => {
  const account = created(await first.post('/accounts', officer()))
  expect(account).toMatchObject({ state: 'awaiting_approval', proposedRole: 'dpo' })
  const invite = (by = first) => by.post(`/accounts/${account.id}/invitation`)
  expect((await invite()).body.code).toBe('invalid_transition')
  expect((await first.post(`/accounts/${account.id}/enabling`, undefined, any)).body.code).toBe(
    'rule_violated',
  )

  const [proposal] = (await second.get('/role-proposals?open=true')).body.items
  expect(proposal).toMatchObject({ userId: account.id, role: 'dpo', proposedBy: await idOf(first) })
  const url = `/role-proposals/${proposal.id}`
  expect((await first.post(`${url}/approval`)).status).toBe(403)
  expect((await second.post(`${url}/approval`)).body).toMatchObject({ approved: true })
  for (const by of [first, second]) expect((await by.post(`${url}/approval`)).body.code).toBe('conflict')
  expect((await first.get(`/accounts/${account.id}`)).body).toMatchObject({ state: 'invited', role: 'dpo' })

  // Who could open the account alone would need no second pair of eyes.
  expect((await invite(first)).status).toBe(403)
  const { token } = created(await invite(second))
  expect((await anyone.post('/auth/activation', { token, password })).status).toBe(204)
  const { actor } = await signedIn(world, account.username, password)
  expect((await actor.get('/audit/events')).status).toBe(200)

  await first.post(`/accounts/${account.id}/disabling`, { reason: 'Fratrådt' }, any)
  expect((await actor.get('/audit/events')).status).toBe(401)
  expect((await second.post(`/accounts/${account.id}/enabling`, undefined, any)).status).toBe(422)
})

test('a colleague is made administrator by two, and mid-session is one', async () => {
  const { account, actor } = await admitted(world, first)
  const propose = (role = 'admin') =>
    first.post(`/accounts/${account.id}/role-proposals`, { role, reason: 'Afløser' })
  const promote = await first.patch(`/accounts/${account.id}`, { role: 'admin', organisationId: null }, any)
  expect(promote.body.code).toBe('rule_violated')
  const refused = created(await propose())
  expect((await propose()).status).toBe(409)
  expect((await first.post(`/role-proposals/${refused.id}/refusal`)).body).toMatchObject({ approved: false })
  expect((await actor.get('/accounts')).status).toBe(403)
  const { id } = created(await propose())
  expect((await second.post(`/role-proposals/${id}/approval`)).status).toBe(200)
  expect((await actor.get('/accounts')).status).toBe(200)
  expect((await actor.get('/cases')).status).toBe(403)
  const answer = await second.patch(`/accounts/${account.id}`, { role: 'board' }, any)
  expect(answer.body).toMatchObject({ role: 'board', organisationId: null })
  expect((await actor.get('/accounts')).status).toBe(403)
})

test('the database holds it against the application itself', async () => {
  const { account } = await admitted(world, first)
  const session = JSON.parse(
    Buffer.from(String(await first.token()).split('.')[1] ?? '', 'base64url').toString(),
  )
  const tries = [
    `update administered_users set role = 'admin', organisation_id = null where id = '${account.id}'`,
    `insert into administered_users (id, username, name, role) values (uuidv7(), 'x', 'x', 'dpo')`,
    `insert into role_proposals (id, user_id, role, reason) values (uuidv7(), '${account.id}', 'dpo', 'x');
     update role_proposals set decided_at = now(), decided_by = actor_id(), approved = true where user_id = '${account.id}'`,
    `insert into role_proposals (id, user_id, role, reason, decided_at, decided_by, approved)
     values (uuidv7(), '${account.id}', 'dpo', 'x', now(), actor_id(), true)`,
    `update users set role = 'admin' where id = '${account.id}'`,
  ]
  await connected(database.applicationUrl, async (client) => {
    for (const attempt of tries) {
      await client.query('begin')
      await client.query('select enter($1, $2)', [session.sid, ['admin']])
      await expect(client.query(attempt)).rejects.toMatchObject({
        code: expect.stringMatching(/^(BG403|42501)$/),
      })
      await client.query('rollback')
    }
  })
})

test('one’s own sessions are seen and ended, and a new password ends the others', async () => {
  const { account, actor, refreshToken } = await admitted(world, first)
  const other = await signedIn(world, account.username, password)
  const { items } = (await actor.get('/me/sessions')).body
  expect(items.map(({ current }: { current: boolean }) => current).sort()).toEqual([false, true])
  const theirs = items.find(({ current }: { current: boolean }) => !current)
  expect((await second.delete(`/me/sessions/${theirs.id}`)).status).toBe(404)
  expect((await actor.delete(`/me/sessions/${theirs.id}`)).status).toBe(204)
  expect((await actor.delete(`/me/sessions/${theirs.id}`)).status).toBe(404)
  expect((await other.actor.get('/me')).status).toBe(401)

  const third = await signedIn(world, account.username, password)
  const change = (current: string, next: string) => actor.post('/me/password', { current, password: next })
  expect((await change('forkert adgangskode', 'endnu en adgangskode')).body.code).toBe('rule_violated')
  expect((await change(password, 'kort')).body.code).toBe('validation_failed')
  expect((await change(password, 'endnu en adgangskode')).status).toBe(204)
  expect((await third.actor.get('/me')).status).toBe(401)
  expect((await actor.get('/me')).status).toBe(200)
  expect((await signedIn(world, account.username, password)).status).toBe(401)
  expect((await signedIn(world, account.username, 'endnu en adgangskode')).status).toBe(200)
  expect((await anyone.post('/auth/refresh', { refreshToken })).status).toBe(200)
})

test('guesses at one’s own password and at invitations are counted', async () => {
  const { actor } = await admitted(world, first)
  const guess = () => actor.post('/me/password', { current: 'gæt', password: 'endnu en adgangskode' })
  const codes: string[] = []
  for (let n = 0; n < 11; n += 1) codes.push((await guess()).body.code)
  expect(codes).toEqual([...Array.from({ length: 10 }, () => 'rule_violated'), 'too_many_requests'])
})
