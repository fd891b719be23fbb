import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

/**
 * Lets pages of other origins call the API: those that the operator names, and no others. Never with cookies or other
 * credentials that a browser adds by itself: whoever calls has a token and puts it there.
 */
export const allowOrigins = async (app: FastifyInstance, origins: readonly string[]): Promise<void> => {
  if (origins.length === 0) return
  await app.register(cors, {
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      ...['authorization', 'content-type', 'if-match', 'if-none-match', 'idempotency-key'],
      ...['last-event-id', 'traceparent'],
    ],
    exposedHeaders: [
      ...['etag', 'link', 'location', 'retry-after', 'ratelimit', 'ratelimit-policy'],
      ...['idempotency-replayed', 'x-request-id'],
    ],
    maxAge: 600,
    strictPreflight: false,
  })
}
