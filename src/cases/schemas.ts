import { z } from 'zod'
import { changes, date, dateOut, id, instant, instantOut, listOf, slug, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const theme = z.enum(codesOf('caseTheme'))
const status = z.enum(codesOf('caseStatus'))
const dataCategory = z.enum(codesOf('dataCategory'))
const ids = z.array(id).max(50)
const outcome = z.enum(codesOf('caseOutcome'))
const reason = text(2_000)
const problem = text(4_000).describe('Ses af alle, der ser sagen')

export const NewCase = z
  .strictObject({
    tenancyId: id,
    residentIds: ids.min(1),
    theme,
    problem,
    naboklageIds: ids.default([]),
  })
  .meta({ id: 'NewCase' })

export const CaseChanges = changes({ theme, problem }).meta({ id: 'CaseChanges' })

const member = z
  .object({
    id,
    name: z.string(),
    organisationId: z.string().nullable().describe('null for en, der ikke længere hører til en af parterne'),
  })
  .meta({ id: 'Member' })

export const Case = z
  .object({
    id,
    reference: z.string(),
    organisationId: z.string().describe('Sagens ejer'),
    tenancyId: id,
    departmentId: z.string(),
    status,
    theme,
    problem: z.string(),
    keyPerson: member,
    team: z.array(member),
    residents: z.array(z.object({ id, name: z.string() })),
    consents: z.array(
      z.object({
        id,
        residentId: id,
        recipientOrganisationIds: z.array(z.string()),
        dataCategories: z.array(dataCategory),
        givenAt: instantOut,
        reviewOn: dateOut,
      }),
    ),
    naboklager: z.array(
      z.object({ id, category: z.string(), occurredAt: instantOut, sharedSummary: z.string().nullable() }),
    ),
    reconfirmationDue: z.boolean(),
    openedAt: instantOut,
    pausedAt: instantOut.nullable(),
    closedOn: dateOut.nullable(),
    outcome: outcome.nullable(),
  })
  .meta({ id: 'Case' })

export const Cases = listOf(Case).meta({ id: 'Cases' })

const yesOrNo = z.enum(['true', 'false'])

export const CaseQuery = z.strictObject({
  status: status.optional(),
  departmentId: slug.optional(),
  theme: theme.optional(),
  mine: yesOrNo.optional().describe('Sager, som den, der spørger, er nøgleperson på'),
  open: yesOrNo.optional().describe('Sager, der ikke er afsluttet'),
  reconfirmationDue: yesOrNo.optional(),
  ...page,
})

export const NewCaseResident = z.strictObject({ residentId: id }).meta({ id: 'NewCaseResident' })
export const NewMember = z.strictObject({ userId: id }).meta({ id: 'NewMember' })
export const NewLink = z.strictObject({ naboklageId: id }).meta({ id: 'NewLink' })
export const memberOf = z.strictObject({ id, userId: id })

export const NewEntry = z
  .strictObject({
    kind: z.enum(codesOf('entryKind')),
    dataCategory,
    residentIds: ids.min(1),
    legalBasis: z.enum(codesOf('legalBasis')),
    text: text(20_000),
    occurredAt: instant,
  })
  .meta({ id: 'NewEntry' })

export const Entry = z
  .object({
    id,
    caseId: id,
    organisationId: z.string(),
    author: member,
    kind: z.enum(codesOf('entryKind')),
    dataCategory,
    residentIds: z.array(id),
    legalBasis: z.enum(codesOf('legalBasis')),
    text: z.string(),
    occurredAt: instantOut,
    recordedAt: instantOut,
    version: z.number().int(),
    supersedes: id.nullable(),
    correctionReason: z.string().nullable(),
  })
  .meta({ id: 'Entry' })

export const Entries = listOf(Entry).meta({ id: 'Entries' })

export const EntryQuery = z.strictObject({ versions: z.enum(['newest', 'all']).default('newest'), ...page })

export const Correction = z.strictObject({ text: text(20_000), reason }).meta({ id: 'Correction' })

export const Pause = z.strictObject({ reason }).meta({ id: 'Pause' })
export const Resumption = z.strictObject({}).nullish()
export const Closure = z
  .strictObject({
    outcome,
    closedOn: date.describe('Fra sagen blev åbnet til i dag'),
    note: text(2_000).nullish(),
  })
  .meta({ id: 'Closure' })
export const Reopening = z.strictObject({ reason }).meta({ id: 'Reopening' })
export const Handover = z.strictObject({ userId: id, reason }).meta({ id: 'Handover' })
export const Reconfirmation = z.strictObject({ note: text(2_000) }).meta({ id: 'Reconfirmation' })

export const Move = z
  .object({
    id,
    caseId: id,
    kind: z.enum(codesOf('caseMove')),
    reason: z.string().nullable().describe('Begrundelsen eller bemærkningen'),
    outcome: outcome.nullable(),
    closedOn: dateOut.nullable(),
    keyPerson: member.describe('Sagens nøgleperson fra da af'),
    recordedAt: instantOut,
    recordedBy: member,
  })
  .meta({ id: 'Move' })

export const Moves = listOf(Move).meta({ id: 'Moves' })
export const MoveQuery = z.strictObject({ ...page })

export const VisibilityQuery = z.strictObject({ organisationId: slug })

const shown = z.array(z.object({ id, consentIds: z.array(id).describe('Samtykkerne, som det hviler på') }))
export const Visibility = z
  .object({ organisationId: z.string(), entries: shown, residents: shown, naboklager: shown })
  .meta({ id: 'Visibility' })
