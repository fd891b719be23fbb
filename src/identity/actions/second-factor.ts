import type { Pool } from 'pg'
import { change } from '../../database/scope.ts'
import type { Statement, Values } from '../../database/statement.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError, ruleViolated } from '../../kernel/errors.ts'
import { sha256 } from '../../kernel/secret.ts'
import { verifyPassword } from '../password.ts'
import * as queries from '../queries/second-factor.ts'
import { newRecoveryCodes, newTotpSecret, stepOfCode } from '../totp.ts'
import { countGuess } from './guesses.ts'

/** How the database is asked: before there is an actor, or within a transaction of one. */
type Ask = (to: Statement<{ used: boolean }>, values: Values) => Promise<{ used: boolean }[]>

interface Holder {
  userId: string
  secret: string
}

/** Uses up a code of the authenticator app, or one of the recovery codes. @returns whether it was good */
export const useCode = async (
  ask: Ask,
  { userId, secret }: Holder,
  code: string,
  { now, requestId }: { now: Date; requestId: string },
): Promise<boolean> => {
  const step = stepOfCode(secret, code, now)
  const [answer] = step
    ? await ask(queries.useSecondFactor, { userId, step })
    : await ask(queries.useRecoveryCode, { userId, hash: sha256(code), requestId })
  return answer?.used === true
}

/**
 * Makes a new second factor, which counts when it is confirmed. A session alone, on a borrowed computer, is not enough: it
 * takes the password, and a code of the factor that there is.
 */
export const proposeSecondFactor = async (
  pool: Pool,
  call: Call,
  asked: { password: string; code?: string | undefined; userId: string; address: string; now: Date },
): Promise<{ username: string; secret: string }> => {
  const { password, code, userId, address, now } = asked
  const forgive = await countGuess(pool, `password ${userId}`, address)
  const secret = newTotpSecret()
  const made = await change(pool, call, async (tx) => {
    const { passwordHash, secret: held } = await tx.row(queries.mySecondFactor, {})
    if (!passwordHash || !(await verifyPassword(password, passwordHash)))
      throw ruleViolated('Adgangskoden er forkert.')
    const use: Ask = (to, values) => tx.rows(to, values)
    const at = { now, requestId: call.requestId }
    const proved = !held || (code !== undefined && (await useCode(use, { userId, secret: held }, code, at)))
    if (!proved)
      throw ruleViolated('Angiv en engangskode fra den nuværende app, eller en genoprettelseskode.')
    tx.add(queries.proposeSecondFactor, { secret })
    return { recorded: queries.proposed, values: { secret } }
  })
  await forgive()
  return made
}

/** From here on the factor is asked for at every sign-in; the recovery codes are told once. */
export const confirmSecondFactor = async (
  pool: Pool,
  call: Call,
  { code, userId, address, now }: { code: string; userId: string; address: string; now: Date },
): Promise<string[]> => {
  const forgive = await countGuess(pool, `code ${userId}`, address)
  const codes = newRecoveryCodes()
  await change(pool, call, async (tx) => {
    const { pending: secret } = await tx.row(queries.mySecondFactor, {})
    if (!secret) throw new DomainError('invalid_transition', 'Der er ingen ny faktor at bekræfte.')
    const step = stepOfCode(secret, code, now)
    if (!step) throw ruleViolated('Engangskoden er forkert. Passer telefonens ur?')
    const values = { secret, step, hashes: codes.map(sha256), sessionId: call.sessionId }
    tx.add(queries.confirmSecondFactor, values)
    return { recorded: queries.confirmed, values: {} }
  })
  await forgive()
  return codes
}
