import type { z } from 'zod'
import { read } from '../../database/scope.ts'
import { byId } from '../../http/fields.ts'
import { decodeCursor, paged } from '../../http/pagination.ts'
import type { Slice } from '../../http/slice.ts'
import type { Action } from '../../kernel/actions.ts'
import * as actions from '../actions/moves.ts'
import { requireOwner } from '../queries/case.ts'
import { listMoves } from '../queries/move.ts'
import * as schemas from '../schemas.ts'

const declared = { access: 'cases.work', purpose: 'casework' } as const
const tags = ['sager']

const takes = <A extends Action, B extends z.ZodType>(action: A, body: B, conditional = true) => ({
  config: { ...declared, action, versioned: 'one' as const, conditional },
  schema: { tags, params: byId, body, response: { 200: schemas.Case } },
})

/** What becomes of a case; each answers with the case as it then is. */
export const moveRoutes: Slice = async (app, context) => {
  await statusMoves(app, context)
  await keyPersonMoves(app, context)
  await history(app, context)
}

const statusMoves: Slice = async (app, { pool, clock }) => {
  app.post('/cases/:id/pause', takes('case.pause', schemas.Pause), async ({ call, params, body }) =>
    actions.pauseCase(pool, call, clock(), params.id, body),
  )
  app.post('/cases/:id/resumption', takes('case.resume', schemas.Resumption), async ({ call, params }) =>
    actions.resumeCase(pool, call, clock(), params.id),
  )
  app.post('/cases/:id/closure', takes('case.close', schemas.Closure), async ({ call, params, body }) =>
    actions.closeCase(pool, call, clock(), params.id, body),
  )
  app.post('/cases/:id/reopening', takes('case.reopen', schemas.Reopening), async ({ call, params, body }) =>
    actions.reopenCase(pool, call, clock(), params.id, body),
  )
}

const keyPersonMoves: Slice = async (app, { pool, clock }) => {
  app.post('/cases/:id/handover', takes('case.hand_over', schemas.Handover), async ({ call, params, body }) =>
    actions.handOver(pool, call, clock(), params.id, body),
  )
  app.post(
    '/cases/:id/reconfirmation',
    takes('case.reconfirm', schemas.Reconfirmation, false),
    async ({ call, params, body }) => actions.reconfirm(pool, call, clock(), params.id, body.note),
  )
}

/** The reasons are the owner's own. */
const history: Slice = async (app, { pool }) => {
  app.get(
    '/cases/:id/moves',
    {
      config: { ...declared, action: 'case_move.list', versioned: 'list' },
      schema: { tags, params: byId, querystring: schemas.MoveQuery, response: { 200: schemas.Moves } },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query
      const values = { id: request.params.id, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, listMoves(values), values, requireOwner)
      return paged(request, reply, rows, limit)
    },
  )
}
