import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { byActor, code, gate, id, instant, policy, recordedAt } from '../database/columns.ts'
import { departments, organisations } from '../housing/table.ts'
import { privilegedRoles, roles, userKinds } from '../kernel/access.ts'

const admin = sql`(select actor_role()) = 'admin'`

export const users = pgTable(
  'users',
  {
    id: id(),
    username: text().notNull(),
    name: text().notNull(),
    /** For good. A party's own system has a `service_accounts` row, and nothing that a person signs in by. */
    kind: text({ enum: userKinds }).notNull().default('person'),
    role: text({ enum: roles }).notNull(),
    /** Null for board, dpo and admin, who belong to no party. */
    organisationId: text().references(() => organisations.id),
    /** argon2id in PHC form, parameters and salt included; out of reach of the application's role. */
    passwordHash: text(),
    /** The second factor (RFC 6238), base32; out of reach of the application's role, like what is pending. */
    totpSecret: text(),
    /** One that is not confirmed yet. */
    totpPending: text(),
    /** The time step of the last code that was used: a code is good once. */
    totpLastStep: bigint({ mode: 'number' }),
    /** Where news is announced; out of reach of the application's role. */
    email: text(),
    /** Whether the user wants it announced. */
    mailWanted: boolean().notNull().default(true),
    disabledAt: instant(),
    /** For the administrators; out of reach of the application's role but through `administered_users`. */
    disabledReason: text(),
    recordedAt: recordedAt(),
  },
  (t) => [
    uniqueIndex('users_username_index').on(sql`lower(${t.username})`),
    check(
      'users_parties_have_organisations',
      sql`(${t.role} in ('drift', 'socialafdeling', 'helhedsplan')) = (${t.organisationId} is not null)`,
    ),
    check(
      'users_services_are_no_persons',
      sql`${t.kind} = 'person' or (${t.kind} = 'service' and ${t.role} <> 'dpo'
        and num_nonnulls(${t.passwordHash}, ${t.totpSecret}, ${t.totpPending}, ${t.email}) = 0)`,
    ),
    gate(),
    policy('signed_in', { for: 'select', using: sql`(select actor_id()) is not null` }),
  ],
)

export const userDepartments = pgTable(
  'user_departments',
  {
    userId: uuid()
      .notNull()
      .references(() => users.id),
    departmentId: text()
      .notNull()
      .references(() => departments.id),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.departmentId] }),
    gate(),
    policy('own', { for: 'select', using: sql`user_id = (select actor_id())` }),
    policy('admin_reads', { for: 'select', using: admin }),
    policy('admin_assigns', { for: 'insert', withCheck: admin }),
    policy('admin_removes', { for: 'delete', using: admin }),
  ],
)

/**
 * Who someone is at a provider (OpenID Connect Core § 5.7): issuer and subject together, never a name or an address. What
 * was unlinked stays, so that no claim rule lets it in again.
 */
export const userIdentities = pgTable(
  'user_identities',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    issuer: text().notNull(),
    /** Out of reach of the application's role. */
    subject: text().notNull(),
    origin: code('identityOrigin'),
    linkedAt: recordedAt(),
    unlinkedAt: instant(),
  },
  (t) => [
    index().on(t.userId),
    uniqueIndex('user_identities_linked_index').on(t.issuer, t.subject).where(sql`unlinked_at is null`),
    gate(),
  ],
)

/** A sign-in with a provider that is under way: what it must come back with. Whoever holds the secret finishes it, once. */
export const oidcFlows = pgTable(
  'oidc_flows',
  {
    /** SHA-256 of the secret. */
    hash: text().primaryKey(),
    provider: text().notNull(),
    redirectUri: text().notNull(),
    /** PKCE (RFC 7636 § 4.1). */
    verifier: text().notNull(),
    state: text().notNull(),
    nonce: text().notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [index().on(t.expiresAt), gate()],
)

/** Sessions, their refresh tokens and attempts are reached through functions alone. */
export const sessions = pgTable(
  'sessions',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    startedAt: recordedAt(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
    /** Begun without the second factor that the role asks for: good for what every role may, and no more. */
    limited: boolean().notNull().default(false),
    /** Begun by a sign-in with a provider, or by a token of it. */
    identityId: uuid().references(() => userIdentities.id),
    /** SHA-256 of the provider's token that this session stands for: ended, it is refused for good. */
    tokenHash: text(),
    /** Of a service account: the secret that it rests on and ends with, and what it was asked for. */
    secretId: uuid(),
    scopes: text().array(),
  },
  (t) => [
    index().on(t.userId),
    uniqueIndex('sessions_token_hash_index').on(t.tokenHash).where(sql`token_hash is not null`),
    gate(),
  ],
)

export const refreshTokens = pgTable(
  'refresh_tokens',
  {
    /** SHA-256 of the token. */
    hash: text().primaryKey(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    issuedAt: recordedAt(),
    usedAt: instant(),
  },
  (t) => [index().on(t.sessionId), gate()],
)

/** What an account is made to begin with: whoever holds the token chooses its password, once. */
export const invitations = pgTable(
  'invitations',
  {
    /** SHA-256 of the token. */
    hash: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    invitedAt: recordedAt(),
    invitedBy: byActor(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [
    index().on(t.userId),
    gate(),
    policy('admin_invites', {
      for: 'insert',
      withCheck: sql`${admin} and invited_by = (select actor_id()) and may_invite(user_id)`,
    }),
  ],
)

/** It takes two administrators to make an administrator or a data protection officer (four eyes). */
export const roleProposals = pgTable(
  'role_proposals',
  {
    id: id(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    role: text({ enum: privilegedRoles }).notNull(),
    reason: text().notNull(),
    proposedAt: recordedAt(),
    proposedBy: byActor().references(() => users.id),
    decidedAt: instant(),
    decidedBy: uuid().references(() => users.id),
    approved: boolean(),
  },
  (t) => [
    uniqueIndex('role_proposals_open_index').on(t.userId).where(sql`decided_at is null`),
    check(
      'role_proposals_decided_whole',
      sql`num_nulls(${t.decidedAt}, ${t.decidedBy}, ${t.approved}) in (0, 3)`,
    ),
    gate(),
    policy('admin_reads', { for: 'select', using: admin }),
    policy('admin_proposes', {
      for: 'insert',
      withCheck: sql`${admin} and proposed_by = (select actor_id()) and decided_at is null`,
    }),
    // Whoever proposed it may take it back; only another may approve, and not of themselves.
    policy('admin_decides', {
      for: 'update',
      using: sql`${admin} and decided_at is null`,
      withCheck: sql`decided_by = (select actor_id())
        and (not approved or (select actor_id()) not in (proposed_by, user_id))`,
    }),
  ],
)

/** What lets a user in, once each, who has lost the device with the second factor. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    /** SHA-256 of the code. */
    hash: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    issuedAt: recordedAt(),
    usedAt: instant(),
  },
  (t) => [index().on(t.userId), gate()],
)

export const loginAttempts = pgTable(
  'login_attempts',
  {
    /** Hash of account and address, of the account, or of the address. */
    key: text().primaryKey(),
    windowStartedAt: recordedAt(),
    attempts: integer().notNull(),
  },
  () => [gate()],
)
