import { createHmac, createPublicKey } from 'node:crypto'
import { importJWK, type JWK, type JWTPayload, SignJWT } from 'jose'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { sha256 } from '../../../src/kernel/secret.ts'
import { actorOn, type Json } from '../../support/actors.ts'
import { testApp } from '../../support/app.ts'
import { any } from '../people.ts'
import { startKeyServer } from './key-server.ts'
import { audience, clientSecret, newKey, providerSettings, redirectUri, startProvider } from './provider.ts'

const [first, second, unpublished] = await Promise.all(['k1', 'k2', 'k1'].map((kid) => newKey(kid)))
/** Of one that does not say which algorithm it is for. */
const unsaid = await newKey('unsaid')
const publicOf = ({ kty, n, e, kid, alg, use }: JWK = {} as JWK): JWK => ({ kty, n, e, kid, alg, use }) as JWK

const real = await startProvider([await newKey('r1')])
const published = await startKeyServer()
const other = await startKeyServer()
const browserOnly = await startKeyServer()
browserOnly.state.keys = [publicOf(first)]
const { issuer, state, asked } = published
const settings = [
  providerSettings('viborg', issuer, {
    ...{ organisations: ['viborg-kommune'], roles: ['dpo'], audience },
    secondFactor: { claim: 'acr', values: ['high'] },
  }),
  providerSettings('boligviborg', other.issuer, { organisations: ['boligviborg'], audience }),
  providerSettings('aegte', real.issuer, { organisations: ['viborg-kommune'], audience }),
  providerSettings('kun-browser', browserOnly.issuer, { organisations: ['viborg-kommune'] }),
]
const { OIDC_PROVIDERS } = readConfig({ OIDC_PROVIDERS: JSON.stringify(settings) })
const { app, as, database, lines } = await testApp({
  config: { OIDC_PROVIDERS, SECOND_FACTOR_ROLES: ['dpo'] },
})
const link = (username: string, by: string, subject: string) =>
  database.admin(
    `insert into user_identities (id, user_id, issuer, subject, origin)
      select uuidv7(), id, $2, $3, 'invitation' from users where username = $1`,
    [username, by, subject],
  )
await link('social.anna', issuer, 'anna')
await link('drift.boligviborg', other.issuer, 'anna')
await link('dpo', issuer, 'dpo')
await link('social.anna', browserOnly.issuer, 'anna')
await link('social.bo', real.issuer, 'bo')

let made = 0
const soon = () => Math.floor(Date.now() / 1000) + 600
interface Asked {
  key?: JWK | undefined
  header?: object
}
/** A token that is good, but for what is said; no two are alike. */
const tokenOf = async (claims: JWTPayload = {}, { key = first, header = {} }: Asked = {}) => {
  made += 1
  const payload = { iss: issuer, sub: 'anna', aud: audience, exp: soon(), jti: `${made}`, ...claims }
  const { kid, alg = 'RS256' } = key ?? {}
  return new SignJWT(payload)
    .setProtectedHeader({ alg, ...(kid && { kid }), ...header })
    .sign(await importJWK(key ?? {}, alg))
}
const ask = async (token: string, url = '/me') => {
  const { status, body } = await actorOn(app, async () => token).get(url)
  return { status, code: body.code, id: body.id }
}
const idOf = async (username: 'social.anna' | 'drift.boligviborg' | 'dpo') =>
  (await as(username).get('/me')).body.id as string
const anna = await idOf('social.anna')
const denied = { status: 401, code: 'unauthenticated' }
const down = { status: 503, code: 'identity_provider_unavailable' }

/** Long enough for everything that is known to be asked for anew. */
const later = (seconds: number) => vi.setSystemTime(Date.now() + 1000 * seconds)
beforeEach(() => {
  Object.assign(state, { keys: [publicOf(first), { ...publicOf(unsaid), alg: undefined }], status: 200 })
  Object.assign(other.state, { keys: [publicOf(first)] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a token of a provider', () => {
  test('is of its user, and of a session that one sees and ends', async () => {
    const token = await tokenOf()
    const actor = actorOn(app, async () => token)
    for (const url of ['/me', '/me', '/cases', '/me/sessions'])
      expect((await actor.get(url)).status).toBe(200)
    expect(await ask(token)).toMatchObject({ status: 200, id: anna })
    const { items } = (await actor.get('/me/sessions')).body
    const current = items.filter((session: Json) => session.current)
    expect(current).toMatchObject([{ startedAt: current[0].lastUsedAt }])
    expect(Date.parse(current[0].expiresAt)).toBeLessThan(Date.now() + 1000 * 700)
    expect(await database.admin('select from sessions where token_hash is not null')).toHaveLength(1)

    expect((await as('social.anna').delete(`/me/sessions/${current[0].id}`)).status).toBe(204)
    expect(await ask(token)).toMatchObject(denied)
    // For good, in a process that has not seen it too.
    const elsewhere = await testApp({ database, config: { OIDC_PROVIDERS } })
    const again = await actorOn(elsewhere.app, async () => token).get('/me')
    expect(again.body.code).toBe('unauthenticated')
    expect(await ask(await tokenOf())).toMatchObject({ status: 200 })
    const begun = await database.admin(
      `select from audit_events where actor_id = $1 and action = 'session.create'`,
      [anna],
    )
    // By password; and once for each token, however often it was shown.
    expect(begun).toHaveLength(3)
  })

  test('is one session for however many requests at once, in however many processes', async () => {
    const token = await tokenOf()
    const elsewhere = await testApp({ database, config: { OIDC_PROVIDERS } })
    const asks = [app, elsewhere.app, app, elsewhere.app, app, elsewhere.app].map((each) =>
      actorOn(each, async () => token).get('/me/sessions'),
    )
    const answers = await Promise.all(asks)
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    const currents = answers.flatMap(({ body }) => body.items.filter(({ current }: Json) => current))
    expect(new Set(currents.map(({ id }) => id)).size).toBe(1)
  })

  test('is by issuer and subject together', async () => {
    expect(await ask(await tokenOf({ iss: other.issuer }))).toMatchObject({
      status: 200,
      id: await idOf('drift.boligviborg'),
    })
  })

  test('that a real provider issues is good, and what it issues to sign in with is not', async () => {
    const verifier = 'v'.repeat(43)
    const challenge = { code_challenge: sha256(verifier), code_challenge_method: 'S256' }
    const query = new URLSearchParams({
      ...{ client_id: 'another', redirect_uri: redirectUri, response_type: 'code', scope: 'openid' },
      ...{ state: 'x', nonce: 'x', resource: audience, ...challenge },
    })
    const back = new URL(await real.browse(`${real.issuer}/auth?${query}`, { sub: 'bo' }))
    const body = new URLSearchParams({
      ...{ grant_type: 'authorization_code', code: String(back.searchParams.get('code')) },
      ...{ client_id: 'another', client_secret: clientSecret, redirect_uri: redirectUri },
      ...{ code_verifier: verifier, resource: audience },
    })
    const answer = (await (await fetch(`${real.issuer}/token`, { method: 'POST', body })).json()) as Json
    expect(await ask(answer.access_token)).toMatchObject({ status: 200 })
    expect(await ask(answer.id_token)).toMatchObject(denied)
  })

  test('is good for what every role may, until it says that there was a second factor', async () => {
    expect((await ask(await tokenOf({ sub: 'dpo' }), '/audit/events')).code).toBe('second_factor_missing')
    expect((await ask(await tokenOf({ sub: 'dpo', acr: 'high' }), '/audit/events')).status).toBe(200)
  })
})

describe('what is wrong with a token', () => {
  const from = (seconds: number) => Math.floor(Date.now() / 1000) + seconds

  test('in its claims', async () => {
    const wrong: JWTPayload[] = [
      { aud: 'another' },
      { aud: undefined as never },
      { aud: 'bo-godt' },
      { iss: browserOnly.issuer },
      { iss: browserOnly.issuer, aud: 'bo-godt' },
      { iss: `${issuer}/` },
      { iss: 'https://evil.example' },
      { iss: undefined as never },
      { exp: undefined as never },
      { exp: from(-61) },
      { exp: from(86_500) },
      { nbf: from(65) },
      { sub: undefined as never },
      { sub: '' },
      { sub: 'x'.repeat(256) },
      { sub: 7 as never },
    ]
    for (const claims of wrong) {
      const { status, code } = await ask(await tokenOf(claims))
      expect([claims, status, code]).toEqual([claims, 401, 'unauthenticated'])
    }
    expect(browserOnly.asked).toEqual([])
    // Another's clock may differ by a minute.
    for (const claims of [{ nbf: from(50) }, { aud: ['x', audience] }, { exp: from(86_000) }])
      expect([claims, (await ask(await tokenOf(claims))).status]).toEqual([claims, 200])
    const late = await tokenOf({ exp: from(-40) })
    expect(await ask(late)).toMatchObject({ status: 200 })
  })

  test('in its signature, its algorithm and its header', async () => {
    const good = await tokenOf()
    const [head = '', body = '', signature = ''] = good.split('.')
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const hmac = (secret: string | Buffer, header: string) =>
      `${header}.${body}.${createHmac('sha256', secret).update(`${header}.${body}`).digest('base64url')}`
    const spki = createPublicKey({ key: publicOf(first) as never, format: 'jwk' })
    const pem = spki.export({ type: 'spki', format: 'pem' })
    const der = spki.export({ type: 'spki', format: 'der' })
    const hs = encode({ alg: 'HS256', kid: 'k1' })
    const evil = await newKey('evil')
    other.state.evil = [publicOf(evil)]
    const place = `${other.issuer}/evil`
    const forged = (header: object, key = evil) => tokenOf({}, { key, header })
    const tokens = {
      none: `${encode({ alg: 'none' })}.${body}.`,
      'none, signed': `${encode({ alg: 'none', kid: 'k1' })}.${body}.${signature}`,
      'public key as secret': hmac(String(pem), hs),
      'the same in DER': hmac(der, hs),
      'a secret of another kind': hmac(clientSecret, hs),
      'cut off': `${head}.${body}.`,
      'changed claims': `${head}.${encode({ iss: issuer, sub: 'dpo', aud: audience, exp: soon() })}.${signature}`,
      'another key by the same name': await tokenOf({}, { key: unpublished }),
      'another provider’s key': await tokenOf({}, { key: second }),
      'another algorithm than the key’s': await tokenOf({}, { key: { ...first, alg: 'RS512' } as JWK }),
      'an algorithm that is not agreed': await tokenOf({}, { key: { ...unsaid, alg: 'RS512' } }),
      jku: await forged({ jku: place, kid: 'evil' }),
      x5u: await forged({ x5u: place, kid: 'k1' }),
      jwk: await forged({ jwk: publicOf(evil), kid: 'k1' }),
      'a key by its path': await forged({ kid: '../evil' }),
      'a key that is an address': await forged({ kid: place }),
      'no key named': await forged({ kid: undefined }),
      'a critical header': await tokenOf({}, { header: { crit: ['x'], x: 1 } }).catch(
        () => `${encode({ alg: 'RS256', kid: 'k1', crit: ['x'], x: 1 })}.${body}.${signature}`,
      ),
    }
    for (const [name, token] of Object.entries(tokens))
      expect([name, await ask(token)]).toMatchObject([name, denied])
    expect(other.asked).not.toContain('/evil')
    for (const each of [good, await tokenOf({}, { key: unsaid })])
      expect(await ask(each)).toMatchObject({ status: 200 })
  })
})

describe('a token follows its user', () => {
  test('who is unknown: told so, and the log is not told whom', async () => {
    const before = lines.length
    expect(await ask(await tokenOf({ sub: 'hemmelig person' }))).toMatchObject({
      status: 403,
      code: 'identity_not_linked',
    })
    expect(lines.slice(before).join('')).toContain('"why":"unknown"')
    expect(lines.slice(before).join('')).not.toContain('hemmelig')
  })

  test('who is disabled, moves or is unlinked: refused at the next request, and that token for good', async () => {
    const admin = as('admin')
    const url = `/accounts/${anna}`
    const unlinking = async () => {
      const [identity] = (await admin.get(url)).body.identities
      await admin.delete(`${url}/identities/${identity.id}`)
    }
    const ways: [() => Promise<unknown>, () => Promise<unknown>][] = [
      [
        () => admin.post(`${url}/disabling`, { reason: 'x' }, any),
        () => admin.post(`${url}/enabling`, undefined, any),
      ],
      [
        () => admin.patch(url, { role: 'drift', organisationId: 'boligviborg' }, any),
        () => admin.patch(url, { role: 'socialafdeling', organisationId: 'viborg-kommune' }, any),
      ],
      [unlinking, () => link('social.anna', issuer, 'anna')],
    ]
    for (const [leave, comeBack] of ways) {
      const token = await tokenOf()
      expect((await ask(token)).status).toBe(200)
      await leave()
      expect(await ask(token)).toMatchObject(denied)
      expect(await ask(await tokenOf())).toMatchObject({ status: 403, code: 'identity_not_linked' })
      await comeBack()
      expect(await ask(token)).toMatchObject(denied)
      expect((await ask(await tokenOf())).status).toBe(200)
    }
  })
})

describe('keys', () => {
  test('are changed while we run: a new one is taken, and one that is taken away is refused', async () => {
    const now = Date.now()
    vi.setSystemTime(now)
    expect(await ask(await tokenOf())).toMatchObject({ status: 200 })
    state.keys = [publicOf(first), publicOf(second)]
    later(31)
    expect(await ask(await tokenOf({}, { key: second }))).toMatchObject({ status: 200 })
    state.keys = [publicOf(second)]
    expect(await ask(await tokenOf())).toMatchObject({ status: 200 })
    later(601)
    expect(await ask(await tokenOf())).toMatchObject(denied)
    expect(await ask(await tokenOf({}, { key: second }))).toMatchObject({ status: 200 })
  })

  test('are asked for seldom, however many tokens name one that there is not', async () => {
    vi.setSystemTime(Date.now())
    later(700)
    await ask(await tokenOf())
    const before = asked.length
    for (let n = 0; n < 20; n += 1) {
      const header = { kid: `ukendt-${n}` }
      expect(await ask(await tokenOf({}, { header }))).toMatchObject(denied)
    }
    expect(asked.length).toBe(before)
  })

  test('that are known hold while the provider is down; what is not known is not decided', async () => {
    vi.setSystemTime(Date.now())
    later(1400)
    expect(await ask(await tokenOf())).toMatchObject({ status: 200 })
    state.status = 500
    later(7300)
    const known = await tokenOf()
    expect(await ask(known)).toMatchObject({ status: 200 })
    expect(await ask(await tokenOf({}, { key: second }))).toMatchObject(down)
    Object.assign(state, { status: 200, keys: [publicOf(second)] })
    later(10)
    expect(await ask(await tokenOf({}, { key: second }))).toMatchObject({ status: 200 })
    expect(await ask(await tokenOf())).toMatchObject(denied)
  })

  test('of a provider that never answered: 503, and nothing hangs', async () => {
    other.state.status = 500
    const fresh = await testApp({ database, config: { OIDC_PROVIDERS } })
    const token = await tokenOf({ iss: other.issuer })
    const actor = actorOn(fresh.app, async () => token)
    vi.setSystemTime(Date.now())
    for (let n = 0; n < 2; n += 1)
      expect((await actor.get('/me')).body).toMatchObject({ code: down.code, status: 503 })
    other.state.status = 200
    later(10)
    expect((await actor.get('/me')).status).toBe(200)
  })
})
