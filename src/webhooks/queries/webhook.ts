import { sql } from 'drizzle-orm'
import { recorded, recordedPage, recordedWrite } from '../../database/recorded.ts'
import { filtered, insertInto, type RowOf, selected, statement } from '../../database/statement.ts'
import { webhooks as h } from '../table.ts'

const p = sql.placeholder

const columns = {
  id: h.id,
  organisationId: h.organisationId,
  url: h.url,
  events: h.events,
  description: h.description,
  disabled: sql<boolean>`${h.disabledAt} is not null`,
  disabledAt: h.disabledAt,
  disabledReason: h.disabledReason,
  failingSince: h.failingSince,
  secretIssuedAt: sql<string>`(select max(s.recorded_at) from webhook_secrets s where s.webhook_id = ${h.id})`,
  createdAt: h.recordedAt,
}
export type WebhookRow = RowOf<typeof columns>

const trail = { subjects: sql`array[${h.id}]` }
const one = sql`from ${h} where ${h.id} = ${p('id')}`

export const findWebhook = recorded(columns, one, trail)

/** The only answers that ever hold a secret: those to whoever has just had it made. */
export const findWithSecret = recorded({ ...columns, secret: sql<string>`${p('secret')}::text` }, one, trail)

export const listWebhooks = filtered(
  {
    organisationId: sql`${h.organisationId} = ${p('organisationId')}`,
    cursor: sql`${h.id} < ${p('cursor')}`,
  },
  (where) => recordedPage(columns, sql`from ${h} where ${where}`, h.id, trail),
)

export const lockWebhook = statement(sql`select 1 from ${h} where ${h.id} = ${p('id')} for update`)
export const readWebhook = statement<WebhookRow>(sql`select ${selected(columns)} ${one}`)

export const requireOrganisation = statement(sql`
  select require(exists (select from organisations o where o.id = ${p('organisationId')}), 'Organisationen er ukendt.')`)

export const insertWebhook = statement(
  insertInto(h, ['id', 'organisationId', 'url', 'events', 'description']),
)
/** When it was added is not the application's to say. */
export const insertSecret = statement(sql`
  insert into webhook_secrets (id, webhook_id, secret) values (${p('id')}, ${p('webhookId')}, ${p('secret')})`)

/** One that is let in again starts anew. */
export const updateWebhook = statement(sql`
  update ${h} set url = ${p('url')}, events = ${p('events')}::text[], description = ${p('description')},
    disabled_at = case when ${p('disabled')}::boolean then coalesce(disabled_at, clock()) end,
    disabled_reason = case when ${p('disabled')}::boolean then coalesce(disabled_reason, 'admin') end,
    failing_since = case when disabled_at is null or ${p('disabled')}::boolean then failing_since end
  where ${h.id} = ${p('id')}`)

/** What still waits for a receiver that is gone will never be sent. */
export const dropWaiting = statement(sql`
  update webhook_deliveries d set status = 'failed', error = 'removed', next_attempt_at = null
  where d.webhook_id = ${p('id')} and d.status = 'pending'`)

export const deleteWebhook = recordedWrite(
  { id: h.id },
  h,
  sql`delete from ${h} where ${h.id} = ${p('id')}`,
  trail,
)
