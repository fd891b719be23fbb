import { createHash, randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { run } from '../database/scope.ts'
import { DomainError } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import { hashPassword, verifyPassword } from './password.ts'
import * as queries from './queries.ts'

export interface SignedIn {
  userId: string
  sessionId: string
  refreshToken: string
}

/** Attempts within a window before one has to wait: per account and address, per account, per address. */
const limits = [10, 50, 200]
const window = '15 minutes'

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64url')
const newRefreshToken = () => randomBytes(32).toString('base64url')

/** What an unknown account is checked against, so that it takes as long as a known one. */
const nobody = hashPassword(randomBytes(16).toString('hex'))

/**
 * Signs in with a local account.
 * @throws invalid_credentials without telling which of the two was wrong
 * @throws too_many_requests while too many guesses were made, right or wrong
 */
export const signIn = async (
  pool: Pool,
  attempt: {
    username: string
    password: string
    address: string
    requestId: string
    hours: number
    now: Date
  },
): Promise<SignedIn> => {
  const account = attempt.username.toLowerCase()
  const keys = [`${account} ${attempt.address}`, `account ${account}`, `address ${attempt.address}`].map(
    sha256,
  )
  const [begun] = await run(pool, queries.beginLoginAttempt, { keys, limits, window })
  if (begun?.pause)
    throw new DomainError('too_many_requests', 'Der er prøvet for mange gange. Vent lidt, og prøv igen.', {
      retryAfter: begun.pause,
    })
  const [found] = await run(pool, queries.loginAccount, { username: account })
  const right = await verifyPassword(attempt.password, found?.password_hash ?? (await nobody))
  if (!found || !right)
    throw new DomainError('invalid_credentials', 'Brugernavn eller adgangskode er forkert.')
  const refreshToken = newRefreshToken()
  const sessionId = newId(attempt.now)
  await run(pool, queries.startSession, {
    userId: found.id,
    sessionId,
    hash: sha256(refreshToken),
    lifetime: `${attempt.hours} hours`,
    requestId: attempt.requestId,
  })
  await run(pool, queries.forgiveLoginAttempt, { keys })
  return { userId: found.id, sessionId, refreshToken }
}

/** @throws invalid_credentials when the token is unknown, spent or of an ended session */
export const refresh = async (pool: Pool, token: string, requestId: string): Promise<SignedIn> => {
  const refreshToken = newRefreshToken()
  const [session] = await run(pool, queries.rotateRefreshToken, {
    hash: sha256(token),
    nextHash: sha256(refreshToken),
    requestId,
  })
  if (!session) throw new DomainError('invalid_credentials', 'Sessionen er udløbet. Log ind igen.')
  return { userId: session.user_id, sessionId: session.session_id, refreshToken }
}

/** Ends the session of a refresh token at once; an unknown token ends nothing and tells nothing. */
export const signOut = async (pool: Pool, token: string, requestId: string): Promise<void> => {
  await run(pool, queries.endSession, { hash: sha256(token), requestId })
}
