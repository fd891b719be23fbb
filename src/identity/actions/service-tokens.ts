import type { Pool } from 'pg'
import { run } from '../../database/scope.ts'
import { newId } from '../../kernel/id.ts'
import { sha256 } from '../../kernel/secret.ts'
import { issueToken } from '../queries/services.ts'
import { countGuess } from './guesses.ts'

export interface ServiceGrant {
  sessionId: string
  scopes: string[]
  seconds: number
}

/**
 * A system proves itself by its secret and is given a session, for all that it may or for some of it.
 * @returns why not, in the words of RFC 6749 § 5.2: the same for a system that is unknown, ended or has another secret
 * @throws too_many_requests while too many guesses were made, right or wrong
 */
export const grantService = async (
  pool: Pool,
  asked: {
    clientId: string
    secret: string
    /** All, when none is named. */
    wanted: string[] | null
    address: string
    requestId: string
    lifetime: number
    now: Date
  },
): Promise<ServiceGrant | 'invalid_client' | 'invalid_scope'> => {
  const { clientId, secret, address, now, ...rest } = asked
  const forgive = await countGuess(pool, `service ${clientId}`, address)
  const values = { ...rest, clientId, hash: sha256(secret), sessionId: newId(now) }
  const [granted] = await run(pool, issueToken, values)
  if (!granted) return 'invalid_client'
  await forgive()
  const { session_id: sessionId, scopes, seconds } = granted
  return sessionId && scopes && seconds !== null ? { sessionId, scopes, seconds } : 'invalid_scope'
}
