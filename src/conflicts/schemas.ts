import { z } from 'zod'
import { id, instantOut, listOf, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'

export const NewConflict = z
  .strictObject({
    userId: id.describe('Den medarbejder, der er inhabil'),
    tenancyId: id.describe('Lejemålet for den husstand, det drejer sig om'),
    reason: text(1_000),
  })
  .meta({ id: 'NewConflict' })

export const Conflict = z
  .object({
    id,
    userId: id,
    tenancyId: id,
    reason: z.string(),
    recordedAt: instantOut,
    recordedBy: id,
    endedAt: instantOut.nullable(),
    endedBy: id.nullable(),
  })
  .meta({ id: 'Conflict' })

export const Conflicts = listOf(Conflict).meta({ id: 'Conflicts' })

export const ConflictQuery = z.strictObject({ userId: id.optional(), tenancyId: id.optional(), ...page })
