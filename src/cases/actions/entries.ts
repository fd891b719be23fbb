import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Call } from '../../kernel/call.ts'
import { newId } from '../../kernel/id.ts'
import { requireCase } from '../queries/case.ts'
import * as queries from '../queries/entry.ts'
import type { NewEntry } from '../schemas.ts'

/** Writes an entry; with consent as its basis, each resident's must be in force and cover the category. */
export const writeEntry = (
  pool: Pool,
  call: Call,
  at: Date,
  caseId: string,
  body: z.output<typeof NewEntry>,
) =>
  change(pool, call, async (tx) => {
    const entry = { ...body, id: newId(at), caseId, residentIds: [...new Set(body.residentIds)] }
    tx.add(requireCase, { id: caseId })
    tx.add(queries.requireResidents, entry)
    if (body.legalBasis === 'consent') tx.add(queries.requireConsent, entry)
    return { recorded: queries.insertEntry, values: entry }
  })
