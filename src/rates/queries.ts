import { sql } from 'drizzle-orm'
import { statement } from '../database/statement.ts'

/** Before there is an actor: a function of the database, and nothing beside it. */
export const takeRequests = statement<{ granted: number; remaining: number; ms_left: number }>(
  sql`select granted, remaining, ms_left
    from take_requests(${sql.placeholder('key')}, ${sql.placeholder('limit')})`,
)
