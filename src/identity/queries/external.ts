import { sql } from 'drizzle-orm'
import { recorded } from '../../database/recorded.ts'
import { statement } from '../../database/statement.ts'

const p = sql.placeholder

export const beginFlow = statement(sql`
  select begin_oidc_flow(${p('flow')}, ${p('provider')}, ${p('redirectUri')}, ${p('verifier')}, ${p('state')},
    ${p('nonce')}, '10 minutes')`)

export interface Flow {
  provider: string
  redirectUri: string
  verifier: string
  state: string
  nonce: string
}
export const takeFlow = statement<Flow>(sql`
  select provider, redirect_uri as "redirectUri", verifier, state, nonce from take_oidc_flow(${p('flow')})`)

/** What became of a sign-in, in the words of the database's function. */
export type Outcome = 'signed_in' | 'unknown' | 'elsewhere' | 'disabled' | 'anothers' | 'invitation_spent'

export const signInByIdentity = statement<{
  outcome: Outcome
  userId: string | null
  sessionId: string | null
}>(sql`
  select outcome, user_id as "userId", session_id as "sessionId"
  from sign_in_by_identity(${p('issuer')}, ${p('subject')}, ${p('organisations')}::text[], ${p('roles')}::text[],
    ${p('invitation')}, ${p('sessionId')}::uuid, ${p('refreshHash')}, ${p('tokenHash')}, least(clock() + ${p('lifetime')}::interval, ${p('expiresAt')}::timestamptz),
    ${p('factorRoles')}::text[], ${p('requestId')})`)

export const provisionAccount = statement<{ outcome: 'provisioned' | 'misplaced' | 'unknown' }>(sql`
  select provision_account(${p('issuer')}, ${p('subject')}, ${p('organisations')}::text[], ${p('roles')}::text[],
    ${p('account')}::jsonb, ${p('requestId')}) as outcome`)

export const linkDirectoryEntry = statement(sql`
  select link_directory_entry(${p('issuer')}, ${p('subject')}, ${p('organisations')}::text[], ${p('requestId')})`)

export const unlinkIdentity = statement(
  sql`select unlink_identity(${p('id')}::uuid, ${p('identityId')}::uuid)`,
)
export const unlinkedAccount = recorded(
  { id: sql<string>`a.id` },
  sql`from administered_users a where a.id = ${p('id')}`,
  {
    subjects: sql`array[a.id]`,
  },
)
