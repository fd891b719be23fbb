import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'

const { database } = await testApp()

/** Records that nobody asks for by an id of their own: they are of something else, or of areas and not of anyone. */
const asked = [
  'audit_events',
  'audit_checkpoints',
  'agreement_revisions',
  'observations',
  'department_population',
  'evaluation_comments',
  'evaluation_moves',
  'action_due_dates',
  'case_moves',
  'case_themes',
  'disclosures',
  'naboklage_changes',
  'subject_access_moves',
  'subject_access_reviews',
  'former_versions',
  'webhook_secrets',
  'service_secrets',
  'retention_rules',
  'notices',
  'sessions',
  'user_identities',
]

const namedIn = async (name: string): Promise<string[]> => {
  const [found] = await database.admin<{ body: string }>(
    'select prosrc as body from pg_proc where proname = $1',
    [name],
  )
  return [...(found?.body ?? '').matchAll(/from (\w+) r where r\.id/g)].map(([, table]) => table ?? '')
}

/** Both functions are replaced whole when a kind of record is added: none may be forgotten meanwhile. */
test('every kind of record that has an id is known to the trail of refusals and to repeated answers', async () => {
  const tables = await database.admin<{ name: string }>(`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'id' and a.atttypid = 'uuid'::regtype
    where c.relnamespace = 'bo_godt'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition`)
  const records = tables.map(({ name }) => name).filter((name) => !asked.includes(name))
  expect(records.length).toBeGreaterThan(10)
  const existing = await namedIn('existing')
  const visible = [...(await namedIn('still_visible')), 'users']
  expect(records.filter((name) => !existing.includes(name))).toEqual([])
  expect(records.filter((name) => !visible.includes(name))).toEqual([])
})
