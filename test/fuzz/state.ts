import type pg from 'pg'

/** What a refusal leaves: its event and the count of it; and who asked has been signed in for it. */
const besides = ['audit_events', 'sessions', 'refresh_tokens', 'request_windows']

const sumOf = ({ name }: { name: string }) =>
  `select '${name}' as name, concat(count(*), ' rows ', sum(hashtextextended(t::text, 0))) as sum from ${name} t`

/** Tells how many rows there are in each table, with a sum that changes with any of them. */
export const stateOn = async (admin: pg.Client): Promise<() => Promise<Record<string, string>>> => {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = current_schema::regnamespace
      and relkind in ('r', 'p') and not relispartition and relname <> all ($1)`,
    [besides],
  )
  // Named, so that so many tables are planned for once.
  const query = { name: 'state', text: tables.map(sumOf).join(' union all ') }
  return async () => {
    const { rows } = await admin.query<{ name: string; sum: string }>(query)
    return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
  }
}
