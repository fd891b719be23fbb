import { sql } from 'drizzle-orm'
import { recorded, recordedPage } from '../../database/recorded.ts'
import { type Columns, filtered } from '../../database/statement.ts'
import type { ServiceScope } from '../../kernel/access.ts'
import { users } from '../table.ts'

const p = sql.placeholder
const subjects = sql`array[${users.id}]`

export const findMe = recorded(
  {
    id: users.id,
    username: users.username,
    name: users.name,
    kind: users.kind,
    role: users.role,
    organisationId: users.organisationId,
    /** What a system may; null for a person, who may what the role may. */
    scopes: sql<ServiceScope[] | null>`actor_scopes()`,
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
    recordedPage(
      colleague,
      sql`from ${users} where ${users.kind} = 'person' and ${users.disabledAt} is null and ${where}`,
      users.id,
      {
        subjects,
      },
    ),
)
