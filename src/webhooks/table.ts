import { sql } from 'drizzle-orm'
import { index, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { byActor, code, gate, id, insight, instant, policy, recordedAt } from '../database/columns.ts'
import { organisations } from '../housing/table.ts'
import { codesOf } from '../kernel/codes.ts'

const admin = sql`(select actor_role()) = 'admin'`

/** Where a party's own system hears of what its organisation may see. */
export const webhooks = pgTable(
  'webhooks',
  {
    id: id(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    url: text().notNull(),
    events: text({ enum: codesOf('webhookEvent') })
      .array()
      .notNull(),
    description: text(),
    disabledAt: instant(),
    disabledReason: text({ enum: codesOf('webhookDisabledReason') }),
    /** The first failure since anything was delivered. */
    failingSince: instant(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  () => [
    gate(),
    policy('admin_reads', { for: 'select', using: admin }),
    policy('admin_registers', {
      for: 'insert',
      withCheck: sql`${admin} and recorded_by = (select actor_id())`,
    }),
    policy('admin_changes', { for: 'update', using: admin, withCheck: admin }),
    policy('admin_removes', { for: 'delete', using: admin }),
  ],
)

/**
 * The application's role adds secrets and can't read one back: only the function that hands out deliveries can.
 * A secret is valid until a day after the next one was added.
 */
export const webhookSecrets = pgTable(
  'webhook_secrets',
  {
    id: id(),
    webhookId: uuid()
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    secret: text().notNull(),
    recordedAt: recordedAt(),
  },
  (t) => [
    index().on(t.webhookId, t.id),
    gate(),
    policy('admin_sees_when', { for: 'select', using: admin }),
    policy('admin_adds', { for: 'insert', withCheck: admin }),
  ],
)

/**
 * What is to be told to whom, written in the transaction of the change; and the log of what became of it. It refers
 * to nothing, so that it outlives its webhook. What it is about is out of reach of the application's role.
 */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    /** What the receiver knows it by, the same at every attempt. */
    id: uuid().primaryKey().default(sql`uuidv7()`),
    webhookId: uuid().notNull(),
    organisationId: text().notNull(),
    event: code('webhookEvent'),
    recordId: uuid(),
    caseId: uuid(),
    occurredAt: instant().notNull().default(sql`clock()`),
    status: text({ enum: codesOf('webhookDeliveryStatus') })
      .notNull()
      .default('pending'),
    attempts: smallint().notNull().default(0),
    nextAttemptAt: instant().default(sql`clock()`),
    /** Held by the process that sends it; after a crash it is free again by then. */
    takenUntil: instant(),
    lastAttemptAt: instant(),
    statusCode: smallint(),
    error: text({ enum: codesOf('webhookDeliveryError') }),
    recordedAt: recordedAt(),
  },
  (t) => [
    index().on(t.webhookId, t.id),
    index('webhook_deliveries_pending_index').on(t.webhookId, t.nextAttemptAt).where(sql`status = 'pending'`),
    gate(),
    insight(),
    policy('admin_reads', { for: 'select', using: admin }),
    policy('admin_tests', { for: 'insert', withCheck: sql`${admin} and event = 'webhook.test'` }),
    policy('admin_repeats', { for: 'update', using: admin, withCheck: admin }),
  ],
)
