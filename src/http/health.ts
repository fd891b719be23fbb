import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { DomainError } from '../kernel/errors.ts'

/** `/health/live`: the process answers. `/health/ready`: so does its database. Neither needs a token. */
export const healthRoutes =
  (databaseAnswers: () => Promise<boolean>) =>
  async (app: FastifyInstance): Promise<void> => {
    const schema = { response: { 200: z.object({ status: z.literal('ok') }) }, tags: ['drift af systemet'] }
    const config = { open: true }
    app.get('/health/live', { config, schema }, async () => ({ status: 'ok' }))
    app.get('/health/ready', { config, schema }, async () => {
      if (!(await databaseAnswers().catch(() => false)))
        throw new DomainError('unavailable', 'Databasen svarer ikke.', { retryAfter: 2 })
      return { status: 'ok' }
    })
  }
