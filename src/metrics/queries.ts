import { sql } from 'drizzle-orm'
import { jobsSchemaOf } from '../database/jobs-schema.ts'
import { type Statement, statement } from '../database/statement.ts'

/** What the database tells of its own work; null where there is nothing to tell of. No ids, and nothing of anyone. */
export interface State {
  unsealed: number
  sealDelay: number
  checkpointSize: number | null
  checkpointAge: number | null
  monthsAhead: number
  webhooksWaiting: number
  webhooksLate: number
  mailsWaiting: number | null
  mailsLate: number | null
}

export const operatingState = statement<State>(sql`
  select unsealed, seal_delay as "sealDelay", checkpoint_size as "checkpointSize", checkpoint_age as "checkpointAge",
    months_ahead as "monthsAhead", webhooks_waiting as "webhooksWaiting", webhooks_late as "webhooksLate",
    mails_waiting as "mailsWaiting", mails_late as "mailsLate"
  from operating_state()`)

export interface JobState {
  job: string
  waiting: number
  running: number
  failed: number
  /** For how many seconds the oldest job that could begin has waited, and the oldest that runs has run. */
  late: number
  longest: number
}

/** Jobs are looked at themselves, and not at what pg-boss counts now and then: nobody counts when no job runs at all. */
export const jobStates = (schema: string): Statement<JobState> => {
  const jobs = sql.identifier(jobsSchemaOf(schema))
  const seconds = (since: string, where: string) =>
    sql`coalesce(max(extract(epoch from now() - ${sql.raw(since)})) filter (where ${sql.raw(where)}), 0)::float8`
  const waiting = `j.state in ('created', 'retry')`
  return statement(sql`
    select q.name as job, count(*) filter (where ${sql.raw(waiting)})::int as waiting,
      count(*) filter (where j.state = 'active')::int as running,
      count(*) filter (where j.state = 'failed')::int as failed,
      ${seconds('j.start_after', `${waiting} and j.start_after <= now()`)} as late,
      ${seconds('j.started_on', `j.state = 'active'`)} as longest
    from ${jobs}.queue q left join ${jobs}.job j on j.name = q.name
    where q.name not like '\\_\\_%' group by q.name order by q.name`)
}
