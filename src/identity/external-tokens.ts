import { decodeJwt } from 'jose'
import type { Identity, OtherTokens } from '../http/access.ts'
import type { Context } from '../http/slice.ts'
import { DomainError } from '../kernel/errors.ts'
import { rememberTokens } from '../kernel/remembered.ts'
import { sha256 } from '../kernel/secret.ts'
import { startSession } from './actions/external.ts'
import { clockTolerance, type Provider } from './providers/provider.ts'

/** Not yet verified: it only chooses among the providers that the operator trusts. */
const issuerOf = (token: string): string | undefined => {
  try {
    return decodeJwt(token).iss
  } catch {
    return undefined
  }
}

/** Seconds. What lasts longer is no access token, and would outlive what is known of the session that it stood for. */
const longest = 86_400

/**
 * Access tokens of the parties' providers, for their own programs. One stands for a session of its own that is over when
 * the token is, so that ending it, disabling its user and all else is as with ours. Nobody is given an account by one.
 */
export const externalTokens = (
  providers: ReadonlyMap<string, Provider>,
  { pool, config, clock }: Context,
): OtherTokens => {
  const trusted = new Map<string | undefined, { provider: Provider; audience: string }>()
  for (const provider of providers.values()) {
    const { issuer, audience } = provider.settings
    if (audience !== undefined) trusted.set(issuer, { provider, audience })
  }
  const remembered = rememberTokens<Identity & { exp: number }>()

  const verified = async (token: string) => {
    const { provider, audience } = trusted.get(issuerOf(token)) ?? {}
    if (!provider || audience === undefined) return undefined
    const proof = await provider.verify(token, audience).catch((error) => {
      if (error instanceof DomainError && error.code === 'sign_in_failed') return undefined
      throw error
    })
    const exp = proof?.claims.exp ?? Number.POSITIVE_INFINITY
    return proof && exp < Date.now() / 1000 + longest ? { provider, proof, exp } : undefined
  }
  return {
    known: (token) => remembered.find(token),
    identify: async (token, request) => {
      const found = await verified(token)
      if (!found) return undefined
      const { provider, proof, exp } = found
      const expiresAt = new Date(1000 * (exp + clockTolerance))
      const session = await startSession(
        pool,
        provider,
        { proof, expiresAt, tokenHash: sha256(token) },
        {
          requestId: request.id,
          hours: config.SESSION_HOURS,
          factorRoles: config.SECOND_FACTOR_ROLES,
          now: clock(),
          refused: (id, why) => request.log.warn({ provider: id, why }, 'a provider’s token came to nothing'),
        },
      )
      return remembered.keep(token, { ...session, exp })
    },
  }
}
