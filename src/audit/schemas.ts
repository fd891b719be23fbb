import { z } from 'zod'
import { date, id, instant, instantOut } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { purposes, roles } from '../kernel/access.ts'
import { actions } from '../kernel/actions.ts'

const decision = z.enum(['allowed', 'denied'])
const moment = z.union([instant, date])

export const EventQuery = z.strictObject({
  subjectId: id.optional(),
  caseId: id.optional(),
  actorId: id.optional(),
  action: z.enum(actions).optional(),
  decision: decision.optional(),
  requestId: id.optional(),
  from: moment.optional().describe('Et tidspunkt, eller en dato fra dens begyndelse'),
  to: moment.optional().describe('Et tidspunkt, eller en dato til dens slutning'),
  ...page,
})

export const Event = z
  .object({
    id,
    occurredAt: instantOut,
    actorId: id,
    organisationId: z.string().nullable(),
    role: z.enum(roles),
    action: z.enum(actions),
    purpose: z.enum(purposes),
    decision,
    subjectIds: z.array(id),
    caseId: id.nullable(),
    consentIds: z.array(id),
    requestId: z.string(),
    emergencyAccessIds: z.array(id).describe('De nødadgange, som opslaget hvilede på'),
  })
  .meta({ id: 'AuditEvent' })

export const Events = z
  .object({ items: z.array(Event), nextCursor: z.string().nullable() })
  .meta({ id: 'AuditEvents' })
