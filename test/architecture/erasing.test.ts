import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { codeOf, connected } from './connected.ts'

const { database } = await testApp()

interface Part {
  kind: string
  part: string
  n: number
}
const parts = await database.admin<Part & Record<string, unknown>>(
  'select k.kind, p.part, p.n::int from erasure_kinds() k cross join lateral parts_of(k.kind) p',
)

/** Not erased as long as one of these refers to it: so there is none to take along. */
const keeping: Record<string, string[]> = {
  tenancies: ['cases', 'naboklager'],
  residents: ['case_residents', 'consents', 'disclosures', 'subject_access_requests'],
  meetings: ['meeting_items', 'disclosures'],
  cases: ['consents'],
}

test('what refers to a record goes with it, and before it', async () => {
  const keys = await database.admin<{ from: string; to: string }>(`
    select conrelid::regclass::text as "from", confrelid::regclass::text as "to" from pg_constraint
    where connamespace = 'bo_godt'::regnamespace and contype = 'f' and conrelid <> confrelid`)
  const forgotten = parts.flatMap(({ kind, part, n }) =>
    keys
      .filter(({ from, to }) => to === part && !keeping[to]?.includes(from))
      .filter(({ from }) => !parts.some((each) => each.kind === kind && each.part === from && each.n < n))
      .map(({ from }) => `${kind}: ${from} refers to ${part}`),
  )
  // After its consents, there is nothing left in an emptied case that could refer to it.
  expect(forgotten.filter((line) => !line.startsWith('consent: ') || !line.endsWith(' cases'))).toEqual([])
  expect(keys.length).toBeGreaterThan(40)
})

test('what names a record by its id, with a foreign key or without, is erased one day', async () => {
  const named = await database.admin<{ name: string; column: string }>(`
    select c.relname as name, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'bo_godt'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0
      and a.attname ~ '^(former_)?(\\w+_)?(case|resident|tenancy|naboklage|entry|consent|meeting|item|action|signal|subject|record)_ids?$'
      and a.atttypid in ('uuid'::regtype, 'uuid[]'::regtype)`)
  // Events go by a way of their own, and the list holds ids of what is gone, and of nothing else.
  const erased = new Set([...parts.map(({ part }) => part), 'audit_events', 'erasures'])
  expect(named.filter(({ name }) => !erased.has(name))).toEqual([])
  expect(named.length).toBeGreaterThan(25)
})

test('the eraser may remove each part, changes only what it empties, and reads no text', async () => {
  const may = await database.admin<{ name: string; right: string }>(`
    select distinct p.part as name from erasure_parts() p where not has_table_privilege('bo_godt_eraser', p.part, 'delete')`)
  expect(may).toEqual([])
  const columns = await database.admin<{ line: string }>(`
    select format('%s %s.%s', lower(privilege_type), table_name, column_name) as line
    from information_schema.column_privileges join information_schema.columns using (table_schema, table_name, column_name)
    join information_schema.tables using (table_schema, table_name)
    where grantee = 'bo_godt_eraser' and table_schema = 'bo_godt' and table_type = 'BASE TABLE' and (privilege_type = 'UPDATE'
      or privilege_type = 'SELECT' and data_type in ('text', 'json', 'jsonb')
        and table_name not in ('retention_rules', 'retention_holds', 'erasures', 'thinned_periods', 'publications', 'publication_outcomes'))
    order by 1`)
  expect(columns.map(({ line }) => line)).toEqual([
    'select audit_events.action',
    'select idempotency_keys.key',
    'select naboklage_changes.former',
    'select naboklage_steps.kind',
    'select naboklager.status',
    'select notices.organisation_id',
    'update cases.outcome',
    'update cases.problem',
    'update cases.theme',
    'update naboklager.id',
  ])
})

test('nobody but the eraser removes anything, and nobody becomes it', async () => {
  for (const role of ['app', 'jobs', 'sealer'])
    await connected(database.applicationUrl, async (client) => {
      if (role !== 'app') await client.query(`set role bo_godt_${role}`)
      for (const attempt of [
        'set role bo_godt_eraser',
        `select erase('case', '{}', 'P1Y')`,
        `select erase_again('case', '{}', 'P1Y', now())`,
        'delete from case_entries',
      ])
        expect([role, attempt, await codeOf(client, attempt)]).toEqual([role, attempt, '42501'])
    })
})
