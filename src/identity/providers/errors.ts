import { AuthorizationResponseError, ResponseBodyError } from 'openid-client'
import { DomainError } from '../../kernel/errors.ts'

/** The provider is down, slow or not what it was configured as: nothing that the one who signs in can help. */
export const unavailable = (cause: unknown): DomainError =>
  Object.assign(
    new DomainError('identity_provider_unavailable', 'Loginudbyderen svarer ikke. Prøv igen om lidt.', {
      retryAfter: 10,
    }),
    { cause },
  )

/** Whatever is wrong with what came back, the answer is the same. */
export const signInFailed = (cause: unknown): DomainError =>
  Object.assign(
    new DomainError('sign_in_failed', 'Login hos udbyderen blev ikke gennemført. Begynd forfra.'),
    {
      cause,
    },
  )

/** What the answer to a code may be wrong by, beside the provider: OAuth 2.0 § 5.2 and OpenID Connect Core § 3.1.3.7. */
const ours = new Set([
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_PARSE_ERROR',
  // A response of another kind than was asked for.
  'OAUTH_UNSUPPORTED_OPERATION',
])
const keys = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JOSE_GENERIC', 'ERR_JWKS_INVALID'])

/** An error of verifying a token. */
export const ofToken = (error: unknown): DomainError => {
  if (error instanceof DomainError) return error
  return keys.has((error as { code?: string }).code ?? '') ? unavailable(error) : signInFailed(error)
}

/** An error of exchanging a code. */
export const ofExchange = (error: unknown): DomainError => {
  if (error instanceof DomainError) return error
  if (error instanceof AuthorizationResponseError) return signInFailed(error)
  if (error instanceof ResponseBodyError)
    return error.error === 'invalid_grant' ? signInFailed(error) : unavailable(error)
  return ours.has((error as { code?: string }).code ?? '') ? signInFailed(error) : unavailable(error)
}
