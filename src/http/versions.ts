import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { etagOf, etagOfText, namesEtag } from '../kernel/etag.ts'

type Item = Record<string, object[]>

const tagged = (item: object): object => ({ ...item, etag: etagOf(item) })

/** What is told along with a resource, and is not of it, does not move its tag. */
const without = (payload: object, beside: string): object =>
  Object.fromEntries(Object.entries(payload).filter(([name]) => name !== beside))

const withEmbedded = (item: Item, embeds: string): object => ({
  ...item,
  [embeds]: item[embeds]?.map(tagged),
})

/** A resource's entity tag is of itself without the tags of what it embeds. */
const tagEmbedded = (reply: FastifyReply, payload: object, embeds: string): object => {
  if (reply.request.routeOptions.config.versioned === 'one') {
    reply.header('etag', etagOf(payload))
    return withEmbedded(payload as Item, embeds)
  }
  const { items, ...rest } = payload as { items: Item[] }
  return { ...rest, items: items.map((item) => ({ ...withEmbedded(item, embeds), etag: etagOf(item) })) }
}

const seenAlready = ({ method, headers }: FastifyRequest, reply: FastifyReply): boolean => {
  const seen = headers['if-none-match']
  const etag = reply.getHeader('etag')
  if (method !== 'GET' || reply.statusCode !== 200 || !seen || !etag) return false
  return namesEtag(seen, String(etag), true)
}

/**
 * Entity tags on every answer of a route that declares itself `versioned`, and 304 for one who has it. The items of a
 * list get theirs where they become text.
 */
export const tagVersions = (app: FastifyInstance): void => {
  app.addHook<object>('preSerialization', (request, reply, payload, done) => {
    const { embeds, beside } = request.routeOptions.config
    if (!payload || reply.statusCode >= 300) return done(null, payload)
    if (beside) reply.header('etag', etagOf(without(payload, beside)))
    done(null, embeds ? tagEmbedded(reply, payload, embeds) : payload)
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    const { versioned } = request.routeOptions.config
    if (request.call?.replayed) reply.header('idempotency-replayed', 'true')
    if (
      versioned === 'one' &&
      typeof payload === 'string' &&
      reply.statusCode < 300 &&
      !reply.hasHeader('etag')
    )
      reply.header('etag', etagOfText(payload))
    if (!seenAlready(request, reply)) return done(null, payload)
    reply.code(304).removeHeader('content-type').removeHeader('content-length')
    done(null, '')
  })
}
