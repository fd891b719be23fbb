import { sql } from 'drizzle-orm'
import { boolean, index, integer, json, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core'
import {
  byActor,
  byActorsOrganisation,
  calendarDate,
  code,
  gate,
  id,
  instant,
  policy,
  recordedAt,
} from '../database/columns.ts'
import { organisations } from '../housing/table.ts'
import type { Counts, RowError } from './schemas.ts'

const ofOwnLandlord = sql`organisation_id = (select actor_organisation()) and (select actor_role()) = 'drift'`
const own = sql`recorded_by = (select actor_id())`

/** That a file was read in, how far it has come, and what became of it: numbers, and nothing of what it said. */
export const tenancyImports = pgTable(
  'tenancy_imports',
  {
    id: id(),
    organisationId: byActorsOrganisation().references(() => organisations.id),
    dryRun: boolean().notNull(),
    rows: integer().notNull(),
    state: code('importState').default('reading'),
    staged: integer().notNull().default(0),
    applied: integer().notNull().default(0),
    counts: json().$type<Counts>(),
    errorCount: integer().notNull().default(0),
    errors: json().$type<RowError[]>().notNull().default([]),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
    endedAt: instant(),
  },
  (t) => [
    index().on(t.organisationId, t.id),
    gate(),
    policy('landlord_reads', { for: 'select', using: ofOwnLandlord }),
    policy('landlord_begins', { for: 'insert', withCheck: sql`${ofOwnLandlord} and ${own}` }),
    policy('landlord_goes_on', { for: 'update', using: ofOwnLandlord, withCheck: ofOwnLandlord }),
  ],
)

const key = (of: string) => text().generatedAlwaysAs(sql.raw(`folded(${of})`))

/**
 * The rows of a file for as long as it is compared and applied. They come and go in one transaction, so nobody else
 * ever sees one, and a process that is killed leaves none; unlogged, so neither backups nor replicas hold them.
 */
export const tenancyImportRows = pgTable(
  'tenancy_import_rows',
  {
    importId: uuid().notNull(),
    line: integer().notNull(),
    departmentId: text().notNull(),
    /** The landlord's own key of the lease, and of the person. */
    key: text().notNull(),
    personKey: text(),
    address: text().notNull(),
    dwelling: text().notNull(),
    movedInOn: calendarDate().notNull(),
    movedOutOn: calendarDate(),
    name: text().notNull(),
    birthYear: smallint(),
    phone: text(),
    protectedAddress: boolean().notNull(),
    addressKey: key('address'),
    dwellingKey: key('dwelling'),
    nameKey: key('name'),
    /** The first row of its lease: the one that errors and changes of the lease are told by. */
    lead: boolean().notNull().default(false),
    /** What the row is about: what was found, or the id that it gets. */
    tenancy: uuid(),
    isNewTenancy: boolean().notNull().default(false),
    resident: uuid(),
    isNewResident: boolean().notNull().default(false),
    /** What the file changes of them. */
    leaseFields: text().array().notNull().default([]),
    personFields: text().array().notNull().default([]),
    /** The household that moves out because this one moves in. */
    succeeds: uuid(),
    /** Said by the file and not done: the data are restricted; the protection of an address is not lifted by a file. */
    restricted: boolean().notNull().default(false),
    protectionKept: boolean().notNull().default(false),
    recordedBy: byActor(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.line] }),
    gate(),
    policy('own', { for: 'all', using: own, withCheck: own }),
  ],
)
