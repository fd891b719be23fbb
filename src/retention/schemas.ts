import { z } from 'zod'
import { id, instantOut, listOf, plainListOf, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const kind = z.enum(codesOf('retentionKind'))

export const byKind = z.strictObject({ kind: z.string().regex(/^[a-z_]{1,40}$/, 'Ukendt kode') })

export const NewRule = z
  .strictObject({
    keep: z
      .string()
      .regex(/^P[1-9]\d{0,2}[YM]$/, 'En frist skrives P2Y (år) eller P18M (måneder)')
      .describe('ISO 8601-varighed; en kortere frist virker først efter syv dage'),
    legalBasis: text(500),
  })
  .meta({ id: 'NewRetentionRule' })

export const Rule = z
  .object({
    kind,
    label: z.string(),
    countsFrom: z.string().describe('Hvornår tiden begynder'),
    effect: z.string().describe('Hvad der sker, når tiden er gået'),
    fixed: z.boolean().describe('Følger af noget andet og kan ikke ændres'),
    keep: z.string(),
    legalBasis: z.string(),
    recordedAt: instantOut,
    recordedBy: id.nullable().describe('null: fulgte med systemet'),
  })
  .meta({ id: 'RetentionRule' })

export const Rules = z
  .object({ items: z.array(Rule.extend({ etag: z.string() })) })
  .meta({ id: 'RetentionRules' })

export const Due = plainListOf(
  z.object({
    kind,
    keep: z.string().describe('Fristen, der gælder nu'),
    count: z.int().describe('Så mange slettes næste gang'),
    ids: z.array(id).describe('Højst de 1000 ældste af dem'),
    goesWith: z
      .array(z.object({ part: z.enum(codesOf('retentionPart')), label: z.string(), count: z.int() }))
      .describe('Hvad der slettes sammen med dem'),
    noLongerCounted: z
      .array(z.string())
      .describe('Kvartaler og år, der ikke er offentliggjort, og som derefter ikke kan opgøres'),
    held: z.int().describe('Så mange er forbi deres frist, men holdes tilbage'),
    waiting: z
      .array(z.object({ period: z.string(), count: z.int() }))
      .describe('Så mange venter på, at en periode offentliggøres; dog højst et år'),
  }),
).meta({ id: 'RetentionDue' })

const onOne = ({ caseId, residentId }: { caseId?: string | undefined; residentId?: string | undefined }) =>
  (caseId === undefined) !== (residentId === undefined)

export const NewHold = z
  .strictObject({ caseId: id.optional(), residentId: id.optional(), reason: text(1_000) })
  .refine(onOne, { path: ['caseId'], message: 'Angiv enten caseId eller residentId' })
  .meta({ id: 'NewRetentionHold' })

export const Lifting = z.strictObject({ reason: text(1_000) }).meta({ id: 'RetentionHoldLifting' })

export const Hold = z
  .object({
    id,
    caseId: id.nullable(),
    residentId: id.nullable(),
    reason: z.string(),
    recordedAt: instantOut,
    recordedBy: id,
    liftedAt: instantOut.nullable(),
    liftedBy: id.nullable(),
    liftReason: z.string().nullable(),
  })
  .meta({ id: 'RetentionHold' })

export const Holds = listOf(Hold).meta({ id: 'RetentionHolds' })

export const HoldQuery = z.strictObject({ caseId: id.optional(), residentId: id.optional(), ...page })
