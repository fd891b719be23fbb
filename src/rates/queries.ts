import { sql } from 'drizzle-orm'
import { statement } from '../database/statement.ts'

/** A system is counted by a limit of its own. Before there is an actor: a function of the database, and nothing beside it. */
export const takeRequests = statement<{
  granted: number
  remaining: number
  ms_left: number
  allowed: number
}>(sql`
  select granted, remaining, ms_left, allowed
  from coalesce(service_rate(${sql.placeholder('account')}), ${sql.placeholder('limit')}::int) allowed
    cross join lateral take_requests(${sql.placeholder('key')}, allowed)`)
