import { sql } from 'drizzle-orm'
import { recorded, recordedList, recordedLook } from '../database/recorded.ts'
import { type Columns, filtered, type RowOf, selected, statement } from '../database/statement.ts'

const p = sql.placeholder

/** The organisation's own users, for its own system; whoever is not it has none. */
const source = sql`from directory_users() d`
const one = sql`${source} where d.id = ${p('id')}`

const columns = {
  id: sql<string>`d.id`,
  userName: sql<string>`d.username`,
  externalId: sql<string | null>`d.external_id`,
  displayName: sql<string>`d.name`,
  givenName: sql<string | null>`d.given_name`,
  familyName: sql<string | null>`d.family_name`,
  email: sql<string | null>`d.email`,
  active: sql<boolean>`d.active`,
  created: sql<string>`d.recorded_at`,
} satisfies Columns
export type DirectoryUser = RowOf<typeof columns>

export const findUser = recorded(columns, one, { subjects: sql`array[d.id]` })

/** A page has one row without a user when nobody is on it: how many there are in all is an answer too. */
export const listUsers = filtered(
  {
    id: sql`d.id::text = ${p('id')}`,
    userName: sql`lower(d.username) = lower(${p('userName')})`,
    externalId: sql`d.external_id = ${p('externalId')}`,
    email: sql`lower(d.email) = lower(${p('email')})`,
  },
  (where) =>
    recordedList(
      { ...columns, total: sql<number>`c.total` },
      sql`from (select count(*)::int as total ${source} where ${where}) c
        left join lateral (select d.* ${source} where ${where} order by d.id
          limit ${p('count')}::int offset ${p('offset')}::int) d on true`,
      { subjects: sql`array_remove(array[d.id], null)` },
    ),
)

/** What the service can do holds nothing about anyone. */
export const lookAtDescription = recordedLook()

export const lockUser = statement(sql`select lock_directory_user(${p('id')})`)
export const readUser = statement<DirectoryUser>(sql`select ${selected(columns)} ${one}`)

const person = sql`${p('id')}, ${p('userName')}, ${p('displayName')}, ${p('email')}, ${p('externalId')}, ${p('givenName')},
  ${p('familyName')}, ${p('active')}::boolean`
export const addUser = statement(sql`select add_directory_user(${person})`)
export const changeUser = statement(sql`select change_directory_user(${person})`)
export const removeUser = statement(sql`select remove_directory_user(${p('id')})`)
export const removed = recorded({ id: sql<string>`${p('id')}::uuid` }, sql`from (select) gone`, {
  subjects: sql`array[${p('id')}::uuid]`,
})
