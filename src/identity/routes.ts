import type { FastifyRequest } from 'fastify'
import { read, readOne } from '../database/scope.ts'
import { nothing } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { permissionsOf } from '../kernel/access.ts'
import { refresh, type SignedIn, signIn, signOut } from './actions/sign-in.ts'
import { externalTokens } from './external-tokens.ts'
import { createProvider } from './providers/provider.ts'
import { findMe, listUsers } from './queries/users.ts'
import { accountRoutes } from './routes/accounts.ts'
import { externalRoutes } from './routes/external.ts'
import { proposalRoutes } from './routes/proposals.ts'
import { secondFactorRoutes } from './routes/second-factor.ts'
import { serviceTokenRoutes } from './routes/service-tokens.ts'
import { serviceRoutes } from './routes/services.ts'
import { sessionRoutes } from './routes/sessions.ts'
import { Credentials, Me, RefreshToken, Tokens, UserQuery, Users } from './schemas.ts'

export const identityRoutes: Slice = async (app, context) => {
  await signingIn(app, context)
  await sessionRoutes(app, context)
  await secondFactorRoutes(app, context)
  await accountRoutes(app, context)
  await proposalRoutes(app, context)
  await serviceTokenRoutes(app, context)
  await serviceRoutes(app, context)
}

const signingIn: Slice = async (app, context) => {
  const { pool, config, clock } = context
  const tags = ['identitet']
  const open = { open: true }
  const factorRoles = config.SECOND_FACTOR_ROLES
  /** A client refreshes when its token expires: from then on nobody is there. */
  const idle = `${60 * config.SESSION_IDLE_MINUTES + config.ACCESS_TOKEN_SECONDS} seconds`

  const tokens = ({ userId, sessionId, refreshToken }: SignedIn) => ({
    accessToken: app.tokens.sign({ sub: userId, sid: sessionId }),
    tokenType: 'Bearer' as const,
    expiresIn: config.ACCESS_TOKEN_SECONDS,
    refreshToken,
  })
  const providers = new Map(config.OIDC_PROVIDERS.map((each) => [each.id, createProvider(each)]))
  await externalRoutes(providers, tokens)(app, context)
  app.otherTokens = externalTokens(providers, context)

  const attempt = (request: FastifyRequest) => ({
    address: request.ip,
    requestId: request.id,
    log: request.log,
    hours: config.SESSION_HOURS,
    factorRoles,
    localAccounts: config.LOCAL_ACCOUNTS,
    now: clock(),
  })

  app.post(
    '/auth/token',
    { config: open, schema: { tags, security: [], body: Credentials, response: { 200: Tokens } } },
    async (request) => tokens(await signIn(pool, { ...request.body, ...attempt(request) })),
  )
  app.post(
    '/auth/refresh',
    { config: open, schema: { tags, security: [], body: RefreshToken, response: { 200: Tokens } } },
    async (request) =>
      tokens(await refresh(pool, request.body.refreshToken, { requestId: request.id, idle })),
  )
  app.post(
    '/auth/logout',
    { config: open, schema: { tags, security: [], body: RefreshToken, response: nothing } },
    async (request, reply) => {
      await signOut(pool, request.body.refreshToken, request.id)
      return reply.code(204).send()
    },
  )
  app.get(
    '/me',
    {
      config: { access: 'me.read', purpose: 'identity', action: 'me.read' },
      schema: { tags, response: { 200: Me } },
    },
    async (request) => {
      const { scopes, ...me } = await readOne(pool, request.call, findMe, {})
      return { ...me, permissions: scopes ? ['me.read' as const, ...scopes] : permissionsOf(me.role) }
    },
  )
  app.get(
    '/users',
    {
      config: { access: 'users.list', purpose: 'identity', action: 'user.list' },
      schema: { tags, querystring: UserQuery, response: { 200: Users } },
    },
    async (request, reply) => {
      const { organisationId, cursor, limit } = request.query
      const values = { organisationId, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, listUsers(values), values)
      return paged(request, reply, rows, limit)
    },
  )
}
