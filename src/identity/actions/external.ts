import type { Pool } from 'pg'
import { run } from '../../database/scope.ts'
import type { Role } from '../../kernel/access.ts'
import { DomainError, validationFailed } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { newSecret, sha256 } from '../../kernel/secret.ts'
import type { Proof, Provider } from '../providers/provider.ts'
import { type Provisioned, provisionedBy } from '../providers/provisioning.ts'
import * as queries from '../queries/external.ts'
import { countGuess } from './guesses.ts'
import type { SignedIn } from './sign-in.ts'

/** Sends a browser off to a provider. The flow is the page's secret; what must come back with it stays here. */
export const beginSignIn = async (
  pool: Pool,
  provider: Provider | undefined,
  redirectUri: string,
): Promise<{ authorizationUrl: string; flow: string }> => {
  if (!provider?.settings.redirectUris.includes(redirectUri))
    throw validationFailed([
      provider
        ? { path: 'redirectUri', message: 'Adressen er ikke en af dem, der er aftalt' }
        : { path: 'provider', message: 'Ukendt loginudbyder' },
    ])
  const flow = newSecret()
  const expected = { verifier: newSecret(), state: newSecret(), nonce: newSecret() }
  const authorizationUrl = await provider.authorizationUrl(redirectUri, expected)
  const { id } = provider.settings
  await run(pool, queries.beginFlow, { flow: sha256(flow), provider: id, redirectUri, ...expected })
  return { authorizationUrl, flow }
}

const refusals: Record<Exclude<queries.Outcome, 'signed_in'>, () => DomainError> = {
  unknown: () =>
    new DomainError(
      'identity_not_linked',
      'Dit login er ikke knyttet til en konto. Bed din administrator om en invitation.',
    ),
  elsewhere: () => new DomainError('identity_not_linked', 'Din konto hører ikke til hos denne loginudbyder.'),
  disabled: () => new DomainError('identity_not_linked', 'Din konto er slået fra.'),
  anothers: () => new DomainError('identity_not_linked', 'Dit login er allerede knyttet til en anden konto.'),
  invitation_spent: () =>
    new DomainError('invalid_credentials', 'Invitationen er brugt eller udløbet. Bed om en ny.'),
}

/** What a session is to be, and by which request. */
export interface Attempt {
  address: string
  requestId: string
  hours: number
  /** Who must have a second factor. */
  factorRoles: readonly Role[]
  now: Date
  /** Told why a sign-in came to nothing, without whom. */
  refused: (provider: string, why: string) => void
}

interface Asked {
  proof: Proof
  /** When the session ends that is of a token, if not before. */
  expiresAt?: Date
  refreshHash?: string
  tokenHash?: string
  invitation?: string | undefined
  newAccount?: Provisioned | undefined
}

/**
 * Begins the session of whom a provider has proved someone to be: of one whom the organisation's directory has made, on
 * the first time; with `newAccount`, of one who is made now when there is none yet.
 * @throws identity_not_linked
 */
export const startSession = async (
  pool: Pool,
  { settings }: Provider,
  { proof, expiresAt, refreshHash, tokenHash, invitation, newAccount }: Asked,
  { requestId, hours, factorRoles, now, refused }: Omit<Attempt, 'address'>,
): Promise<{ userId: string; sessionId: string }> => {
  const { id, issuer, organisations, roles } = settings
  const values = { issuer, subject: proof.subject, organisations, roles, requestId }
  const signIn = async () => {
    const [answer] = await run(pool, queries.signInByIdentity, {
      ...values,
      invitation: invitation && sha256(invitation),
      sessionId: newId(now),
      refreshHash,
      tokenHash,
      lifetime: `${hours} hours`,
      expiresAt,
      factorRoles: proof.secondFactor ? [] : factorRoles,
    })
    return answer
  }
  let answer = await signIn()
  if (answer?.outcome === 'unknown' && settings.directory) {
    await run(pool, queries.linkDirectoryEntry, values)
    answer = await signIn()
  }
  if (answer?.outcome === 'unknown' && newAccount) {
    const [made] = await run(pool, queries.provisionAccount, { ...values, account: newAccount })
    if (made?.outcome === 'misplaced') refused(id, 'a rule gives a place that there is not')
    answer = await signIn()
  }
  const { outcome = 'unknown', userId, sessionId } = answer ?? {}
  if (outcome === 'signed_in' && userId && sessionId) return { userId, sessionId }
  refused(id, outcome)
  throw refusals[outcome === 'signed_in' ? 'unknown' : outcome]()
}

/** The query of the address that the provider sent the browser back to: its host and path are not the client's to say. */
const queryOf = (callback: string): string => callback.slice(callback.indexOf('?') + 1).replace(/#.*$/s, '')

/** Codes of the libraries that verify, which are about no one. */
const reasonOf = (error: unknown): string => {
  const { code, cause } = error as { code?: string; cause?: { code?: string; error?: string } }
  return [code, cause?.code, cause?.error].filter(Boolean).join(' ')
}

/**
 * Signs in by what a provider sent a browser back with; with an invitation, the identity is linked to its account first.
 * @throws sign_in_failed whatever is wrong with what came back; the flow is used up all the same
 * @throws identity_not_linked for one who has proved who they are, and is nobody here
 */
export const finishSignIn = async (
  pool: Pool,
  providers: ReadonlyMap<string, Provider>,
  { flow, callback, invitation }: { flow: string; callback: string; invitation?: string | undefined },
  attempt: Attempt,
): Promise<SignedIn> => {
  const hash = sha256(flow)
  const forgive = await countGuess(pool, `flow ${hash}`, attempt.address)
  const [begun] = await run(pool, queries.takeFlow, { flow: hash })
  const provider = begun && providers.get(begun.provider)
  if (!provider) throw new DomainError('sign_in_failed', 'Login er brugt eller udløbet. Begynd forfra.')
  const proof = await provider.finish(begun.redirectUri, queryOf(callback), begun).catch((error) => {
    attempt.refused(provider.settings.id, reasonOf(error))
    throw error
  })
  const refreshToken = newSecret()
  const newAccount = invitation === undefined ? provisionedBy(provider.settings, proof) : undefined
  const asked = { proof, refreshHash: sha256(refreshToken), invitation, newAccount }
  const session = await startSession(pool, provider, asked, attempt)
  await forgive()
  return { ...session, refreshToken }
}
