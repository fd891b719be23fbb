import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Place } from '../../src/audit/sealing/places.ts'
import { inDays, newAction } from '../agreed-actions/builders.ts'
import { sealing } from '../audit/sealing/support.ts'
import { letIn } from '../identity/systems.ts'
import { newDiscussion } from '../meetings/builders.ts'
import { recordImport } from '../policies/imports.ts'
import { releaseAccess } from '../support/access.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { addMember, ago, makeCase, makeConsent, makeEntry, makeNaboklage, move } from '../support/builders.ts'
import { created, tenancy } from '../support/households.ts'
import { publishNothing } from '../support/publications.ts'
import { codeOf, connected } from './connected.ts'

/** What the role of the jobs may have done with rights that it has not got. */
const jobsMayCall = [
  'add_audit_months',
  'close_mail_batch',
  'erase_due',
  'erase_told_events',
  'erasures_after',
  'index_ended_audit_months',
  'mail_batch',
  'open_mail_batches',
  'operating_state',
  'publication_to_make',
  'purge_webhook_log',
  'raise_due_notices',
  'settle_webhook_delivery',
  'store_publication',
  'take_webhook_deliveries',
]

let test: TestApp
/** Tables, wholes of parts, and views. */
let relations: { name: string; kind: 'r' | 'p' | 'v' }[]
/** Parts of the trail: nobody's way to it. */
let parts: string[]

/** A row in every table, so that seeing none means something. */
beforeAll(async () => {
  test = await testApp()
  const drift = test.as('drift.ringparken')
  const home = await tenancy(drift)
  const residentIds: string[] = home.residents.map(({ id }: { id: string }) => id)
  const filed = await makeNaboklage(drift, { respondentTenancyId: home.id })
  await move(drift, filed.id, 'steps', { kind: 'assessment', on: filed.receivedAt.slice(0, 10) })
  await drift.patch(`/naboklager/${filed.id}`, { place: 'Gården' }, { 'if-match': '*' })
  for (const name of ['A', 'B'])
    await makeNaboklage(drift, { respondentTenancyId: home.id, complainant: { name } })
  const { id } = await makeCase(drift, home, { naboklageIds: [filed.id] })
  await addMember(drift, id, test.as('social.anna'))
  const consent = await makeConsent(drift, id, residentIds[0] ?? '')
  const hook = { organisationId: 'boligviborg', url: 'https://93.184.216.34/', events: ['entry.created'] }
  created(await test.as('admin').post('/webhooks', hook))
  await letIn(test.app, test.as('admin'))
  await makeEntry(drift, id, residentIds)
  const { id: driftId } = (await drift.get('/me')).body
  await drift.post(`/cases/${id}/actions`, newAction(residentIds, driftId))
  const meeting = { invitedOrganisationIds: ['viborg-kommune'], heldOn: inDays(0), items: [{ caseId: id }] }
  const met = created(await drift.post('/meetings', meeting))
  const discussion = newDiscussion(residentIds, { present: ['viborg-kommune'] })
  created(await drift.post(`/meetings/${met.id}/items/${met.items[0].id}/discussion`, discussion))
  await drift.post(`/cases/${id}/pause`, { reason: 'Indlagt' }, { 'if-match': '*' })
  await releaseAccess(test, drift, residentIds[0] ?? '')
  await makeEntry(drift, id, residentIds, { legalBasis: 'consent' })
  await drift.post(`/consents/${consent.id}/withdrawal`, { receivedAt: ago(0), channel: 'phone' })
  const [review] = (await drift.get('/basis-reviews')).body.items
  const kept = { outcome: 'kept', legalBasis: 'contract', reason: 'Lejelovens regler' }
  await drift.post(`/basis-reviews/${review.id}/decision`, kept, { 'if-match': '*' })
  await drift.patch(`/cases/${id}`, { problem: 'Uro om dagen' }, { 'if-match': '*' })
  await test.as('dpo').post(`/residents/${residentIds[0]}/restrictions`, { reason: 'legal_claim' })
  const claim = { claim: 'Vi larmer ikke', receivedOn: '2026-01-05' }
  const [residentId] = residentIds
  await drift.post('/rectifications', {
    residentId,
    subjectKind: 'resident',
    subjectId: residentId,
    ...claim,
  })
  const koordinator = test.as('koordinator')
  await koordinator.put('/departments/karup/population/2025', {
    ...{ dwellings: 90, households: 80, residents: 170, source: 'x' },
  })
  await publishNothing(test)
  await koordinator.post('/agreement/revisions', { decidedOn: '2026-01-05', text: 'Flere timer' })
  await koordinator.put('/indicators/andel-fraflytninger/observations/2025', {
    ...{ value: '8', status: 'final', source: 'x' },
  })
  await koordinator.put('/evaluations/2025/comments/oeget-tilfredshed', { text: 'Godt på vej' })
  await koordinator.post('/evaluations/2025/presentation', {}, { 'if-match': '*' })
  const me = (await drift.get('/me')).body.id
  await drift.post('/conflicts', { userId: me, tenancyId: home.id, reason: 'Bor der' })
  await test.database.admin(
    `insert into emergency_accesses (id, case_id, user_id, organisation_id, reason, legal_basis)
    values (uuidv7(), $1, $2, 'boligviborg', 'x', 'public_task')`,
    [id, me],
  )
  const invited = (await test.as('admin').get('/me')).body.id
  await test.as('admin').post(`/accounts/${me}/invitation`)
  await test.as('admin').post(`/accounts/${invited}/role-proposals`, { role: 'dpo', reason: 'x' })
  await test.as('dpo').post('/retention/holds', { caseId: id, reason: 'x' })
  await test.database.admin(
    `with e as (insert into erasures (kind, record_id, keep) values ('case', uuidv7(), 'P3Y'))
    insert into thinned_periods values ('2024-Q1')`,
  )
  await test.database.admin(
    `with i as (insert into user_identities (id, user_id, issuer, subject, origin)
      select uuidv7(), id, 'x', 'x', 'invitation' from users limit 1)
    insert into oidc_flows (hash, provider, redirect_uri, verifier, state, nonce, expires_at)
      values ('x', 'x', 'x', 'x', 'x', 'x', 'infinity')`,
  )
  await test.database.admin(`insert into recovery_codes (hash, user_id) select 'x', id from users limit 1`)
  await test.database.admin(`insert into directory_entries (user_id, organisation_id)
    select id, organisation_id from users where username = 'social.bo'`)
  const sender = (await test.as('drift.ringparken').get('/me')).body.id
  await recordImport(test, sender)
  await test.anyone.post('/auth/token', { username: 'nobody', password: 'nothing' })
  await test.database.admin(`insert into notices (recipient_id, kind, matter, subject_id)
    select id, 'demand_due', 'x', id from users`)
  await test.database.admin(`insert into idempotency_keys (user_id, key, fingerprint)
    select id, 'once', '' from users limit 1`)
  const elsewhere: Place = { beginsWith: 'all', newest: async () => undefined, put: async () => {} }
  await sealing(test.database, { places: [elsewhere] }).round()
  relations = await test.database.admin(`
    select c.relname as name, c.relkind as kind from pg_class c
    where c.relnamespace = 'bo_godt'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
      and c.relname <> 'migrations'`)
  const found = await test.database.admin<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'bo_godt.audit_events'::regclass`,
  )
  parts = found.map(({ name }) => name)
})

const tables = () => relations.filter(({ kind }) => kind !== 'v').map(({ name }) => name)

/** How many rows a role sees in a table or view; or the SQLSTATE of its refusal. */
const seen = (client: pg.Client, name: string) =>
  client.query(`select count(*)::int as n from ${name}`).then(
    ({ rows }) => rows[0].n as number,
    (error) => error.code as string,
  )

describe('the database holds the gate', () => {
  it('has row-level security, forced, and a policy on every table, and none on a part of one', async () => {
    const rows = await test.database.admin(`
      select c.relname from pg_class c
      where c.relnamespace = 'bo_godt'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migrations'
        and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select from pg_policy p where p.polrelid = c.oid) = not c.relispartition)`)
    expect(rows).toEqual([])
    expect(tables().length).toBeGreaterThan(15)
  })

  it('lets nobody around the whole of the trail to a part of it', async () => {
    expect(parts.length).toBeGreaterThan(4)
    for (const role of ['app', 'gate', 'insight', 'statistics', 'eraser', 'jobs', 'sealer', 'owner'])
      await connected(test.database.adminUrl, async (client) => {
        await client.query(`set role bo_godt_${role}`)
        await client.query(`select set_config('bo_godt.actor_role', 'dpo', false)`)
        for (const part of parts) {
          const answer = await seen(client, part)
          expect([role, part, answer]).toEqual([role, part, role === 'owner' ? 0 : '42501'])
          const insert = `insert into ${part} (actor_id, role, action, purpose, decision, request_id, subject_ids)
            values (uuidv7(), 'dpo', 'case.read', 'casework', 'allowed', 'r', '{}')`
          expect([role, part, await codeOf(client, insert)]).toEqual([role, part, '42501'])
        }
      })
  })

  it('has a row in every table for these tests', async () => {
    const empty = []
    for (const name of tables())
      if (!(await test.database.admin(`select from ${name} limit 1`)).length) empty.push(name)
    expect(empty).toEqual([])
  })

  it('shows nothing to the application outside of a scope', async () => {
    await connected(test.database.applicationUrl, async (client) => {
      for (const { name } of relations)
        expect([name, await seen(client, name)]).toEqual([name, expect.toBeOneOf([0, '42501'])])
    })
  })

  it('shows nothing to the owner either', async () => {
    await connected(test.database.adminUrl, async (client) => {
      await client.query('set role bo_godt_owner')
      for (const name of tables()) expect([name, await seen(client, name)]).toEqual([name, 0])
    })
  })

  it('shows counts, and nothing else, to the statistics role', async () => {
    await connected(test.database.applicationUrl, async (client) => {
      expect(await codeOf(client, 'set role bo_godt_statistics')).toBe('42501')
    })
    await connected(test.database.adminUrl, async (client) => {
      await client.query('set role bo_godt_statistics')
      const readable = []
      for (const { name } of relations) if ((await seen(client, name)) !== '42501') readable.push(name)
      expect(readable.sort()).toEqual([
        'counted_departments',
        'counted_groups',
        'counted_landlords',
        'counted_publications',
        'counted_releases',
      ])
      const { rows } = await client.query(
        `select distinct department_id, group_id from households_counted('2026', '{}')`,
      )
      for (const row of rows) expect(Object.values(row).join()).not.toMatch(/[0-9a-f]{8}-/)
    })
  })

  it('lets only an officer answer a request for access, by a role that cannot see who complained', async () => {
    await connected(test.database.applicationUrl, async (client) => {
      for (const role of ['insight', 'redactor'])
        expect(await codeOf(client, `set role bo_godt_${role}`)).toBe('42501')
      const [asked] = await test.database.admin<{ id: string }>('select id from subject_access_requests')
      const { rows } = await client.query('select * from subject_access($1)', [asked?.id])
      expect(rows).toEqual([])
    })
    const readable = await test.database.admin<{ column_name: string }>(`
      select column_name from information_schema.column_privileges
      where grantee = 'bo_godt_insight' and table_name = 'naboklager'`)
    const told = readable.map(({ column_name }) => column_name)
    expect(told).toContain('shared_summary')
    expect(told.filter((name) => /complainant|description|place/.test(name))).toEqual([])
    const steps = await test.database.admin<{ column_name: string }>(`
      select column_name from information_schema.column_privileges
      where grantee = 'bo_godt_insight' and table_name in ('naboklage_steps', 'naboklage_changes')`)
    const free = /note|reason|former/
    expect(steps.map(({ column_name }) => column_name).filter((name) => free.test(name))).toEqual([])
  })

  it('shows nothing to the role of the jobs, which has tables of its own that it cannot change', async () => {
    await connected(test.database.applicationUrl, async (client) => {
      await client.query('set role bo_godt_jobs')
      for (const { name } of relations) expect([name, await seen(client, name)]).toEqual([name, '42501'])
      expect(await seen(client, 'bo_godt_jobs.queue')).toBeTypeOf('number')
      expect(await codeOf(client, 'create table bo_godt_jobs.mine (n int)')).toBe('42501')
      expect(await codeOf(client, 'drop table bo_godt_jobs.queue')).toBe('42501')
    })
    const own = await test.database.admin(`
      select p.proname from pg_proc p
      where p.pronamespace = 'bo_godt'::regnamespace and p.prosecdef
        and has_function_privilege('bo_godt_jobs', p.oid, 'execute') order by 1`)
    expect(own.map(({ proname }) => proname)).toEqual(jobsMayCall)
  })

  it('shows the trail and its tree, and nothing else, to the role of sealing, which changes nothing of it', async () => {
    await connected(test.database.applicationUrl, async (client) => {
      await client.query('set role bo_godt_sealer')
      const readable = []
      for (const { name } of relations) if ((await seen(client, name)) !== '42501') readable.push(name)
      expect(readable.sort()).toEqual(['audit_checkpoints', 'audit_events', 'audit_leaves', 'audit_nodes'])
      const attempts = [
        'delete from audit_events',
        `update audit_leaves set leaf = ''`,
        'delete from audit_nodes',
        'truncate audit_checkpoints',
        'delete from audit_salts',
        'select salt from audit_salts',
        `insert into audit_events (action, purpose, decision, request_id, subject_ids)
          values ('case.read', 'casework', 'allowed', 'r', '{}')`,
      ]
      for (const attempt of attempts)
        expect([attempt, await codeOf(client, attempt)]).toEqual([attempt, '42501'])
    })
  })

  it('gives the application a role that owns nothing and cannot become more', async () => {
    const [role] = await test.database.admin(`
      select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolinherit,
        exists (select from pg_shdepend d where d.refobjid = r.oid and d.deptype = 'o') as owns,
        array(select m.roleid::regrole::text from pg_auth_members m where m.member = r.oid) as may_become
      from pg_roles r where rolname = 'bo_godt_app'`)
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolinherit: false,
      owns: false,
      may_become: ['bo_godt_jobs', 'bo_godt_sealer'],
    })
    await connected(test.database.applicationUrl, async (client) => {
      const attempts = [
        'set role bo_godt_owner',
        'set role bo_godt_gate',
        'set session_replication_role = replica',
        'set row_security = off; select from cases',
        'create table mine (n int)',
        'create or replace function clock() returns timestamptz language sql return now()',
        'alter table audit_events disable trigger all',
        'drop table audit_events',
      ]
      for (const attempt of attempts)
        expect([attempt, await codeOf(client, attempt)]).toEqual([attempt, '42501'])
    })
  })

  it('pins the schema of every function that acts with rights of its own, and lets not everyone call it', async () => {
    const loose = await test.database.admin(`
      select p.proname from pg_proc p
      where p.pronamespace = 'bo_godt'::regnamespace and p.prosecdef
        and (not coalesce(p.proconfig::text like '%search_path%', false)
          or has_function_privilege('public', p.oid, 'execute'))`)
    expect(loose).toEqual([])
  })
})
