import { sql } from 'drizzle-orm'
import { recorded, recordedPage } from '../../database/recorded.ts'
import { filtered, type RowOf, selected, statement } from '../../database/statement.ts'
import { webhookDeliveries as d } from '../table.ts'

const p = sql.placeholder

const columns = {
  id: d.id,
  webhookId: d.webhookId,
  organisationId: d.organisationId,
  event: d.event,
  occurredAt: d.occurredAt,
  status: d.status,
  attempts: d.attempts,
  statusCode: d.statusCode,
  error: d.error,
  lastAttemptAt: d.lastAttemptAt,
  nextAttemptAt: d.nextAttemptAt,
}
export type DeliveryRow = RowOf<typeof columns>

const trail = { subjects: sql`array[${d.id}, ${d.webhookId}]` }
const one = sql`from ${d} where ${d.id} = ${p('id')}`

export const findDelivery = recorded(columns, one, trail)

export const listDeliveries = filtered(
  { status: sql`${d.status} = ${p('status')}`, cursor: sql`${d.id} < ${p('cursor')}` },
  (where) =>
    recordedPage(columns, sql`from ${d} where ${d.webhookId} = ${p('id')} and ${where}`, d.id, trail),
)

/** The log outlives its webhook. */
export const requireLog = statement(sql`
  select require_found(exists (select from webhooks h where h.id = ${p('id')})
    or exists (select from webhook_deliveries d where d.webhook_id = ${p('id')}))`)

export const lockDelivery = statement<{ webhookId: string; taken: boolean }>(sql`
  select ${selected({ webhookId: d.webhookId, taken: sql`coalesce(${d.takenUntil} > clock(), false)` })} ${one}
  for update`)

export const insertTest = statement(sql`
  insert into webhook_deliveries (id, webhook_id, organisation_id, event)
  select ${p('id')}, h.id, h.organisation_id, 'webhook.test' from webhooks h where h.id = ${p('webhookId')}`)

/** Under the same id, so that a receiver who has it already knows. */
export const repeatDelivery = statement(sql`
  update webhook_deliveries d set status = 'pending', attempts = 0, error = null, next_attempt_at = clock()
  where d.id = ${p('id')}`)
