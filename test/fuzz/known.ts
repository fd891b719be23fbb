import type pg from 'pg'
import { asking } from './callers.ts'
import type { Known } from './valid.ts'

/** What paths and fields call records whose tables have other names. */
const aliases: Record<string, string> = {
  accounts: 'others',
  notifications: 'notices',
  subject_access: 'subject_access_requests',
  events: 'audit_events',
}

const snake = (name: string) =>
  name.replaceAll('-', '_').replaceAll(/[A-Z]/g, (upper) => `_${upper.toLowerCase()}`)
const plural = (word: string) =>
  word === 'naboklage' ? 'naboklager' : word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`

/** `respondentTenancyId` and `/tenancies/{id}` are of `tenancies`; what can't be told is of any. */
const tableOf = (tables: Map<string, string[]>, what: string): string | undefined => {
  const name = snake(what)
  const [, one] = name.match(/(?:^|.*_)([a-z]+)_ids?$/) ?? []
  const wanted = one ? plural(one) : (aliases[name] ?? name)
  const names = [...tables.keys()]
  return names.find((table) => table === wanted) ?? names.find((table) => table.endsWith(`_${wanted}`))
}

const someOf = ({ name }: { name: string }) => `select '${name}' as name, array(
  (select id::text from ${name} order by id limit 3) union (select id::text from ${name} order by id desc limit 5)) as ids`
const others = `select 'others' as name, array(select id::text from users where username <> all ($1)) as ids`

/** The first and the last ids of every table, as they were when that was last renewed. */
export const knownOn = async (admin: pg.Client): Promise<{ known: Known; renew(): Promise<void> }> => {
  const { rows: tables } = await admin.query<{ name: string }>(
    `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = current_schema::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attname = 'id'`,
  )
  const query = { name: 'known', text: [others, ...tables.map(someOf)].join(' union all '), values: [asking] }
  let ids = new Map<string, string[]>()
  return {
    known: (what) => {
      const table = tableOf(ids, what)
      if (table) return ids.get(table) ?? []
      return what === 'table' ? ['naboklager'] : [...ids.values()].flat().filter((id) => id.length === 36)
    },
    renew: async () => {
      const { rows } = await admin.query<{ name: string; ids: string[] }>(query)
      ids = new Map(rows.map((row) => [row.name, row.ids]))
    },
  }
}
