import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import { run } from '../../database/scope.ts'
import { DomainError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { newSecret, sha256 } from '../../kernel/secret.ts'
import { hashPassword, verifyPassword } from '../password.ts'
import * as queries from '../queries/sign-in.ts'

export interface SignedIn {
  userId: string
  sessionId: string
  refreshToken: string
}

/** Attempts within a window before one has to wait: per account and address, per account, per address. */
const limits = [10, 50, 200]
const window = '15 minutes'

/**
 * Counts a guess at a secret before it is looked at, so that parallel guesses are counted too.
 * @returns what takes it back, for one that was right
 * @throws too_many_requests while too many guesses were made, right or wrong
 */
export const countGuess = async (
  pool: Pool,
  account: string,
  address: string,
): Promise<() => Promise<unknown>> => {
  const keys = [`${account} ${address}`, `account ${account}`, `address ${address}`].map(sha256)
  const [begun] = await run(pool, queries.beginLoginAttempt, { keys, limits, window })
  if (begun?.pause)
    throw new DomainError('too_many_requests', 'Der er prøvet for mange gange. Vent lidt, og prøv igen.', {
      retryAfter: begun.pause,
    })
  return () => run(pool, queries.forgiveLoginAttempt, { keys })
}

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
  const username = attempt.username.toLowerCase()
  const forgive = await countGuess(pool, username, attempt.address)
  const [found] = await run(pool, queries.loginAccount, { username })
  const right = await verifyPassword(attempt.password, found?.password_hash ?? (await nobody))
  if (!found || !right)
    throw new DomainError('invalid_credentials', 'Brugernavn eller adgangskode er forkert.')
  const refreshToken = newSecret()
  const sessionId = newId(attempt.now)
  await run(pool, queries.startSession, {
    userId: found.id,
    sessionId,
    hash: sha256(refreshToken),
    lifetime: `${attempt.hours} hours`,
    requestId: attempt.requestId,
  })
  await forgive()
  return { userId: found.id, sessionId, refreshToken }
}

/** @throws invalid_credentials when the token is unknown, spent or of an ended session */
export const refresh = async (pool: Pool, token: string, requestId: string): Promise<SignedIn> => {
  const refreshToken = newSecret()
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
