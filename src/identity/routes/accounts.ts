import { read, readOne } from '../../database/scope.ts'
import { byId, nothing } from '../../http/fields.ts'
import { decodeCursor, paged } from '../../http/pagination.ts'
import type { Slice } from '../../http/slice.ts'
import { createInviter } from '../../notifications/lookups.ts'
import * as accounts from '../actions/accounts.ts'
import { findAccount, listAccounts } from '../queries/accounts.ts'
import * as schemas from '../schemas.ts'

const declared = { access: 'accounts.manage', purpose: 'identity' } as const
const tags = ['konti']
/** A version is of what an administrator decides: not of when its user signed in. */
const versioned = { versioned: 'one', beside: 'activity' } as const
const changed = { ...declared, ...versioned, conditional: true } as const
const answer = { 200: schemas.Account }

type Row = Awaited<ReturnType<typeof accounts.createAccount>>

const shown = ({ lastLoginAt, invitedUntil, keyPersonOf, ...account }: Row) => ({
  ...account,
  activity: { lastLoginAt, invitedUntil, keyPersonOf },
})

/** Accounts of people, for administrators: who works where, as what, and whether they may sign in. */
export const accountRoutes: Slice = async (app, context) => {
  await keeping(app, context)
  await changing(app, context)
  await lettingIn(app, context)
}

const keeping: Slice = async (app, { pool, clock }) => {
  app.post(
    '/accounts',
    {
      config: { ...declared, ...versioned, action: 'account.create' },
      schema: { tags, body: schemas.NewAccount, response: { 201: schemas.Account } },
    },
    async (request, reply) => {
      const made = await accounts.createAccount(pool, request.call, clock(), request.body)
      return reply.code(201).header('location', `/api/v1/accounts/${made.id}`).send(shown(made))
    },
  )
  app.get(
    '/accounts',
    {
      config: { ...declared, action: 'account.list' },
      schema: { tags, querystring: schemas.AccountQuery, response: { 200: schemas.Accounts } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, listAccounts(values), values)
      return paged(request, reply, rows.map(shown), limit)
    },
  )
  app.get(
    '/accounts/:id',
    {
      config: { ...declared, ...versioned, action: 'account.read' },
      schema: { tags, params: byId, response: answer },
    },
    async (request) => shown(await readOne(pool, request.call, findAccount, request.params)),
  )
}

const changing: Slice = async (app, { pool }) => {
  app.patch(
    '/accounts/:id',
    {
      config: { ...changed, action: 'account.change' },
      schema: { tags, params: byId, body: schemas.AccountChanges, response: answer },
    },
    async ({ call, params, body }) => shown(await accounts.changeAccount(pool, call, params.id, body)),
  )
  app.post(
    '/accounts/:id/disabling',
    {
      config: { ...changed, action: 'account.disable' },
      schema: { tags, params: byId, body: schemas.Disabling, response: answer },
    },
    async ({ call, params, body }) =>
      shown(await accounts.disableAccount(pool, call, params.id, body.reason)),
  )
  app.post(
    '/accounts/:id/enabling',
    {
      config: { ...changed, action: 'account.enable' },
      schema: { tags, params: byId, response: answer },
    },
    async ({ call, params }) => shown(await accounts.enableAccount(pool, call, params.id)),
  )
}

const lettingIn: Slice = async (app, { pool, clock, config }) => {
  const mail = createInviter(config)
  app.delete(
    '/accounts/:id/sessions',
    {
      config: { ...declared, action: 'account.end_sessions' },
      schema: { tags, params: byId, response: nothing },
    },
    async ({ call, params }, reply) => {
      await accounts.endSessions(pool, call, params.id)
      return reply.code(204).send()
    },
  )
  app.post(
    '/accounts/:id/invitation',
    {
      config: { ...declared, action: 'account.invite' },
      schema: { tags, params: byId, response: { 201: schemas.Invitation } },
    },
    async (request, reply) => {
      const { id } = request.params
      const made = await accounts.inviteAccount(pool, request.call, { at: clock(), id, mail })
      return reply.code(201).send(made)
    },
  )
  app.post(
    '/accounts/:id/succession',
    {
      config: { ...declared, action: 'account.succeed' },
      schema: { tags, params: byId, body: schemas.Succession, response: { 200: schemas.Succeeded } },
    },
    async ({ call, params, body }) => accounts.succeedAccount(pool, call, params.id, body),
  )
}
