import { sql } from 'drizzle-orm'
import { recorded, recordedPage } from '../../database/recorded.ts'
import { type Columns, filtered } from '../../database/statement.ts'
import { users } from '../table.ts'

const p = sql.placeholder
const subjects = sql`array[${users.id}]`

export const findMe = recorded(
  {
    id: users.id,
    username: users.username,
    name: users.name,
    role: users.role,
    organisationId: users.organisationId,
    departmentIds: sql<string[]>`array(
      select d.department_id from user_departments d where d.user_id = ${users.id} order by d.department_id)`,
  },
  sql`from ${users} where ${users.id} = (select actor_id())`,
  { subjects },
)

const colleague = {
  id: users.id,
  name: users.name,
  role: users.role,
  organisationId: users.organisationId,
} satisfies Columns

export const listUsers = filtered(
  {
    organisationId: sql`${users.organisationId} = ${p('organisationId')}`,
    cursor: sql`${users.id} < ${p('cursor')}`,
  },
  (where) =>
    recordedPage(colleague, sql`from ${users} where ${users.disabledAt} is null and ${where}`, users.id, {
      subjects,
    }),
)
