import { change } from '../../database/scope.ts'
import { nothing } from '../../http/fields.ts'
import type { Slice } from '../../http/slice.ts'
import { beginSignIn, finishSignIn } from '../actions/external.ts'
import type { SignedIn } from '../actions/sign-in.ts'
import type { Provider } from '../providers/provider.ts'
import { unlinkedAccount, unlinkIdentity } from '../queries/external.ts'
import {
  Authorization,
  byIdentity,
  ExternalSignIn,
  NewAuthorization,
  Providers,
} from '../schemas/external.ts'
import { Tokens } from '../schemas.ts'

const tags = ['identitet']
const open = { open: true }

type TokensFor = (signedIn: SignedIn) => typeof Tokens._output

/** Signing in with the parties' own identity providers: authorization code with PKCE, finished by the server. */
export const externalRoutes =
  (providers: ReadonlyMap<string, Provider>, tokens: TokensFor): Slice =>
  async (app, { pool, config, clock }) => {
    const items = [...providers.values()].map(({ settings: { id, name } }) => ({ id, name }))
    app.get(
      '/auth/providers',
      { config: open, schema: { tags, security: [], response: { 200: Providers } } },
      async () => ({ items, localAccounts: config.LOCAL_ACCOUNTS }),
    )
    app.post(
      '/auth/oidc/authorizations',
      {
        config: open,
        schema: { tags, security: [], body: NewAuthorization, response: { 201: Authorization } },
      },
      async (request, reply) => {
        const { provider, redirectUri } = request.body
        const begun = await beginSignIn(pool, providers.get(provider), redirectUri)
        return reply.code(201).send(begun)
      },
    )
    app.post(
      '/auth/oidc/tokens',
      { config: open, schema: { tags, security: [], body: ExternalSignIn, response: { 200: Tokens } } },
      async (request) => {
        const attempt = {
          address: request.ip,
          requestId: request.id,
          hours: config.SESSION_HOURS,
          factorRoles: config.SECOND_FACTOR_ROLES,
          now: clock(),
          refused: (provider: string, why: string) =>
            request.log.warn({ provider, why }, 'sign-in by a provider came to nothing'),
        }
        return tokens(await finishSignIn(pool, providers, request.body, attempt))
      },
    )
    app.delete(
      '/accounts/:id/identities/:identityId',
      {
        config: { access: 'accounts.manage', purpose: 'identity', action: 'account.unlink' },
        schema: { tags: ['konti'], params: byIdentity, response: nothing },
      },
      async ({ call, params }, reply) => {
        await change(pool, call, async (tx) => {
          tx.add(unlinkIdentity, params)
          return { recorded: unlinkedAccount, values: params }
        })
        return reply.code(204).send()
      },
    )
  }
