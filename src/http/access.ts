import type { FastifyInstance, FastifyRequest, FastifySchema } from 'fastify'
import { z } from 'zod'
import type { Call, Declaration } from '../kernel/call.ts'
import { DomainError } from '../kernel/errors.ts'
import { holdsPersonalNumber } from '../kernel/personal-number.ts'
import { sha256 } from '../kernel/secret.ts'
import { personalNumberMessage } from './fields.ts'
import { type CountRequest, countRequest } from './rates.ts'

declare module 'fastify' {
  interface FastifyContextConfig extends Partial<Declaration> {
    /** Needs no token: signing in, and nothing about anyone. */
    open?: boolean
    /** The answer is one version of a resource, or a list of them: it carries entity tags. */
    versioned?: 'one' | 'list'
    /** The list within a resource whose items are resources too, with entity tags of their own. */
    embeds?: string
    /** What the answer tells along with the resource, and is not of it. */
    beside?: string
    /** Needs If-Match: it changes what the caller must have seen. */
    conditional?: boolean
  }
  interface FastifyInstance {
    /** Set by the slice that knows of them. */
    otherTokens: OtherTokens | null
  }
  interface FastifyRequest {
    /** Who asks, by the token alone; what they may is looked up by the database. */
    identity: Identity | null
    call: Call
  }
}

export interface Identity {
  userId: string
  sessionId: string
}

/** Tokens that are not ours, and stand for a session all the same. */
export interface OtherTokens {
  /** Whom one is known to be of. */
  known(token: string): Identity | undefined
  /** Finds out. @throws when it can't be found out, or is of someone who has no account */
  identify(token: string, request: FastifyRequest): Promise<Identity | undefined>
}

const bearer = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const noQuery = z.strictObject({})
const idempotencyKey = /^[\x21-\x7e]{1,200}$/

const tokenOf = (request: FastifyRequest): string =>
  bearer.exec(request.headers.authorization ?? '')?.[1] ?? ''

const identify = (app: FastifyInstance, token: string): Identity | null => {
  try {
    const { sub, sid } = app.tokens.verify(token)
    if (uuid.test(sub) && uuid.test(sid)) return { userId: sub, sessionId: sid }
  } catch {
    // Whatever is wrong with a token, the answer is the same.
  }
  return app.otherTokens?.known(token) ?? null
}

const idempotencyOf = (request: FastifyRequest): Call['idempotency'] => {
  const key = request.headers['idempotency-key']
  if (key === undefined || request.method !== 'POST') return undefined
  if (typeof key !== 'string' || !idempotencyKey.test(key))
    throw new DomainError('validation_failed', 'Idempotency-Key er 1 til 200 synlige ASCII-tegn.', {
      errors: [{ path: 'Idempotency-Key', message: '1 til 200 synlige ASCII-tegn' }],
    })
  const asked = `${request.method} ${request.url} ${JSON.stringify(request.body ?? null)}`
  return { key, fingerprint: sha256(asked) }
}

const ifMatchOf = (request: FastifyRequest): string | undefined => {
  if (!request.routeOptions.config.conditional) return undefined
  const header = request.headers['if-match']
  if (!header) throw new DomainError('precondition_required', 'Send If-Match med den version, du har set.')
  return header
}

const refusePersonalNumbers = (request: FastifyRequest): void => {
  for (const [path, values] of Object.entries(request.query as Record<string, string | string[]>))
    for (const value of [path, ...[values].flat()])
      if (path !== 'cursor' && !uuid.test(value) && holdsPersonalNumber(value))
        throw new DomainError('personal_number', personalNumberMessage, {
          errors: [{ path: value === path ? 'query' : path, message: personalNumberMessage }],
        })
}

const callOf = (request: FastifyRequest, identity: Identity): Call => {
  const { access, purpose, action } = request.routeOptions.config as Declaration
  const ifMatch = ifMatchOf(request)
  const idempotency = idempotencyOf(request)
  return {
    access,
    purpose,
    action,
    sessionId: identity.sessionId,
    requestId: request.id,
    ...(ifMatch !== undefined && { ifMatch }),
    ...(idempotency && { idempotency }),
  }
}

const requireDeclaration = (route: { method: unknown; url: string; config?: object }): void => {
  const { open, access, purpose, action } = (route.config ?? {}) as Partial<Declaration> & { open?: boolean }
  if (!open && !(access && purpose && action))
    throw new Error(`${String(route.method)} ${route.url} declares no access, purpose and action`)
}

/** A route that names no query takes none: what is unknown is an error, wherever it stands. */
const refuseUnknownQueries = (route: { schema?: FastifySchema }): void => {
  route.schema = { querystring: noQuery, ...route.schema }
}

/**
 * Makes every route of this scope say who may call it, why it touches personal data, and what the trail
 * calls it. A route that does not, does not boot.
 */
export const guardRoutes = (app: FastifyInstance, count: CountRequest): void => {
  app.decorateRequest('identity', null)
  app.decorateRequest('call')
  app.decorate('otherTokens', null)
  app.addHook('onRoute', requireDeclaration)
  app.addHook('onRoute', refuseUnknownQueries)
  app.addHook('onRequest', async (request, reply) => {
    const { open } = request.routeOptions.config
    // What is told of people is kept by no browser and no proxy.
    reply.header('cache-control', 'no-store')
    const token = open ? '' : tokenOf(request)
    request.identity = open ? null : identify(app, token)
    await countRequest(count, request, reply, request.identity)
    if (open) return
    request.identity ??= (await app.otherTokens?.identify(token, request)) ?? null
    if (!request.identity) throw new DomainError('unauthenticated', 'Log ind for at fortsætte.')
    refusePersonalNumbers(request)
  })
  app.addHook('preHandler', async (request) => {
    if (request.identity) request.call = callOf(request, request.identity)
  })
}

/** No body of ours is deeper than this; one that is, is refused before it names anything. */
const deepest = 6

const idsIn = (value: unknown, depth = 0): string[] => {
  if (typeof value === 'string') return uuid.test(value) ? [value] : []
  if (!value || typeof value !== 'object' || depth === deepest) return []
  return Object.values(value).flatMap((inner) => idsIn(inner, depth + 1))
}

/** The ids that a request names, also in lists within it: a refusal's event keeps those that exist. */
export const askedFor = ({ params, query, body }: FastifyRequest): string[] =>
  [...new Set([params, query, body].flatMap((source) => idsIn(source)))].slice(0, 100)
