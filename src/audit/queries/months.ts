import { sql } from 'drizzle-orm'
import { statement } from '../../database/statement.ts'

/** Makes the parts of the trail that events of the coming months are written to. */
export const addMonths = statement(sql`select add_audit_months()`)

/** Makes the indexes of months that have ended, which takes as long as it takes. */
export const indexEndedMonths = statement(sql`select index_ended_audit_months()`)
export const withoutTimeout = statement(sql`select set_config('statement_timeout', '0', true)`)
