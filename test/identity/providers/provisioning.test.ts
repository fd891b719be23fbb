import { describe, expect, test } from 'vitest'
import { readConfig } from '../../../src/config.ts'
import { connected } from '../../architecture/connected.ts'
import { actorOn, type Json } from '../../support/actors.ts'
import { testApp } from '../../support/app.ts'
import { until } from '../../support/process.ts'
import { any } from '../people.ts'
import { newKey, type Person, providerSettings, redirectUri, startProvider } from './provider.ts'

const rule = (equals: string, changes: Json) => ({ claim: 'groups', equals, ...changes })
const provider = await startProvider([await newKey('p1')])
const { issuer } = provider
const { OIDC_PROVIDERS } = readConfig({
  OIDC_PROVIDERS: JSON.stringify([
    providerSettings('falles', issuer, {
      organisations: ['viborg-kommune', 'boligviborg', 'nedlagt', 'sct-joergen'],
      roles: ['board', 'dpo', 'admin'],
      provisioning: [
        rule('nedlagt', { role: 'drift', organisationId: 'nedlagt' }),
        rule('fremmed', { role: 'drift', organisationId: 'boligviborg', departmentIds: ['karup', 'x'] }),
        rule('forkert', { role: 'socialafdeling', organisationId: 'sct-joergen' }),
        rule('social', { role: 'socialafdeling', organisationId: 'viborg-kommune' }),
        rule('drift', { role: 'drift', organisationId: 'boligviborg', departmentIds: ['ringparken'] }),
        rule('bestyrelse', { role: 'board' }),
      ],
    }),
  ]),
})
const { app, as, anyone, database, lines } = await testApp({ config: { OIDC_PROVIDERS } })
const admin = as('admin')

const signIn = async (person: Person, more: Json = {}) => {
  const asked = { provider: 'falles', redirectUri }
  const { authorizationUrl, flow } = (await anyone.post('/auth/oidc/authorizations', asked)).body
  const callback = await provider.browse(authorizationUrl, person)
  return finish(flow, callback, more)
}
const finish = async (flow: string, callback: string, more: Json = {}) => {
  const { status, body } = await anyone.post('/auth/oidc/tokens', { flow, callback, ...more })
  return { status, code: body.code, actor: actorOn(app, async () => body.accessToken) }
}
const meOf = async (person: Person) => (await (await signIn(person)).actor.get('/me')).body
const nobody = { status: 403, code: 'identity_not_linked' }
const users = async () => (await database.admin('select from users')).length

describe('a claim rule', () => {
  test('makes the account of its first that holds, once', async () => {
    const person = {
      sub: 'ø1',
      groups: ['andet', 'drift', 'social'],
      name: ' Åse Bæk ',
      preferred_username: 'aase',
    }
    const made = await meOf(person)
    expect(made).toMatchObject({
      name: 'Åse Bæk',
      username: 'aase',
      role: 'socialafdeling',
      departmentIds: [],
    })
    expect((await meOf(person)).id).toBe(made.id)
    // What the provider says later changes nothing: from now on it is an administrator's.
    expect(await meOf({ ...person, groups: ['bestyrelse'], name: 'Anden' })).toEqual(made)
    expect((await meOf({ ...person, groups: [] })).id).toBe(made.id)
    const { body } = await admin.get(`/accounts/${made.id}`)
    expect(body).toMatchObject({
      state: 'active',
      email: null,
      identities: [{ issuer, origin: 'claim_rule' }],
    })
    const { items } = (await as('dpo').get(`/audit/events?subjectId=${made.id}&limit=200`)).body
    expect(items.filter(({ action }: Json) => action === 'account.provision')).toHaveLength(1)
    expect(await meOf({ sub: 'ø2', groups: 'drift' })).toMatchObject({
      ...{ role: 'drift', organisationId: 'boligviborg', departmentIds: ['ringparken'] },
    })
    expect(await meOf({ sub: 'ø3', groups: ['bestyrelse'] })).toMatchObject({
      role: 'board',
      organisationId: null,
    })
  })

  test('takes over nobody’s name, and takes no name that is none', async () => {
    const anna = (await as('social.anna').get('/me')).body
    const wrong = ['SOCIAL.ANNA', '', 'x', 'a b', '010190-1234', 'x'.repeat(101), 7, ['aase']]
    for (const [index, preferred_username] of wrong.entries()) {
      const made = await meOf({
        sub: `n${index}`,
        groups: ['social'],
        preferred_username,
        name: '010190-1234',
      })
      expect(made.username).toMatch(/^falles\.[\w-]{12}$/)
      expect(made.name).toBe(preferred_username === 'SOCIAL.ANNA' ? 'SOCIAL.ANNA' : made.username)
      expect(made.id).not.toBe(anna.id)
    }
    expect((await as('social.anna').get('/me')).body).toEqual(anna)
  })

  test('that does not hold, or gives a place that there is not, makes nobody', async () => {
    const before = await users()
    const groups = [[], undefined, 'Social', ['soc'], ['dpo'], ['admin'], { social: true }, [['social']]]
    for (const claim of [...groups, ['nedlagt'], ['fremmed'], ['forkert']])
      expect([claim, await signIn({ sub: 'u1', groups: claim })]).toMatchObject([claim, nobody])
    expect(await users()).toBe(before)
    expect(lines.join('')).toContain('a rule gives a place that there is not')
    // The database would not, whatever it were asked.
    const [client] = [database.pool(1)]
    const asked = (account: object) =>
      client.query(
        `select provision_account('x', 'x', '{boligviborg}', '{board,dpo,admin}', $1, 'r') as made`,
        [JSON.stringify({ usernames: ['x'], name: 'x', departmentIds: [], ...account })],
      )
    for (const account of [
      { role: 'dpo' },
      { role: 'admin' },
      { role: 'drift' },
      { role: 'board', organisationId: 'boligviborg' },
      { role: 'helhedsplan', organisationId: 'boligviborg' },
      { role: 'drift', organisationId: 'sct-joergen' },
      { role: 'drift', organisationId: 'boligviborg', departmentIds: ['lindon', 'x'] },
      { role: 'board', departmentIds: ['lindon'] },
    ])
      expect([account, (await asked(account)).rows]).toEqual([account, [{ made: 'misplaced' }]])
    expect(await users()).toBe(before)
  })

  test('makes one account for however many sign-ins at once', async () => {
    const person = { sub: 'samtidig', groups: ['social'], preferred_username: 'samtidig' }
    const before = await users()
    const asked = { provider: 'falles', redirectUri }
    const begun = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const { authorizationUrl, flow } = (await anyone.post('/auth/oidc/authorizations', asked)).body
        return { flow, callback: await provider.browse(authorizationUrl, person) }
      }),
    )
    // All of them have found nobody when the first is let on.
    const answers = await connected(database.adminUrl, async (client) => {
      await client.query('begin; lock table bo_godt.user_identities in share row exclusive mode')
      const finishing = begun.map(({ flow, callback }) => finish(flow, callback))
      await until(async () => {
        const waiting = await client.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return waiting.rowCount === begun.length
      })
      await client.query('commit')
      return Promise.all(finishing)
    })
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(await users()).toBe(before + 1)
  })

  test('does not let in again one who was disabled, or unlinked', async () => {
    const person = { sub: 'ud igen', groups: ['social'] }
    const { id } = await meOf(person)
    const url = `/accounts/${id}`
    await admin.post(`${url}/disabling`, { reason: 'Fratrådt' }, any)
    expect(await signIn(person)).toMatchObject(nobody)
    await admin.post(`${url}/enabling`, undefined, any)
    expect((await meOf(person)).id).toBe(id)
    const [identity] = (await admin.get(url)).body.identities
    await admin.delete(`${url}/identities/${identity.id}`)
    const before = await users()
    expect(await signIn(person)).toMatchObject(nobody)
    expect(await users()).toBe(before)
  })
})
