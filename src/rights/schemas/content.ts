import { z } from 'zod'
import { dateOut, id, instantOut } from '../../http/fields.ts'
import { purposes } from '../../kernel/access.ts'
import { codesOf } from '../../kernel/codes.ts'

const Entry = z.object({
  id,
  organisationId: z.string(),
  kind: z.enum(codesOf('entryKind')),
  dataCategory: z.enum(codesOf('dataCategory')),
  legalBasis: z.enum(codesOf('legalBasis')),
  occurredAt: instantOut,
  text: z.string().nullable(),
  version: z.int(),
  supersedes: id.nullable(),
})

const Move = z.object({
  id,
  kind: z.enum(codesOf('caseMove')),
  at: instantOut,
  reason: z.string().nullable(),
  outcome: z.enum(codesOf('caseOutcome')).nullable(),
  closedOn: dateOut.nullable(),
})

const Action = z.object({
  id,
  organisationId: z.string(),
  title: z.string().nullable(),
  method: z.enum(codesOf('actionMethod')),
  dataCategory: z.enum(codesOf('dataCategory')),
  dueOn: dateOut,
  status: z.enum(codesOf('actionStatus')),
  completedOn: dateOut.nullable(),
  note: z.string().nullable(),
})

const Emergency = z.object({
  id,
  organisationId: z.string(),
  grantedAt: instantOut,
  expiresAt: instantOut,
  legalBasis: z.enum(codesOf('emergencyBasis')),
  reason: z.string().nullable(),
  outcome: z.enum(codesOf('emergencyOutcome')).nullable(),
})

const Complaint = z.object({
  id,
  reference: z.string(),
  departmentId: z.string(),
  category: z.enum(codesOf('naboklageCategory')),
  status: z.enum(codesOf('naboklageStatus')),
  occurredAt: instantOut,
  receivedAt: instantOut.nullable(),
  sharedSummary: z.string().nullable(),
  description: z.string().nullable(),
  place: z.string().nullable(),
  steps: z.array(
    z.object({
      kind: z.enum(codesOf('naboklageStepKind')),
      on: dateOut,
      outcome: z.enum(codesOf('naboklageOutcome')).nullable(),
      note: z.string().nullable(),
      overrideReason: z.string().nullable(),
    }),
  ),
})

const Case = z.object({
  id,
  reference: z.string(),
  organisationId: z.string(),
  theme: z.enum(codesOf('caseTheme')),
  openedAt: instantOut,
  problem: z.string().nullable(),
  closedOn: dateOut.nullable(),
  outcome: z.enum(codesOf('caseOutcome')).nullable(),
  entries: z.array(Entry),
  moves: z.array(Move),
  actions: z.array(Action),
  emergencies: z.array(Emergency),
})

const Consent = z.object({
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
  note: z.string().nullable(),
  withdrawalChannel: z.enum(codesOf('withdrawalChannel')).nullable(),
  withdrawalReason: z.string().nullable(),
  invalidationReason: z.string().nullable(),
  confirmedInWritingOn: dateOut.nullable(),
})

const Named = z.object({ id: z.string(), name: z.string() })

/** Not in what was frozen before registers were read in. */
const externalKey = z.string().nullish().describe('Udlejerens eget nummer, fra et indlæst register')

/** All that a resident is told. */
export const Content = z.object({
  person: z.object({
    name: z.string(),
    birthYear: z.int().nullable(),
    phone: z.string().nullable(),
    protectedAddress: z.boolean(),
    externalKey,
  }),
  tenancy: z.object({
    id,
    departmentId: z.string(),
    address: z.string(),
    dwelling: z.string(),
    movedInOn: dateOut,
    movedOutOn: dateOut.nullable(),
    externalKey,
  }),
  naboklager: z
    .array(Complaint)
    .describe(
      'Klager over husstanden. Fri tekst er kun med, som boligorganisationens medarbejder har gennemgået den',
    ),
  cases: z.array(Case),
  consents: z.array(Consent),
  disclosures: z
    .array(
      z.object({ on: dateOut, organisationId: z.string(), caseId: id.nullable(), consentIds: z.array(id) }),
    )
    .describe('Hvem der har set oplysninger på et samtykke'),
  discussions: z
    .array(
      z.object({
        on: dateOut,
        organisationId: z.string(),
        caseId: id,
        dataCategory: z.enum(codesOf('dataCategory')),
        consentIds: z.array(id),
      }),
    )
    .describe('Hvem der har fået noget at vide ved en beboerdrøftelse'),
  deliveries: z
    .array(
      z.object({
        at: instantOut,
        organisationId: z.string(),
        event: z.enum(codesOf('webhookEvent')),
        caseId: id.nullable(),
      }),
    )
    .describe('Hændelser, som parternes egne systemer har fået besked om; loggen gemmes i 30 dage'),
  accessLog: z
    .array(
      z.object({
        on: dateOut,
        purpose: z.enum(purposes),
        organisationId: z.string().nullable(),
        system: z.string().nullable().optional().describe('Systemets navn, når det ikke var en medarbejder'),
        times: z.int(),
      }),
    )
    .describe('Opslag med dato og formål, uden navne på medarbejdere (C-579/21)'),
  informationTexts: z
    .array(z.object({ version: z.string(), text: z.string() }))
    .describe('Det, der blev læst op, før der blev svaret på et samtykke'),
  retention: z
    .array(
      z.object({
        kind: z.enum(codesOf('retentionKind')),
        keep: z.string().describe('ISO 8601: P2Y, P18M, P30D'),
        legalBasis: z.string(),
        countsFrom: z.string(),
      }),
    )
    .describe('Hvor længe oplysningerne gemmes (databeskyttelsesforordningens artikel 15, stk. 1, litra d)'),
  organisations: z.array(Named),
  departments: z.array(Named),
})
export type Content = z.infer<typeof Content>

/** What is left out of a record, and why. */
export const Redaction = z.object({
  recordId: id,
  field: z.string(),
  reason: z.enum(codesOf('redactionReason')),
})
export type Redaction = z.infer<typeof Redaction>
