import type { Pool } from 'pg'
import { run } from '../../database/scope.ts'
import { networkOf } from '../../kernel/address.ts'
import { DomainError } from '../../kernel/errors.ts'
import { sha256 } from '../../kernel/secret.ts'
import { beginLoginAttempt, forgiveLoginAttempt } from '../queries/sign-in.ts'

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
  const network = networkOf(address)
  const keys = [`${account} ${network}`, `account ${account}`, `address ${network}`].map(sha256)
  const [begun] = await run(pool, beginLoginAttempt, { keys, limits, window })
  if (begun?.pause)
    throw new DomainError('too_many_requests', 'Der er prøvet for mange gange. Vent lidt, og prøv igen.', {
      retryAfter: begun.pause,
    })
  return () => run(pool, forgiveLoginAttempt, { keys })
}
