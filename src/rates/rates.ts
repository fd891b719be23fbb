import { createHmac } from 'node:crypto'
import type { Pool } from 'pg'
import { run } from '../database/scope.ts'
import type { CountRequest } from '../http/rates.ts'
import type { Context } from '../http/slice.ts'
import { createLeases } from './leases.ts'
import { takeRequests } from './queries.ts'

/** The keys of all copies of the process are the same, and in no database: so are these hashes. */
const hashedBy = (secret: string, key: string): string =>
  createHmac('sha256', secret).update(`rates ${key}`).digest('base64url')

/** Rates that all processes on a database hold together: for each user, each system by its own, and each address that shows no valid token. */
export const createRates = (pool: Pool, config: Context['config'], secret: string): CountRequest => {
  const take = createLeases(async (key, usual) => {
    const [policy, id] = key.split(' ')
    const account = policy === 'user' ? id : null
    const [share] = await run(pool, takeRequests, { key: hashedBy(secret, key), limit: usual, account })
    const { granted = 0, remaining = 0, ms_left: msLeft = 0, allowed: limit = usual } = share ?? {}
    return { granted, remaining, msLeft, limit }
  })
  const limits = { user: config.RATE_USER_PER_MINUTE, address: config.RATE_ADDRESS_PER_MINUTE }
  return (policy, id) => take(`${policy} ${id}`, limits[policy])
}
