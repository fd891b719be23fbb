import { randomUUIDv7 } from 'node:crypto'
import accepts from '@fastify/accepts'
import Fastify, { type FastifyBaseLogger, LogController } from 'fastify'
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Pool } from 'pg'
import { agreedActionRoutes } from './agreed-actions/routes.ts'
import { refusalRecorder, sealDelay } from './audit/lookups.ts'
import { auditRoutes } from './audit/routes.ts'
import { basisReviewRoutes } from './basis-reviews/routes.ts'
import { caseRoutes } from './cases/routes.ts'
import type { Config } from './config.ts'
import { conflictRoutes } from './conflicts/routes.ts'
import { consentRoutes } from './consents/routes.ts'
import { directoryRoutes } from './directory/routes.ts'
import { emergencyRoutes } from './emergencies/routes.ts'
import { evaluationRoutes } from './evaluations/routes.ts'
import { housingRoutes } from './housing/routes.ts'
import { guardRoutes } from './http/access.ts'
import { answerBroken } from './http/broken.ts'
import { allowOrigins } from './http/cors.ts'
import { healthRoutes } from './http/health.ts'
import { describeApi, openapiRoute } from './http/openapi.ts'
import { handleProblems, sendProblem } from './http/problem.ts'
import { secureAnswers } from './http/security.ts'
import { serializerCompiler } from './http/serialize.ts'
import type { App, Context } from './http/slice.ts'
import { useTokens } from './http/tokens.ts'
import { traceRequests } from './http/tracing.ts'
import { handleUnknown } from './http/unknown.ts'
import { tagVersions } from './http/versions.ts'
import { identityRoutes } from './identity/routes.ts'
import { indicatorRoutes } from './indicators/routes.ts'
import { notFound } from './kernel/errors.ts'
import { meetingRoutes } from './meetings/routes.ts'
import type { Answered } from './metrics/metrics.ts'
import { naboklageRoutes } from './naboklager/routes.ts'
import { notificationRoutes } from './notifications/routes.ts'
import { createRates } from './rates/rates.ts'
import { rectificationRoutes } from './rectifications/routes.ts'
import { codelistRoutes } from './reference/routes.ts'
import { restrictionRoutes } from './restrictions/routes.ts'
import { retentionRoutes } from './retention/routes.ts'
import { rightsRoutes } from './rights/routes.ts'
import { signalRoutes } from './signals/routes.ts'
import { statisticsRoutes } from './statistics/routes.ts'
import { tenancyImportRoutes } from './tenancy-imports/routes.ts'
import { webhookRoutes } from './webhooks/routes.ts'

/** In reading order. */
const slices = [
  identityRoutes,
  directoryRoutes,
  codelistRoutes,
  housingRoutes,
  tenancyImportRoutes,
  naboklageRoutes,
  signalRoutes,
  caseRoutes,
  agreedActionRoutes,
  meetingRoutes,
  consentRoutes,
  basisReviewRoutes,
  conflictRoutes,
  emergencyRoutes,
  auditRoutes,
  rightsRoutes,
  retentionRoutes,
  rectificationRoutes,
  restrictionRoutes,
  statisticsRoutes,
  indicatorRoutes,
  evaluationRoutes,
  webhookRoutes,
  notificationRoutes,
]

export interface AppOptions {
  config: Config
  pool: Pool
  privateKey: string
  logger: FastifyBaseLogger
  clock?: () => Date
  resolve?: Context['resolve']
  /** Told of each request when it has been answered. */
  answered?: ((request: Answered) => void) | undefined
}

/** What the nearest proxy saw is believed, and what it was told by others is not: anybody may write that. */
const trusted = (proxies: Config['TRUST_PROXY']) =>
  proxies === true ? (_address: string, hop: number) => hop === 0 : [...(proxies || [])]

const createServer = ({ config, logger }: AppOptions): App => {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    // In the order of time, as ids are: the trail's index of them grows at one end.
    genReqId: () => randomUUIDv7(),
    bodyLimit: 1024 * 1024,
    requestTimeout: config.REQUEST_TIMEOUT_MS,
    connectionTimeout: config.IDLE_TIMEOUT_MS,
    http: {
      headersTimeout: config.REQUEST_TIMEOUT_MS,
      requestTimeout: config.REQUEST_TIMEOUT_MS,
      maxHeaderSize: 16 * 1024,
      // Who sends slowly is looked for this often: half a minute unless told.
      connectionsCheckingInterval: Math.min(5_000, config.REQUEST_TIMEOUT_MS),
    },
    clientErrorHandler: answerBroken,
    trustProxy: trusted(config.TRUST_PROXY),
    return503OnClosing: false,
    routerOptions: { maxParamLength: 100 },
    frameworkErrors: (_error, request, reply) => sendProblem(request, reply, notFound()),
  }).withTypeProvider<ZodTypeProvider>()
  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  return app
}

/** The address that was asked for may hold personal data; the route does not. */
const tellOfRequests = (app: App, answered: AppOptions['answered']): void => {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const { method, url: route } = request.routeOptions
    const actorId = request.identity?.userId
    const ms = Math.round(reply.elapsedTime * 10) / 10
    const { statusCode: status } = reply
    request.log.info({ actorId, method, route, status, ms }, 'request')
    answered?.({ method: request.method, route, status, ms })
    done()
  })
}

/** The whole API, ready to listen, or to be called in tests. */
export const buildApp = async (options: AppOptions): Promise<App> => {
  const { config, pool, privateKey, clock = () => new Date(), resolve, answered } = options
  const app = createServer(options)
  await traceRequests(app)
  tellOfRequests(app, answered)
  handleUnknown(app)
  handleProblems(app, refusalRecorder(pool))
  await secureAnswers(app)
  await allowOrigins(app, config.CORS_ORIGINS)
  await app.register(accepts)
  await describeApi(app)
  await useTokens(app, privateKey, config.ACCESS_TOKEN_SECONDS)
  await app.register(
    async (api) => {
      guardRoutes(api, createRates(pool, config, privateKey))
      tagVersions(api)
      const context: Context = { config, pool, clock, resolve }
      await openapiRoute(api)
      for (const slice of slices) await slice(api as unknown as App, context)
    },
    { prefix: '/api/v1' },
  )
  await app.register(
    healthRoutes({ sealDelay: () => sealDelay(pool), longestSealSeconds: config.AUDIT_SEAL_SECONDS }),
  )
  return app
}
