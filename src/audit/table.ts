import { sql } from 'drizzle-orm'
import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { gate, insight, instant, policy } from '../database/columns.ts'
import { purposes, roles } from '../kernel/access.ts'
import { actions } from '../kernel/actions.ts'

/**
 * The trail. It refers to nothing, so that nothing that is removed takes its trail along. Who acted and
 * when are filled in by the database; the application's role may not even name those columns.
 */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    occurredAt: instant().notNull().default(sql`clock()`),
    actorId: uuid().notNull().default(sql`actor_id()`),
    organisationId: text().default(sql`actor_organisation()`),
    role: text({ enum: roles }).notNull().default(sql`actor_role()`),
    action: text({ enum: actions }).notNull(),
    purpose: text({ enum: purposes }).notNull(),
    decision: text({ enum: ['allowed', 'denied'] }).notNull(),
    subjectIds: uuid().array().notNull(),
    caseId: uuid(),
    consentIds: uuid().array().notNull().default(sql`'{}'`),
    requestId: text().notNull(),
    emergencyAccessIds: uuid().array().notNull().default(sql`'{}'`),
  },
  (t) => [
    index().using('gin', t.subjectIds),
    index().on(t.actorId, t.id),
    index().on(t.caseId, t.id),
    index().on(t.requestId),
    index().using('brin', t.occurredAt),
    gate(),
    insight(),
    policy('officer_reads', { for: 'select', using: sql`(select actor_role()) = 'dpo'` }),
    policy('everyone_adds', { for: 'insert', withCheck: sql`actor_id = (select actor_id())` }),
  ],
)
