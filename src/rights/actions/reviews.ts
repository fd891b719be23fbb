import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Call } from '../../kernel/call.ts'
import { newId } from '../../kernel/id.ts'
import * as queries from '../queries/reviews.ts'
import { decide } from '../rules.ts'
import type { NewReview } from '../schemas/reviews.ts'

/** Decides what a resident is given of a complaint's texts, as the caller has seen them; decided anew, the newest counts. */
export const review = (
  pool: Pool,
  call: Call,
  at: Date,
  values: { requestId: string; naboklageId: string },
  { texts }: z.output<typeof NewReview>,
) =>
  change(pool, call, async (tx) => {
    const { version, ...seen } = await tx.row(queries.readReview, values)
    tx.match(seen)
    tx.add(queries.insertReview, { ...values, id: newId(at), version, ...decide(seen.texts, texts) })
    return { recorded: queries.findReview, values }
  })
