import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { any } from '../identity/people.ts'
import { newKey, providerSettings, redirectUri, startProvider } from '../identity/providers/provider.ts'
import { actorOn, type Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { created } from '../support/households.ts'
import { directoryOf } from './directory.ts'

const provider = await startProvider([await newKey('k1')])
const { OIDC_PROVIDERS } = readConfig({
  OIDC_PROVIDERS: JSON.stringify([
    providerSettings('kommunen', provider.issuer, { organisations: ['viborg-kommune'], directory: true }),
  ]),
})
const world = await testApp({ config: { OIDC_PROVIDERS } })
const { app, as, anyone } = world
const admin = as('admin')

const signIn = async (sub: string) => {
  const asked = { provider: 'kommunen', redirectUri }
  const { authorizationUrl, flow } = (await anyone.post('/auth/oidc/authorizations', asked)).body
  const callback = await provider.browse(authorizationUrl, { sub })
  const { status, body } = await anyone.post('/auth/oidc/tokens', { flow, callback })
  const me = status === 200 ? (await actorOn(app, async () => body.accessToken).get('/me')).body : undefined
  return { status, id: me?.id }
}
const person = (externalId: string): Json => ({
  userName: `${externalId}@example.dk`,
  externalId,
  displayName: 'Åse Bæk',
})

test('whom the directory has made signs in with the provider, and with no other key', async () => {
  const kommune = await directoryOf(world, admin, 'socialafdeling', 'viborg-kommune')
  const landlord = await directoryOf(world, admin, 'drift', 'boligviborg')
  const { id } = created(await kommune.post('/scim/v2/Users', person('oid-1')))
  created(await landlord.post('/scim/v2/Users', person('oid-2')))
  expect(await signIn('oid-1')).toEqual({ status: 200, id })
  expect(await signIn('oid-1')).toEqual({ status: 200, id })
  // Another organisation's directory makes nobody whom this provider speaks for.
  expect((await signIn('oid-2')).status).toBe(403)
  expect((await signIn('oid-1@example.dk')).status).toBe(403)
  const account = (await admin.get(`/accounts/${id}`)).body
  expect(account).toMatchObject({ state: 'active', identities: [{ origin: 'directory' }] })

  await admin.delete(`/accounts/${id}/identities/${account.identities[0].id}`)
  expect((await signIn('oid-1')).status).toBe(403)
})

test('one who is gone from the directory, or disabled, is not let in', async () => {
  const kommune = await directoryOf(world, admin, 'socialafdeling', 'viborg-kommune')
  const gone = created(await kommune.post('/scim/v2/Users', person('oid-3')))
  await kommune.delete(`/scim/v2/Users/${gone.id}`)
  expect((await signIn('oid-3')).status).toBe(403)
  const off = created(await kommune.post('/scim/v2/Users', person('oid-4')))
  await admin.post(`/accounts/${off.id}/disabling`, { reason: 'Orlov' }, any)
  expect((await signIn('oid-4')).status).toBe(403)
})
