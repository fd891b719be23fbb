import { expect, test } from 'vitest'
import { actorOn, type Json } from '../support/actors.ts'
import { created } from '../support/households.ts'
import { administrators } from './people.ts'
import { askToken, complaint, letIn, withSecret } from './systems.ts'

const { test: world, first, second } = await administrators()
const { app, database } = world
const at = (id: string, rest = '') => `/service-accounts/${id}${rest}`

test('a token is asked for by client credentials, in the words of RFC 6749', async () => {
  const { id, secret } = await letIn(app, first, { scopes: ['reference.read', 'naboklager.file'] })
  expect(secret).toMatch(/^bogodt_[\w-]{43}$/)
  const basic = { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }
  const whole = await askToken(app, { client_id: id, client_secret: secret })
  expect(whole.body).toEqual({
    access_token: expect.any(String),
    token_type: 'Bearer',
    expires_in: 900,
    scope: 'naboklager.file reference.read',
  })
  expect(whole.headers['cache-control']).toBe('no-store')
  const narrow = await askToken(app, { scope: 'reference.read' }, basic)
  expect(narrow.body.scope).toBe('reference.read')
  const narrowed = actorOn(app, async () => narrow.body.access_token)
  expect((await narrowed.get('/me')).body.permissions).toEqual(['me.read', 'reference.read'])
  expect((await narrowed.get('/departments')).status).toBe(200)
  expect((await narrowed.post('/naboklager', complaint())).status).toBe(403)

  const right = { client_id: id, client_secret: secret }
  const refusals: [Record<string, string>, number, string][] = [
    [{ ...right, client_secret: `${secret}x` }, 401, 'invalid_client'],
    [{ ...right, client_id: 'nobody' }, 401, 'invalid_client'],
    [{}, 401, 'invalid_client'],
    [{ ...right, scope: 'accounts.manage' }, 400, 'invalid_scope'],
    [{ ...right, scope: 'reference.read statistics.read' }, 400, 'invalid_scope'],
    [{ ...right, scope: 'æ' }, 400, 'invalid_request'],
    [{ ...right, grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ]
  for (const [form, status, error] of refusals) {
    const answer = await askToken(app, form)
    expect([form, answer.status, answer.body.error]).toEqual([form, status, error])
    expect(answer.headers['cache-control']).toBe('no-store')
    if (status === 401) expect(answer.headers['www-authenticate']).toMatch(/^Basic/)
  }
  expect((await askToken(app, right, basic)).body.error).toBe('invalid_request')
  const raw = (payload: string, type = 'application/x-www-form-urlencoded') =>
    app.inject({
      method: 'POST',
      url: '/api/v1/auth/service-token',
      headers: { 'content-type': type },
      payload,
    })
  for (const sent of [
    await raw('grant_type=client_credentials&grant_type=x'),
    await raw('{"grant_type":"client_credentials"}', 'application/json'),
    await raw(''),
  ])
    expect([sent.statusCode, sent.json().error]).toEqual([400, 'invalid_request'])
  expect((await raw('x'.repeat(9000))).statusCode).toBe(413)
  expect(
    (await world.anyone.post('/auth/token', { username: `service:${id}`, password: secret })).status,
  ).toBe(401)
})

test('one that asks again and again goes on in the session that it has', async () => {
  const { id, secret } = await letIn(app, first)
  for (let n = 0; n < 12; n += 1) await askToken(app, { client_id: id, client_secret: secret })
  const [{ count } = {}] = await database.admin('select count(*)::int from sessions where user_id = $1', [id])
  expect(count).toBe(1)
})

test('guesses at a secret are counted', async () => {
  const { id } = await letIn(app, first)
  const codes: number[] = []
  for (let n = 0; n < 11; n += 1)
    codes.push((await askToken(app, { client_id: id, client_secret: 'gæt' })).status)
  expect(codes).toEqual([...Array.from({ length: 10 }, () => 401), 429])
})

test('a secret is rotated with an overlap, and revoked at once', async () => {
  const { id, secret, secretId, actor } = await letIn(app, first)
  const issue = (overlapHours?: number, key?: string) =>
    first.post(at(id, '/secrets'), { overlapHours }, key ? { 'idempotency-key': key } : {})
  const next = await issue(undefined, 'noegle')
  expect(next.headers['cache-control']).toBe('no-store')
  // A secret is kept by nobody: a repeated request gets the same answer without it.
  const again = created(await issue(undefined, 'noegle'))
  expect(again).toEqual({ ...created(next), secret: null })
  const stored = await database.admin(`select from idempotency_keys where answer like '%' || $1 || '%'`, [
    next.body.secret,
  ])
  expect(stored).toEqual([])

  const listed = (await first.get(at(id))).body
  expect(listed.secrets.map(({ hint }: Json) => hint)).toEqual([
    secret.slice(0, 11),
    next.body.secret.slice(0, 11),
  ])
  expect(listed.secrets[0].expiresAt).not.toBeNull()
  expect(listed.activity.lastUsedSecretId).toBe(secretId)
  expect((await issue()).body.code).toBe('rule_violated')
  const newer = await withSecret(app, id, next.body.secret)
  for (const each of [actor, newer]) expect((await each.get('/me')).status).toBe(200)
  await database.setClock(`now() + interval '25 hours'`)
  expect((await askToken(app, { client_id: id, client_secret: secret })).status).toBe(401)
  expect((await askToken(app, { client_id: id, client_secret: next.body.secret })).status).toBe(200)
  await database.setClock('now()')

  const third = created(await second.delete(at(id, `/secrets/${secretId}`)).then(() => issue(0)))
  expect((await actor.get('/me')).status).toBe(401)
  expect((await newer.get('/me')).status).toBe(401)
  const last = await withSecret(app, id, third.secret)
  expect((await last.get('/me')).status).toBe(200)
  expect((await second.delete(at(id, `/secrets/${third.secretId}`))).status).toBe(204)
  expect((await last.get('/me')).status).toBe(401)
  expect((await second.delete(at(id, `/secrets/${third.secretId}`))).status).toBe(404)
})

test('the overlap ends what was begun by the earlier secret', async () => {
  const { id, actor } = await letIn(app, first)
  created(await first.post(at(id, '/secrets'), { overlapHours: 1 }))
  await database.admin(`update sessions set expires_at = 'infinity' where user_id = $1`, [id])
  expect((await actor.get('/me')).status).toBe(200)
  await database.setClock(`now() + interval '61 minutes'`)
  expect((await actor.get('/me')).status).toBe(401)
  await database.setClock('now()')
})

test('it is counted by a limit of its own', async () => {
  const { actor } = await letIn(app, first, { requestsPerMinute: 5 })
  const asked = await Promise.all(Array.from({ length: 8 }, () => actor.get('/me')))
  expect(asked.map(({ status }) => status).sort()).toEqual([...Array(5).fill(200), ...Array(3).fill(429)])
  expect(asked[0]?.headers['ratelimit-policy']).toBe('"user";q=5;w=60')
})
