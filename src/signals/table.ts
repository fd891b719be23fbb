import { sql } from 'drizzle-orm'
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { cases } from '../cases/table.ts'
import { calendarDate, code, gate, id, instant, policy, recordedAt } from '../database/columns.ts'
import { departments, tenancies } from '../housing/table.ts'
import { naboklager } from '../naboklager/table.ts'

const inOwnTenancy = sql`exists (select from tenancies t where t.id = tenancy_id)`

/**
 * A household that several neighbours complain about: for the landlord's staff to act on before it grows. A trigger of
 * the complaints raises it.
 */
export const signals = pgTable(
  'signals',
  {
    id: id().default(sql`uuidv7()`),
    departmentId: text()
      .notNull()
      .references(() => departments.id),
    tenancyId: uuid()
      .notNull()
      .references(() => tenancies.id),
    status: code('signalStatus').default('open'),
    waitingUntil: calendarDate(),
    reason: text(),
    caseId: uuid().references(() => cases.id),
    raisedAt: recordedAt(),
    decidedAt: instant(),
    decidedBy: uuid(),
  },
  (t) => [
    index().on(t.departmentId, t.id),
    uniqueIndex('signals_one_at_a_time').on(t.tenancyId).where(sql`status in ('open', 'waiting')`),
    gate(),
    policy('landlord_reads', { for: 'select', using: inOwnTenancy }),
    policy('landlord_decides', {
      for: 'update',
      using: inOwnTenancy,
      withCheck: sql`decided_by = (select actor_id())`,
    }),
  ],
)

/** The complaints that a signal rests on. */
export const signalNaboklager = pgTable(
  'signal_naboklager',
  {
    signalId: uuid()
      .notNull()
      .references(() => signals.id),
    naboklageId: uuid()
      .notNull()
      .references(() => naboklager.id),
  },
  (t) => [
    primaryKey({ columns: [t.signalId, t.naboklageId] }),
    index().on(t.naboklageId),
    gate(),
    policy('landlord_reads', {
      for: 'select',
      using: sql`exists (select from signals s where s.id = signal_id)`,
    }),
  ],
)
