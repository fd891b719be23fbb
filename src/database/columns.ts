import { sql } from 'drizzle-orm'
import { date, type PgPolicyConfig, pgPolicy, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { type codelists, codesOf } from '../kernel/codes.ts'

/** Column types that mean one thing throughout the schema. */
export const id = () => uuid().primaryKey()
export const instant = () => timestamp({ withTimezone: true, mode: 'string' })
export const calendarDate = () => date({ mode: 'string' })
export const recordedAt = () => instant().notNull().default(sql`clock()`)
/** One of a closed list. */
export const code = <L extends keyof typeof codelists>(list: L) => text({ enum: codesOf(list) }).notNull()
export const byActor = () => uuid().notNull().default(sql`actor_id()`)
export const byActorsOrganisation = () => text().notNull().default(sql`actor_organisation()`)

/**
 * The database's own eyes and hands: views and functions owned by `bo_godt_gate` decide who sees what, and those owned by
 * `bo_godt_eraser` remove what is kept no longer. Both look past the policies. The roles can't log in, and what they may
 * is their grants: column by column, leaving out what no view shows, and each text that is erased unread.
 */
export const gate = () =>
  pgPolicy('gate', { to: ['bo_godt_gate', 'bo_godt_eraser'], using: sql`true`, withCheck: sql`true` })

/** The data protection officer. */
export const officer = sql`(select actor_role()) = 'dpo'`

/**
 * For answering a resident who asks for access (GDPR art. 15): functions owned by `bo_godt_insight`, on behalf of a data
 * protection officer alone. Its column grants leave out who complained, and whatever could tell it.
 */
export const insight = () => pgPolicy('insight', { for: 'select', to: 'bo_godt_insight', using: officer })

/**
 * For cutting out who complained: functions owned by `bo_godt_redactor` know it, and tell of a text no more than what is
 * left of it.
 */
export const redactor = () =>
  pgPolicy('redactor', {
    for: 'select',
    to: 'bo_godt_redactor',
    using: sql`(select actor_role()) = any ('{drift,dpo}'::text[])`,
  })

/** For sealing the trail: a role that reads it, adds to its tree, and has to do with no other table. */
export const sealer = (command: 'select' | 'all') =>
  pgPolicy('sealer', {
    for: command,
    to: 'bo_godt_sealer',
    using: sql`true`,
    ...(command === 'all' && { withCheck: sql`true` }),
  })

/** A policy for the application's own role. */
export const policy = (name: string, rule: Omit<PgPolicyConfig, 'to'>) =>
  pgPolicy(name, { ...rule, to: 'bo_godt_app' })
