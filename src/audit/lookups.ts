import type { Pool } from 'pg'
import { run } from '../database/scope.ts'
import type { RecordRefusal } from '../http/problem.ts'
import { rolesWith } from '../kernel/access.ts'
import * as queries from './queries.ts'

export { auditEvents } from './table.ts'

export const refusalRecorder =
  (pool: Pool): RecordRefusal =>
  async ({ identity, declaration, requestId, subjectIds }) => {
    const { access, action, purpose } = declaration
    const roles = rolesWith(access)
    const values = { sessionId: identity.sessionId, roles, action, purpose, requestId, subjectIds }
    const [row] = await run(pool, queries.recordRefusal, values)
    return row?.permitted === true
  }
