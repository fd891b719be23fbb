import type { FastifyRequest } from 'fastify'
import type { Slice } from '../../http/slice.ts'
import { confirmSecondFactor, proposeSecondFactor } from '../actions/second-factor.ts'
import { NewSecondFactor, RecoveryCodes, SecondFactor, SecondFactorConfirmation } from '../schemas.ts'
import { totpUri } from '../totp.ts'

const declared = { access: 'session.own', purpose: 'identity' } as const
const tags = ['identitet']

/** One's own second factor at sign-in: an authenticator app's codes (RFC 6238), and recovery codes. */
export const secondFactorRoutes: Slice = async (app, { pool, clock }) => {
  const asking = (request: FastifyRequest) => ({
    userId: request.identity?.userId ?? '',
    address: request.ip,
    now: clock(),
  })
  app.post(
    '/me/second-factor',
    {
      config: { ...declared, action: 'second_factor.propose' },
      schema: { tags, body: NewSecondFactor, response: { 201: SecondFactor } },
    },
    async (request, reply) => {
      const asked = { ...request.body, ...asking(request) }
      const { secret, username } = await proposeSecondFactor(pool, request.call, asked)
      const answer = { secret, uri: totpUri(secret, username) }
      return reply.code(201).send(answer)
    },
  )
  app.post(
    '/me/second-factor/confirmation',
    {
      config: { ...declared, action: 'second_factor.confirm' },
      schema: { tags, body: SecondFactorConfirmation, response: { 200: RecoveryCodes } },
    },
    async (request) => {
      const asked = { ...request.body, ...asking(request) }
      const recoveryCodes = await confirmSecondFactor(pool, request.call, asked)
      return { recoveryCodes }
    },
  )
}
