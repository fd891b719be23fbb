import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { DomainError } from '../kernel/errors.ts'

const uuid = z.uuid()

/** The query of a list: newest first, from where the last page ended. */
export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(100).optional(),
}

/** Where a list goes on: the id of its last item, which clients are not to look into. */
export const decodeCursor = (cursor: string | undefined): string | null => {
  if (cursor === undefined) return null
  const { data, error } = uuid.safeParse(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (error)
    throw new DomainError('validation_failed', 'Listens fortsættelse kan ikke læses.', {
      errors: [{ path: 'cursor', message: 'Brug værdien fra nextCursor uændret' }],
    })
  return data
}

/** One page out of rows asked for with one more than the limit, with its `Link` header (RFC 8288). */
export const paged = <T extends { id: string }>(
  request: FastifyRequest,
  reply: FastifyReply,
  rows: T[],
  limit: number,
): { items: T[]; nextCursor: string | null } => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  if (rows.length <= limit || !last) return { items, nextCursor: null }
  const nextCursor = Buffer.from(last.id).toString('base64url')
  const next = new URL(request.url, 'http://localhost')
  next.searchParams.set('cursor', nextCursor)
  reply.header('link', `<${next.pathname}${next.search}>; rel="next"`)
  return { items, nextCursor }
}
