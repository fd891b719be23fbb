import { sql } from 'drizzle-orm'
import { recorded, recordedPage } from '../../database/recorded.ts'
import { type Columns, filtered, type RowOf, Rows, selected, statement } from '../../database/statement.ts'
import type { PrivilegedRole, Role } from '../../kernel/access.ts'
import type { Code } from '../../kernel/codes.ts'

const p = sql.placeholder

/** The view of accounts that only an administrator has rows in: here, of those of people. */
const source = sql`from administered_users a`
const person = sql`a.kind = 'person'`
const one = sql`${source} where a.id = ${p('id')} and ${person}`
const trail = { subjects: sql`array[a.id]` }

const columns = {
  id: sql<string>`a.id`,
  username: sql<string>`a.username`,
  name: sql<string>`a.name`,
  role: sql<Role>`a.role`,
  organisationId: sql<string | null>`a.organisation_id`,
  departmentIds: sql<string[]>`array(
    select d.department_id from user_departments d where d.user_id = a.id order by d.department_id)`,
  email: sql<string | null>`a.email`,
  state: sql<
    Code<'accountState'>
  >`case when a.disabled_at is null then case when a.activated then 'active' else 'invited' end
    when a.proposed_role = a.role then 'awaiting_approval' else 'disabled' end`,
  disabledReason: sql<string | null>`a.disabled_reason`,
  proposedRole: sql<PrivilegedRole | null>`a.proposed_role`,
  identities: new Rows(
    {
      id: sql<string>`i.id`,
      issuer: sql<string>`i.issuer`,
      origin: sql<Code<'identityOrigin'>>`i.origin`,
      linkedAt: sql<string>`rfc3339(i.linked_at)`,
    },
    sql`from administered_identities i where i.user_id = a.id order by i.id`,
  ),
} satisfies Columns
type AccountRow = RowOf<typeof columns>

/** What moves by itself, and so is no part of the version that an administrator changes. */
const activity = {
  lastLoginAt: sql<string | null>`a.last_login_at`,
  invitedUntil: sql<string | null>`a.invited_until`,
  keyPersonOf: sql<number>`a.key_person_of`,
} satisfies Columns

export const findAccount = recorded({ ...columns, ...activity }, one, trail)
export const listAccounts = filtered(
  {
    organisationId: sql`a.organisation_id = ${p('organisationId')}`,
    role: sql`a.role = ${p('role')}`,
    cursor: sql`a.id < ${p('cursor')}`,
  },
  (where) =>
    recordedPage({ ...columns, ...activity }, sql`${source} where ${person} and ${where}`, sql`a.id`, trail),
)

/** The token is shown once, to whoever has had it made, or to nobody but its user when it goes by mail. */
export const findInvited = recorded(
  {
    id: sql<string>`a.id`,
    token: sql<
      string | null
    >`case when not ${p('mailing')}::boolean or a.email is null then ${p('token')}::text end`,
    mailedTo: sql<string | null>`case when ${p('mailing')}::boolean then a.email end`,
    expiresAt: sql<string>`${p('expiresAt')}::timestamptz`,
  },
  one,
  trail,
)

export const findSucceeded = recorded(
  {
    id: sql<string>`a.id`,
    handedOver: sql<number>`${p('handedOver')}::int`,
    left: sql<number>`a.key_person_of`,
  },
  one,
  { subjects: sql`array[a.id, ${p('successorId')}::uuid]` },
)

/** Nobody manages their own: there is always one left. */
export const requireOther = statement(sql`
  select require(${p('id')}::uuid <> actor_id(), 'En administrator ændrer ikke sin egen konto.')`)
export const lockAccount = statement(
  sql`select 1 from administered_users a where a.id = ${p('id')} for update`,
)
export const readAccount = statement<AccountRow>(sql`select ${selected(columns)} ${one}`)

export const insertAccount = statement(sql`
  insert into administered_users (id, username, name, role, organisation_id, email, disabled_at, disabled_reason)
  values (${p('id')}, ${p('username')}, ${p('name')}, ${p('role')}, ${p('organisationId')}, ${p('email')},
    case when ${p('disabledReason')}::text is not null then clock() end, ${p('disabledReason')})`)

export const updateAccount = statement(sql`
  update administered_users a set name = ${p('name')}, role = ${p('role')}, organisation_id = ${p('organisationId')},
    email = ${p('email')} where a.id = ${p('id')}`)

export const disableAccount = statement(sql`
  update administered_users a set disabled_at = clock(), disabled_reason = ${p('reason')} where a.id = ${p('id')}`)
export const enableAccount = statement(sql`
  update administered_users a set disabled_at = null, disabled_reason = null where a.id = ${p('id')}`)

export const endSessionsOf = statement(sql`select end_sessions_of(${p('id')})`)

/** Staff of a party belong to an organisation of that party, and only a landlord's have departments, which are its own. */
export const requirePlace = statement(sql`
  select require(case when ${p('role')} in ('drift', 'socialafdeling', 'helhedsplan')
      then exists (select from organisations o where o.id = ${p('organisationId')} and o.party = ${p('role')})
      else ${p('organisationId')}::text is null end,
      'Rollen og organisationen passer ikke sammen.'),
    require(not exists (
      select from unnest(${p('departmentIds')}::text[]) g (id)
      where not exists (select from departments d
        where d.id = g.id and d.organisation_id = ${p('organisationId')} and ${p('role')} = 'drift')),
      'Afdelingerne skal være organisationens egne.')`)

export const removeDepartments = statement(sql`
  delete from user_departments d where d.user_id = ${p('id')} and d.department_id <> all (${p('departmentIds')}::text[])`)
export const assignDepartments = statement(sql`
  insert into user_departments (user_id, department_id) select ${p('id')}::uuid, unnest(${p('departmentIds')}::text[])
  on conflict do nothing`)

/** Also a system that has the role already, and is to be let in with it. */
export const requireProposable = statement(sql`
  select require_found(exists (select ${source} where a.id = ${p('id')} and (${person} or a.role = ${p('role')})))`)
export const requireMayInvite = statement(sql`
  select require_allowed(may_invite(${p('id')}::uuid),
    'Den, der har godkendt rollen, inviterer: foreslå den på ny, og lad en anden godkende.')`)
export const insertInvitation = statement(sql`
  insert into invitations (hash, user_id, expires_at) values (${p('hash')}, ${p('id')}, ${p('expiresAt')}::timestamptz)`)

export const handOverAll = statement<{ handedOver: number }>(
  sql`select hand_over_all(${p('id')}, ${p('successorId')}, ${p('reason')}) as "handedOver"`,
)
export const requireSuccessor = statement(sql`
  select require(exists (
    select from administered_users s join administered_users l on l.id = ${p('id')}
    where s.id = ${p('successorId')} and s.id <> l.id and s.disabled_at is null
      and s.role in ('drift', 'socialafdeling', 'helhedsplan')),
    'Efterfølgeren skal være en anden, aktiv medarbejder hos en af parterne.')`)
