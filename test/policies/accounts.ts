import type { DemoUsername } from '../../seeds/demo-users.ts'
import type { Actor } from '../support/actors.ts'
import type { TestApp } from '../support/app.ts'
import type { Sight } from './observe.ts'
import { type Probe, uuid } from './probe.ts'
import type { Accounts, State, User } from './state.ts'
import type { World } from './world.ts'

const idOf = (users: User[], username: DemoUsername) =>
  users.find((user) => user.username === username)?.id ?? ''

/** The coordinator's, with a secret that nobody has used. */
const registerSystem = async (admin: Actor): Promise<Accounts['service']> => {
  const statistics = {
    ...{ role: 'helhedsplan', organisationId: 'helhedsplanen' },
    scopes: ['statistics.read'],
  }
  const expiresAt = '2026-12-31T12:00:00Z'
  const { id } = (await admin.post('/service-accounts', { name: 'Statistik', ...statistics, expiresAt })).body
  return { id, secretId: (await admin.post(`/service-accounts/${id}/secrets`, {})).body.secretId }
}

/**
 * One invited anew, one proposed, one proposed and refused; sessions that last, have ended, and have run out; one who is
 * let in by an identity alone, and one whose only identity was unlinked.
 */
export const loadAccounts = async ({ as, database }: TestApp, users: User[]): Promise<Accounts> => {
  const admin = as('admin')
  const [bo, board, anna] = (['social.bo', 'board', 'social.anna'] as const).map((name) => idOf(users, name))
  await admin.post(`/accounts/${bo}/invitation`)
  const proposal = { role: 'dpo', reason: 'Afløser' }
  const open = (await admin.post(`/accounts/${board}/role-proposals`, proposal)).body.id
  const refused = (await admin.post(`/accounts/${anna}/role-proposals`, proposal)).body.id
  await admin.post(`/role-proposals/${refused}/refusal`)
  await database.admin(`insert into sessions (id, user_id, expires_at, ended_at)
    select uuidv7(), id, expires_at, ended_at from users cross join (values ('infinity'::timestamptz, now()), ('-infinity', null))
      gone (expires_at, ended_at)`)
  await database.admin(
    `with opened as (update users set password_hash = null where id = any ($1) returning id)
    insert into user_identities (id, user_id, issuer, subject, origin, unlinked_at)
      select uuidv7(), id, 'https://login.example', id, 'invitation', case when id = $2 then now() end from opened`,
    [[bo, anna], anna],
  )
  const identities = await database.admin<Accounts['identities'][number]>(
    `select id, user_id as "userId", unlinked_at is null as linked from user_identities`,
  )
  const lasting = await database.admin<Accounts['sessions'][number]>(`
    select s.id, s.user_id as "userId", min(t.issued_at)::text as "usedAt"
    from sessions s join refresh_tokens t on t.session_id = s.id group by s.id`)
  const logins = await database.admin<Accounts['logins'][number]>(`
    select distinct on (user_id) user_id as "userId", started_at::text as at
    from sessions order by user_id, started_at desc`)
  const service = await registerSystem(as('admin'))
  return {
    service,
    proposals: [open, refused],
    sessions: lasting,
    logins,
    identities,
    invited: bo ?? '',
    proposed: board ?? '',
  }
}

export const accountRelations = {
  administered_identities: `select concat_ws(' ', id, user_id, issuer) from administered_identities`,
  role_proposals: 'select id::text from role_proposals',
  my_sessions: `select concat_ws(' ', id, last_used_at) from my_sessions`,
  administered_users: `select concat_ws(' ', id, activated, last_login_at, invited_until is not null,
    coalesce(proposed_role, '-'), key_person_of) from administered_users`,
  service_accounts: 'select user_id::text as id from service_accounts',
  service_secrets: 'select id::text from service_secrets',
}

/** The administrator's alone; of sessions everyone sees their own that last. */
export const accountSight = ({ accounts, users, cases }: State, user: User): Sight => {
  const shown = (rows: string[]) => (user.role === 'admin' ? rows : [])
  const rowOf = ({ id }: User) => {
    const carried = cases.filter((it) => it.keyPersonId === id && !it.closed).length
    const login = accounts.logins.find(({ userId }) => userId === id)?.at
    const invited = id === accounts.invited ? 't' : 'f'
    const opened = accounts.identities.find(({ userId }) => userId === id)?.linked ?? true
    return [id, opened ? 't' : 'f', login, invited, id === accounts.proposed ? 'dpo' : '-', carried].join(' ')
  }
  const departments = user.role === 'admin' ? users : [user]
  return {
    role_proposals: shown(accounts.proposals),
    administered_users: shown([...users.map(rowOf), `${accounts.service.id} f f - 0`]),
    service_accounts: shown([accounts.service.id]),
    service_secrets: shown([accounts.service.secretId]),
    administered_identities: shown(
      accounts.identities
        .filter(({ linked }) => linked)
        .map(({ id, userId }) => `${id} ${userId} https://login.example`),
    ),
    my_sessions: accounts.sessions
      .filter((s) => s.userId === user.id)
      .map(({ id, usedAt }) => `${id} ${usedAt}`),
    user_departments: departments.flatMap(({ id, departmentIds }) =>
      departmentIds.map((each) => `${id} ${each}`),
    ),
  }
}

const systems = ({ id }: Accounts['service']): Probe[] => {
  const account = `insert into service_accounts (user_id, scopes, requests_per_minute, expires_at)
    values ('${id}', '{reference.read}', 1, clock() + interval '1 day') on conflict do nothing`
  const secret = `insert into service_secrets (id, service_id, hash, hint) values (${uuid}, '${id}', 'x', 'x')`
  const change = 'update service_accounts set requests_per_minute = 2'
  const end = 'update service_secrets set revoked_at = clock()'
  return [
    { by: 'admin', sql: account, touches: 0 },
    { by: 'dpo', sql: account, touches: 'refused' },
    { by: 'admin', sql: change, touches: 1 },
    { by: 'dpo', sql: change, touches: 0 },
    { by: 'admin', sql: secret, touches: 1 },
    { by: 'dpo', sql: secret, touches: 'refused' },
    { by: 'admin', sql: end, touches: 1 },
    { by: 'dpo', sql: end, touches: 0 },
  ]
}

export const accountProbes = ({ state: { users, accounts } }: World): Probe[] => {
  const bo = idOf(users, 'social.bo')
  const admin = idOf(users, 'admin')
  const propose = `insert into role_proposals (id, user_id, role, reason) values (${uuid}, '${bo}', 'dpo', 'x')`
  const decide = (by: string, approved: boolean) =>
    `update role_proposals set decided_at = clock(), decided_by = '${by}', approved = ${approved}`
  const invite = (to: string) =>
    `insert into invitations (hash, user_id, expires_at) values ('x', '${to}', clock())`
  const assign = `insert into user_departments (user_id, department_id) values ('${bo}', 'karup')`
  const remove = `delete from user_departments where department_id = 'ringparken'`
  return [
    { by: 'admin', sql: propose, touches: 1 },
    { by: 'dpo', sql: propose, touches: 'refused' },
    { by: 'admin', sql: decide(admin, false), touches: 1 },
    { by: 'admin', sql: decide(admin, true), touches: 'refused' },
    { by: 'admin', sql: decide(bo, false), touches: 'refused' },
    { by: 'dpo', sql: decide(admin, false), touches: 0 },
    { by: 'admin', sql: invite(bo), touches: 1 },
    { by: 'admin', sql: invite(admin), touches: 'refused' },
    { by: 'dpo', sql: invite(bo), touches: 'refused' },
    { by: 'admin', sql: assign, touches: 1 },
    { by: 'social.bo', sql: assign, touches: 'refused' },
    { by: 'admin', sql: remove, touches: 2 },
    { by: 'drift.boligviborg', sql: remove, touches: 0 },
    { by: 'admin', sql: `update administered_users set name = 'x' where id = '${bo}'`, touches: 1 },
    { by: 'dpo', sql: `update administered_users set name = 'x'`, touches: 0 },
    ...systems(accounts.service),
  ]
}
