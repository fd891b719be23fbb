import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'

const { database, pool } = await testApp()

/** drizzle's own list of migrations holds nothing about anyone. */
const tables = await database.admin<{ name: string; secured: boolean; forced: boolean; policies: number }>(
  `select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
     (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
   from pg_class c where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relname <> 'migrations'`,
  [database.schema],
)

test('every table has row-level security, enabled and forced, and a policy', () => {
  expect(tables.length).toBeGreaterThan(15)
  expect(tables.filter(({ secured, forced, policies }) => !secured || !forced || policies === 0)).toEqual([])
})

test('outside a scope the application sees no row of any table', async () => {
  const seen: string[] = []
  for (const { name } of tables) {
    const rows = await pool.query(`select count(*)::int as n from ${name}`).then(
      (result) => result.rows[0].n,
      (error) => (error.code === '42501' ? 0 : error.code),
    )
    if (rows !== 0) seen.push(`${name}: ${rows}`)
  }
  expect(seen).toEqual([])
  expect((await database.admin('select from users')).length).toBeGreaterThan(5)
})

test('the application owns nothing and can pass no policy', async () => {
  const [role] = await database.admin(`select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit
    from pg_roles where rolname = 'bo_godt_app'`)
  expect(Object.values(role ?? {})).toEqual([false, false, false, false, false])
  const owned = await database.admin(`select relname from pg_class where relowner = 'bo_godt_app'::regrole`)
  expect(owned).toEqual([])
})

test.each(['update audit_events set action = action', 'delete from audit_events', 'truncate audit_events'])(
  'nobody can %s, neither the application nor the owner, in any replication role',
  async (statement) => {
    await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' })
    const asReplica = `set session_replication_role = replica; ${statement}`
    await database.admin(`insert into audit_events (actor_id, role, action, purpose, decision, subject_ids, request_id)
      values (gen_random_uuid(), 'dpo', 'audit.list', 'audit_review', 'allowed', '{}', 'r')`)
    await expect(database.admin(asReplica)).rejects.toMatchObject({ code: '42501' })
  },
)

test('the application can say neither who acted nor when', async () => {
  for (const column of ['actor_id', 'organisation_id', 'role', 'occurred_at', 'id']) {
    const insert = `insert into audit_events (${column}, action, purpose, decision, subject_ids, request_id)
      values (null, 'case.read', 'casework', 'allowed', '{}', 'r')`
    await expect(pool.query(insert)).rejects.toMatchObject({ code: '42501' })
  }
})
