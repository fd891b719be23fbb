import type pg from 'pg'
import { idOf } from './data.ts'
import { cpuOf } from './usage.ts'

/**
 * Three years of looks by sixty members of staff at three thousand households; one resident is looked at by everyone.
 * The ids are in the order of the times, as they are when events are written one by one.
 */
const looks = (from: number, to: number, of: number) => `
  insert into audit_events (id, occurred_at, actor_id, organisation_id, role, action, purpose, decision, subject_ids,
    case_id, request_id)
  select uuidv7(at - now()), at,
    ('${idOf('user', 0).slice(0, -12)}' || lpad(to_hex(1 + u % 60), 12, '0'))::uuid,
    (array['bolig', 'kommune', 'helhedsplan'])[1 + u % 3], (array['drift', 'socialafdeling', 'helhedsplan'])[1 + u % 3],
    case when n % 20011 = 0 then 'emergency.open'
      else (array['case.read', 'case.list', 'entry.list', 'naboklage.read', 'tenancy.list'])[1 + n % 5] end,
    case when n % 20011 = 0 then 'emergency_access' when n % 50021 = 0 then 'subject_access'
      else (array['casework', 'casework', 'casework', 'complaint_handling', 'tenancy_administration'])[1 + n % 5] end,
    case when n % 97 = 0 then 'denied' else 'allowed' end,
    array[c, r] || case when n % 500 = 0 then array['${idOf('resident', 1)}'::uuid] else '{}' end,
    case when n % 5 < 3 then c end, uuidv7(at - now())::text
  from generate_series(${from}::bigint, ${to}) n,
    lateral (select now() - interval '1095 days' * ((${of} - n)::float8 / ${of}) as at, (random() * 1e6)::int as u,
      ('${idOf('case', 0).slice(0, -12)}' || lpad(to_hex(1 + (n * 7919) % 3000), 12, '0'))::uuid as c,
      ('${idOf('resident', 0).slice(0, -12)}' || lpad(to_hex(1 + (n * 7919) % 6000), 12, '0'))::uuid as r) x`

const indexesOf = async (admin: pg.Client): Promise<{ indexname: string; indexdef: string }[]> =>
  (
    await admin.query(`
      select indexname, indexdef from pg_indexes
      where schemaname = current_schema() and tablename = 'audit_events' and indexname !~ '_pkey$'`)
  ).rows

const batch = 500_000

/** The months of those three years, as if they had been made in time; what was written before is dropped. */
const makeMonths = `
  drop table audit_events_first;
  select add_audit_month(month::date) from generate_series(date_trunc('month', now() - interval '1096 days'), now(),
    interval '1 month') month`

/** Fills the trail without its indexes, and builds them afterwards: many times as fast, and the same in the end. */
export const fillTrail = async (admin: pg.Client, events: number): Promise<string> => {
  const rows = await indexesOf(admin)
  await admin.query('set role bo_godt_owner')
  await admin.query(makeMonths)
  await admin.query('reset role')
  await admin.query(`set session_replication_role = replica; set synchronous_commit = off;
    set maintenance_work_mem = '1GB'`)
  for (const { indexname } of rows) await admin.query(`drop index ${indexname}`)
  for (let from = 1; from <= events; from += batch)
    await admin.query(looks(from, Math.min(events, from + batch - 1), events))
  for (const { indexdef } of rows) await admin.query(indexdef.replace('ON ONLY', 'ON'))
  await admin.query('select index_ended_audit_months()')
  await admin.query('reset session_replication_role')
  await admin.query('vacuum analyze audit_events')
  await admin.query('checkpoint')
  const [size] = (
    await admin.query(`
      select pg_size_pretty(sum(pg_table_size(inhrelid))) as rows, pg_size_pretty(sum(pg_indexes_size(inhrelid))) as indexes,
        count(*) as parts from pg_inherits where inhparent = 'audit_events'::regclass`)
  ).rows
  return `${events} events in ${size.parts} parts: ${size.rows}, indexes ${size.indexes}`
}

const events = (count: number) => `do $$ begin
    for n in 1..${count} loop
      insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, case_id, request_id)
      values (('${idOf('user', 0).slice(0, -12)}' || lpad(to_hex(1 + n % 60), 12, '0'))::uuid, 'kommune', 'socialafdeling',
        'case.read', 'casework', 'allowed', array[gen_random_uuid(), gen_random_uuid(), gen_random_uuid()],
        ('${idOf('case', 0).slice(0, -12)}' || lpad(to_hex(1 + n % 3000), 12, '0'))::uuid, uuidv7()::text);
    end loop;
  end $$`

/** What one event costs the database's processor, written one by one: with all indexes, and without each. */
export const insertCost = async (admin: pg.Client, count = 20_000): Promise<string> => {
  const [session] = (await admin.query('select pg_backend_pid() as pid')).rows
  const costOf = async (first: string): Promise<string> => {
    await admin.query('begin')
    await admin.query(first)
    const before = cpuOf(session.pid)
    await admin.query(events(count))
    const cost = (cpuOf(session.pid) - before) / count
    await admin.query('rollback')
    return `${cost.toFixed(0)} µs`
  }
  const lines = [`an event is written in ${await costOf('select 1')} of processor time`]
  for (const { indexname } of await indexesOf(admin))
    lines.push(`  without ${indexname}: ${await costOf(`drop index ${indexname}`)}`)
  return lines.join('\n')
}
