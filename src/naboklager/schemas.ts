import { z } from 'zod'
import {
  changes,
  date,
  dateOut,
  id,
  instant,
  instantOut,
  line,
  listOf,
  plainListOf,
  slug,
  text,
} from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const category = z.enum(codesOf('naboklageCategory'))
const status = z.enum(codesOf('naboklageStatus'))
const channel = z.enum(codesOf('naboklageChannel'))
const kind = z.enum(codesOf('naboklageStepKind'))
const outcome = z.enum(codesOf('naboklageOutcome'))

/** Known to the landlord's staff alone; `withheld` from the respondent unless said otherwise. */
const Complainant = z.strictObject({
  name: line,
  contact: line.nullish(),
  tenancyId: id.nullish(),
  withheld: z.boolean().default(true),
})

const content = {
  respondentTenancyId: id.nullable(),
  place: line.nullable(),
  complainant: Complainant,
  category,
  occurredAt: instant,
  description: text(10_000),
  sharedSummary: text(2_000).nullable().describe('Det, som sagens andre parter må se om klagen'),
  demandedOn: date.nullable().describe('Datoen for et krav efter almenlejeloven § 83'),
}

export const NewNaboklage = z
  .strictObject({
    departmentId: slug,
    channel,
    writtenWithHelpFrom: line.nullish(),
    ...content,
    respondentTenancyId: content.respondentTenancyId.optional(),
    place: content.place.optional(),
    sharedSummary: content.sharedSummary.optional(),
    demandedOn: content.demandedOn.optional(),
  })
  .meta({ id: 'NewNaboklage' })

export const NaboklageChanges = changes({
  ...content,
  complainant: changes({ ...Complainant.shape, withheld: z.boolean() }),
}).meta({ id: 'NaboklageChanges' })

export const WritingDown = z
  .strictObject({
    description: content.description,
    writtenWithHelpFrom: line.optional().describe('Hvem der hjalp med at skrive'),
  })
  .meta({ id: 'WritingDown' })

export const NewStep = z
  .strictObject({
    kind,
    on: date,
    note: text(4_000).nullish(),
    outcome: outcome.nullish().describe('Kun og altid ved en afslutning'),
    overrideReason: text(2_000).nullish().describe('Hvorfor et skridt er sprunget over'),
  })
  .refine((step) => (step.kind === 'closure') === Boolean(step.outcome), {
    path: ['outcome'],
    message: 'Udfaldet angives ved en afslutning, og kun da',
  })
  .meta({ id: 'NewStep' })

const reason = text(2_000)
export const Reopening = z.strictObject({ reason }).meta({ id: 'Reopening' })
export const NewTransfer = z.strictObject({ departmentId: slug, reason }).meta({ id: 'NewTransfer' })

const complainant = z.object({
  name: z.string(),
  contact: z.string().nullable(),
  tenancyId: id.nullable(),
  withheld: z.boolean(),
})

export const Naboklage = z
  .object({
    id,
    reference: z.string(),
    departmentId: z.string(),
    status,
    respondentTenancyId: id.nullable(),
    place: z.string().nullable(),
    complainant,
    channel,
    writtenWithHelpFrom: z.string().nullable(),
    category,
    occurredAt: instantOut,
    description: z.string(),
    sharedSummary: z.string().nullable(),
    demandedOn: dateOut.nullable(),
    dueOn: dateOut.nullable(),
    receivedAt: instantOut.nullable(),
    steps: z.array(
      z.object({
        kind,
        on: dateOut,
        note: z.string().nullable(),
        outcome: outcome.nullable(),
        overrideReason: z.string().nullable(),
        recordedAt: instantOut,
        recordedBy: id,
      }),
    ),
  })
  .meta({ id: 'Naboklage' })

export const Duplicate = z
  .object({ id, reference: z.string(), occurredAt: instantOut, category, status })
  .meta({ id: 'PossibleDuplicate' })

export const Duplicates = plainListOf(Duplicate).meta({ id: 'PossibleDuplicates' })

export const FiledNaboklage = Naboklage.extend({
  possibleDuplicates: z
    .array(Duplicate)
    .optional()
    .describe('Andre klager, der kan handle om den samme hændelse, hvis der er nogen'),
}).meta({ id: 'FiledNaboklage' })

/** For one who has not the new department: what was recorded and no more. */
export const Transferred = z
  .object({ id, reference: z.string(), departmentId: z.string(), transferredAt: instantOut })
  .meta({ id: 'Transferred' })

export const History = z
  .object({
    items: z.array(
      z.object({
        id,
        kind: z.enum(codesOf('naboklageChangeKind')),
        reason: z.string().nullable(),
        changedAt: instantOut,
        changedBy: z.object({ id, name: z.string() }).nullable(),
        former: Naboklage.pick({
          departmentId: true,
          status: true,
          respondentTenancyId: true,
          place: true,
          complainant: true,
          writtenWithHelpFrom: true,
          category: true,
          occurredAt: true,
          description: true,
          sharedSummary: true,
          demandedOn: true,
          dueOn: true,
        }),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'NaboklageHistory' })

export const Naboklager = listOf(Naboklage).meta({ id: 'Naboklager' })

const flag = z.enum(['true', 'false'])

export const NaboklageQuery = z.strictObject({
  departmentId: slug.optional(),
  status: status.optional(),
  category: category.optional(),
  respondentTenancyId: id.optional(),
  from: date.optional().describe('Hændt på denne dag eller senere'),
  to: date.optional().describe('Hændt på denne dag eller tidligere'),
  open: flag.optional().describe('Kun dem, der ikke er afsluttet; false giver kun de afsluttede'),
  untouchedSince: date.optional().describe('Ikke rørt på denne dag eller senere'),
  dueBefore: date.optional().describe('Med en frist efter § 83 før denne dag'),
  ...page,
})

export const HistoryQuery = z.strictObject({ ...page })
