import { sql } from 'drizzle-orm'
import { recordedList } from '../../database/recorded.ts'
import { statement } from '../../database/statement.ts'
import type { Role } from '../../kernel/access.ts'
import type { Code } from '../../kernel/codes.ts'

const p = sql.placeholder
const startOf = (date: string) => sql`${p(date)}::date::timestamp at time zone 'Europe/Copenhagen'`

/** Of whom nothing is said but who they are and what was seen. */
const columns = {
  rule: sql<Code<'unusualAccess'>>`f.rule`,
  actor: sql<{ id: string; name: string; role: Role; organisationId: string | null }>`json_build_object(
    'id', u.id, 'name', u.name, 'role', u.role, 'organisationId', u.organisation_id)`,
  count: sql<number>`f.found`,
  from: sql<string>`f.first_at`,
  to: sql<string>`f.last_at`,
  looks: sql<number>`f.looks`,
  eventIds: sql<string[]>`f.event_ids`,
}

export const listUnusual = recordedList(
  columns,
  sql`from unusual_access(${startOf('from')}, ${startOf('end')}, ${p('daysOff')}::date[], ${p('nightFrom')},
      ${p('nightTo')}, ${p('thresholds')}::jsonb) f
    join users u on u.id = f.actor_id order by f.rule, f.found desc, f.first_at`,
  { subjects: sql`f.event_ids || f.actor_id` },
)

/** A busy month is looked through for longer than a request may take, so one report is made at a time; they come before it. */
export const oneAtATime = statement(
  sql`select pg_advisory_xact_lock(hashtext('bo_godt.unusual_access'), hashtext(current_schema()))`,
)
export const forAMinute = statement(sql`select set_config('statement_timeout', '60s', true)`)
