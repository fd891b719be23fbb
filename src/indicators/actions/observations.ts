import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import * as queries from '../queries.ts'
import { wrongFigure, wrongStatus } from '../rules.ts'
import type { NewObservation, NewRevision } from '../schemas.ts'

type Body = z.output<typeof NewObservation>

const requireFigure = ({ value, status }: Body, unit: 'percent' | 'count'): void => {
  const message = wrongStatus({ value, status }) ?? (value === null ? undefined : wrongFigure(value, unit))
  if (message)
    throw new DomainError('validation_failed', 'Tallet passer ikke til indikatoren.', {
      errors: [{ path: 'value', message }],
    })
}

const says = (version: queries.Version, body: Body): boolean =>
  version.status === body.status &&
  version.source === body.source &&
  version.note === (body.note ?? null) &&
  (version.value === null ? body.value === null : Number(version.value) === Number(body.value))

/** Adds a version of a figure; said again just as it stands, it adds none. */
export const recordObservation = (
  pool: Pool,
  call: Call,
  at: Date,
  { id, year }: { id: string; year: number },
  body: Body,
) =>
  change(pool, call, async (tx) => {
    const { unit } = await tx.row(queries.unitOf, { id })
    requireFigure(body, unit)
    const departmentId = body.departmentId ?? null
    const [newest] = await tx.rows(queries.newestVersion, { id, year, departmentId })
    if (newest && says(newest, body))
      return { recorded: queries.findObservation, values: { observationId: newest.id } }
    const observationId = newId(at)
    const values = {
      ...body,
      id: observationId,
      indicatorId: id,
      departmentId,
      year,
      note: body.note ?? null,
    }
    tx.add(queries.insertObservation, values)
    return { recorded: queries.findObservation, values: { observationId } }
  })

/** What the board decides to change becomes a revision of the agreement. */
export const reviseAgreement = (pool: Pool, call: Call, at: Date, body: z.output<typeof NewRevision>) =>
  change(pool, call, async () => ({
    recorded: queries.insertRevision,
    values: { ...body, id: newId(at) },
  }))
