import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type JWK, Provider } from 'oidc-provider'

/** A provider as the parties have them, run as a process of its own: what it is to be comes in its environment. */
interface Wanted {
  port: number
  keys: JWK[]
  redirectUris: string[]
  audience: string
}
const wanted: Wanted = JSON.parse(process.env.WANTED ?? '')

/** What it knows of people, by their subject: told when they sign in. */
const people = new Map<string, Record<string, unknown>>()

const server = createServer()
server.listen(wanted.port, '127.0.0.1')
await once(server, 'listening')
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const client = {
  client_secret: 'en hemmelighed',
  token_endpoint_auth_method: 'client_secret_post',
  redirect_uris: wanted.redirectUris,
  grant_types: ['authorization_code'],
} as const

const serve = (keys: JWK[]) => {
  const provider = new Provider(issuer, {
    jwks: { keys },
    clients: [
      { client_id: 'bo-godt', id_token_signed_response_alg: keys[0]?.alg as 'RS256', ...client },
      { client_id: 'another', id_token_signed_response_alg: keys[0]?.alg as 'RS256', ...client },
    ],
    cookies: { keys: ['invented'] },
    claims: { openid: ['sub', 'groups', 'amr'], profile: ['name', 'preferred_username'] },
    conformIdTokenClaims: false,
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_ctx, _client, oneOf) => oneOf ?? wanted.audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_ctx, audience) => ({
          scope: '',
          audience,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 600,
          jwt: { sign: { alg: keys[0]?.alg as 'RS256' } },
        }),
      },
    },
    extraTokenClaims: (_ctx, token) => people.get((token as { accountId: string }).accountId),
    findAccount: (_ctx, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...people.get(accountId) }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const accountId = oidc.session?.accountId
      if (!accountId || !oidc.client) return undefined
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
  })
  // Signing in: the page's form, as the address that it is sent to.
  provider.use(async (ctx, next) => {
    if (!ctx.path.startsWith('/interaction/')) return next()
    const { as = '', refuse } = ctx.query
    if (refuse) return provider.interactionFinished(ctx.req, ctx.res, { error: 'access_denied' })
    const { amr, ...claims } = JSON.parse(String(ctx.query.claims ?? '{}'))
    people.set(String(as), claims)
    const login = { accountId: String(as), ...(amr && { amr }) }
    return provider.interactionFinished(ctx.req, ctx.res, { login })
  })
  server.removeAllListeners('request')
  server.on('request', provider.callback())
}

serve(wanted.keys)
process.stdout.write(`${JSON.stringify({ address: issuer })}\n`)
process.on('message', (keys: JWK[]) => {
  serve(keys)
  process.send?.('served')
})
// It lives no longer than the tests.
process.on('disconnect', () => process.exit())
