import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { asAnswer } from '../support/actors.ts'
import { testApp } from '../support/app.ts'

const { as, anyone, app, database } = await testApp()
const token = String(await as('drift.boligviborg').token())
const [, claims = '', signature = ''] = token.split('.')

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const decoded = JSON.parse(Buffer.from(claims, 'base64url').toString())
const ask = async (authorization?: string) =>
  anyone.get('/me', authorization === undefined ? {} : { authorization })

test('a token names the user and the session, and no right', () => {
  expect(Object.keys(decoded).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'sid', 'sub'])
})

test('a token that was good is so until it expires, however often it was shown', async () => {
  expect((await ask(`Bearer ${token}`)).status).toBe(200)
  vi.setSystemTime(1000 * decoded.exp - 1000)
  expect((await ask(`Bearer ${token}`)).status).toBe(200)
  vi.setSystemTime(1000 * decoded.exp + 1000)
  expect((await ask(`Bearer ${token}`)).status).toBe(401)
  vi.useRealTimers()
})

test('whatever is wrong with a token, the answer is the same', async () => {
  const key = generateKeyPairSync('ed25519').privateKey
  const head = encode({ alg: 'EdDSA', typ: 'JWT' })
  const forged = `${head}.${claims}.${sign(null, Buffer.from(`${head}.${claims}`), key).toString('base64url')}`
  const hmacHead = encode({ alg: 'HS256', typ: 'JWT' })
  const hmac = createHmac('sha256', 'secret').update(`${hmacHead}.${claims}`).digest('base64url')
  const other = encode({ ...decoded, sub: '01900000-0000-7000-8000-000000000000' })
  const forms = [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    `Basic ${Buffer.from('drift.boligviborg:x').toString('base64')}`,
    token,
    `Token ${token}`,
    `Bearer ${token}x`,
    `Bearer ${token} x`,
    `Bearer ${forged}`,
    `Bearer ${encode({ alg: 'none' })}.${claims}.`,
    `Bearer ${encode({ alg: 'none' })}.${claims}.${signature}`,
    `Bearer ${hmacHead}.${claims}.${hmac}`,
    `Bearer ${token.split('.')[0]}.${other}.${signature}`,
    `Bearer ${app.tokens.sign({ sub: 'drift', sid: decoded.sid })}`,
    `Bearer ${app.tokens.sign({ sub: decoded.sub, sid: decoded.sid }, { expiresIn: -1000 })}`,
    `Bearer ${app.tokens.sign({ sub: decoded.sub, sid: decoded.sid }, { aud: 'another' })}`,
  ]
  for (const form of forms) {
    const { status, body, headers } = await ask(form)
    expect([form, status, body.code]).toEqual([form, 401, 'unauthenticated'])
    expect(headers['www-authenticate']).toBe('Bearer')
  }
  expect((await ask(`bearer ${token}`)).status).toBe(200)
})

test('a session that is not there, or a user who is disabled, is not let in', async () => {
  const session = (sid: string) => ask(`Bearer ${app.tokens.sign({ sub: decoded.sub, sid })}`)
  expect((await session('01900000-0000-7000-8000-000000000000')).status).toBe(401)
  expect((await session(decoded.sid)).status).toBe(200)
  await database.admin(`update users set disabled_at = now() where username = 'drift.boligviborg'`)
  expect((await session(decoded.sid)).status).toBe(401)
  await database.admin(`update users set disabled_at = null where username = 'drift.boligviborg'`)
})

test('every route but those that are open wants a token', async () => {
  const { body } = await anyone.get('/openapi.json')
  const open = [
    ...['post /auth/token', 'post /auth/refresh', 'post /auth/logout', 'post /auth/activation'],
    'post /auth/service-token',
    ...['get /auth/providers', 'post /auth/oidc/authorizations', 'post /auth/oidc/tokens'],
  ]
  for (const [path, operations] of Object.entries<object>(body.paths)) {
    for (const method of Object.keys(operations)) {
      const name = `${method} ${path.replace('/api/v1', '')}`
      if (open.includes(name) || !path.startsWith('/api/')) continue
      const url = path.replaceAll(/\{\w+\}/g, '01900000-0000-7000-8000-000000000000')
      const answer = asAnswer(await app.inject({ method: method.toUpperCase() as 'GET', url }))
      expect([name, answer.status, answer.body.code]).toEqual([name, 401, 'unauthenticated'])
    }
  }
})

test('liveness and readiness want none, and say that it is ok', async () => {
  for (const url of ['/health/live', '/health/ready']) {
    const { status, body } = asAnswer(await app.inject(url))
    expect([status, body.status]).toEqual([200, 'ok'])
  }
})
