import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { newId } from '../kernel/id.ts'
import { merge } from '../kernel/merge.ts'
import * as queries from './queries.ts'
import type { NewResident, NewTenancy, ResidentChanges, TenancyChanges } from './schemas.ts'

/** Records a household's lease; two of one dwelling never overlap (a constraint of the table). */
export const createTenancy = (pool: Pool, call: Call, at: Date, body: z.output<typeof NewTenancy>) =>
  change(pool, call, async (tx) => {
    const id = newId(at)
    tx.add(queries.insertTenancy, { ...body, id })
    // A household is listed by id: sorted, so that it keeps the order in which it was given.
    const ids = body.residents.map(() => newId(at)).sort()
    for (const [index, resident] of body.residents.entries())
      tx.add(queries.insertResident, { ...resident, id: ids[index], tenancyId: id })
    return { recorded: queries.findTenancy, values: { id } }
  })

export const changeTenancy = (pool: Pool, call: Call, id: string, changes: z.output<typeof TenancyChanges>) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockTenancy, { id })
    const current = await tx.current(queries.readTenancy, { id })
    tx.add(queries.updateTenancy, merge(current, changes))
    return { recorded: queries.findTenancy, values: { id } }
  })

export const addResident = (
  pool: Pool,
  call: Call,
  at: Date,
  tenancyId: string,
  body: z.output<typeof NewResident>,
) =>
  change(pool, call, async (tx) => {
    tx.add(queries.requireTenancy, { id: tenancyId })
    return { recorded: queries.insertResidentAlone, values: { ...body, id: newId(at), tenancyId } }
  })

export const changeResident = (
  pool: Pool,
  call: Call,
  id: string,
  changes: z.output<typeof ResidentChanges>,
) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockResident, { id })
    const current = await tx.current(queries.readResident, { id })
    tx.add(queries.updateResident, merge(current, changes))
    return { recorded: queries.findResident, values: { id } }
  })
