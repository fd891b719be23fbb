import { sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { recorded, recordedPage } from '../../database/recorded.ts'
import { type Columns, filtered, type RowOf, Rows, selected, statement } from '../../database/statement.ts'
import type { Role } from '../../kernel/access.ts'
import type { Code } from '../../kernel/codes.ts'
import { serviceAccounts, serviceSecrets } from '../table/services.ts'

const p = sql.placeholder
const s = alias(serviceAccounts, 's')
const k = alias(serviceSecrets, 'k')

const source = sql`from administered_users a join ${serviceAccounts} s on s.user_id = a.id`
const one = sql`${source} where a.id = ${p('id')}`
const trail = { subjects: sql`array[a.id]` }
const live = sql`k.revoked_at is null and coalesce(k.expires_at > clock(), true)`

const columns = {
  id: sql<string>`a.id`,
  name: sql<string>`a.name`,
  role: sql<Role>`a.role`,
  organisationId: sql<string | null>`a.organisation_id`,
  departmentIds: sql<string[]>`array(
    select d.department_id from user_departments d where d.user_id = a.id order by d.department_id)`,
  scopes: s.scopes,
  requestsPerMinute: s.requestsPerMinute,
  expiresAt: s.expiresAt,
  state: sql<Code<'serviceState'>>`case when a.disabled_at is null
    then case when s.expires_at > clock() then 'active' else 'expired' end
    when a.proposed_role = a.role then 'awaiting_approval' else 'disabled' end`,
  disabledReason: sql<string | null>`a.disabled_reason`,
  secrets: new Rows(
    { id: k.id, hint: k.hint, issuedAt: k.issuedAt, issuedBy: k.issuedBy, expiresAt: k.expiresAt },
    sql`from ${serviceSecrets} k where k.service_id = a.id and ${live} order by k.id`,
  ),
} satisfies Columns
export type ServiceRow = RowOf<typeof columns>

const lastUsed = (
  what: 'id' | 'last_used_at',
) => sql`(select k.${sql.identifier(what)} from ${serviceSecrets} k
  where k.service_id = a.id and k.last_used_at is not null order by k.last_used_at desc, k.id limit 1)`

/** What moves by itself, and so is no part of the version that an administrator changes. */
const activity = {
  lastUsedAt: sql<string | null>`${lastUsed('last_used_at')}`,
  lastUsedSecretId: sql<string | null>`${lastUsed('id')}`,
} satisfies Columns

export const findService = recorded({ ...columns, ...activity }, one, trail)
export const listServices = filtered(
  {
    organisationId: sql`a.organisation_id = ${p('organisationId')}`,
    cursor: sql`a.id < ${p('cursor')}`,
  },
  (where) => recordedPage({ ...columns, ...activity }, sql`${source} where ${where}`, sql`a.id`, trail),
)

/** The account's own row: whoever changes it waits for whoever issues a secret. */
export const lockService = statement(
  sql`select 1 from ${serviceAccounts} s where s.user_id = ${p('id')} for update`,
)
export const readService = statement<ServiceRow>(sql`select ${selected(columns)} ${one}`)

/** Its name is its own: what people sign in by it has not got. */
export const insertUser = statement(sql`
  insert into administered_users (id, username, name, role, organisation_id, kind, disabled_at, disabled_reason)
  values (${p('id')}, 'service:' || ${p('id')}, ${p('name')}, ${p('role')}, ${p('organisationId')}, 'service',
    case when ${p('disabledReason')}::text is not null then clock() end, ${p('disabledReason')})`)
export const insertService = statement(sql`
  insert into ${serviceAccounts} (user_id, scopes, requests_per_minute, expires_at)
  values (${p('id')}, ${p('scopes')}::text[], ${p('requestsPerMinute')}, ${p('expiresAt')}::timestamptz)`)

export const renameUser = statement(
  sql`update administered_users a set name = ${p('name')} where a.id = ${p('id')}`,
)
export const updateService = statement(sql`
  update ${serviceAccounts} s set scopes = ${p('scopes')}::text[], requests_per_minute = ${p('requestsPerMinute')},
    expires_at = ${p('expiresAt')}::timestamptz
  where s.user_id = ${p('id')}`)

/** Whoever is there gives way to the one that comes, now or in a while. */
export const endEarlierSecrets = statement(sql`
  update ${serviceSecrets} k set expires_at = clock() + make_interval(hours => ${p('overlapHours')}::int)
  where k.service_id = ${p('id')} and k.revoked_at is null
    and coalesce(k.expires_at > clock() + make_interval(hours => ${p('overlapHours')}::int), true)`)
export const insertSecret = statement(sql`
  insert into ${serviceSecrets} (id, service_id, hash, hint)
  values (${p('secretId')}, ${p('id')}, ${p('hash')}, ${p('hint')})`)

/** Never the secret: an answer that is kept for a repeated request has not got it either. */
export const findSecret = recorded(
  { id: k.serviceId, secretId: k.id, hint: k.hint },
  sql`from ${serviceSecrets} k where k.id = ${p('secretId')} and k.service_id = ${p('id')}`,
  { subjects: sql`array[k.service_id]` },
)

/** One that has ended is not there any more. */
export const requireLive = statement(sql`
  select require_found(exists (select from ${serviceSecrets} k
    where k.id = ${p('secretId')} and k.service_id = ${p('id')} and ${live}))`)
export const revokeSecret = statement(
  sql`update ${serviceSecrets} k set revoked_at = clock() where k.id = ${p('secretId')}`,
)

/** Before there is an actor: a function of the database, and nothing beside it. */
export const issueToken = statement<{
  session_id: string | null
  scopes: string[] | null
  seconds: number | null
}>(sql`
  select session_id, scopes, seconds from issue_service_token(${p('clientId')}, ${p('hash')}, ${p('wanted')}::text[],
    ${p('sessionId')}, ${p('lifetime')}::int, ${p('requestId')})`)
