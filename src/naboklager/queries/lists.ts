import { sql } from 'drizzle-orm'
import { recordedPage } from '../../database/recorded.ts'
import { filtered } from '../../database/statement.ts'
import { naboklageChanges as h, naboklager as n } from '../table.ts'
import { columns, type NaboklageRow, trail } from './naboklage.ts'

const p = sql.placeholder

const danishDate = (instant: unknown) => sql`(${instant} at time zone 'Europe/Copenhagen')::date`

export const listNaboklager = filtered(
  {
    departmentId: sql`${n.departmentId} = ${p('departmentId')}`,
    status: sql`${n.status} = ${p('status')}`,
    category: sql`${n.category} = ${p('category')}`,
    respondentTenancyId: sql`${n.respondentTenancyId} = ${p('respondentTenancyId')}`,
    from: sql`${danishDate(n.occurredAt)} >= ${p('from')}`,
    to: sql`${danishDate(n.occurredAt)} <= ${p('to')}`,
    open: sql`${n.status} <> 'closed'`,
    closed: sql`${n.status} = 'closed'`,
    untouchedSince: sql`${n.changedAt} < (${p('untouchedSince')}::date::timestamp at time zone 'Europe/Copenhagen')`,
    dueBefore: sql`${n.dueOn} < ${p('dueBefore')}`,
    cursor: sql`${n.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from ${n} where ${where}`, n.id, trail),
)

type Former = Omit<NaboklageRow, 'id' | 'reference' | 'channel' | 'receivedAt' | 'steps'>

/** What it was before each change, the latest first. */
export const listHistory = filtered({ cursor: sql`${h.id} < ${p('cursor')}` }, (where) =>
  recordedPage(
    {
      id: h.id,
      kind: h.kind,
      reason: h.reason,
      changedAt: h.recordedAt,
      changedBy: sql<{ id: string; name: string } | null>`(
        select json_build_object('id', u.id, 'name', u.name) from users u where u.id = ${h.recordedBy})`,
      former: sql<Former>`${h.former}`,
    },
    sql`from ${h} where ${h.naboklageId} = ${p('id')} and ${where}`,
    h.id,
    {
      subjects: sql`array_remove(array[${h.naboklageId}, (${h.former} ->> 'respondentTenancyId')::uuid,
        (${h.former} -> 'complainant' ->> 'tenancyId')::uuid], null)`,
    },
  ),
)
