import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Call } from '../../kernel/call.ts'
import { newId } from '../../kernel/id.ts'
import * as queries from '../queries/population.ts'
import type { NewPopulation } from '../schemas.ts'

/** Adds a version of how many live in a department; said again just as it stands, it adds none. */
export const recordPopulation = (
  pool: Pool,
  call: Call,
  at: Date,
  { id: departmentId, year }: { id: string; year: number },
  body: z.output<typeof NewPopulation>,
) =>
  change(pool, call, async (tx) => {
    const values = { ...body, id: newId(at), departmentId, year }
    const [newest] = await tx.rows(queries.saysTheSame, values)
    if (!newest?.same) tx.add(queries.insertPopulation, values)
    return { recorded: queries.findPopulation, values }
  })
