import type { FastifyInstance } from 'fastify'
import { etagOf, namesEtag } from '../kernel/etag.ts'

const tagged = (item: object): object => ({ ...item, etag: etagOf(item) })

const withEmbedded = (item: object, embeds: string | undefined): object =>
  embeds ? { ...item, [embeds]: (item as Record<string, object[]>)[embeds]?.map(tagged) } : item

/** Entity tags on every answer of a route that declares itself `versioned`, and 304 for one who has it. */
export const tagVersions = (app: FastifyInstance): void => {
  app.addHook<object>('preSerialization', async (request, reply, payload) => {
    const { versioned, embeds } = request.routeOptions.config
    if (reply.statusCode >= 300 || !versioned || !payload) return payload
    if (versioned === 'one') {
      reply.header('etag', etagOf(payload))
      return withEmbedded(payload, embeds)
    }
    const { items, ...rest } = payload as { items: object[] }
    return { ...rest, items: items.map((item) => ({ ...withEmbedded(item, embeds), etag: etagOf(item) })) }
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.call?.replayed) reply.header('idempotency-replayed', 'true')
    const seen = request.headers['if-none-match']
    const etag = reply.getHeader('etag')
    if (request.method !== 'GET' || reply.statusCode !== 200 || !seen || !etag) return payload
    if (!namesEtag(seen, String(etag), true)) return payload
    reply.code(304).removeHeader('content-type').removeHeader('content-length')
    return ''
  })
}
