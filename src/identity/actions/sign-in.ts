import { randomBytes } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import type { Pool } from 'pg'
import { run } from '../../database/scope.ts'
import type { Role } from '../../kernel/access.ts'
import { DomainError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { newSecret, sha256 } from '../../kernel/secret.ts'
import { hashPassword, verifyPassword } from '../password.ts'
import * as queries from '../queries/sign-in.ts'
import { countGuess } from './guesses.ts'
import { localAccountsOff } from './passwords.ts'
import { useCode } from './second-factor.ts'

export interface SignedIn {
  userId: string
  sessionId: string
  refreshToken: string
}

type Log = Pick<FastifyBaseLogger, 'error'>

/** What an unknown account is checked against, so that it takes as long as a known one. */
const nobody = hashPassword(randomBytes(16).toString('hex'))

/**
 * Tells the trail that someone failed to sign in to an account. Nobody waits for it: an answer that takes the time to
 * write it would tell that the account is there.
 */
const tellOfFailure = (
  pool: Pool,
  userId: string,
  { log, requestId }: { log: Log; requestId: string },
): void => {
  run(pool, queries.recordFailedSignIn, { userId, requestId }).catch((error: unknown) =>
    log.error(error, 'a failed sign-in is not in the trail'),
  )
}

const requireCode = async (
  pool: Pool,
  holder: { userId: string; secret: string },
  attempt: { code?: string | undefined; now: Date; requestId: string; log: Log },
): Promise<void> => {
  const { code, now, requestId } = attempt
  if (code === undefined)
    throw new DomainError(
      'second_factor_required',
      'Angiv engangskoden fra din app, eller en genoprettelseskode.',
    )
  if (await useCode((to, values) => run(pool, to, values), holder, code, { now, requestId })) return
  tellOfFailure(pool, holder.userId, attempt)
  throw new DomainError('invalid_credentials', 'Engangskoden er forkert eller brugt.')
}

/**
 * Signs in with a local account.
 * @throws invalid_credentials without telling which of the two was wrong
 * @throws local_accounts_off for everyone but an administrator, where they are switched off
 * @throws second_factor_required for one who has a second factor and gives no code of it
 * @throws too_many_requests while too many guesses were made, right or wrong
 */
export const signIn = async (
  pool: Pool,
  attempt: {
    username: string
    password: string
    code?: string | undefined
    /** Who must have a second factor. */
    factorRoles: readonly Role[]
    address: string
    requestId: string
    log: Log
    hours: number
    now: Date
    /** Whether everyone may sign in this way; administrators may where it is switched off, loudly. */
    localAccounts: boolean
  },
): Promise<SignedIn> => {
  const username = attempt.username.toLowerCase()
  const forgive = await countGuess(pool, username, attempt.address)
  const [found] = await run(pool, queries.loginAccount, { username })
  const right = await verifyPassword(attempt.password, found?.password_hash ?? (await nobody))
  const allowed = right && (attempt.localAccounts || found?.role === 'admin')
  if (found && !allowed) tellOfFailure(pool, found.id, attempt)
  // Where they are off, nothing tells a wrong password from a right one, nor who is an administrator.
  if (!found || !allowed)
    throw attempt.localAccounts
      ? new DomainError('invalid_credentials', 'Brugernavn eller adgangskode er forkert.')
      : localAccountsOff()
  const { id: userId, role, totp_secret: secret } = found
  if (secret) await requireCode(pool, { userId, secret }, attempt)
  const refreshToken = newSecret()
  const sessionId = newId(attempt.now)
  await run(pool, attempt.localAccounts ? queries.startSession : queries.startBreakGlassSession, {
    userId,
    sessionId,
    hash: sha256(refreshToken),
    lifetime: `${attempt.hours} hours`,
    requestId: attempt.requestId,
    limited: !secret && attempt.factorRoles.includes(role),
  })
  await forgive()
  return { userId, sessionId, refreshToken }
}

/**
 * `idle` is how long a session lasts after its latest refresh, as an interval.
 * @throws invalid_credentials when the token is unknown, spent or of an ended session
 */
export const refresh = async (
  pool: Pool,
  token: string,
  { requestId, idle }: { requestId: string; idle: string },
): Promise<SignedIn> => {
  const refreshToken = newSecret()
  const [session] = await run(pool, queries.rotateRefreshToken, {
    hash: sha256(token),
    nextHash: sha256(refreshToken),
    requestId,
    idle,
  })
  if (!session) throw new DomainError('invalid_credentials', 'Sessionen er udløbet. Log ind igen.')
  return { userId: session.user_id, sessionId: session.session_id, refreshToken }
}

/** Ends the session of a refresh token at once; an unknown token ends nothing and tells nothing. */
export const signOut = async (pool: Pool, token: string, requestId: string): Promise<void> => {
  await run(pool, queries.endSession, { hash: sha256(token), requestId })
}
