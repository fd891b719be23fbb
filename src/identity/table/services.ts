import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { byActor, gate, id, instant, policy, recordedAt } from '../../database/columns.ts'
import { serviceScopes } from '../../kernel/access.ts'
import { users } from '../table.ts'

const admin = sql`(select actor_role()) = 'admin'`
const scopes = sql.raw(`'{${serviceScopes.join(',')}}'`)

/** A party's own system, a user of its own kind: what it is let do of what its role may, how often, and until when. */
export const serviceAccounts = pgTable(
  'service_accounts',
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id),
    scopes: text({ enum: serviceScopes }).array().notNull(),
    requestsPerMinute: integer().notNull(),
    expiresAt: instant().notNull(),
    /** When its expiry was last decided. */
    grantedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    check('service_accounts_scopes_are_of_services', sql`${t.scopes} <@ ${scopes} and ${t.scopes} <> '{}'`),
    check('service_accounts_rate', sql`${t.requestsPerMinute} between 1 and 6000`),
    check(
      'service_accounts_expire_within_a_year',
      sql`${t.expiresAt} > ${t.grantedAt} and ${t.expiresAt} <= ${t.grantedAt} + interval '1 year'`,
    ),
    gate(),
    policy('admin_reads', { for: 'select', using: admin }),
    policy('admin_makes', { for: 'insert', withCheck: sql`${admin} and recorded_by = (select actor_id())` }),
    policy('admin_changes', { for: 'update', using: admin, withCheck: admin }),
  ],
)

/**
 * What a system proves itself by: two at most at a time, so that one takes over from the other. The application's role
 * adds the hash and can't read it back.
 */
export const serviceSecrets = pgTable(
  'service_secrets',
  {
    id: id(),
    serviceId: uuid()
      .notNull()
      .references(() => serviceAccounts.userId),
    /** SHA-256 of the secret. */
    hash: text().notNull().unique(),
    /** Its first characters, by which people tell it from the other. */
    hint: text().notNull(),
    issuedAt: recordedAt(),
    issuedBy: byActor(),
    /** When the one that came after it has taken over; without one it lasts as long as the account. */
    expiresAt: instant(),
    revokedAt: instant(),
    lastUsedAt: instant(),
  },
  (t) => [
    index().on(t.serviceId),
    gate(),
    policy('admin_reads', { for: 'select', using: admin }),
    policy('admin_issues', { for: 'insert', withCheck: sql`${admin} and issued_by = (select actor_id())` }),
    // What was revoked stays revoked.
    policy('admin_ends', { for: 'update', using: sql`${admin} and revoked_at is null`, withCheck: admin }),
  ],
)
