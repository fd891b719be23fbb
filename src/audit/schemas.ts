import { z } from 'zod'
import { date, id, instant, instantOut, plainListOf, slug } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { actingRoles, actorKinds, purposes, roles } from '../kernel/access.ts'
import { actions } from '../kernel/actions.ts'
import { addDays } from '../kernel/calendar.ts'
import { codesOf } from '../kernel/codes.ts'
import { longestReport } from './rules.ts'

const decision = z.enum(['allowed', 'denied'])
const moment = z.union([instant, date])

export const EventQuery = z.strictObject({
  subjectId: id.optional(),
  caseId: id.optional(),
  actorId: id.optional(),
  organisationId: slug.optional(),
  action: z.enum(actions).optional(),
  purpose: z.enum(purposes).optional(),
  decision: decision.optional(),
  requestId: id.optional(),
  from: moment.optional().describe('Et tidspunkt, eller en dato fra dens begyndelse'),
  to: moment.optional().describe('Et tidspunkt, eller en dato til dens slutning'),
  ...page,
})

export const Period = EventQuery.pick({ from: true, to: true })

export const Event = z
  .object({
    id,
    occurredAt: instantOut,
    actorId: id,
    organisationId: z.string().nullable(),
    role: z.enum(actingRoles).describe('system: det, der sker af sig selv'),
    actorKind: z
      .enum(actorKinds)
      .describe('service: en parts eget system; system: det, der sker af sig selv'),
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

export const UnusualQuery = z
  .strictObject({ from: date, to: date.describe('Til og med; højst 31 dage i alt') })
  .refine(({ from, to }) => from <= to && to < addDays(from, longestReport), {
    path: ['to'],
    message: `Perioden er højst ${longestReport} dage og slutter ikke før den begynder`,
  })

export const Unusual = plainListOf(
  z.object({
    rule: z.enum(codesOf('unusualAccess')),
    text: z.string().describe('Hvad der er set; ikke hvad det betyder'),
    actor: z.object({ id, name: z.string(), role: z.enum(roles), organisationId: z.string().nullable() }),
    count: z.int().describe('Så mange af det, som teksten nævner'),
    threshold: z.int().describe('Så mange skal der til'),
    from: instantOut.describe('Det første opslag'),
    to: instantOut.describe('Det seneste opslag'),
    looks: z.int().describe('Så mange hændelser hviler det på'),
    eventIds: z.array(id).describe('Højst de seneste 100 af dem'),
  }),
).meta({ id: 'UnusualAccess' })

const size = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const hashes = z.array(z.base64()).describe('Hashværdier nedefra og op')
const note = z.string().describe('Underskrevet kontrolpunkt (C2SP tlog-checkpoint)')

export const CheckpointQuery = z.strictObject(page)
export const Checkpoints = z
  .object({
    items: z.array(
      z.object({
        id,
        size: z.int().describe('Så mange hændelser dækker det'),
        rootHash: z.base64(),
        signedAt: instantOut,
        note,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'AuditCheckpoints' })

export const InclusionQuery = z.strictObject({
  size: size.optional().describe('Kontrolpunktets antal hændelser; det nyeste, når det ikke er angivet'),
})
export const InclusionProof = z
  .object({
    eventId: id,
    index: z.int(),
    size: z.int(),
    leaf: z
      .string()
      .describe('Det, der er forseglet: SHA-256 af en nulbyte og denne tekst er bladet (RFC 9162)'),
    salt: z.base64().nullable().describe('Åbner bladets commitment; null, når hændelsen er slettet'),
    hashes,
    checkpoint: note,
  })
  .meta({ id: 'AuditInclusionProof' })

export const ConsistencyQuery = z
  .strictObject({ from: size, to: size })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'to er mindst from' })
export const ConsistencyProof = z
  .object({ from: z.int(), to: z.int(), hashes, fromCheckpoint: note, toCheckpoint: note })
  .meta({ id: 'AuditConsistencyProof' })
