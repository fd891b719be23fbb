import type { FastifyReply, FastifyRequest } from 'fastify'
import { networkOf } from '../kernel/address.ts'
import { DomainError } from '../kernel/errors.ts'
import type { Identity } from './access.ts'

/** Whose requests are counted together. Offices share an address, so whoever is signed in is not counted by it. */
export type RatePolicy = 'user' | 'address'

/** Counts a request of the policy's `id`, and tells where that one stands within the minute. */
export type CountRequest = (
  policy: RatePolicy,
  id: string,
) => Promise<{ allowed: boolean; first: boolean; limit: number; left: number; seconds: number }>

/**
 * Counts a request before anything is read or written for its caller, and tells the caller where they stand
 * (draft-ietf-httpapi-ratelimit-headers-10).
 * @throws too_many_requests
 */
export const countRequest = async (
  count: CountRequest,
  request: FastifyRequest,
  reply: FastifyReply,
  identity: Identity | null,
): Promise<void> => {
  const policy = identity ? 'user' : 'address'
  const counted = await count(policy, identity?.userId ?? networkOf(request.ip))
  const { allowed, first, limit, left, seconds } = counted
  reply.header('ratelimit-policy', `"${policy}";q=${limit};w=60`)
  reply.header('ratelimit', `"${policy}";r=${left};t=${seconds}`)
  if (allowed) return
  // The first of a minute is in the trail: one event of it is enough, and whoever asks on can't fill it.
  throw new DomainError('too_many_requests', 'Der er sendt for mange anmodninger. Vent lidt, og prøv igen.', {
    retryAfter: seconds,
    unrecorded: !first,
  })
}
