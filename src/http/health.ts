import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { DomainError } from '../kernel/errors.ts'

const Ok = z.object({ status: z.literal('ok') })
const Ready = Ok.extend({
  sealing: z.object({
    status: z.enum(['ok', 'late']),
    delaySeconds: z.int().min(0).describe('Så længe har den ældste uforseglede hændelse ventet'),
    longestSeconds: z.int(),
  }),
})

export interface HealthOptions {
  /** Seconds that the oldest event has waited for its seal; rejects when the database doesn't answer. */
  sealDelay: () => Promise<number>
  longestSealSeconds: number
}

/**
 * `/health/live`: the process answers. `/health/ready`: so does its database. Neither needs a token. A trail that is
 * sealed late is told and is no reason to take the process out of use.
 */
export const healthRoutes =
  ({ sealDelay, longestSealSeconds: longestSeconds }: HealthOptions) =>
  async (app: FastifyInstance): Promise<void> => {
    const tags = ['drift af systemet']
    const config = { open: true }
    app.get('/health/live', { config, schema: { response: { 200: Ok }, tags } }, async () => ({
      status: 'ok',
    }))
    app.get('/health/ready', { config, schema: { response: { 200: Ready }, tags } }, async () => {
      const delaySeconds = Math.floor(await sealDelay().catch(unready))
      const status = delaySeconds > longestSeconds ? 'late' : 'ok'
      return { status: 'ok', sealing: { status, delaySeconds, longestSeconds } }
    })
  }

const unready = (): never => {
  throw new DomainError('unavailable', 'Databasen svarer ikke.', { retryAfter: 2 })
}
