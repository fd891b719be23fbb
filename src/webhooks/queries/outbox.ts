import { sql } from 'drizzle-orm'
import { statement } from '../../database/statement.ts'
import type { Code } from '../../kernel/codes.ts'

const p = sql.placeholder

/** A delivery that this process has taken, or that was withheld when it was to be sent. */
export interface Taken {
  id: string
  attempt: number
  url: string
  secrets: string[]
  event: Code<'webhookEvent'>
  recordId: string | null
  caseId: string | null
  occurredAt: string
  at: string
  withheld: boolean
}

/** These are the jobs' role's, and all that it can do with webhooks. */
export const takeDeliveries = statement<Taken>(sql`
  select id, attempt, url, secrets, event, record_id as "recordId", case_id as "caseId", occurred_at as "occurredAt", at,
    withheld
  from take_webhook_deliveries(${p('capacity')}::int, ${p('hold')}::interval)`)

export const settleDelivery = statement(sql`
  select settle_webhook_delivery(${p('id')}::uuid, ${p('attempt')}::smallint, ${p('statusCode')}::smallint, ${p('error')}::text)`)

export const purgeLog = statement(sql`select purge_webhook_log()`)
