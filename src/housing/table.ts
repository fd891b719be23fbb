import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import {
  byActor,
  calendarDate,
  gate,
  id,
  insight,
  policy,
  recordedAt,
  redactor,
} from '../database/columns.ts'

const signedIn = sql`(select actor_id()) is not null`
const ownDepartment = sql`department_id = any ((select actor_departments())::text[])`
const inOwnTenancy = sql`exists (select from tenancies t where t.id = tenancy_id)`

export const organisations = pgTable(
  'organisations',
  { id: text().primaryKey(), name: text().notNull(), party: text().notNull() },
  () => [gate(), policy('signed_in', { for: 'select', using: signedIn })],
)

export const departments = pgTable(
  'departments',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    organisationId: text()
      .notNull()
      .references(() => organisations.id),
    position: smallint().notNull(),
  },
  () => [gate(), policy('signed_in', { for: 'select', using: signedIn })],
)

/** One household's dated lease of one dwelling; that two never overlap is a constraint of the database. */
export const tenancies = pgTable(
  'tenancies',
  {
    id: id(),
    departmentId: text()
      .notNull()
      .references(() => departments.id),
    address: text().notNull(),
    dwelling: text().notNull(),
    movedInOn: calendarDate().notNull(),
    movedOutOn: calendarDate(),
    /** The landlord's own key of it, by which a file that is read in again finds it. */
    externalKey: text(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    index().on(t.departmentId, t.id),
    uniqueIndex('tenancies_external_key')
      .on(t.departmentId, t.externalKey)
      .where(sql`external_key is not null`),
    gate(),
    insight(),
    policy('landlord_reads', { for: 'select', using: ownDepartment }),
    policy('conflict', { as: 'restrictive', using: sql`id <> all ((select actor_barred())::uuid[])` }),
    policy('landlord_adds', {
      for: 'insert',
      withCheck: sql`${ownDepartment} and recorded_by = (select actor_id())`,
    }),
    policy('landlord_changes', { for: 'update', using: ownDepartment, withCheck: ownDepartment }),
  ],
)

export const residents = pgTable(
  'residents',
  {
    id: id(),
    tenancyId: uuid()
      .notNull()
      .references(() => tenancies.id),
    name: text().notNull(),
    birthYear: smallint(),
    phone: text(),
    protectedAddress: boolean().notNull().default(false),
    /** The landlord's own number of the person. */
    externalKey: text(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    index().on(t.tenancyId),
    uniqueIndex('residents_external_key').on(t.tenancyId, t.externalKey).where(sql`external_key is not null`),
    gate(),
    insight(),
    redactor(),
    policy('landlord_reads', { for: 'select', using: inOwnTenancy }),
    policy('landlord_adds', {
      for: 'insert',
      withCheck: sql`${inOwnTenancy} and recorded_by = (select actor_id())`,
    }),
    policy('landlord_changes', { for: 'update', using: inOwnTenancy, withCheck: inOwnTenancy }),
  ],
)
