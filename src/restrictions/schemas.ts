import { z } from 'zod'
import { id, instant, instantOut, listOf, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const state = z.enum(codesOf('restrictionState'))
const reason = z.enum(codesOf('restrictionReason'))
const toldTo = z.enum(codesOf('consentGivenBy'))
const channel = z.enum(codesOf('withdrawalChannel'))

export const NewRestriction = z
  .strictObject({
    caseId: id.nullish().describe('Kun denne sag; ellers alt om beboeren'),
    reason,
  })
  .meta({ id: 'NewRestriction' })

/** The resident is told before a restriction is lifted (GDPR art. 18(3)). */
export const NewInformation = z
  .strictObject({ toldTo, toldAt: instant.describe('Ikke før begrænsningen og ikke i fremtiden'), channel })
  .meta({ id: 'NewRestrictionInformation' })

export const NewLifting = z.strictObject({ reason: text(2_000) }).meta({ id: 'NewRestrictionLifting' })

export const Restriction = z
  .object({
    id,
    residentId: id,
    caseId: id.nullable(),
    reason,
    state,
    recordedAt: instantOut,
    information: z.object({ toldTo, toldAt: instantOut, channel, toldBy: id }).nullable(),
    lifting: z.object({ reason: z.string(), liftedAt: instantOut, liftedBy: id }).nullable(),
  })
  .meta({ id: 'Restriction' })

export const Restrictions = listOf(Restriction).meta({ id: 'Restrictions' })

export const RestrictionQuery = z.strictObject({
  state: state.optional(),
  residentId: id.optional(),
  caseId: id.optional().describe('Begrænsninger af netop denne sag'),
  ...page,
})
