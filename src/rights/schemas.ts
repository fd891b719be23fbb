import { z } from 'zod'
import { date, dateOut, id, instantOut } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { purposes } from '../kernel/access.ts'
import { actions } from '../kernel/actions.ts'
import { codesOf } from '../kernel/codes.ts'

export const NewSubjectAccess = z
  .strictObject({ receivedOn: date.describe('Den dag, beboeren bad om indsigt') })
  .meta({ id: 'NewSubjectAccess' })

const Entry = z.object({
  id,
  organisationId: z.string(),
  kind: z.enum(codesOf('entryKind')),
  dataCategory: z.enum(codesOf('dataCategory')),
  legalBasis: z.enum(codesOf('legalBasis')),
  occurredAt: instantOut,
  text: z.string().nullable(),
})

const Content = z.object({
  person: z.object({
    name: z.string(),
    birthYear: z.int().nullable(),
    phone: z.string().nullable(),
    protectedAddress: z.boolean(),
  }),
  tenancy: z.object({
    id,
    departmentId: z.string(),
    address: z.string(),
    dwelling: z.string(),
    movedInOn: dateOut,
    movedOutOn: dateOut.nullable(),
  }),
  naboklager: z.array(
    z.object({
      id,
      reference: z.string(),
      category: z.enum(codesOf('naboklageCategory')),
      status: z.enum(codesOf('naboklageStatus')),
      occurredAt: instantOut,
      receivedAt: instantOut.nullable(),
      sharedSummary: z.string().nullable(),
    }),
  ),
  cases: z.array(
    z.object({
      id,
      reference: z.string(),
      organisationId: z.string(),
      theme: z.enum(codesOf('caseTheme')),
      openedAt: instantOut,
      problem: z.string().nullable(),
      entries: z.array(Entry),
    }),
  ),
  consents: z.array(
    z.object({
      id,
      caseId: id,
      response: z.enum(codesOf('consentResponse')),
      givenBy: z.enum(codesOf('consentGivenBy')),
      channel: z.enum(codesOf('consentChannel')),
      givenAt: instantOut,
      informationTextVersion: z.string(),
      interpreter: z.boolean(),
      purpose: z.string(),
      recipientOrganisationIds: z.array(z.string()),
      dataCategories: z.array(z.enum(codesOf('dataCategory'))),
      reviewOn: dateOut,
      withdrawnAt: instantOut.nullable(),
      invalidatedAt: instantOut.nullable(),
    }),
  ),
  disclosures: z.array(
    z.object({ on: dateOut, organisationId: z.string(), caseId: id.nullable(), consentIds: z.array(id) }),
  ),
})
export type Content = z.infer<typeof Content>

/** What is left out of a record, and why. */
const Redaction = z.object({ recordId: id, field: z.string(), reason: z.enum(codesOf('redactionReason')) })
export type Redaction = z.infer<typeof Redaction>

export const SubjectAccess = z
  .object({
    id,
    residentId: id,
    receivedOn: dateOut,
    dueOn: dateOut.describe('En måned efter modtagelsen (databeskyttelsesforordningens artikel 12, stk. 3)'),
    content: Content,
    redactions: z.array(Redaction),
  })
  .meta({ id: 'SubjectAccess' })

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
