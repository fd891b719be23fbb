import { read, readOne } from '../../database/scope.ts'
import { byId } from '../../http/fields.ts'
import { decodeCursor, paged } from '../../http/pagination.ts'
import type { Slice } from '../../http/slice.ts'
import { decideProposal, proposeRole } from '../actions/proposals.ts'
import { findProposal, listProposals } from '../queries/proposals.ts'
import { NewProposal, Proposal, ProposalQuery, Proposals } from '../schemas.ts'

const declared = { access: 'accounts.manage', purpose: 'identity' } as const
const tags = ['konti']

/** Four eyes: one administrator proposes that someone becomes dpo or admin, another decides. */
export const proposalRoutes: Slice = async (app, { pool, clock }) => {
  app.post(
    '/accounts/:id/role-proposals',
    {
      config: { ...declared, action: 'role.propose' },
      schema: { tags, params: byId, body: NewProposal, response: { 201: Proposal } },
    },
    async (request, reply) => {
      const made = await proposeRole(pool, request.call, clock(), request.params.id, request.body)
      return reply.code(201).header('location', `/api/v1/role-proposals/${made.id}`).send(made)
    },
  )
  app.get(
    '/role-proposals',
    {
      config: { ...declared, action: 'role.list' },
      schema: { tags, querystring: ProposalQuery, response: { 200: Proposals } },
    },
    async (request, reply) => {
      const { limit, cursor, open } = request.query
      const values = { open, cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listProposals(values), values), limit)
    },
  )
  app.get(
    '/role-proposals/:id',
    {
      config: { ...declared, action: 'role.read' },
      schema: { tags, params: byId, response: { 200: Proposal } },
    },
    async (request) => readOne(pool, request.call, findProposal, request.params),
  )
  app.post(
    '/role-proposals/:id/approval',
    {
      config: { ...declared, action: 'role.approve' },
      schema: { tags, params: byId, response: { 200: Proposal } },
    },
    async ({ call, params }) => decideProposal(pool, call, params.id, true),
  )
  app.post(
    '/role-proposals/:id/refusal',
    {
      config: { ...declared, action: 'role.refuse' },
      schema: { tags, params: byId, response: { 200: Proposal } },
    },
    async ({ call, params }) => decideProposal(pool, call, params.id, false),
  )
}
