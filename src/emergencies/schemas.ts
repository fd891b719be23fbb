import { z } from 'zod'
import { id, instantOut, listOf, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const legalBasis = z.enum(codesOf('emergencyBasis'))
const status = z.enum(codesOf('emergencyStatus'))
const outcome = z.enum(codesOf('emergencyOutcome'))

export const NewEmergencyAccess = z
  .strictObject({ reason: text(2_000), legalBasis })
  .meta({ id: 'NewEmergencyAccess' })

export const NewReview = z.strictObject({ outcome, note: text(2_000) }).meta({ id: 'NewEmergencyReview' })

export const EmergencyAccess = z
  .object({
    id,
    caseId: id,
    user: z.object({ id, name: z.string(), organisationId: z.string() }),
    reason: z.string(),
    legalBasis,
    grantedAt: instantOut,
    expiresAt: instantOut,
    status,
    review: z.object({ outcome, note: z.string(), reviewedAt: instantOut, reviewedBy: id }).nullable(),
  })
  .meta({ id: 'EmergencyAccess' })

export const EmergencyAccesses = listOf(EmergencyAccess).meta({ id: 'EmergencyAccesses' })

export const EmergencyQuery = z.strictObject({ status: status.optional(), ...page })
