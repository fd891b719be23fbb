import { sql } from 'drizzle-orm'
import { bigint, customType, index, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import { gate, id, instant, officer, policy, sealer } from '../database/columns.ts'
import { actingRoles, purposes } from '../kernel/access.ts'
import { actions } from '../kernel/actions.ts'

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const number = () => bigint({ mode: 'number' })
const officerReads = () => policy('officer_reads', { for: 'select', using: officer })

/**
 * The trail. It refers to nothing, so that nothing that is removed takes its trail along. Who acted and
 * when are filled in by the database; the application's role may not even name those columns. It is kept by month
 * (`migrations/0049`), of which nothing is said here; a month that has ended gets more indexes (`0050`).
 */
export const auditEvents = pgTable(
  'audit_events',
  {
    id: uuid().primaryKey().default(sql`uuidv7()`),
    occurredAt: instant().notNull().default(sql`clock()`),
    actorId: uuid().notNull().default(sql`actor_id()`),
    organisationId: text().default(sql`actor_organisation()`),
    role: text({ enum: actingRoles }).notNull().default(sql`actor_role()`),
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
    index().on(t.actorId, t.occurredAt, t.id),
    index().on(t.caseId, t.occurredAt, t.id),
    index('audit_events_denied_index').on(t.occurredAt, t.id).where(sql`decision = 'denied'`),
    index().on(t.occurredAt, t.id),
    gate(),
    sealer('select'),
    officerReads(),
    policy('everyone_adds', { for: 'insert', withCheck: sql`actor_id = (select actor_id())` }),
  ],
)

/**
 * The events in the order in which they were sealed, without gaps. `leaf` is what was hashed: canonical JSON (RFC 8785)
 * that tells when what was done and why, and of whom and by whom only a salted commitment.
 */
export const auditLeaves = pgTable(
  'audit_leaves',
  {
    index: number().primaryKey(),
    eventId: uuid().notNull().unique('audit_leaves_event_unique'),
    leaf: text().notNull(),
  },
  () => [gate(), sealer('all'), officerReads()],
)

/**
 * What opens the commitment of a leaf. Without it the rest of the event can't be guessed from the leaf: to erase an
 * event is to remove it and its salt, and the leaf stays as provable as before.
 */
export const auditSalts = pgTable(
  'audit_salts',
  {
    leafIndex: number().primaryKey(),
    salt: bytes().notNull(),
  },
  () => [gate(), sealer('all'), officerReads()],
)

/** The Merkle tree (RFC 9162 § 2.1): the hash of each complete subtree of 2^level leaves, written once. */
export const auditNodes = pgTable(
  'audit_nodes',
  {
    level: smallint().notNull(),
    index: number().notNull(),
    hash: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.index] }), gate(), sealer('all'), officerReads()],
)

/** Signed heads of the tree; `note` is what leaves the database (C2SP tlog-checkpoint). */
export const auditCheckpoints = pgTable(
  'audit_checkpoints',
  {
    id: id().default(sql`uuidv7()`),
    size: number().notNull().unique(),
    root: bytes().notNull(),
    note: text().notNull(),
    signedAt: instant().notNull().default(sql`now()`),
    /** No event with an id below this one is unsealed, nor will any be. */
    completeBelow: uuid().notNull(),
  },
  () => [gate(), sealer('all'), officerReads()],
)

/** Checkpoints that are known to be kept outside of the database. What is sealed under one may be erased, and still be proved. */
export const auditShipments = pgTable(
  'audit_shipments',
  {
    size: number().primaryKey(),
    shippedAt: instant().notNull().default(sql`now()`),
  },
  () => [gate(), sealer('all')],
)
