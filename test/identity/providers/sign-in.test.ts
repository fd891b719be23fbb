import { describe, expect, test, vi } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { sha256 } from '../../../src/kernel/secret.ts'
import { actorOn, type Json } from '../../support/actors.ts'
import { testApp } from '../../support/app.ts'
import { created } from '../../support/households.ts'
import { any, newAccount } from '../people.ts'
import { newKey, type Person, providerSettings, redirectUri, startProvider } from './provider.ts'

const viborg = await startProvider([await newKey('v1')])
const landlord = await startProvider([await newKey('l1', 'ES256')])
const settings = [
  providerSettings('viborg', viborg.issuer, {
    organisations: ['viborg-kommune', 'helhedsplanen'],
    roles: ['board'],
    secondFactor: { claim: 'amr', values: ['mfa'] },
  }),
  providerSettings('boligviborg', landlord.issuer, { organisations: ['boligviborg'] }),
]
const { OIDC_PROVIDERS } = readConfig({ OIDC_PROVIDERS: JSON.stringify(settings) })
const { app, as, anyone, database, lines } = await testApp({
  config: { OIDC_PROVIDERS, SECOND_FACTOR_ROLES: ['board'] },
})
const admin = as('admin')

const begin = async (provider = 'viborg') =>
  created(await anyone.post('/auth/oidc/authorizations', { provider, redirectUri }))
const finish = async (flow: string, callback: string, more: Json = {}) => {
  const { status, body } = await anyone.post('/auth/oidc/tokens', { flow, callback, ...more })
  const { code, refreshToken } = body
  return { status, code, refreshToken, actor: actorOn(app, async () => body.accessToken) }
}
/** From the button to the tokens. */
const signIn = async (person: Person, { provider = 'viborg', ...more }: Json = {}) => {
  const { authorizationUrl, flow } = await begin(provider)
  return finish(flow, await viborg.browse(authorizationUrl, person), more)
}
const newInvitation = async (changes: Json = {}) => {
  const account = created(await admin.post('/accounts', newAccount(changes)))
  const { token } = created(await admin.post(`/accounts/${account.id}/invitation`))
  return { account, url: `/accounts/${account.id}`, invitation: token as string }
}
let met = 0
/** Someone who has been invited, and has signed in with the provider. */
const linked = async (changes: Json = {}, provider = 'viborg') => {
  met += 1
  const person = { sub: `søren-${met}` }
  const invited = await newInvitation(changes)
  const signedIn = await signIn(person, { provider, invitation: invited.invitation })
  expect(signedIn.status).toBe(200)
  return { ...invited, ...signedIn, person }
}
const refused = (code: string, status: number) => ({ status, code })
const nobody = refused('identity_not_linked', 403)
const failed = refused('sign_in_failed', 401)
const eventsOf = async (id: string): Promise<string[]> => {
  const { items } = (await as('dpo').get(`/audit/events?subjectId=${id}&limit=200`)).body
  return items.map(({ action, decision }: Json) => `${action} ${decision}`).sort()
}

describe('signing in with a provider', () => {
  test('is told of to anyone, and begins only where it was agreed', async () => {
    const { status, body } = await anyone.get('/auth/providers')
    expect({ status, body }).toEqual({
      status: 200,
      body: { items: settings.map(({ id, name }) => ({ id, name })), localAccounts: true },
    })
    const wrong = [`${redirectUri}/`, `${redirectUri}?x=1`, 'https://evil.example/', 'javascript:alert(1)', 7]
    for (const uri of wrong) {
      const answer = await anyone.post('/auth/oidc/authorizations', { provider: 'viborg', redirectUri: uri })
      expect([uri, answer.status, answer.body.code]).toEqual([uri, 400, 'validation_failed'])
    }
    for (const body of [{ provider: 'ukendt', redirectUri }, { redirectUri }, { provider: 'viborg' }, {}])
      expect((await anyone.post('/auth/oidc/authorizations', body)).body.code).toBe('validation_failed')
    expect(await database.admin('select from oidc_flows')).toEqual([])
    const url = new URL((await begin()).authorizationUrl)
    expect(url.origin).toBe(viborg.issuer)
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      ...{ response_type: 'code', code_challenge_method: 'S256', redirect_uri: redirectUri },
      ...{ state: expect.stringMatching(/.{40}/), nonce: expect.stringMatching(/.{40}/) },
    })
  })

  test('opens an invited account instead of a password, and then by itself', async () => {
    const { account, url, invitation, actor, person, refreshToken } = await linked()
    expect((await actor.get('/me')).body).toMatchObject({ id: account.id, role: 'socialafdeling' })
    const { body } = await admin.get(url)
    expect(body).toMatchObject({ state: 'active', activity: { invitedUntil: null } })
    expect(body.identities).toEqual([
      {
        id: expect.any(String),
        issuer: viborg.issuer,
        origin: 'invitation',
        linkedAt: expect.stringMatching(/Z$/),
      },
    ])
    expect(JSON.stringify(body)).not.toContain(person.sub)
    const again = await signIn(person)
    expect((await again.actor.get('/me')).body.id).toBe(account.id)
    expect(await signIn({ sub: 'en anden' }, { invitation })).toMatchObject({ status: 401 })
    const renewed = await anyone.post('/auth/refresh', { refreshToken })
    expect(renewed.status).toBe(200)
    expect((await anyone.post('/auth/logout', { refreshToken: renewed.body.refreshToken })).status).toBe(204)
    expect((await actor.get('/me')).status).toBe(401)
    expect((await again.actor.get('/me/sessions')).body.items).toHaveLength(1)
    expect(await eventsOf(account.id)).toEqual(
      [
        'account.create allowed',
        'account.invite allowed',
        'account.link allowed',
        'account.read allowed',
        'me.read allowed',
        'me.read allowed',
        'session.create allowed',
        'session.create allowed',
        'session.end allowed',
        'session.refresh allowed',
      ].sort(),
    )
    // What the administrator saw is still what there is.
    const { etag } = await admin.get(url)
    expect((await admin.patch(url, { name: 'Åse' }, { 'if-match': etag })).status).toBe(200)
  })

  test('lets nobody in by a name or an address, and tells the log that it was someone', async () => {
    await database.admin(`update users set email = 'anna@example.dk' where username = 'social.anna'`)
    const person = { sub: 'social.anna', preferred_username: 'social.anna', email: 'anna@example.dk' }
    const before = lines.length
    expect(await signIn(person)).toMatchObject(nobody)
    const told = lines.slice(before).join('')
    expect(told).toContain('"why":"unknown"')
    expect(told).not.toContain('anna')
    expect(await signIn(person, { invitation: 'gæt' })).toMatchObject(refused('invalid_credentials', 401))
  })

  test('is by issuer and subject together', async () => {
    const one = await linked()
    const other = await newInvitation({ role: 'drift', organisationId: 'boligviborg' })
    const there = { provider: 'boligviborg', invitation: other.invitation }
    const signedIn = await signIn(one.person, there)
    expect((await signedIn.actor.get('/me')).body.id).toBe(other.account.id)
    expect((await (await signIn(one.person)).actor.get('/me')).body.id).toBe(one.account.id)
  })

  test('of one who is linked already does not take over another account', async () => {
    const { person } = await linked()
    const { account, invitation } = await newInvitation()
    expect(await signIn(person, { invitation })).toMatchObject(nobody)
    expect(await eventsOf(account.id)).toContain('account.link denied')
    expect(await signIn({ sub: 'rette vedkommende' }, { invitation })).toMatchObject({ status: 200 })
  })

  test('is good for what every role may, until the provider says that there was a second factor', async () => {
    const board = { role: 'board', organisationId: null }
    const { actor, person } = await linked(board)
    expect((await actor.get('/me')).status).toBe(200)
    expect((await actor.get('/evaluations/2025')).body.code).toBe('second_factor_missing')
    const strong = await signIn({ ...person, amr: ['pwd', 'mfa'] })
    expect((await strong.actor.get('/evaluations/2025')).body.code).not.toBe('second_factor_missing')
    const weak = await signIn({ ...person, amr: ['pwd'] })
    expect((await weak.actor.get('/evaluations/2025')).body.code).toBe('second_factor_missing')
  })
})

describe('what comes back from a provider', () => {
  const person = { sub: 'den rigtige' }
  const changed = (address: string, change: (query: URLSearchParams) => void): string => {
    const url = new URL(address)
    change(url.searchParams)
    return url.href
  }

  test('is of this flow, whole, and of this provider', async () => {
    const { invitation } = await newInvitation()
    await signIn(person, { invitation })
    const stolen = new URL(await viborg.browse((await begin()).authorizationUrl, person)).searchParams
    const changes: Record<string, (query: URLSearchParams) => void> = {
      'no state': (query) => query.delete('state'),
      'another state': (query) => query.set('state', 'x'),
      'another’s state': (query) => query.set('state', String(stolen.get('state'))),
      'two states': (query) => query.append('state', 'x'),
      'no code': (query) => query.delete('code'),
      'another’s code': (query) => query.set('code', String(stolen.get('code'))),
      'a guessed code': (query) => query.set('code', 'x'),
      'no issuer': (query) => query.delete('iss'),
      'another issuer': (query) => query.set('iss', landlord.issuer),
      'an error': (query) => query.set('error', 'access_denied'),
      'an id token': (query) => query.set('id_token', 'x.y.z'),
      nothing: (query) => {
        for (const name of [...query.keys()]) query.delete(name)
      },
    }
    for (const [name, change] of Object.entries(changes)) {
      const { authorizationUrl, flow } = await begin()
      const callback = await viborg.browse(authorizationUrl, person)
      expect([name, await finish(flow, changed(callback, change))]).toMatchObject([name, failed])
      // Once it has failed, what was right is worth nothing any more.
      expect([name, await finish(flow, callback)]).toMatchObject([name, failed])
    }
    const { authorizationUrl, flow } = await begin()
    expect(await finish(flow, await viborg.browse(authorizationUrl, 'refuses'))).toMatchObject(failed)
  })

  test('answers what was asked: nonce and challenge are the flow’s own', async () => {
    const asked = {
      nonce: (query: URLSearchParams) => query.set('nonce', 'x'),
      'no nonce': (query: URLSearchParams) => query.delete('nonce'),
      challenge: (query: URLSearchParams) => query.set('code_challenge', 'x'.repeat(43)),
      client: (query: URLSearchParams) => query.set('client_id', 'another'),
    }
    for (const [name, change] of Object.entries(asked)) {
      const { authorizationUrl, flow } = await begin()
      const callback = await viborg.browse(changed(authorizationUrl, change), person)
      expect([name, await finish(flow, callback)]).toMatchObject([name, failed])
    }
    const { flow } = await begin()
    const theirs = await begin('boligviborg')
    expect(await finish(flow, await landlord.browse(theirs.authorizationUrl, person))).toMatchObject(failed)
  })

  test('is good once, for one of however many at once, as an address or as its query', async () => {
    const { authorizationUrl, flow } = await begin()
    const callback = await viborg.browse(authorizationUrl, person)
    const query = new URL(callback).search.slice(1)
    const answers = await Promise.all([query, callback, query, callback].map((each) => finish(flow, each)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401])
    const other = await begin()
    const replayed = changed(callback, (search) => {
      const state = new URL(other.authorizationUrl).searchParams.get('state')
      search.set('state', String(state))
    })
    expect(await finish(other.flow, replayed)).toMatchObject(failed)
  })

  test('comes within ten minutes', async () => {
    const late = await begin()
    const inTime = await begin()
    const callbacks = await Promise.all(
      [late, inTime].map((each) => viborg.browse(each.authorizationUrl, person)),
    )
    await database.setClock(`now() + interval '601 seconds'`)
    expect(await finish(late.flow, callbacks[0] ?? '')).toMatchObject(failed)
    await database.setClock(`now() + interval '590 seconds'`)
    expect(await finish(inTime.flow, callbacks[1] ?? '')).toMatchObject({ status: 200 })
    await database.setClock('now()')
  })

  test('is told what is wrong with it, when it is no sign-in at all', async () => {
    const flow = 'x'
    const wrong = [{}, { flow }, { flow: 1, callback: 'x' }, { flow, callback: 'x'.repeat(8001) }]
    for (const body of [...wrong, { flow, callback: 'x', user: 'dpo' }, { flow, callback: null }])
      expect((await anyone.post('/auth/oidc/tokens', body)).body.code).toBe('validation_failed')
    for (const callback of ['?', 'æøå', '\u0000', 'https://evil.example/?code=x#frag'])
      expect(await finish((await begin()).flow, callback)).toMatchObject(failed)
  })
})

describe('a provider speaks for its own people', () => {
  test('and never for those of another organisation', async () => {
    const elsewhere = { role: 'drift', organisationId: 'sct-joergen' }
    const { account, invitation, url } = await newInvitation(elsewhere)
    for (const provider of ['viborg', 'boligviborg'])
      expect(await signIn({ sub: 'jørgen' }, { provider, invitation })).toMatchObject(nobody)
    expect(await eventsOf(account.id)).toContain('account.link denied')
    expect((await admin.get(url)).body).toMatchObject({ state: 'invited', identities: [] })
    // A role outside of organisations takes a provider that names it: this one names the board.
    await database.admin(
      `insert into invitations (hash, user_id, invited_by, expires_at) select $1, id, id, 'infinity' from users
        where username = 'dpo'`,
      [sha256('til dpo')],
    )
    expect(await signIn({ sub: 'dpo' }, { invitation: 'til dpo' })).toMatchObject(nobody)
  })

  test('nor for one who has left for another: what was open ends, until they are back', async () => {
    const { account, url, actor, person, refreshToken } = await linked()
    await admin.patch(url, { role: 'drift', organisationId: 'boligviborg' }, any)
    expect((await actor.get('/me')).status).toBe(401)
    expect((await anyone.post('/auth/refresh', { refreshToken })).status).toBe(401)
    expect(await signIn(person)).toMatchObject(nobody)
    expect(await eventsOf(account.id)).toContain('session.create denied')
    await admin.patch(url, { role: 'board', organisationId: null }, any)
    expect(await signIn(person)).toMatchObject({ status: 200 })
    await admin.patch(url, { role: 'socialafdeling', organisationId: 'viborg-kommune' }, any)
    expect(await signIn(person)).toMatchObject({ status: 200 })
    expect((await actor.get('/me')).status).toBe(401)
  })

  test('nor for one who is disabled', async () => {
    const { url, actor, person } = await linked()
    await admin.post(`${url}/disabling`, { reason: 'Fratrådt' }, any)
    expect((await actor.get('/me')).status).toBe(401)
    expect(await signIn(person)).toMatchObject(nobody)
    await admin.post(`${url}/enabling`, undefined, any)
    expect(await signIn(person)).toMatchObject({ status: 200 })
    expect((await actor.get('/me')).status).toBe(401)
  })

  test('nor for whom an administrator has unlinked, until invited anew', async () => {
    const { account, url, actor, person } = await linked()
    const other = await linked()
    const [identity] = (await admin.get(url)).body.identities
    const unlink = `${url}/identities/${identity.id}`
    for (const name of ['social.anna', 'dpo', 'board'] as const)
      expect((await as(name).delete(unlink)).status).toBe(403)
    const strange = [`${other.url}/identities/${identity.id}`, `${url}/identities/${account.id}`]
    for (const each of strange) expect((await admin.delete(each)).status).toBe(404)
    expect((await actor.get('/me')).status).toBe(200)
    expect((await admin.delete(unlink)).status).toBe(204)
    expect((await admin.delete(unlink)).status).toBe(404)
    expect((await actor.get('/me')).status).toBe(401)
    expect((await other.actor.get('/me')).status).toBe(200)
    expect(await signIn(person)).toMatchObject(nobody)
    expect((await admin.get(url)).body).toMatchObject({ state: 'invited', identities: [] })
    const { token } = created(await admin.post(`${url}/invitation`))
    expect(await signIn(person, { invitation: token })).toMatchObject({ status: 200 })
    expect(await eventsOf(account.id)).toContain('account.unlink allowed')
  })
})

describe('a provider that is down', () => {
  const down = refused('identity_provider_unavailable', 503)

  test('is told of, and asked again when it may be up', async () => {
    const { person } = await linked()
    const begun = await begin()
    const callback = await viborg.browse(begun.authorizationUrl, person)
    await viborg.stop()
    // What is known of it still holds: the browser will see for itself.
    expect((await begin()).authorizationUrl).toContain(viborg.issuer)
    expect(await finish(begun.flow, callback)).toMatchObject(down)
    await viborg.start()
    expect(await signIn(person)).toMatchObject({ status: 200 })
  })

  test('before anything is known of it, stays so for a moment without being asked', async () => {
    const stranger = await startProvider([await newKey('s1')])
    const { issuer } = stranger
    const own = readConfig({
      OIDC_PROVIDERS: JSON.stringify([providerSettings('ny', issuer, { roles: ['board'] })]),
    })
    await stranger.stop()
    const fresh = await testApp({ database, config: { OIDC_PROVIDERS: own.OIDC_PROVIDERS } })
    const ask = () => fresh.anyone.post('/auth/oidc/authorizations', { provider: 'ny', redirectUri })
    const now = Date.now()
    vi.setSystemTime(now)
    expect((await ask()).body).toMatchObject(down)
    await stranger.start()
    expect((await ask()).body).toMatchObject(down)
    vi.setSystemTime(now + 10_000)
    expect((await ask()).status).toBe(201)
    vi.useRealTimers()
  })
})
