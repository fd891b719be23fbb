import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { gate, id, instant, policy, recordedAt } from '../database/columns.ts'
import { departments, organisations } from '../housing/table.ts'
import { roles } from '../kernel/access.ts'

export const users = pgTable(
  'users',
  {
    id: id(),
    username: text().notNull(),
    name: text().notNull(),
    role: text({ enum: roles }).notNull(),
    /** Null for board, dpo and admin, who belong to no party. */
    organisationId: text().references(() => organisations.id),
    /** argon2id in PHC form, parameters and salt included; out of reach of the application's role. */
    passwordHash: text(),
    /** Where news is announced; out of reach of the application's role. */
    email: text(),
    /** Whether the user wants it announced. */
    mailWanted: boolean().notNull().default(true),
    disabledAt: instant(),
    recordedAt: recordedAt(),
  },
  (t) => [
    uniqueIndex('users_username_index').on(sql`lower(${t.username})`),
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
  ],
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
  },
  (t) => [index().on(t.userId), gate()],
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
