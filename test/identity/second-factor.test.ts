import { TOTP } from 'otpauth'
import { describe, expect, inject, test } from 'vitest'
import { createUser } from '../../src/identity/accounts.ts'
import { connected } from '../architecture/connected.ts'
import { type Actor, actorOn, type Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { created } from '../support/households.ts'

/** The app's clock: a code is good for its half minute. */
let now = new Date()
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}
const world = await testApp({ config: { SECOND_FACTOR_ROLES: ['dpo', 'admin'] }, clock: () => now })
const { app, anyone, as, database } = world
const password = inject('password')

const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: now.getTime() })
const signIn = async (username: string, code?: string) => {
  const { status, body } = await anyone.post('/auth/token', { username, password, ...(code && { code }) })
  return { status, code: body.code, actor: actorOn(app, async () => body.accessToken) }
}

const newUser = async (username: string, role: 'dpo' | 'board') =>
  connected(database.adminUrl, (client) => createUser(client, { username, name: 'Dagny Ø', role, password }))

/** Sets a factor up, as its user does: password, app, code. */
const enrol = async (actor: Actor, more: Json = {}) => {
  const { secret, uri } = created(await actor.post('/me/second-factor', { password, ...more }))
  expect(uri).toMatch(/^otpauth:\/\/totp\/Bo%20Godt:.*secret=/)
  const { status, body } = await actor.post('/me/second-factor/confirmation', { code: codeOf(secret) })
  expect(status).toBe(200)
  return { secret: String(secret), recoveryCodes: body.recoveryCodes as string[] }
}

describe('a role that needs a second factor', () => {
  test('is held back until it has one, and then asked for it at every sign-in', async () => {
    await newUser('dagny', 'dpo')
    const { actor } = await signIn('dagny')
    for (const url of ['/audit/events', '/users', '/statistics'])
      expect([url, (await actor.get(url)).body.code]).toEqual([url, 'second_factor_missing'])
    for (const url of ['/me', '/me/sessions', '/notifications'])
      expect((await actor.get(url)).status).toBe(200)

    const { secret } = await enrol(actor)
    expect((await actor.get('/audit/events')).status).toBe(200)
    expect(await signIn('dagny')).toMatchObject({ status: 401, code: 'second_factor_required' })
    expect(await signIn('dagny', '000000')).toMatchObject({ status: 401, code: 'invalid_credentials' })
    // The code that confirmed it is spent.
    expect(await signIn('dagny', codeOf(secret))).toMatchObject({ status: 401 })
    later(30)
    const again = await signIn('dagny', codeOf(secret))
    expect(again.status).toBe(200)
    expect((await again.actor.get('/audit/events')).status).toBe(200)
    expect(await signIn('dagny', codeOf(secret))).toMatchObject({ status: 401, code: 'invalid_credentials' })
    later(-60)
    expect(await signIn('dagny', codeOf(secret))).toMatchObject({ status: 401 })
    later(90)
  })

  test('is not known from the answer to a wrong password', async () => {
    const wrong = await anyone.post('/auth/token', { username: 'dagny', password: 'forkert adgangskode' })
    const nobody = await anyone.post('/auth/token', { username: 'ingen', password: 'forkert adgangskode' })
    expect([wrong.status, wrong.body.code, wrong.body.detail]).toEqual([
      nobody.status,
      nobody.body.code,
      nobody.body.detail,
    ])
  })

  test('holds no other role back', async () => {
    expect((await as('social.anna').get('/cases')).status).toBe(200)
    expect((await as('board').get('/statistics')).status).toBe(200)
    expect((await as('admin').get('/accounts')).body.code).toBe('second_factor_missing')
  })
})

test('one code signs in once, in however many requests at once', async () => {
  await newUser('dorthe', 'board')
  const { secret } = await enrol((await signIn('dorthe')).actor)
  later(30)
  const code = codeOf(secret)
  const answers = await Promise.all(Array.from({ length: 6 }, () => signIn('dorthe', code)))
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
})

test('whoever has lost the device gets in by a recovery code, once, and sets up another', async () => {
  await newUser('ditlev', 'dpo')
  const { actor } = await signIn('ditlev')
  const { recoveryCodes } = await enrol(actor)
  expect(new Set(recoveryCodes).size).toBe(10)
  const [first = '', second = ''] = recoveryCodes
  const back = await signIn('ditlev', first)
  expect(back.status).toBe(200)
  expect((await signIn('ditlev', first)).status).toBe(401)
  const propose = (body: Json) => back.actor.post('/me/second-factor', body)
  expect((await propose({ password })).body.code).toBe('rule_violated')
  expect((await propose({ password, code: first })).body.code).toBe('rule_violated')
  expect((await propose({ password: 'forkert', code: second })).body.code).toBe('rule_violated')
  const anew = await enrol(back.actor, { code: second })
  for (const old of recoveryCodes.slice(2, 4)) expect((await signIn('ditlev', old)).status).toBe(401)
  later(30)
  expect((await signIn('ditlev', codeOf(anew.secret))).status).toBe(200)
  const { id } = (await actor.get('/me')).body
  const { items } = (await actor.get(`/audit/events?subjectId=${id}&action=second_factor.recover`)).body
  expect(items.length).toBe(2)
})

test('what confirms is a code of the factor that was just made', async () => {
  await newUser('dan', 'board')
  const { actor } = await signIn('dan')
  const confirm = (code: string) => actor.post('/me/second-factor/confirmation', { code })
  expect((await confirm('123456')).body.code).toBe('invalid_transition')
  const stale = created(await actor.post('/me/second-factor', { password }))
  const { secret } = created(await actor.post('/me/second-factor', { password }))
  expect((await confirm(codeOf(stale.secret))).body.code).toBe('rule_violated')
  expect((await signIn('dan')).status).toBe(200)
  expect((await confirm(codeOf(secret))).status).toBe(200)
  expect((await signIn('dan')).status).toBe(401)
  const rows = await database.admin<Json>(
    'select count(*)::int as n from recovery_codes c join users u on u.id = c.user_id where username = $1',
    ['dan'],
  )
  expect(rows).toEqual([{ n: 10 }])
})

test('an invitation begins anew', async () => {
  const id = await newUser('dicte', 'board')
  await enrol((await signIn('dicte')).actor)
  const admin = await signIn('admin')
  const { secret } = await enrol(admin.actor)
  later(30)
  const { actor } = await signIn('admin', codeOf(secret))
  const { token } = created(await actor.post(`/accounts/${id}/invitation`))
  expect((await anyone.post('/auth/activation', { token, password: `${password} igen` })).status).toBe(204)
  const answer = await anyone.post('/auth/token', { username: 'dicte', password: `${password} igen` })
  expect(answer.status).toBe(200)
})
