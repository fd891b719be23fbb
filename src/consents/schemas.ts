import { z } from 'zod'
import { date, dateOut, id, instant, instantOut, listOf, slug, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const givenBy = z.enum(codesOf('consentGivenBy'))
const response = z.enum(codesOf('consentResponse'))
const channel = z.enum(codesOf('consentChannel'))
const withdrawalChannel = z.enum(codesOf('withdrawalChannel'))
const dataCategory = z.enum(codesOf('dataCategory'))
const distinct = <T>(values: T[]) => [...new Set(values)]

/** What makes an oral consent provable: who gave it, to whom, when, how, what they were told, for what. */
export const NewConsent = z
  .strictObject({
    residentId: id,
    givenBy,
    response,
    channel,
    givenAt: instant,
    informationTextVersion: z.string().min(1).max(50),
    interpreter: z.boolean().default(false),
    purpose: text(1_000),
    recipientOrganisationIds: z.array(slug).max(20).transform(distinct),
    dataCategories: z.array(dataCategory).max(20).transform(distinct),
    reviewOn: date.nullish().describe('Højst 12 måneder efter givenAt, som også er standard'),
    note: text(2_000).nullish(),
  })
  .refine((body) => body.response === 'refused' || body.recipientOrganisationIds.length > 0, {
    path: ['recipientOrganisationIds'],
    message: 'Et givet samtykke nævner mindst én organisation',
  })
  .refine((body) => body.response === 'refused' || body.dataCategories.length > 0, {
    path: ['dataCategories'],
    message: 'Et givet samtykke nævner mindst én kategori',
  })
  .meta({ id: 'NewConsent' })

export const NewWithdrawal = z
  .strictObject({
    receivedAt: instant,
    receivedBy: id.nullish().describe('Den medarbejder, der modtog den; ellers den, der registrerer'),
    channel: withdrawalChannel,
    reason: text(2_000).nullish(),
  })
  .meta({ id: 'NewWithdrawal' })

export const NewInvalidation = z.strictObject({ reason: text(2_000) }).meta({ id: 'NewInvalidation' })
export const WrittenConfirmation = z.strictObject({ confirmedOn: date }).meta({ id: 'WrittenConfirmation' })

export const Consent = z
  .object({
    id,
    caseId: id,
    residentId: id,
    givenBy,
    response,
    channel,
    givenAt: instantOut,
    informationTextVersion: z.string(),
    interpreter: z.boolean(),
    purpose: z.string(),
    recipientOrganisationIds: z.array(z.string()),
    dataCategories: z.array(dataCategory),
    reviewOn: dateOut,
    inForce: z.boolean(),
    note: z.string().nullable(),
    recordedAt: instantOut,
    recordedBy: id,
    withdrawal: z
      .object({
        receivedAt: instantOut,
        receivedBy: id,
        channel: withdrawalChannel,
        reason: z.string().nullable(),
      })
      .nullable(),
    invalidation: z.object({ invalidatedAt: instantOut, reason: z.string().nullable() }).nullable(),
    confirmedInWritingOn: dateOut.nullable(),
  })
  .meta({ id: 'Consent' })

export const Consents = listOf(Consent).meta({ id: 'Consents' })
export const ConsentQuery = z.strictObject({ ...page })

export const Withdrawn = z
  .object({
    id,
    caseId: id,
    residentId: id,
    givenAt: instantOut,
    withdrawal: z.object({ receivedAt: instantOut, receivedBy: id, channel: withdrawalChannel }),
  })
  .meta({ id: 'Withdrawn' })
