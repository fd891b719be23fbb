import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { newId } from '../kernel/id.ts'
import * as queries from './queries.ts'
import { answerDueOn } from './rules.ts'
import type { NewSubjectAccess } from './schemas.ts'

/** Records that a resident has asked for access, and answers what there is to give. */
export const requestSubjectAccess = (
  pool: Pool,
  call: Call,
  at: Date,
  residentId: string,
  { receivedOn }: z.output<typeof NewSubjectAccess>,
) =>
  change(pool, call, async (tx) => {
    const id = newId(at)
    tx.add(queries.insertRequest, { id, residentId, receivedOn, dueOn: answerDueOn(receivedOn) })
    return { recorded: queries.findRequest, values: { id } }
  })
