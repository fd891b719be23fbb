import { line } from '../../http/fields.ts'
import { sha256 } from '../../kernel/secret.ts'
import { username } from '../schemas.ts'
import type { Proof, ProviderSettings } from './provider.ts'

/** An account that is to be made, as the database's function takes it. */
export interface Provisioned {
  /** The first that nobody has. */
  usernames: string[]
  name: string
  role: string
  organisationId: string | undefined
  departmentIds: string[]
}

const holds = (claims: Proof['claims'], claim: string, value: string): boolean =>
  Object.hasOwn(claims, claim) && [claims[claim]].flat().includes(value)

/**
 * The account that the first rule that holds gives someone; none when none does. A name that is none, or that holds a
 * personal number, is left out.
 */
export const provisionedBy = (
  { id, issuer, provisioning }: ProviderSettings,
  { subject, claims }: Proof,
): Provisioned | undefined => {
  const rule = provisioning.find(({ claim, equals }) => holds(claims, claim, equals))
  if (!rule) return undefined
  const { role, organisationId, departmentIds } = rule
  const invented = `${id}.${sha256(`${issuer} ${subject}`).slice(0, 12)}`
  const chosen = username.safeParse(claims.preferred_username).data
  const usernames = chosen === undefined ? [invented] : [chosen, invented]
  return {
    usernames,
    name: line.safeParse(claims.name).data ?? usernames[0] ?? invented,
    role,
    organisationId,
    departmentIds,
  }
}
