import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import { recordedList } from '../../database/recorded.ts'
import { type RowOf, selected } from '../../database/statement.ts'
import { naboklager as n } from '../table.ts'

const columns = {
  id: n.id,
  reference: n.reference,
  occurredAt: n.occurredAt,
  category: n.category,
  status: n.status,
}
export type Duplicate = RowOf<typeof columns>
export const duplicate = selected(columns)

const danishDate = (instant: unknown) => sql`(${instant}::timestamptz at time zone 'Europe/Copenhagen')::date`

type Value = Placeholder | SQL

/** Others about the same household, of the same kind, on the same Danish day: perhaps the same event. */
export const sameEvent = (of: Record<'id' | 'tenancyId' | 'category' | 'occurredAt', Value>): SQL => sql`
  ${n.respondentTenancyId} = ${of.tenancyId}::uuid and ${n.category} = ${of.category} and ${n.id} <> ${of.id}::uuid
    and ${danishDate(n.occurredAt)} = ${danishDate(of.occurredAt)}`

export const listDuplicates = recordedList(
  columns,
  sql`from ${n} join ${n} x on x.id = ${sql.placeholder('id')} and ${sameEvent({
    id: sql`x.id`,
    tenancyId: sql`x.respondent_tenancy_id`,
    category: sql`x.category`,
    occurredAt: sql`x.occurred_at`,
  })} order by ${n.id} desc limit 200`,
  { subjects: sql`array[${n.id}, x.id]` },
)
