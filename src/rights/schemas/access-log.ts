import { z } from 'zod'
import { id, instantOut } from '../../http/fields.ts'
import { page } from '../../http/pagination.ts'
import { purposes } from '../../kernel/access.ts'
import { actions } from '../../kernel/actions.ts'

export const AccessLogQuery = z.strictObject({
  audience: z
    .enum(['citizen', 'officer'])
    .default('citizen')
    .describe('Borgeren får datoer og formål, ikke navne på medarbejdere (C-579/21)'),
  ...page,
})

const citizensLook = {
  occurredAt: instantOut,
  purpose: z.enum(purposes),
  organisationId: z.string().nullable(),
  system: z.string().nullable().describe('Systemets navn, når det ikke var en medarbejder'),
}

/** Strict, so that a name can't slip through the citizen's half of a union. */
const CitizensLook = z.object(citizensLook).meta({ id: 'CitizensLook' })
const OfficersLook = z
  .object({
    ...citizensLook,
    id,
    action: z.enum(actions),
    decision: z.enum(['allowed', 'denied']),
    actorId: id,
    actorName: z.string().nullable(),
    caseId: id.nullable(),
    consentIds: z.array(id),
    requestId: z.string(),
  })
  .meta({ id: 'OfficersLook' })

export const AccessLog = z
  .union([
    z.object({
      audience: z.literal('citizen'),
      items: z.array(CitizensLook),
      nextCursor: z.string().nullable(),
    }),
    z.object({
      audience: z.literal('officer'),
      items: z.array(OfficersLook),
      nextCursor: z.string().nullable(),
    }),
  ])
  .meta({ id: 'AccessLog' })
