import type { FastifyReply, FastifyRequest } from 'fastify'
import { errorSchema } from './scim.ts'

/** The detail errors of RFC 7644 § 3.12 that a directory acts on. */
const scimTypes: Record<string, string> = {
  conflict: 'uniqueness',
  validation_failed: 'invalidValue',
  personal_number: 'invalidValue',
  malformed_body: 'invalidSyntax',
}

/** A refusal as SCIM has it, where the rest of the API has a problem. */
export const asScimError = async (_request: FastifyRequest, reply: FastifyReply, payload: unknown) => {
  if (!String(reply.getHeader('content-type')).startsWith('application/problem+json')) return payload
  const { detail, code, requestId, errors } = JSON.parse(String(payload)) as {
    detail: string
    code: string
    requestId: string
    errors?: { path: string; message: string }[]
  }
  const which = (errors ?? []).map(({ path, message }) => `${path}: ${message}`)
  const text = JSON.stringify({
    schemas: [errorSchema],
    status: String(reply.statusCode),
    ...(scimTypes[code] && { scimType: scimTypes[code] }),
    detail: [detail, ...which].join(' '),
    code,
    requestId,
  })
  reply.header('content-type', 'application/scim+json; charset=utf-8')
  reply.header('content-length', Buffer.byteLength(text))
  return text
}
