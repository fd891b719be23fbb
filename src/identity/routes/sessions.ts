import { change, read } from '../../database/scope.ts'
import { byId, nothing } from '../../http/fields.ts'
import type { Slice } from '../../http/slice.ts'
import { activate, changePassword } from '../actions/passwords.ts'
import { endedSession, endSession, listSessions } from '../queries/sessions.ts'
import { Activation, PasswordChange, Sessions } from '../schemas.ts'

const declared = { access: 'session.own', purpose: 'identity' } as const
const tags = ['identitet']

/** One's own sessions and password: what a lost phone or a known password asks for. */
export const sessionRoutes: Slice = async (app, { pool, config }) => {
  app.post(
    '/auth/activation',
    { config: { open: true }, schema: { tags, security: [], body: Activation, response: nothing } },
    async (request, reply) => {
      const localAccounts = config.LOCAL_ACCOUNTS
      await activate(pool, { ...request.body, address: request.ip, requestId: request.id, localAccounts })
      return reply.code(204).send()
    },
  )
  app.get(
    '/me/sessions',
    { config: { ...declared, action: 'session.list' }, schema: { tags, response: { 200: Sessions } } },
    async ({ call }) => ({ items: await read(pool, call, listSessions, { sessionId: call.sessionId }) }),
  )
  app.delete(
    '/me/sessions/:id',
    { config: { ...declared, action: 'session.end' }, schema: { tags, params: byId, response: nothing } },
    async ({ call, params }, reply) => {
      await change(pool, call, async (tx) => {
        tx.add(endSession, params)
        return { recorded: endedSession, values: params }
      })
      return reply.code(204).send()
    },
  )
  app.post(
    '/me/password',
    {
      config: { ...declared, action: 'password.change' },
      schema: { tags, body: PasswordChange, response: nothing },
    },
    async (request, reply) => {
      const { current, password: chosen } = request.body
      const userId = request.identity?.userId ?? ''
      await changePassword(pool, request.call, { current, chosen, userId, address: request.ip })
      return reply.code(204).send()
    },
  )
}
