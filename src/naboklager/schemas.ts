import { z } from 'zod'
import { changes, date, dateOut, id, instant, instantOut, line, listOf, slug, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const category = z.enum(codesOf('naboklageCategory'))
const status = z.enum(codesOf('naboklageStatus'))
const channel = z.enum(codesOf('naboklageChannel'))

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

export const Naboklage = z
  .object({
    id,
    reference: z.string(),
    departmentId: z.string(),
    status,
    respondentTenancyId: id.nullable(),
    place: z.string().nullable(),
    complainant: z.object({
      name: z.string(),
      contact: z.string().nullable(),
      tenancyId: id.nullable(),
      withheld: z.boolean(),
    }),
    channel,
    writtenWithHelpFrom: z.string().nullable(),
    category,
    occurredAt: instantOut,
    description: z.string(),
    sharedSummary: z.string().nullable(),
    demandedOn: dateOut.nullable(),
    dueOn: dateOut.nullable(),
    receivedAt: instantOut.nullable(),
  })
  .meta({ id: 'Naboklage' })

export const Naboklager = listOf(Naboklage).meta({ id: 'Naboklager' })

export const NaboklageQuery = z.strictObject({
  departmentId: slug.optional(),
  status: status.optional(),
  category: category.optional(),
  respondentTenancyId: id.optional(),
  from: date.optional().describe('Hændt på denne dag eller senere'),
  to: date.optional().describe('Hændt på denne dag eller tidligere'),
  ...page,
})
