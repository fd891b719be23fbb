import type { Pool } from 'pg'
import { run } from '../database/scope.ts'
import type { RecordRefusal } from '../http/problem.ts'
import { rolesWith } from '../kernel/access.ts'
import * as queries from './queries/events.ts'
import { delay } from './sealing/statements.ts'

export { putFile } from './sealing/places.ts'
export { auditEvents } from './table.ts'

/** For how many seconds the oldest event without a seal has waited. */
export const sealDelay = async (pool: Pool): Promise<number> => (await run(pool, delay, {}))[0]?.seconds ?? 0

export const refusalRecorder =
  (pool: Pool): RecordRefusal =>
  async ({ identity, declaration, requestId, subjectIds }) => {
    const { access, action, purpose } = declaration
    const roles = rolesWith(access)
    const values = { sessionId: identity.sessionId, roles, access, action, purpose, requestId, subjectIds }
    const [row] = await run(pool, queries.recordRefusal, values)
    return row?.permitted === true
  }
